"""Rules about the explanations, and about what the key may rest on."""

import re
from collections.abc import Iterator

from macros.checks.item_rule import Broken, ItemRule
from macros.checks.scope import Scope
from macros.model import Question
from macros.words import code_spans, content_words, names_in, overlap, visible, words

_POSITION = re.compile(
    r"\b([Oo]ption|[Cc]hoice|[Aa]nswer) [A-E1-5]\b"
    r"|\b(first|second|third|fourth|last|previous|other) (option|choice|answer)s?\b",
)


def key_is_explained(question: Question, scope: Scope) -> Iterator[Broken]:
    """The key's why has at least 25 words and is not the key said again."""
    at = question.choices.index(question.key)
    count = len(words(question.key.why))
    if count < 25:
        yield f"choices.{at}.why", f"{count} words"
    elif overlap(content_words(question.key.why), content_words(question.key.text)) > 0.8 and (
        len(content_words(question.key.why)) < 1.5 * len(content_words(question.key.text))
    ):
        yield f"choices.{at}.why", "repeats the choice"


def each_choice_is_explained(question: Question, scope: Scope) -> Iterator[Broken]:
    """Every why has at least 8 words."""
    for at, choice in enumerate(question.choices):
        count = len(words(choice.why))
        if count < 8:
            yield f"choices.{at}.why", f"{count} words"


def why_speaks_of_its_choice(question: Question, scope: Scope) -> Iterator[Broken]:
    """A why shares a telling word with its own choice, if that has one."""
    for at, choice in enumerate(question.choices):
        told = _parts(choice.text)
        if told and not told & _parts(choice.why):
            yield f"choices.{at}.why", choice.why


def no_positions(question: Question, scope: Scope) -> Iterator[Broken]:
    """Choices are shuffled, so nothing refers to one by its place or letter."""
    for at, choice in enumerate(question.choices):
        found = _POSITION.search(choice.why) or _POSITION.search(choice.text)
        if found:
            yield f"choices.{at}.why", found[0]


def names_are_known(question: Question, scope: Scope) -> Iterator[Broken]:
    """Code that a why names stands in the question, or in a claim or rename of this site."""
    here = " ".join([question.stem, *(choice.text for choice in question.choices)])
    known = scope.names | names_in(here)
    for at, choice in enumerate(question.choices):
        for span in code_spans(choice.why):
            if span not in here and span not in scope.glossary and not names_in(span) <= known:
                yield f"choices.{at}.why", span


def key_is_current(question: Question, scope: Scope) -> Iterator[Broken]:
    """The key does not rest on something legacy, unless the question is about that era."""
    if question.era == "legacy" or scope.exam is None:
        return
    key = visible(question.key.text).lower()
    for rename in scope.exam.renames:
        for term in rename.never_keyed:
            if term.lower() in key:
                at = question.choices.index(question.key)
                yield f"choices.{at}.text", term


def key_is_official(question: Question, scope: Scope) -> Iterator[Broken]:
    """The claims behind a question have a source that is not a third party."""
    kinds = scope.kinds_behind(question)
    if kinds and kinds == {"third-party"}:
        yield "claims", "third parties only"


def _parts(text: str) -> set[str]:
    """Telling words, with identifiers also split into their parts."""
    return {part for word in content_words(text) for part in (word, *re.split(r"[._=-]", word))}


WHY_RULES = (
    ItemRule("E1", "error", key_is_explained),
    ItemRule("E2", "error", each_choice_is_explained),
    ItemRule("E2s", "warning", why_speaks_of_its_choice),
    ItemRule("E3", "error", names_are_known),
    ItemRule("E4", "error", no_positions),
    ItemRule("F1", "error", key_is_official),
    ItemRule("T1", "error", key_is_current),
)
