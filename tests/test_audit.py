"""The report counts what is there, and its terminal text says the same."""

import re

import pytest

from macros.audit import audit_of, audit_text
from macros.checks.bank_rules import BANK_RULES
from macros.checks.items import ITEM_RULES
from macros.guide import Guide
from macros.naive import STRATEGIES


def with_questions(guide, *questions):
    return Guide(
        exam=guide.exam,
        sources=guide.sources,
        terms=guide.terms,
        claims=guide.claims,
        questions=questions,
        lessons=guide.lessons,
        samples=guide.samples,
    )


@pytest.fixture
def two(guide, ask):
    """A guide of two questions: one of form A that breaks two rules, one that is sound."""
    dashed = {"one": {"why": "The share — of the wrong predictions — is always late here."}}
    return with_questions(
        guide,
        ask(id="dashed", form="A", difficulty="hard", stem="Which figure is it?", **dashed),
        ask(id="sound"),
    )


def test_the_bank_is_counted_by_everything(two, scope):
    audit = audit_of(two, two.questions, scope)
    assert audit.total == 2
    assert audit.counts["domain"] == [("Development", 0), ("Operations", 2), ("Serving", 0)]
    assert audit.counts["section"] == [("Training", 0), ("Monitoring", 2), ("Endpoints", 0)]
    assert ("2.1 See drift", 2) in audit.counts["objective"]
    assert audit.counts["form"] == [("A", 1), ("pool", 1)]
    assert audit.counts["difficulty"] == [("foundation", 0), ("exam", 1), ("hard", 1)]
    assert audit.counts["trap class"] == [("Wrong step", 2), ("Wrong object", 4)]


def test_each_count_sums_to_the_questions(guide, scope):
    counts = audit_of(guide, guide.questions, scope).counts
    distractors = sum(len(question.distractors) for question in guide.questions)
    for name, rows in counts.items():
        expected = distractors if name == "trap class" else len(guide.questions)
        assert sum(count for _, count in rows) == expected, name


def test_every_item_rule_is_a_row_with_the_questions_that_break_it(two, scope):
    rows = {row.id: row for row in audit_of(two, two.questions, scope).items}
    assert list(rows) == [rule.id for rule in ITEM_RULES]
    broken = {rule: row.questions for rule, row in rows.items() if row.questions}
    assert broken == {"S1w": ("dashed",), "S2": ("dashed",), "T2": ("dashed",)}


def test_every_bank_rule_and_every_strategy_is_a_row(two, scope):
    audit = audit_of(two, two.questions, scope)
    assert [figure.id for figure in audit.bank] == [rule(two.questions).id for rule in BANK_RULES]
    assert list(audit.naive) == ["all questions", "form A"]
    for scores in audit.naive.values():
        assert [score.strategy for score in scores] == list(STRATEGIES)
    assert audit.naive["form A"][0].items == 1


def test_warnings_are_items_and_figures_of_level_warning_that_do_not_hold(two, scope):
    audit = audit_of(two, two.questions, scope)
    figures = [f.id for f in audit.bank if f.level == "warning" and not f.holds]
    assert figures == ["S4", "B3"]
    assert audit.warnings == 3 + len(figures)


def test_no_questions_make_an_empty_report(two, scope):
    audit = audit_of(two, (), scope)
    assert (audit.total, audit.warnings, audit.bank, audit.naive) == (0, 0, (), {})
    assert audit_text(audit).startswith("0 questions, 0 warnings")


def test_the_text_says_the_same(two, scope):
    audit = audit_of(two, two.questions, scope)
    text = audit_text(audit)
    assert text.startswith(f"2 questions, {audit.warnings} warnings\n")
    assert re.search(r"^ +2  Wrong step$", text, re.M)
    assert re.search(r"^  T2 +warning +1  .*em dash: dashed$", text, re.M)
    assert re.search(r"^  K1 +error +0  Exactly one choice is correct$", text, re.M)
    assert re.search(r"^  S4 +WARNING +questions with code.*: 0 of 2 \(0 %\)", text, re.M)
    assert re.search(r"^  L1 +ok +key is the longest choice: 0 of 2", text, re.M)
    assert "naive test-takers on form A; guessing gives 0 to 1 of 1" in text
    assert re.search(r"^  ok +\d\.\d  the longest$", text, re.M)


def test_the_text_marks_a_strategy_that_wins(guide, ask, scope):
    long = {"key": {"text": "Far and away the longest choice of all the four that stand here"}}
    questions = tuple(ask(id=f"q-{at}", **long) for at in range(20))
    audit = audit_of(guide, questions, scope)
    assert re.search(r"^  OUT +20\.0  the longest$", audit_text(audit), re.M)
