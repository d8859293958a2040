"""Test-takers who know nothing: what they pick, and the band that guessing leaves."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb

import pytest

from macros.checks.bank import SMALLEST, naive_candidates_guess
from macros.checks.scope import Shelf
from macros.naive import CONFIDENCE, STRATEGIES, chance_band, fixed_order, naive_scores

IDS = ("key", "one", "two", "three")
CUES = {  # strategy: the choice that it picks, the text of that one, the text of the others
    "always the first": ("key", "same", "same"),
    "always the second": ("one", "same", "same"),
    "always the last": ("three", "same", "same"),
    "the longest": ("two", "longer", "short"),
    "the shortest": ("two", "short", "longer"),
    "most words of the stem": ("two", "parcels", "nothing"),
    "fewest words of the stem": ("two", "nothing", "parcels"),
    "most qualified": ("two", "one (of two)", "one of two"),
    "no absolutes": ("two", "some", "always"),
    "hedged words": ("two", "often", "some"),
    "most like the others": ("two", "alpha", "alpha bravo gamma"),
    "least like the others": ("two", "delta", "alpha"),
    "most code": ("two", "`code`", "code"),
}
every_strategy = pytest.mark.parametrize("strategy", CUES)


def bank(ask, strategy, keys, **change):
    """Questions whose cue is always on the same choice, with the key where ``keys`` says."""
    cued, text, other = CUES[strategy]
    return [
        ask(
            id=f"q-{change.get('form', 'pool').lower()}-{at}",
            order="fixed",
            **{i: {"text": text if i == cued else other, "correct": i == key} for i in IDS},
            **change,
        )
        for at, key in enumerate(keys)
    ]


def betrayed(ask, strategy, count=SMALLEST, **change):
    return bank(ask, strategy, [CUES[strategy][0]] * count, **change)


def fair(ask, strategy, **change):
    return bank(ask, strategy, IDS * (SMALLEST // 4), **change)


def score_of(questions, strategy):
    return next(score for score in naive_scores(tuple(questions)) if score.strategy == strategy)


def unfair(scope, questions):
    shelf = Shelf("monitoring", tuple(questions))
    return [finding.rule for finding in naive_candidates_guess(replace(scope, bank=(shelf,)))]


def test_every_strategy_has_a_case():
    assert set(CUES) == set(STRATEGIES)


@every_strategy
def test_a_strategy_finds_keys_that_its_cue_betrays(strategy, ask):
    score = score_of(betrayed(ask, strategy), strategy)
    assert (score.points, score.items, score.fair) == (SMALLEST, SMALLEST, False)


@every_strategy
def test_a_strategy_is_at_chance_where_its_cue_says_nothing(strategy, ask):
    score = score_of(fair(ask, strategy), strategy)
    assert (score.points, score.fair) == (SMALLEST / 4, True)


@every_strategy
def test_the_check_names_the_strategy_that_wins(strategy, ask, scope):
    rule = f'X1: "{strategy}" must score 4 to 17 on the bank'
    assert rule in unfair(scope, betrayed(ask, strategy))
    assert rule not in unfair(scope, fair(ask, strategy))


def test_a_key_that_a_strategy_never_picks_is_unfair_too(ask, scope):
    questions = bank(ask, "the longest", ["one"] * SMALLEST)
    assert score_of(questions, "the longest").points == 0
    assert any('"the longest"' in rule for rule in unfair(scope, questions))


def test_each_form_is_measured_by_itself(ask, scope):
    rest = [q for n in range(6) for q in fair(ask, "most code", stem=f"Stem {n}?")]
    questions = rest + betrayed(ask, "most code", form="A")
    assert any(
        rule.endswith("on form A") and "most code" in rule for rule in unfair(scope, questions)
    )


def test_a_young_bank_is_not_measured(ask, scope):
    assert unfair(scope, betrayed(ask, "the longest", SMALLEST - 1)) == []


def test_ties_share_the_point(ask):
    question = ask(key={"text": "four"}, one={"text": "text"}, two={"text": "abc"})
    assert score_of([question], "the shortest").points == 0
    question = ask(key={"text": "abc"}, one={"text": "def"})
    assert score_of([question], "the shortest").points == 0.5


def test_the_fixed_order_does_not_depend_on_the_author(ask):
    question = ask()
    shuffled = question.model_validate(
        question.model_dump() | {"choices": [c.model_dump() for c in reversed(question.choices)]}
    )
    assert fixed_order(shuffled) == fixed_order(question)
    assert fixed_order(ask(order="fixed")) == question.choices


def test_the_fixed_order_is_even_over_many_questions(ask):
    low, high = chance_band([4] * 400, 0.9999)
    firsts = Counter(fixed_order(ask(id=f"q-{at}"))[0].id for at in range(400))
    assert set(firsts) == set(IDS)
    assert all(low <= count <= high for count in firsts.values())


def exact_band(distribution, confidence):
    """The band by its definition, in fractions: each tail that is cut off is at most half."""
    tail = (1 - Fraction(confidence)) / 2
    scores = range(len(distribution))
    low = next(k for k in scores if sum(distribution[: k + 1]) > tail)
    high = next(k for k in reversed(scores) if sum(distribution[k:]) > tail)
    return low, high


def by_trying_everything(choices):
    """Score → probability, by listing every way to guess; choice 0 is the key."""
    outcomes = Counter(picks.count(0) for picks in product(*map(range, choices)))
    total = sum(outcomes.values())
    return [Fraction(outcomes[score], total) for score in range(len(choices) + 1)]


def binomial(items, right):
    return [comb(items, k) * right**k * (1 - right) ** (items - k) for k in range(items + 1)]


@pytest.mark.parametrize("confidence", [0.5, 0.9, CONFIDENCE])
@pytest.mark.parametrize(
    "choices", [[3], [4, 4], [3, 4, 5], [5, 4, 3], [3, 3, 3, 4, 5, 5], [4] * 8]
)
def test_the_band_of_a_few_items_is_exact(choices, confidence):
    expected = exact_band(by_trying_everything(choices), confidence)
    assert chance_band(choices, confidence) == expected


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("items", [10, 59, 100, 300])
def test_the_band_of_many_items_is_the_binomial(items, count):
    expected = exact_band(binomial(items, Fraction(1, count)), CONFIDENCE)
    assert chance_band([count] * items) == expected


def test_nothing_leaves_no_band():
    assert chance_band([]) == (0, 0)
    assert naive_scores(())[0].fair
