"""How one objective is taught beyond its claims: decisions, calls, code, traps and reading."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.model import Entry, Id, Minutes, Text

Short = Annotated[str, StringConstraints(min_length=1, max_length=160, strip_whitespace=True)]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.(py|sql|yml)(:[a-z0-9-]+)?$")]
LEVELS = {  # how far code on the site is checked, and what that means
    "parsed": "its syntax is checked",
    "type-checked": "every call and keyword is checked against the real packages",
    "run": "the tests run it",
}

ROLES = {
    "write": "be able to write it",
    "recognise": "recognise it",
    "guide-era": "as in the guide's time",
}


class Cue(Entry):
    """One row of a decision: what a question says, and what follows from it."""

    says: Short
    think: Short
    tempting: Short  # the wrong answer that offers itself
    because: Text


class Sample(Entry):
    """Code to show: a file below ``snippets/``, or a marked part of one."""

    part: Part
    title: Short
    role: Literal["write", "recognise", "guide-era"] = "write"
    checked: Literal["parsed", "type-checked", "run"]
    note: Text | None = None  # what the check does not cover, or how the old form maps to today's

    @property
    def language(self) -> str:
        """The language, as a highlighter calls it."""
        suffix = self.part.partition(":")[0].rpartition(".")[2]
        return {"py": "python", "yml": "yaml"}.get(suffix, suffix)

    @property
    def output(self) -> str:
        """The file below ``snippets/`` with what the code prints, if it prints anything."""
        file, _, part = self.part.partition(":")
        return f"output/{'.'.join([file.rpartition('.')[0], *filter(None, [part])])}.txt"


class Call(Entry):
    """One API to know by heart."""

    call: Text
    owner: Short
    parameters: Text  # those that decide
    effect: Text  # what it changes or leaves behind, and what not
    nearest: Text  # the wrong call that is easily taken for it


class Pitfall(Entry):
    """A trap, with the reason why people fall for it."""

    trap: Id  # class from exam.yml
    text: Text
    reason: Text


class Reading(Entry):
    """An official page worth the time, and what to take from it."""

    source: Id
    read: Short
    skip: Short | None = None
    minutes: Minutes


class Lesson(Entry):
    """How one objective is taught; its claims and questions stand in their own files."""

    objective: Id
    decision: Short  # what kind of decision the exam asks for
    decide: Annotated[tuple[Cue, ...], Field(min_length=3, max_length=8)]
    code: tuple[Sample, ...] = ()
    calls: tuple[Call, ...] = ()
    traps: Annotated[tuple[Pitfall, ...], Field(min_length=2)]
    reading: Annotated[tuple[Reading, ...], Field(min_length=1)]


class LessonFile(Entry):
    """``data/lessons/<section>.yml``."""

    section: Id
    lessons: Annotated[tuple[Lesson, ...], Field(min_length=1)]
