"""Rules of ``exam.yml`` and of every date."""

from collections.abc import Iterator

from macros.checks.scope import Scope
from macros.problem import Finding


def weights_sum_to_100(scope: Scope) -> Iterator[Finding]:
    """The weights of the domains, and of each exam of the catalogue, sum to 100."""
    if scope.exam is None:
        return
    total = sum(domain.weight for domain in scope.exam.domains)
    if total != 100:
        yield Finding(scope.exam, "domains", "the weights must sum to 100", total)
    for at, exam in enumerate(scope.exam.catalogue):
        total = sum(share.weight for share in exam.shares)
        if exam.shares and total != 100:
            path = f"catalogue.{at}.shares"
            yield Finding(scope.exam, path, "the weights must sum to 100", total)


def one_version_is_current(scope: Scope) -> Iterator[Finding]:
    """Exactly one version of the exam guide is current."""
    if scope.exam is None:
        return
    current = sum(version.current for version in scope.exam.versions)
    if current != 1:
        yield Finding(scope.exam, "versions", "exactly one version must be current", current)


def pages_have_what_they_name(scope: Scope) -> Iterator[Finding]:
    """Facts and exams that code or templates name are there, with a number where it counts."""
    if scope.exam is None:
        return
    facts = {fact.id: fact.number for fact in scope.exam.facts}
    for name in ("questions", "time", "fee", "validity"):
        if facts.get(name) is None:
            yield Finding(scope.exam, "facts", f"needs a fact {name} with a number")
    for name in ("pass-mark", "code", "retake"):
        if name not in facts:
            yield Finding(scope.exam, "facts", f"needs a fact {name}")
    catalogue = {exam.id for exam in scope.exam.catalogue}
    for name in ("machine-learning-professional", "machine-learning-associate"):
        if name not in catalogue:
            yield Finding(scope.exam, "catalogue", f"needs the exam {name}")


def dates_are_past(scope: Scope) -> Iterator[Finding]:
    """Nothing was read or checked in the future."""
    for source in scope.sources:
        for path in ("read", "page_date"):
            day = getattr(source, path)
            if day and day > scope.today:
                yield Finding(source, path, "must not be in the future", day)
    for claim in scope.claims:
        if claim.checked > scope.today:
            yield Finding(claim, "checked", "must not be in the future", claim.checked)
    if scope.exam and scope.exam.checked > scope.today:
        yield Finding(scope.exam, "checked", "must not be in the future", scope.exam.checked)


EXAM_CHECKS = (
    weights_sum_to_100,
    one_version_is_current,
    pages_have_what_they_name,
    dates_are_past,
)
