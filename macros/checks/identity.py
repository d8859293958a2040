"""Ids are identities: unique, also across files."""

from collections.abc import Iterable, Iterator

from macros.checks.scope import Scope
from macros.model import Entry, Identified
from macros.problem import Finding

_TAKEN = "is already taken by another entry"
_ADDRESSES = ("domains", "sections", "objectives")  # pages and anchors are called by them


def sources_are_unique(scope: Scope) -> Iterator[Finding]:
    """A source id, and a source's address, stands once."""
    yield from _repeated(scope.sources)
    seen: dict[str, str] = {}
    for source in scope.sources:
        first = seen.setdefault(source.url, source.id)
        if first != source.id:
            yield Finding(source, "url", f"is already the address of {first}", source.url)


def terms_are_unique(scope: Scope) -> Iterator[Finding]:
    """A form of a word has one explanation: in the glossary, or as the old name of something."""
    renames = scope.exam.renames if scope.exam else ()
    seen = {form for rename in renames for form in rename.tooltip}
    for term in scope.terms:
        for at, form in enumerate(term.forms):
            if form in seen:
                yield Finding(term, f"forms.{at}", "is explained twice", form)
            seen.add(form)


def claims_are_unique(scope: Scope) -> Iterator[Finding]:
    """A claim id stands once over all files."""
    yield from _repeated(scope.claims)


def questions_are_unique(scope: Scope) -> Iterator[Finding]:
    """A question id stands once over all files and forms: forms never overlap."""
    forms: dict[str, str] = {}
    for question in scope.questions:
        first = forms.get(question.id)
        if first is None:
            forms[question.id] = question.form
        elif first == question.form:
            yield Finding(question, "id", _TAKEN, question.id)
        else:
            rule = f"is already in form {first}: forms share no question"
            yield Finding(question, "id", rule, question.id)


def choices_are_unique(scope: Scope) -> Iterator[Finding]:
    """A choice id stands once in its question."""
    for question in scope.questions:
        seen: set[str] = set()
        for at, choice in enumerate(question.choices):
            if choice.id in seen:
                yield Finding(
                    question, f"choices.{at}.id", "stands twice in the question", choice.id
                )
            seen.add(choice.id)


def exam_ids_are_unique(scope: Scope) -> Iterator[Finding]:
    """In exam.yml an id stands once in its kind; domains, sections and objectives are of one."""
    if scope.exam is None:
        return
    seen: set[tuple[str, str]] = set()
    for kind, path, entry_id in _ids(scope.exam):
        name = "addresses" if kind in _ADDRESSES else kind
        if (name, entry_id) in seen:
            yield Finding(scope.exam, path, _TAKEN, entry_id)
        seen.add((name, entry_id))


def _ids(entry: Entry, base: str = "") -> Iterator[tuple[str, str, str]]:
    """Every (name of the list, path, id) of the entries below an entry."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, Entry):
            yield from _ids(value, f"{base}{name}.")
        for at, each in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(each, Identified):
                yield name, f"{base}{name}.{at}.id", each.id
            if isinstance(each, Entry):
                yield from _ids(each, f"{base}{name}.{at}.")


def _repeats(entries: Iterable[Identified]) -> Iterator[Identified]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield entry
        seen.add(entry.id)


def _repeated(entries: Iterable[Identified]) -> Iterator[Finding]:
    for entry in _repeats(entries):
        yield Finding(entry, "id", _TAKEN, entry.id)


IDENTITY_CHECKS = (
    sources_are_unique,
    terms_are_unique,
    claims_are_unique,
    questions_are_unique,
    choices_are_unique,
    exam_ids_are_unique,
)
