"""One rule about one question: what it looks for, and whether it stops the check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from macros.checks.scope import Scope
from macros.model import Question

Broken = tuple[str, object]  # where in the question, and what is there
Check = Callable[[Question, Scope], Iterator[Broken]]


@dataclass(frozen=True)
class ItemRule:
    """A rule of the item-writing guide; the docstring of its check is the rule in words."""

    id: str
    level: Literal["error", "warning"]
    check: Check

    @property
    def text(self) -> str:
        """The rule in words."""
        return " ".join((self.check.__doc__ or "").split()).rstrip(".")
