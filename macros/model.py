"""The vocabulary of the bank: sources, claims, questions, and the Guide that holds everything.

Knows no YAML, no template, no MkDocs and no clock. The exam itself is in :mod:`macros.exam`.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

FORMS = ("A", "B", "C")
POOL = "pool"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Minutes = Annotated[int, Field(gt=0)]
Form = Literal["A", "B", "C", "pool"]
Difficulty = Literal["foundation", "exam", "hard"]


def _real_date(value: object) -> date:
    """Accept only a written ISO day; pydantic alone would also take a number of seconds."""
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        day = None
    if day is None or str(day) != value:  # fromisoformat also takes 20251122 and 2025-W47-6
        raise ValueError("must be a date that exists, as YYYY-MM-DD")
    return day


Day = Annotated[date, BeforeValidator(_real_date)]


class Entry(BaseModel):
    """What every entry in ``data/`` has in common: immutable, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Identified(Entry):
    """An entry that others refer to by its id."""

    id: Id


E = TypeVar("E", bound=Identified)


class Source(Identified):
    """One page that facts rely on, with the day it was last read."""

    title: Text
    url: Url
    kind: Literal["official-exam", "official-docs", "project-docs", "third-party"]
    read: Day
    page_date: Day | None = None  # the date the page gives itself


class Claim(Identified):
    """One thing to know: a single statement with its sources."""

    objective: Id
    claim: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    checked: Day
    era: Literal["current", "legacy"] = "current"  # legacy: about what was, named as such
    cheat_sheet: Annotated[str, StringConstraints(min_length=1, max_length=90)] | None = None


class Term(Entry):
    """A word of the platform, explained where it first stands on a page."""

    term: Text
    forms: Annotated[tuple[Text, ...], Field(min_length=1)]  # as in running text, letter by letter
    meaning: Text
    objective: Id  # where it is taught, with sources


class Choice(Identified):
    """One choice of a question; a wrong one names the mistake it stands for."""

    text: Text
    why: Text
    correct: bool = False
    trap: Id | None = None
    invalid: Text | None = None  # code that is wrong on purpose: what is wrong with it


class Question(Identified):
    """A single-best-answer question. Its id is its identity for ever, never position or text."""

    objective: Id
    form: Form
    difficulty: Difficulty
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]
    stem: Text
    choices: Annotated[tuple[Choice, ...], Field(min_length=3, max_length=5)]
    order: Literal["shuffled", "fixed"] = "shuffled"
    era: Literal["current", "legacy"] = "current"
    invalid: Text | None = None  # code of the stem that is wrong on purpose: what is wrong

    @property
    def key(self) -> Choice:
        """The correct choice; checks have made sure that there is exactly one."""
        return next(choice for choice in self.choices if choice.correct)

    @property
    def distractors(self) -> tuple[Choice, ...]:
        """The wrong choices, in the order of the file."""
        return tuple(choice for choice in self.choices if not choice.correct)

    @cached_property
    def revision(self) -> str:
        """Eight hex digits that change when anything a candidate sees changes."""
        told = {"choices": {"__all__": {"invalid"}}}  # told to the checks, not to the candidate
        seen = self.model_dump_json(include={"stem", "choices", "order"}, exclude=told)
        return hashlib.sha256(seen.encode()).hexdigest()[:8]


class SourceFile(Entry):
    """``data/sources.yml``."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class GlossaryFile(Entry):
    """``data/glossary.yml``."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]


class KnowledgeFile(Entry):
    """``data/knowledge/<section>.yml``."""

    section: Id
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class QuestionFile(Entry):
    """``data/questions/<section>.yml``."""

    section: Id
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


def by_id(entries: Sequence[E]) -> dict[str, E]:
    """Index entries by their id; the last of two with one id wins (checks refuse such data)."""
    return {entry.id: entry for entry in entries}
