"""Rules about the bank as a whole; the audit prints the figures that the check enforces."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from macros.checks.item_choices import echoed_words
from macros.checks.item_stem import negative_word, shows_code
from macros.cues import ABSOLUTES
from macros.model import Question
from macros.naive import chance_band, fixed_order
from macros.words import content_words, prose, visible, words

Questions = Sequence[Question]


@dataclass(frozen=True)
class Figure:
    """What a bank rule found: the figure as text, whether it holds, and the limit."""

    id: str
    level: Literal["error", "warning"]
    text: str
    value: str
    limit: str
    holds: bool


Rule = Callable[[Questions], Figure]


def key_is_longest(questions: Questions) -> Figure:
    """How often the key alone is the longest choice."""
    longest = sum(_alone_at_top(q, lambda text: len(visible(text))) for q in questions)
    _, high = chance_band([len(q.choices) for q in questions])
    return Figure(
        "L1", "error", "key is the longest choice", _share(longest, questions),
        f"at most {high}", longest <= high,
    )  # fmt: skip


def keys_share_most_words(questions: Questions) -> Figure:
    """How often the key shares most words with the other choices."""

    def shared(question: Question) -> bool:
        def mark(text: str) -> int:
            others = [c.text for c in question.choices if c.text is not text]
            return sum(len(content_words(text) & content_words(other)) for other in others)

        return _alone_at_top(question, mark)

    count = sum(shared(question) for question in questions)
    return Figure(
        "C2", "error", "key shares most words with the other choices", _share(count, questions),
        "at most 35 %", count <= 0.35 * len(questions),
    )  # fmt: skip


def keys_echo_the_stem(questions: Questions) -> Figure:
    """How often a telling word of the stem stands in the key alone."""
    count = sum(bool(echoed_words(question)) for question in questions)
    return Figure(
        "C1", "error", "a telling word of the stem stands in the key alone",
        _share(count, questions), "at most 20 %", count <= 0.2 * len(questions),
    )  # fmt: skip


def absolutes_are_even(questions: Questions) -> Figure:
    """Difference between distractors and keys in the rate of absolute words."""

    def rate(texts: Sequence[str]) -> float:
        return sum(bool(ABSOLUTES & set(words(text))) for text in texts) / (len(texts) or 1)

    gap = rate([c.text for q in questions for c in q.distractors]) - rate(
        [q.key.text for q in questions]
    )
    return Figure(
        "D1", "error", "absolute words: distractors minus keys", f"{100 * gap:+.1f} points",
        "within 5 points", abs(gap) <= 0.05,
    )  # fmt: skip


def few_negative_stems(questions: Questions) -> Figure:
    """How many questions ask for what is not so."""
    count = sum(negative_word(question) is not None for question in questions)
    return Figure(
        "N1", "error", "negative stems", _share(count, questions), "at most 3 %",
        count <= 0.03 * len(questions),
    )  # fmt: skip


def most_are_scenarios(questions: Questions) -> Figure:
    """How many stems have 30 words or more."""
    count = sum(len(words(question.stem)) >= 30 for question in questions)
    return Figure(
        "S3", "error", "stems of 30 words or more", _share(count, questions), "at least 60 %",
        count >= 0.6 * len(questions),
    )  # fmt: skip


def code_is_shown(questions: Questions) -> Figure:
    """How many questions show code, configuration or output."""
    count = sum(shows_code(question) for question in questions)
    return Figure(
        "S4", "warning", "questions with code, SQL, YAML or output", _share(count, questions),
        "at least 20 %", count >= 0.2 * len(questions),
    )  # fmt: skip


def difficulty_is_spread(questions: Questions) -> Figure:
    """Foundation, exam and hard questions, against 20/60/20."""
    counts = Counter(question.difficulty for question in questions)
    shares = [100 * counts[level] / len(questions) for level in ("foundation", "exam", "hard")]
    near = all(abs(got - want) <= 10 for got, want in zip(shares, (20, 60, 20), strict=True))
    return Figure(
        "B3", "warning", "foundation / exam / hard", " / ".join(f"{s:.0f}" for s in shares) + " %",
        "20 / 60 / 20 %, each within 10 points", near,
    )  # fmt: skip


def positions_are_even(questions: Questions) -> Figure:
    """Where the key of four choices stands after the shuffle of pages without JavaScript."""
    four = [question for question in questions if len(question.choices) == 4]
    places = Counter(fixed_order(question).index(question.key) for question in four)
    low, high = chance_band([len(question.choices) for question in four])
    counts = [places[at] for at in range(4)]
    return Figure(
        "P1", "error", "key at each place after the shuffle", " / ".join(map(str, counts)),
        f"{low} to {high} each", all(low <= count <= high for count in counts),
    )  # fmt: skip


def nothing_twice(questions: Questions) -> Figure:
    """Pairs of questions that are nearly the same, or that have the same key for one objective."""
    keys: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, question in enumerate(questions):
        keys[question.objective, visible(question.key.text).lower()].append(at)
    same = {pair for places in keys.values() for pair in combinations(places, 2)}
    pairs = ", ".join(
        f"{questions[one].id} ~ {questions[other].id}"
        for one, other in sorted(same | set(_alike(questions)))
    )
    return Figure("U1", "error", "near duplicates", pairs or "none", "none", not pairs)


def nothing_given_away(questions: Questions) -> Figure:
    """Keys that stand word for word in the stem of another question of the same form."""
    stems = [(q.id, q.form, prose(q.stem).lower()) for q in questions]
    found = [
        f"{one.id} in {other}"
        for one in questions
        if len(words(one.key.text)) >= 3
        for key in [visible(one.key.text).lower()]
        for other, form, stem in stems
        if form == one.form and key in stem and other != one.id
    ]
    return Figure("U2", "warning", "keys given away", ", ".join(found) or "none", "none", not found)


def _alone_at_top(question: Question, mark: Callable[[str], float]) -> bool:
    best = max(mark(choice.text) for choice in question.distractors)
    return mark(question.key.text) > best


def _share(count: int, questions: Questions) -> str:
    return f"{count} of {len(questions)} ({100 * count / len(questions):.0f} %)"


def _alike(questions: Questions) -> Iterator[tuple[int, int]]:
    """Places of two questions whose stems share more than 85 % of their words."""
    bits: dict[str, int] = {}  # a word is a bit, so that comparing two stems is one operation

    def mask(text: str) -> int:
        return sum(1 << bits.setdefault(word, len(bits)) for word in set(words(text)))

    stems = [(mask(question.stem), at) for at, question in enumerate(questions)]
    for (one, first), (other, second) in combinations(stems, 2):
        if (one & other).bit_count() > 0.85 * (one | other).bit_count():
            yield first, second


BANK_RULES: tuple[Rule, ...] = (
    key_is_longest,
    keys_share_most_words,
    keys_echo_the_stem,
    absolutes_are_even,
    few_negative_stems,
    most_are_scenarios,
    code_is_shown,
    difficulty_is_spread,
    positions_are_even,
    nothing_twice,
    nothing_given_away,
)


@lru_cache(8)
def figures(questions: tuple[Question, ...]) -> tuple[Figure, ...]:
    """What each bank rule finds, in the order of the rules."""
    return tuple(rule(questions) for rule in BANK_RULES)
