"""Rules about the choices: what would tell the key from the others without knowledge."""

import re
from collections.abc import Iterator
from itertools import combinations

from macros.checks.item_rule import Broken, ItemRule
from macros.checks.scope import Scope
from macros.cues import ABSOLUTES, QUALIFIER, VAGUE
from macros.model import Question
from macros.words import content_words, has_code, visible, words

_COMBINED = re.compile(
    r"^(?i:all|none|both|neither|any) of (?i:the )?(?i:above|these|them|others)\b"
    r"|\b[A-E] and [A-E]\b|\bthe (?i:above|below)\b"
    r"|\b(?i:previous|preceding|following) (?i:option|choice|answer)\b"
)
_NUMBER = re.compile(r"^[^\w]*\d[\d.,]*\s*(%|[A-Za-z]{0,8})$")


def one_key(question: Question, scope: Scope) -> Iterator[Broken]:
    """Exactly one choice is correct."""
    correct = sum(choice.correct for choice in question.choices)
    if correct != 1:
        yield "choices", f"{correct} correct"


def traps_are_named(question: Question, scope: Scope) -> Iterator[Broken]:
    """Each wrong choice names its trap class, the key none."""
    for at, choice in enumerate(question.choices):
        if choice.correct == bool(choice.trap):
            yield f"choices.{at}.trap", choice.trap or "no trap"


def choices_differ(question: Question, scope: Scope) -> Iterator[Broken]:
    """No two choices say the same."""
    for (_, one), (at, other) in combinations(enumerate(question.choices), 2):
        if visible(one.text).lower() == visible(other.text).lower():
            yield f"choices.{at}.text", other.text


def choices_are_independent(question: Question, scope: Scope) -> Iterator[Broken]:
    """No choice contains all the words of another."""
    for (_, one), (at, other) in combinations(enumerate(question.choices), 2):
        first, second = set(words(one.text)), set(words(other.text))
        if first != second and (first < second or second < first):
            yield f"choices.{at}.text", other.text


def no_combined_choices(question: Question, scope: Scope) -> Iterator[Broken]:
    """No choice refers to other choices (all of the above, A and B, the previous option)."""
    for at, choice in enumerate(question.choices):
        if _COMBINED.search(visible(choice.text)):
            yield f"choices.{at}.text", choice.text


def key_is_not_the_qualified_one(question: Question, scope: Scope) -> Iterator[Broken]:
    """The key is not the only choice with a dash, parenthesis, semicolon, "because", "so that"."""
    if QUALIFIER.search(_unticked(question.key.text)) and not any(
        QUALIFIER.search(_unticked(choice.text)) for choice in question.distractors
    ):
        yield "choices", question.key.text


def key_is_not_much_longer(question: Question, scope: Scope) -> Iterator[Broken]:
    """The key is less than 1.25 times as long as the longest other choice."""
    longest = max(len(visible(choice.text)) for choice in question.distractors)
    length = len(visible(question.key.text))
    if length >= 1.25 * longest:
        yield "choices", f"{length} against {longest} characters"


def lengths_are_similar(question: Question, scope: Scope) -> Iterator[Broken]:
    """The longest choice is at most twice as long as the shortest, code apart."""
    if any(has_code(choice.text) or choice.text.count("`") >= 2 for choice in question.choices):
        return
    lengths = [len(visible(choice.text)) for choice in question.choices]
    if max(lengths) > 2 * min(lengths):
        yield "choices", f"{min(lengths)} to {max(lengths)} characters"


def punctuation_agrees(question: Question, scope: Scope) -> Iterator[Broken]:
    """All choices end with a full stop, or none does."""
    ends = {visible(choice.text).endswith(".") for choice in question.choices}
    if len(ends) > 1:
        yield "choices", "some end with a full stop"


def openings_agree(question: Question, scope: Scope) -> Iterator[Broken]:
    """No single choice opens with code where the others do not, or the other way round."""
    code = [choice.text.startswith("`") for choice in question.choices]
    if len(code) > 2 and 1 in (code.count(True), code.count(False)):
        yield f"choices.{code.index(code.count(True) == 1)}.text", "opens unlike the others"


def numbers_are_sorted(question: Question, scope: Scope) -> Iterator[Broken]:
    """Choices that are numbers of one unit stand in order and are not shuffled."""
    values = [visible(choice.text) for choice in question.choices]
    if not all(_NUMBER.match(value) for value in values):
        return
    numbers = [_amount(value) for value in values]
    sorts = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    one_unit = len({re.sub(r"[^A-Za-z%]", "", value) for value in values}) == 1
    if question.order != "fixed" or (one_unit and not sorts):
        yield "choices", " / ".join(values)


def no_absolutes(question: Question, scope: Scope) -> Iterator[Broken]:
    """No choice says always, never, only, all, none, every, must, cannot or guarantees."""
    yield from _using(question, ABSOLUTES)


def no_vague_words(question: Question, scope: Scope) -> Iterator[Broken]:
    """No choice says usually, often, rarely, may or typically."""
    yield from _using(question, VAGUE)


def no_lone_negative(question: Question, scope: Scope) -> Iterator[Broken]:
    """Choices open with "Not", "Do not" or "Never" only if all do."""
    negative = [words(c.text)[:1] in (("not",), ("never",)) or words(c.text)[:2] == ("do", "not")
                for c in question.choices]  # fmt: skip
    if any(negative) and not all(negative):
        yield f"choices.{negative.index(True)}.text", "negative"


def echoed_words(question: Question) -> frozenset[str]:
    """The telling words of the stem that stand in the key alone."""
    others = frozenset().union(*(content_words(choice.text) for choice in question.distractors))
    return (content_words(question.stem) & content_words(question.key.text)) - others


def no_clang(question: Question, scope: Scope) -> Iterator[Broken]:
    """No telling word of the stem stands in the key alone."""
    shared = echoed_words(question)
    if shared:
        yield "choices", ", ".join(sorted(shared))


def _using(question: Question, banned: frozenset[str]) -> Iterator[Broken]:
    for at, choice in enumerate(question.choices):
        found = banned.intersection(words(choice.text))
        if found:
            yield f"choices.{at}.text", ", ".join(sorted(found))


def _amount(value: str) -> tuple[float, ...]:
    """The number in a text; a version such as 14.3.1 by its parts."""
    number = re.findall(r"-?\d[\d.,]*", value)[0].replace(",", "").rstrip(".")
    parts = number.split(".") if number.count(".") > 1 else [number]
    return tuple(float(part or 0) for part in parts)


def _unticked(text: str) -> str:
    return re.sub(r"`[^`]*`", "", text)


CHOICE_RULES = (
    ItemRule("K1", "error", one_key),
    ItemRule("K1t", "error", traps_are_named),
    ItemRule("K2", "error", choices_differ),
    ItemRule("K2s", "warning", choices_are_independent),
    ItemRule("A1", "error", no_combined_choices),
    ItemRule("L1", "warning", key_is_not_much_longer),
    ItemRule("L2", "warning", lengths_are_similar),
    ItemRule("L3", "error", key_is_not_the_qualified_one),
    ItemRule("G1", "error", punctuation_agrees),
    ItemRule("G2", "warning", openings_agree),
    ItemRule("P2", "error", numbers_are_sorted),
    ItemRule("D1", "warning", no_absolutes),
    ItemRule("D2", "warning", no_vague_words),
    ItemRule("N2", "warning", no_lone_negative),
    ItemRule("C1", "warning", no_clang),
)
