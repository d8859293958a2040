"""The bank as a whole gives nothing away."""

from collections.abc import Iterator

from macros.checks.bank_rules import figures
from macros.checks.scope import Scope
from macros.model import FORMS
from macros.naive import naive_scores
from macros.problem import Finding

SMALLEST = 40  # below this a share says nothing; a young bank is not refused for it


def bank_rules_hold(scope: Scope) -> Iterator[Finding]:
    """No bank rule of level error is broken."""
    questions = tuple(question for question in scope.questions if _has_key(question))
    if scope.exam is None or len(questions) < SMALLEST:
        return
    for figure in figures(questions):
        if figure.level == "error" and not figure.holds:
            text = f"{figure.id}: {figure.text}: {figure.limit}"
            yield Finding(scope.exam, "", text, figure.value)


def naive_candidates_guess(scope: Scope) -> Iterator[Finding]:
    """X1: no naive strategy leaves the band of guessing, on the bank and on each form."""
    sound = tuple(question for question in scope.questions if _has_key(question))
    sets = {"the bank": sound} | {
        f"form {form}": tuple(question for question in sound if question.form == form)
        for form in FORMS
    }
    for name, questions in sets.items():
        if scope.exam is None or len(questions) < SMALLEST:
            continue
        for score in naive_scores(questions):
            if not score.fair:
                rule = f'X1: "{score.strategy}" must score {score.low} to {score.high} on {name}'
                yield Finding(scope.exam, "", rule, f"{score.points:.1f} of {score.items}")


def _has_key(question: object) -> bool:
    return sum(choice.correct for choice in getattr(question, "choices", ())) == 1


BANK_CHECKS = (bank_rules_hold, naive_candidates_guess)
