"""Whatever is referred to exists."""

from collections.abc import Iterable, Iterator

from macros.checks.scope import Scope
from macros.model import Entry
from macros.problem import Finding


def claims_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """A claim's objective belongs to the file's section, and its sources are in sources.yml."""
    for shelf in scope.knowledge:
        for claim in shelf.entries:
            yield from _objective(scope, shelf.section, claim, claim.objective)
            yield from _dangling(scope.known.sources, "source", claim, "sources", claim.sources)


def questions_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """A question's objective belongs to the file's section; its claims and traps exist."""
    for shelf in scope.bank:
        for question in shelf.entries:
            yield from _objective(scope, shelf.section, question, question.objective)
            yield from _dangling(scope.known.claims, "claim", question, "claims", question.claims)
            for at, choice in enumerate(question.choices):
                known = scope.known.traps
                if choice.trap and known is not None and choice.trap not in known:
                    path = f"choices.{at}.trap"
                    yield Finding(question, path, "no such trap class in exam.yml", choice.trap)


def terms_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """The objective where a word of the glossary is taught exists."""
    for term in scope.terms:
        known = scope.known.objectives
        if known is not None and term.objective not in known:
            yield Finding(term, "objective", "no such objective in exam.yml", term.objective)


def lessons_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """A lesson's objective belongs to the file's section; its traps and sources exist."""
    for shelf in scope.lessons:
        for lesson in shelf.entries:
            yield from _objective(scope, shelf.section, lesson, lesson.objective)
            for at, pitfall in enumerate(lesson.traps):
                if scope.known.traps is not None and pitfall.trap not in scope.known.traps:
                    path = f"traps.{at}.trap"
                    yield Finding(lesson, path, "no such trap class in exam.yml", pitfall.trap)
            for at, page in enumerate(lesson.reading):
                if scope.known.sources is not None and page.source not in scope.known.sources:
                    path = f"reading.{at}.source"
                    yield Finding(lesson, path, "no such source in sources.yml", page.source)


def exam_refers_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """Sources and objectives that exam.yml names exist."""
    exam, known = scope.exam, scope.known
    if exam is None:
        return
    for path, source in exam.cited():
        if known.sources is not None and source not in known.sources:
            yield Finding(exam, path, "no such source in sources.yml", source)
    for p, phase in enumerate(exam.plan.phases):
        if phase.domain and known.domains is not None and phase.domain not in known.domains:
            yield Finding(exam, f"plan.phases.{p}.domain", "no such domain", phase.domain)
        for t, task in enumerate(phase.tasks):
            path = f"plan.phases.{p}.tasks.{t}.objectives"
            yield from _dangling(known.objectives, "objective", exam, path, task.objectives)


def _objective(scope: Scope, section: str, entry: Entry, objective: str) -> Iterator[Finding]:
    known = scope.known.objectives
    if known is not None and objective not in known:
        yield Finding(entry, "objective", "no such objective in exam.yml", objective)
    elif scope.exam and scope.exam.section_of[objective].id != section:
        home = scope.exam.section_of[objective].id
        yield Finding(entry, "objective", f"belongs to {home}.yml, not to {section}.yml", objective)


def _dangling(
    known: frozenset[str] | None, kind: str, entry: Entry, path: str, ids: Iterable[str]
) -> Iterator[Finding]:
    if known is not None:
        for at, referred in enumerate(ids):
            if referred not in known:
                yield Finding(entry, f"{path}.{at}", f"no such {kind}", referred)


REFERENCE_CHECKS = (
    claims_refer_to_what_exists,
    questions_refer_to_what_exists,
    terms_refer_to_what_exists,
    lessons_refer_to_what_exists,
    exam_refers_to_what_exists,
)
