"""What a check may look at: entries that are sound in themselves, and all ids that exist."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from macros.exam import Exam
from macros.lesson import Lesson
from macros.model import Claim, Entry, Question, Source, Term
from macros.words import names_in

T = TypeVar("T", bound=Entry)


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """The entries of one section's file."""

    section: str
    entries: tuple[T, ...]


@dataclass(frozen=True)
class Known:
    """Ids that exist, also of wrong entries; None where a file or its list is not there."""

    sections: frozenset[str] | None
    objectives: frozenset[str] | None
    domains: frozenset[str] | None
    traps: frozenset[str] | None
    sources: frozenset[str] | None
    claims: frozenset[str] | None
    lessons: frozenset[str] | None  # by the objective they teach

    @classmethod
    def of(
        cls, exam: Any, sources: Any, knowledge: Iterable[Any] = (), lessons: Iterable[Any] = ()
    ) -> "Known":
        """Collect ids from data that may have any shape."""
        domains = _entries(exam, "domains")
        sections = [s for d in domains or () for s in _entries(d, "sections") or ()]
        objectives = [o for s in sections for o in _entries(s, "objectives") or ()]
        unread = domains is None
        return cls(
            sections=None if unread else _ids(sections),
            objectives=None if unread else _ids(objectives),
            domains=_ids(domains),
            traps=_ids(_entries(exam, "traps")),
            sources=_ids(_entries(sources, "sources")),
            claims=_ids(_all(knowledge, "claims")),
            lessons=_ids(_all(lessons, "lessons"), "objective"),
        )


@dataclass(frozen=True, eq=False)  # one run's; what was found once in it is kept
class Scope:
    """Everything a check may use; the date is an argument of the run."""

    exam: Exam | None
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    knowledge: tuple[Shelf[Claim], ...]
    lessons: tuple[Shelf[Lesson], ...]
    bank: tuple[Shelf[Question], ...]
    samples: Mapping[str, str]
    known: Known
    today: date

    @cached_property
    def glossary(self) -> str:
        """All that the site says about products and calls: claims and renames, as one text."""
        renames = self.exam.renames if self.exam else ()
        return "\n".join(
            [claim.claim for claim in self.claims]
            + [f"{r.old} {r.current} {r.know} {' '.join(r.never_keyed)}" for r in renames]
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the glossary, as names of code are compared."""
        return names_in(self.glossary)

    def kinds_behind(self, question: Question) -> set[str]:
        """The kinds of the sources of a question's claims, as far as these are sound."""
        return set().union(*(self._kinds.get(claim, ()) for claim in question.claims))

    @cached_property
    def _kinds(self) -> dict[str, set[str]]:
        kind = {source.id: source.kind for source in self.sources}
        kinds: dict[str, set[str]] = defaultdict(set)  # an id that stands twice has both
        for claim in self.claims:
            kinds[claim.id].update(kind[source] for source in claim.sources if source in kind)
        return kinds

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All sound claims."""
        return tuple(claim for shelf in self.knowledge for claim in shelf.entries)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All sound questions."""
        return tuple(question for shelf in self.bank for question in shelf.entries)


def _entries(data: Any, key: str) -> list[Any] | None:
    found = data.get(key) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) and found else None


def _all(files: Iterable[Any], key: str) -> list[Any] | None:
    found = [_entries(data, key) for data in files]
    return None if None in found else [entry for entries in found for entry in entries or ()]


def _ids(entries: Iterable[Any] | None, key: str = "id") -> frozenset[str] | None:
    if entries is None:
        return None
    return frozenset(str(e[key]) for e in entries if isinstance(e, Mapping) and key in e)
