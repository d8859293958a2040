"""Checks over a whole scope: silent on sound data, and on what another problem has already said."""

from dataclasses import replace

import pytest

from macros.checks import CHECKS
from macros.checks.forms import FORM_CHECKS
from macros.checks.references import REFERENCE_CHECKS
from macros.checks.scope import Known, Shelf

CODE = "Which line is it?\n\n```python\nx = 1\n```"
OBJECTIVES = {"development": "fit-model", "operations": "see-drift", "serving": "query-endpoint"}
WHOLE = {"development": 26, "operations": 26, "serving": 7}


def form(ask, counts, shown, name="A"):
    """A form with so many questions by domain, of which the first ones show code."""
    objectives = [OBJECTIVES[domain] for domain, count in counts.items() for _ in range(count)]
    return [
        ask(id=f"q-{at}", form=name, objective=objective, **({"stem": CODE} if at < shown else {}))
        for at, objective in enumerate(objectives)
    ]


FORMS = {  # check: what holds, what does not, what is said then
    "forms_have_the_exam_shape": (
        (WHOLE, 59),
        (WHOLE | {"development": 27, "operations": 25}, 59),
        ("B2: form A must have 26/26/7 questions by domain", "27/25/7"),
    ),
    "forms_show_code": (
        (WHOLE, 15),
        (WHOLE, 14),
        ("S4: form A must show code in a quarter of its questions", "14 of 59"),
    ),
}


def test_every_form_check_has_a_case():
    assert set(FORMS) == {check.__name__ for check in FORM_CHECKS}


@pytest.mark.parametrize("check", FORM_CHECKS, ids=lambda check: check.__name__)
def test_a_form_is_refused_for_one_question(check, ask, scope):
    holds, breaks, said = FORMS[check.__name__]

    def findings(counts, shown):
        shelf = Shelf("any", tuple(form(ask, counts, shown)))
        return [(f.rule, f.got) for f in check(replace(scope, bank=(shelf,)))]

    assert findings(*holds) == []
    assert findings(*breaks) == [said]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_is_silent_on_sound_data(check, scope):
    assert list(check(scope)) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_is_silent_about_an_exam_that_is_not_there(check, scope):
    assert list(check(replace(scope, exam=None))) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_rule_of_a_check_is_in_words(check):
    assert (check.__doc__ or "").endswith(".")


NOTHING = Known(*([frozenset()] * 7))


@pytest.mark.parametrize("check", REFERENCE_CHECKS, ids=lambda check: check.__name__)
def test_a_reference_dangles_only_where_the_ids_are_known(check, scope):
    assert list(check(replace(scope, known=NOTHING)))
    assert list(check(replace(scope, known=Known(*([None] * 7))))) == []


@pytest.mark.parametrize("shape", [None, "text", [], {}, {"domains": {}}, {"domains": []}])
def test_nothing_is_known_of_a_file_of_another_shape(shape):
    known = Known.of(shape, shape, [shape], [shape])
    assert known == Known(*([None] * 7))


def test_entries_without_an_id_do_not_hide_the_others():
    exam = {"domains": ["text", {"id": "one", "sections": [{"id": "two"}, {}]}], "traps": [{}]}
    known = Known.of(exam, {"sources": [{"id": "page"}, None]}, [{"claims": [{"id": ["list"]}]}])
    assert known.domains == {"one"}
    assert known.sections == {"two"}
    assert known.objectives == known.traps == frozenset()
    assert known.sources == {"page"}
    assert known.claims == {"['list']"}
