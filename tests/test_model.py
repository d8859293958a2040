"""The vocabulary: what a type says by itself, and what follows from the exam's figures."""

import re
from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from macros.exam import Exam
from macros.guide import Guide
from macros.model import Claim, Day, Question, Source, by_id
from macros.problem import DataError, Problem
from macros.rules import rule_of

HOUSE_WORDS = re.compile(r"^(must (be|not|have) |is |needs |takes )")


@pytest.mark.parametrize("model", [Source, Claim, Question, Exam])
@pytest.mark.parametrize("value", ["", "words", "1.5", [], ["word"], {}, {"a": "b"}])
def test_every_mistake_is_told_in_words_of_the_house(model, value):
    with pytest.raises(ValidationError) as invalid:
        model.model_validate(dict.fromkeys(model.model_fields, value))
    for error in invalid.value.errors():
        rule, _ = rule_of(error)
        assert HOUSE_WORDS.match(rule), f"{error['loc']}: {rule}"


@pytest.mark.parametrize("written", ["2025-13-01", "20250601", "2025-W23-1", "1748736000", ""])
def test_a_day_is_written_in_one_way(written):
    check = get_args(Day)[1].func
    assert check("2025-06-01") == date(2025, 6, 1)
    with pytest.raises(ValueError, match="must be a date that exists, as YYYY-MM-DD"):
        check(written)


def test_entries_cannot_be_changed(guide):
    with pytest.raises(ValidationError, match="frozen"):
        guide.sources[0].title = "Another"


def test_key_and_distractors_share_out_the_choices(ask):
    question = ask()
    assert question.key.id == "key"
    assert [choice.id for choice in question.distractors] == ["one", "two", "three"]


@pytest.mark.parametrize(
    "seen",
    [{"stem": "Other?"}, {"order": "fixed"}, {"one": {"why": "Other."}}, {"two": {"id": "four"}}],
)
def test_a_revision_changes_with_what_a_candidate_sees(ask, seen):
    assert re.fullmatch("[0-9a-f]{8}", ask().revision)
    assert ask(**seen).revision != ask().revision


@pytest.mark.parametrize("unseen", [{"difficulty": "hard"}, {"form": "A"}, {"claims": ["other"]}])
def test_a_revision_stays_with_what_a_candidate_does_not_see(ask, unseen):
    assert ask(**unseen).revision == ask().revision


def test_by_id_finds_entries(guide):
    assert by_id(guide.sources)["blog"] is guide.sources[-1]


def with_exam(guide: Guide, **changes: object) -> Exam:
    return Exam.model_validate(guide.exam.model_dump() | changes)


@pytest.mark.parametrize(
    ("weights", "counts"),
    [((44, 44, 12), [26, 26, 7]), ((33, 33, 34), [20, 19, 20]), ((0, 50, 50), [0, 30, 29])],
)
def test_form_counts_follow_the_weights_and_are_whole(guide, weights, counts):
    domains = [
        domain.model_dump() | {"weight": weight}
        for domain, weight in zip(guide.exam.domains, weights, strict=True)
    ]
    assert list(with_exam(guide, domains=domains).form_counts.values()) == counts


def test_figures_come_from_the_facts(guide):
    assert (guide.exam.questions, guide.exam.minutes) == (59, 120)
    with pytest.raises(KeyError, match="none-such"):
        guide.exam.fact("none-such")


def test_a_fact_without_a_number_is_not_computed_with(guide):
    facts = [fact.model_dump() | {"number": None} for fact in guide.exam.facts]
    with pytest.raises(KeyError, match="questions has no number"):
        _ = with_exam(guide, facts=facts).questions


def test_the_version_is_the_current_one(guide):
    assert guide.exam.version.id == "guide-new"


def test_everything_has_its_section_and_domain(guide):
    exam = guide.exam
    assert exam.section_of["tune-model"].id == "training"
    assert exam.domain_of["tune-model"].id == exam.domain_of["training"].id == "development"
    assert [objective.number for objective in exam.objectives] == ["1.1", "1.2", "2.1", "3.1"]


def test_shares_of_sections_sum_to_the_exam(guide):
    assert sum(guide.exam.share_of(section) for section in guide.exam.sections) == 100


def test_minutes_come_from_the_plan(guide):
    assert guide.exam.minutes_for("domains/training.md") == 150
    assert guide.exam.minutes_for("domains/none.md") == 0
    assert guide.exam.plan.phases[0].minutes == 150


def test_every_citation_of_the_exam_is_found(guide):
    cited = dict(guide.exam.cited())
    assert cited["facts.2.sources.0"] == "blog"
    assert cited["catalogue.1.sources.0"] == "blog"
    assert str(guide.exam.model_dump()).count("'sources': ('") == len(cited)


def test_a_guide_looks_up_what_pages_need(guide):
    assert [claim.id for claim in guide.claims_of("tune-model")] == ["tuner-searches"]
    assert [question.id for question in guide.questions_of("monitoring")] == ["which-window"]
    assert guide.questions_of("monitoring", "A") == ()
    assert guide.domain["serving"].sections == (guide.section["endpoints"],)
    assert guide.objective["see-drift"].title == "See drift"
    assert guide.claim["drift-table"].objective == "see-drift"


def test_forms_are_listed_with_the_pool_last(guide, ask):
    forms = [ask(id=f"q-{form.lower()}", form=form) for form in ("pool", "B", "A")]
    guide = Guide(
        exam=guide.exam,
        sources=(),
        terms=(),
        claims=(),
        questions=tuple(forms),
        lessons=(),
        samples={},
    )
    assert list(guide.forms) == ["A", "B", "pool"]


def test_a_problem_is_one_line_and_a_long_value_is_cut():
    problem = Problem("data/exam.yml", 3, "name", "must be short", "many\n  words " * 9)
    got = ("many words " * 9)[:59]
    assert str(problem) == f"data/exam.yml:3: name: must be short (got {got}…)"
    assert str(Problem("f", 1, "", "is empty")) == "f:1: is empty"


def test_an_error_counts_its_problems():
    one = Problem("f", 1, "", "is empty")
    assert str(DataError([one])).endswith("\n1 problem")
    assert str(DataError([one, one])).endswith("\n2 problems")
