"""The vocabulary of the exam: what ``data/exam.yml`` holds, and what follows from it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.model import Day, Entry, Id, Identified, Minutes, Text, Url
from macros.plan import Plan

Status = Literal["official", "reported", "unpublished"]
Percent = Annotated[int, Field(ge=0, le=100)]
SourceIds = Annotated[tuple[Id, ...], Field(min_length=1)]


class Fact(Identified):
    """One fact about the exam's format, with who says so."""

    label: Text
    value: Text
    number: int | None = None  # the value, where pages or code compute with it
    status: Status
    note: Text | None = None  # where sources disagree, or officials publish nothing
    sources: SourceIds


class Objective(Identified):
    """One objective of the official guide, in our words, with both vocabularies."""

    number: Annotated[str, StringConstraints(pattern=r"^\d\.\d+$")]
    title: Text
    asks: Text
    guide_term: Text
    today_term: Text | None = None  # only where the product has another name now


class Section(Identified):
    """One section of the official guide."""

    title: Text
    today_title: Text | None = None
    summary: Text
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]


class Domain(Identified):
    """One of the exam's weighted domains."""

    title: Text
    weight: Percent
    summary: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives of the domain, in the guide's order."""
        return tuple(objective for section in self.sections for objective in section.objectives)

    @property
    def heaviest(self) -> tuple[Section, ...]:
        """The two sections with the most objectives, which ask for most of the domain."""
        return tuple(sorted(self.sections, key=lambda one: -len(one.objectives))[:2])


class GuideVersion(Identified):
    """One published version of the official exam guide."""

    title: Text
    live: Text
    questions: int
    sections: Text
    note: Text
    current: bool = False
    sources: SourceIds


class Rename(Identified):
    """A product, API or practice whose name or standing changed: the two vocabularies."""

    old: Text
    current: Text
    kind: Literal["renamed", "replaced", "legacy", "retired", "outside"]
    since: Text
    guide_uses: Text
    know: Text
    answer: Text  # what to choose when a question uses either word
    sources: SourceIds
    tooltip: tuple[Text, ...] = ()  # terms that carry a tooltip in running text
    never_keyed: tuple[Text, ...] = ()  # terms that a correct choice may not rest on


class Share(Entry):
    """A named part of a whole, in per cent."""

    title: Text
    weight: Percent


class CatalogueExam(Identified):
    """One exam of the Databricks catalogue."""

    title: Text
    level: Literal["Associate", "Professional"]
    questions: int
    minutes: Minutes
    fee: int
    guide_date: Day
    languages: Text
    page: Url
    shares: tuple[Share, ...] = ()  # empty where sources disagree on the weights
    choose: Text
    note: Text | None = None
    sources: SourceIds


class Contrast(Entry):
    """One row of Professional vs Associate."""

    aspect: Text
    professional: Text
    associate: Text


class Point(Entry):
    """A short argument: a heading and a few sentences, with sources where it states a fact."""

    title: Text
    text: Text
    status: Status | None = None
    sources: tuple[Id, ...] = ()


class Change(Point):
    """Something that changed around the exam."""

    when: Text


class Audience(Entry):
    """Who the exam is for, and who should wait."""

    fits: tuple[Point, ...]
    wait: tuple[Point, ...]


class Readiness(Entry):
    """The gate before booking: our rule, not an official pass mark."""

    mocks: int
    score: Percent
    domain_floor: Percent


class Trap(Identified):
    """A class of mistake that a distractor can stand for."""

    title: Text
    text: Text


class Exam(Entry):
    """Everything ``data/exam.yml`` says about the exam."""

    name: Text
    short_name: Text
    vendor: Text
    page: Url
    checked: Day
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    versions: Annotated[tuple[GuideVersion, ...], Field(min_length=1)]
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    renames: tuple[Rename, ...]
    catalogue: tuple[CatalogueExam, ...]
    contrasts: tuple[Contrast, ...]
    why: tuple[Point, ...]
    difficulty: tuple[Point, ...]
    changes: tuple[Change, ...]
    failures: tuple[Point, ...]
    audience: Audience
    tips: tuple[Point, ...]
    logistics: tuple[Point, ...]
    plan: Plan
    readiness: Readiness
    traps: Annotated[tuple[Trap, ...], Field(min_length=1)]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in the guide's order."""
        return tuple(section for domain in self.domains for section in domain.sections)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives, in the guide's order."""
        return tuple(objective for domain in self.domains for objective in domain.objectives)

    @cached_property
    def trap(self) -> dict[str, Trap]:
        """Trap id → trap class."""
        return {trap.id: trap for trap in self.traps}

    @property
    def version(self) -> GuideVersion:
        """The exam guide in force."""
        return next(version for version in self.versions if version.current)

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """Objective id → its section."""
        return {o.id: section for section in self.sections for o in section.objectives}

    @cached_property
    def domain_of(self) -> dict[str, Domain]:
        """Section id or objective id → its domain."""
        sections = {s.id: domain for domain in self.domains for s in domain.sections}
        return sections | {o.id: domain for domain in self.domains for o in domain.objectives}

    def fact(self, fact_id: str) -> Fact:
        """The format fact with this id; KeyError when there is none."""
        for fact in self.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)

    def number(self, fact_id: str) -> int:
        """The number of one format fact; KeyError when it has none."""
        number = self.fact(fact_id).number
        if number is None:
            raise KeyError(f"{fact_id} has no number")
        return number

    @property
    def questions(self) -> int:
        """Scored questions on the exam."""
        return self.number("questions")

    @property
    def minutes(self) -> int:
        """Minutes of the exam."""
        return self.number("time")

    @property
    def form_counts(self) -> dict[str, int]:
        """Domain id → questions of a form that is shaped like the exam (largest remainder)."""
        exact = {domain.id: self.questions * domain.weight / 100 for domain in self.domains}
        counts = {domain: int(share) for domain, share in exact.items()}
        by_remainder = sorted(exact, key=lambda domain: counts[domain] - exact[domain])
        for domain in by_remainder[: self.questions - sum(counts.values())]:
            counts[domain] += 1
        return counts

    def share_of(self, section: Section) -> float:
        """Per cent of the exam, if objectives of a domain weigh the same; our estimate."""
        return sum(self.share_of_objective(objective) for objective in section.objectives)

    def share_of_objective(self, objective: Objective) -> float:
        """Per cent of the exam, if objectives of a domain weigh the same; our estimate."""
        domain = self.domain_of[objective.id]
        return domain.weight / len(domain.objectives)

    def minutes_for(self, page: str) -> int:
        """Minutes that the study plan gives to one page."""
        return sum(task.minutes for task in self.plan.tasks if task.page == page)

    def cited(self) -> Iterator[tuple[str, str]]:
        """Every (where, source id) of the exam's own entries."""
        lists = {
            "facts": self.facts, "versions": self.versions, "renames": self.renames,
            "catalogue": self.catalogue, "why": self.why, "difficulty": self.difficulty,
            "changes": self.changes, "failures": self.failures, "tips": self.tips,
            "logistics": self.logistics, "audience.fits": self.audience.fits,
            "audience.wait": self.audience.wait,
        }  # fmt: skip
        for name, entries in lists.items():
            for at, entry in enumerate(entries):
                for nth, source in enumerate(entry.sources):
                    yield f"{name}.{at}.sources.{nth}", source
