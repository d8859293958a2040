"""Each rule about the bank as a whole, just inside its limit and just outside."""

from dataclasses import replace

import pytest

from macros.checks.bank import SMALLEST, bank_rules_hold
from macros.checks.bank_rules import BANK_RULES
from macros.checks.scope import Shelf

LONG_KEY = {"key": {"text": "The distance between the inputs of one week and of another"}}
LIKE_ALL = {"key": {"text": "The share and the number of hours"}}
ECHO = {"key": {"text": "The distance between two evenings"}}
ABSOLUTE_WRONG = {"one": {"text": "The share that is always wrong"}}
ABSOLUTE_KEY = {"key": {"text": "The distance that is always there"}}
NEGATIVE = {"stem": "Which figure should **NOT** wake them up?"}
SHORT = {"stem": " ".join(["word"] * 29) + "?"}
CODE = {"stem": "Which line is it?\n\n```python\nx = 1\n```"}
PLACES = ("key", "one", "two", "three")


def some(count, change, total=100):
    return [change] * count + [{}] * (total - count)


def levels(foundation, exam, hard):
    counts = {"foundation": foundation, "exam": exam, "hard": hard}
    return [{"difficulty": level} for level, count in counts.items() for _ in range(count)]


def keys_at(*counts):
    """Questions in the order of the file, with so many keys at each place."""
    return [
        {"order": "fixed"} | {other: {"correct": other == place} for other in PLACES}
        for place, count in zip(PLACES, counts, strict=True)
        for _ in range(count)
    ]


def stems(*texts, **change):
    return [{"stem": text} | change for text in texts]


OTHER_KEY = {"key": {"text": "Another thing"}}
TWENTY = " ".join(f"word{n}" for n in range(20))

CASES = {  # rule: what just holds, what just does not
    "key_is_longest": (some(37, LONG_KEY), some(38, LONG_KEY)),
    "keys_share_most_words": (some(35, LIKE_ALL), some(36, LIKE_ALL)),
    "keys_echo_the_stem": (some(20, ECHO), some(21, ECHO)),
    "absolutes_are_even": (some(15, ABSOLUTE_WRONG), some(16, ABSOLUTE_WRONG)),
    "few_negative_stems": (some(3, NEGATIVE), some(4, NEGATIVE)),
    "most_are_scenarios": (some(40, SHORT), some(41, SHORT)),
    "code_is_shown": (some(20, CODE), some(19, CODE)),
    "difficulty_is_spread": (levels(30, 50, 20), levels(31, 50, 19)),
    "positions_are_even": (keys_at(37, 21, 21, 21), keys_at(38, 21, 21, 20)),
    "nothing_twice": (
        [{"stem": TWENTY}, {"stem": f"{TWENTY} a b c d"} | OTHER_KEY],
        [{"stem": TWENTY}, {"stem": f"{TWENTY} a b c"} | OTHER_KEY],
    ),
    "nothing_given_away": (
        stems("Why?", "The distance between the inputs of three weeks?"),
        stems("Why?", "As the distance between the inputs of two weeks?"),
    ),
}
MORE = {  # what else breaks a rule
    "absolutes_are_even": some(6, ABSOLUTE_KEY),
    "difficulty_is_spread": levels(20, 49, 31),
    "positions_are_even": keys_at(13, 29, 29, 29),
    "nothing_twice": stems("Why?", "A wholly different stem?"),
}
RULES = {rule.__name__: rule for rule in BANK_RULES}


def bank(ask, changes):
    return [ask(**{"id": f"q-{at}"} | change) for at, change in enumerate(changes)]


def by_rule(cases):
    return pytest.mark.parametrize(("rule", "changes"), cases.items(), ids=cases)


def test_every_rule_has_a_case():
    assert set(CASES) == set(RULES)


@by_rule({name: holds for name, (holds, _) in CASES.items()})
def test_just_inside_the_limit_a_rule_holds(rule, changes, ask):
    figure = RULES[rule](bank(ask, changes))
    assert figure.holds, figure


@by_rule({name: breaks for name, (_, breaks) in CASES.items()})
def test_just_outside_it_does_not(rule, changes, ask):
    figure = RULES[rule](bank(ask, changes))
    assert not figure.holds, figure


@by_rule(MORE)
def test_nor_on_the_other_side(rule, changes, ask):
    figure = RULES[rule](bank(ask, changes))
    assert not figure.holds, figure


def test_figures_say_what_was_counted(ask):
    figure = RULES["few_negative_stems"](bank(ask, some(4, NEGATIVE)))
    assert (figure.id, figure.level) == ("N1", "error")
    assert (figure.value, figure.limit) == ("4 of 100 (4 %)", "at most 3 %")


def test_duplicates_are_named(ask):
    figure = RULES["nothing_twice"](bank(ask, MORE["nothing_twice"]))
    assert figure.value == "q-0 ~ q-1"


def test_a_duplicate_key_for_another_objective_is_none(ask):
    changes = [{"stem": "Why?"}, {"stem": "A different stem?", "objective": "fit-model"}]
    assert RULES["nothing_twice"](bank(ask, changes)).holds


def test_a_key_in_a_stem_of_another_form_gives_nothing_away(ask):
    first, second = CASES["nothing_given_away"][1]
    questions = bank(ask, [first, second | {"form": "A"}])
    assert RULES["nothing_given_away"](questions).holds


def test_questions_of_three_choices_do_not_count_for_the_four_places(ask):
    changes = keys_at(25, 25, 25, 25) + [{"keep": 3}] * 60
    figure = RULES["positions_are_even"](bank(ask, changes))
    assert (figure.value, figure.holds) == ("25 / 25 / 25 / 25", True)


def found(ask, scope, changes):
    shelf = Shelf("monitoring", tuple(bank(ask, changes)))
    return {finding.rule[:2] for finding in bank_rules_hold(replace(scope, bank=(shelf,)))}


def test_the_check_stops_at_errors_only(ask, scope):
    changes = [
        {"stem": f"Which of the {at} should **NOT** wake them? {at}"} for at in range(SMALLEST)
    ]
    assert {"N1", "S3", "U1"} <= found(ask, scope, changes)
    warnings = {rule(bank(ask, changes)).id for rule in BANK_RULES} - {"N1", "S3", "U1"}
    assert "S4" in warnings
    assert "S4" not in found(ask, scope, changes)


def test_a_young_bank_is_not_measured(ask, scope):
    assert found(ask, scope, [NEGATIVE] * (SMALLEST - 1)) == set()


def test_questions_without_one_key_are_not_measured(ask, scope):
    broken = NEGATIVE | {"key": {"correct": False}}
    assert found(ask, scope, [NEGATIVE] * (SMALLEST - 1) + [broken]) == set()
