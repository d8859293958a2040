"""A mock form has the shape of the exam."""

from collections import Counter
from collections.abc import Iterator

from macros.checks.item_stem import shows_code
from macros.checks.scope import Scope
from macros.model import FORMS
from macros.problem import Finding


def forms_have_the_exam_shape(scope: Scope) -> Iterator[Finding]:
    """B2: a form has as many questions of each domain as the exam's weights give."""
    exam = scope.exam
    if exam is None or not any(fact.id == "questions" and fact.number for fact in exam.facts):
        return  # pages_have_what_they_name says what is missing
    for form in FORMS:
        counts = Counter(
            exam.domain_of[question.objective].id
            for question in scope.questions
            if question.form == form and question.objective in exam.domain_of
        )
        got, wanted = (_shape(c, exam.form_counts) for c in (counts, exam.form_counts))
        if counts and got != wanted:
            yield Finding(exam, "", f"B2: form {form} must have {wanted} questions by domain", got)


def forms_show_code(scope: Scope) -> Iterator[Finding]:
    """S4: at least one question in four of a form shows code, configuration or output."""
    for form in FORMS:
        questions = [question for question in scope.questions if question.form == form]
        shown = sum(shows_code(question) for question in questions)
        if shown * 4 < len(questions) and scope.exam:
            rule = f"S4: form {form} must show code in a quarter of its questions"
            yield Finding(scope.exam, "", rule, f"{shown} of {len(questions)}")


def _shape(counts: dict[str, int], order: dict[str, int]) -> str:
    return "/".join(str(counts.get(domain, 0)) for domain in order)


FORM_CHECKS = (forms_have_the_exam_shape, forms_show_code)
