"""Every objective is taught, with code that is there and names that are today's."""

from collections.abc import Iterator

from macros.checks.scope import Scope
from macros.lesson import Lesson
from macros.problem import Finding


def every_objective_has_one_lesson(scope: Scope) -> Iterator[Finding]:
    """Each objective of the exam is taught in exactly one lesson."""
    lessons = [lesson for shelf in scope.lessons for lesson in shelf.entries]
    seen: set[str] = set()
    for lesson in lessons:
        if lesson.objective in seen:
            yield Finding(lesson, "objective", "is already taught", lesson.objective)
        seen.add(lesson.objective)
    taught = scope.known.lessons
    if scope.exam is None or taught is None:
        return
    for d, domain in enumerate(scope.exam.domains):
        for s, section in enumerate(domain.sections):
            for o, objective in enumerate(section.objectives):
                if objective.id not in taught:
                    path = f"domains.{d}.sections.{s}.objectives.{o}"
                    yield Finding(scope.exam, path, "has no lesson", objective.id)


def samples_are_there(scope: Scope) -> Iterator[Finding]:
    """Each code sample of a lesson is a file, or a marked part of one, below snippets/."""
    for lesson in _lessons(scope):
        for at, sample in enumerate(lesson.code):
            if sample.part not in scope.samples:
                yield Finding(
                    lesson, f"code.{at}.part", "no such code below snippets/", sample.part
                )


def today_is_told_in_names_of_today(scope: Scope) -> Iterator[Finding]:
    """What to do today rests on no retired name: claims, decisions, calls and code samples."""
    retired = [term for r in scope.exam.renames for term in r.never_keyed] if scope.exam else []
    for claim in scope.claims:
        if claim.era == "current":
            texts = {"claim": claim.claim, "cheat_sheet": claim.cheat_sheet or ""}
            yield from _retired(retired, claim, texts)
    for lesson in _lessons(scope):
        yield from _retired(retired, lesson, _advice(lesson, scope))


def _advice(lesson: Lesson, scope: Scope) -> dict[str, str]:
    """Path → text of everything in a lesson that says what to do today."""
    return (
        {f"decide.{at}.think": cue.think for at, cue in enumerate(lesson.decide)}
        | {f"calls.{at}.call": f"{call.owner} {call.call}" for at, call in enumerate(lesson.calls)}
        | {
            f"code.{at}.part": scope.samples.get(sample.part, "")
            for at, sample in enumerate(lesson.code)
            if sample.role != "guide-era"
        }
    )


def _retired(retired: list[str], entry: object, texts: dict[str, str]) -> Iterator[Finding]:
    for path, text in texts.items():
        for term in retired:
            if term.lower() in text.lower():
                rule = "rests on a retired name; say what holds today, or mark it as legacy"
                yield Finding(entry, path, rule, term)


def _lessons(scope: Scope) -> Iterator[Lesson]:
    return (lesson for shelf in scope.lessons for lesson in shelf.entries)


LESSON_CHECKS = (
    every_objective_has_one_lesson,
    samples_are_there,
    today_is_told_in_names_of_today,
)
