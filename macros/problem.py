"""What is wrong with the data, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.model import Entry


@dataclass(frozen=True)
class Finding:
    """What a check says: the entry, the path inside it, the rule it breaks, and what it holds."""

    entry: Entry
    path: str
    rule: str
    got: object = None


@dataclass(frozen=True)
class Problem:
    """A finding with its place in a file; ``str`` gives the one line that people read."""

    file: str
    line: int
    path: str
    rule: str
    got: object = None

    def __str__(self) -> str:
        got = "" if self.got is None else f" (got {_short(self.got)})"
        path = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}: {path}{self.rule}{got}"


class DataError(Exception):
    """The data cannot become a guide; ``problems`` lists everything, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        return "\n".join([*map(str, self.problems), f"{count} {noun}"])


def _short(value: object) -> str:
    """The value in at most 60 characters; containers only by name."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return repr(text) if not text else text if len(text) <= 60 else f"{text[:59]}…"
