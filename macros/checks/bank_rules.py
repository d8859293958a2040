"""Rules about the bank as a whole; the audit prints the figures that the check enforces."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    # All pairs are compared, so whatever belongs to one question is worked out once
    seen = [
        (q.id, frozenset(words(q.stem)), (q.objective, visible(q.key.text).lower()))
        for q in questions
    ]
    pairs = [
        f"{one} ~ {other}"
        for (one, stem, key), (other, other_stem, other_key) in combinations(seen, 2)
        if key == other_key or _alike(stem, other_stem)
    ]
    return Figure("U1", "error", "near duplicates", ", ".join(pairs) or "none", "none", not pairs)


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


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two stems share more than 85 % of their words."""
    small, large = sorted((len(one), len(other)))
    return small > 0.85 * large and len(one & other) > 0.85 * len(one | other)


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
