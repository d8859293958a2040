"""Ids are identities: unique, also across files."""

from collections.abc import Iterable, Iterator

from macros.checks.scope import Scope
from macros.model import Identified
from macros.problem import Finding


def sources_are_unique(scope: Scope) -> Iterator[Finding]:
    """A source id, and a source's address, stands once."""
    yield from _repeated(scope.sources)
    seen: dict[str, str] = {}
    for source in scope.sources:
        first = seen.setdefault(source.url, source.id)
        if first != source.id:
            yield Finding(source, "url", f"is already the address of {first}", source.url)


def claims_are_unique(scope: Scope) -> Iterator[Finding]:
    """A claim id stands once over all files."""
    yield from _repeated(scope.claims)


def questions_are_unique(scope: Scope) -> Iterator[Finding]:
    """A question id stands once over all files and forms: forms never overlap."""
    forms: dict[str, str] = {}
    for question in scope.questions:
        first = forms.setdefault(question.id, question.form)
        if first != question.form:
            rule = f"is already in form {first}: forms share no question"
            yield Finding(question, "id", rule, question.id)
    yield from _repeated(scope.questions)


def choices_are_unique(scope: Scope) -> Iterator[Finding]:
    """A choice id stands once in its question."""
    for question in scope.questions:
        seen: set[str] = set()
        for at, choice in enumerate(question.choices):
            if choice.id in seen:
                yield Finding(question, f"choices.{at}.id", "stands twice in the question", choice.id)
            seen.add(choice.id)


def exam_ids_are_unique(scope: Scope) -> Iterator[Finding]:
    """Ids in exam.yml stand once in their list; sections, objectives and tasks once overall."""
    if scope.exam is None:
        return
    exam = scope.exam
    groups: list[Iterable[Identified]] = [
        exam.facts, exam.versions, exam.renames, exam.catalogue, exam.traps, exam.domains,
        exam.sections, exam.objectives, exam.plan.tasks,
    ]  # fmt: skip
    for group in groups:
        for repeated in _repeats(group):
            yield Finding(exam, "", f"the id {repeated.id} stands twice", repeated.id)


def _repeats(entries: Iterable[Identified]) -> Iterator[Identified]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield entry
        seen.add(entry.id)


def _repeated(entries: Iterable[Identified]) -> Iterator[Finding]:
    for entry in _repeats(entries):
        yield Finding(entry, "id", "is already taken by another entry", entry.id)




IDENTITY_CHECKS = (
    sources_are_unique,
    claims_are_unique,
    questions_are_unique,
    choices_are_unique,
    exam_ids_are_unique,
)
