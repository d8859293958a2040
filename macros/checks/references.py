"""Whatever is referred to exists."""

from collections.abc import Iterable, Iterator

from macros.checks.scope import Scope
from macros.model import Entry
from macros.problem import Finding

_NO_OBJECTIVE = "no such objective in exam.yml"
_NO_SOURCE = "no such source in sources.yml"
_NO_TRAP = "no such trap class in exam.yml"


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
                if choice.trap:
                    path = f"choices.{at}.trap"
                    yield from _missing(scope.known.traps, _NO_TRAP, question, path, choice.trap)


def terms_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """The objective where a word of the glossary is taught exists."""
    for term in scope.terms:
        objectives = scope.known.objectives
        yield from _missing(objectives, _NO_OBJECTIVE, term, "objective", term.objective)


def lessons_refer_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """A lesson's objective belongs to the file's section; its traps and sources exist."""
    for shelf in scope.lessons:
        for lesson in shelf.entries:
            yield from _objective(scope, shelf.section, lesson, lesson.objective)
            for at, pitfall in enumerate(lesson.traps):
                path = f"traps.{at}.trap"
                yield from _missing(scope.known.traps, _NO_TRAP, lesson, path, pitfall.trap)
            for at, page in enumerate(lesson.reading):
                path = f"reading.{at}.source"
                yield from _missing(scope.known.sources, _NO_SOURCE, lesson, path, page.source)


def exam_refers_to_what_exists(scope: Scope) -> Iterator[Finding]:
    """Sources and objectives that exam.yml names exist."""
    exam, known = scope.exam, scope.known
    if exam is None:
        return
    for path, source in exam.cited():
        yield from _missing(known.sources, _NO_SOURCE, exam, path, source)
    for p, phase in enumerate(exam.plan.phases):
        if phase.domain:
            path = f"plan.phases.{p}.domain"
            yield from _missing(known.domains, "no such domain", exam, path, phase.domain)
        for t, task in enumerate(phase.tasks):
            path = f"plan.phases.{p}.tasks.{t}.objectives"
            yield from _dangling(known.objectives, "objective", exam, path, task.objectives)


def _objective(scope: Scope, section: str, entry: Entry, objective: str) -> Iterator[Finding]:
    known = scope.known.objectives
    if known is not None and objective not in known:
        yield Finding(entry, "objective", _NO_OBJECTIVE, objective)
    elif scope.exam and scope.exam.section_of[objective].id != section:
        home = scope.exam.section_of[objective].id
        yield Finding(entry, "objective", f"belongs to {home}.yml, not to {section}.yml", objective)


def _dangling(
    known: frozenset[str] | None, kind: str, entry: Entry, path: str, ids: Iterable[str]
) -> Iterator[Finding]:
    for at, referred in enumerate(ids):
        yield from _missing(known, f"no such {kind}", entry, f"{path}.{at}", referred)


def _missing(
    known: frozenset[str] | None, rule: str, entry: Entry, path: str, referred: str
) -> Iterator[Finding]:
    if known is not None and referred not in known:
        yield Finding(entry, path, rule, referred)


REFERENCE_CHECKS = (
    claims_refer_to_what_exists,
    questions_refer_to_what_exists,
    terms_refer_to_what_exists,
    lessons_refer_to_what_exists,
    exam_refers_to_what_exists,
)
