"""The report on the bank: counts, rules with their figures, and what naive test-takers score."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from macros.checks.bank_rules import Figure, figures
from macros.checks.items import ITEM_RULES, broken_rules
from macros.checks.scope import Scope
from macros.guide import Guide
from macros.model import FORMS, Question
from macros.naive import Score, naive_scores

Row = tuple[str, int]


@dataclass(frozen=True)
class RuleCount:
    """How many questions break one item rule, and which."""

    id: str
    level: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """Everything the report says; printed by ``make audit`` and shown on the method page."""

    total: int
    counts: dict[str, list[Row]]
    items: list[RuleCount]
    bank: tuple[Figure, ...]
    naive: dict[str, tuple[Score, ...]]

    @property
    def warnings(self) -> int:
        """Rows that a reader of the report should look at."""
        return sum(len(row.questions) for row in self.items if row.level == "warning") + sum(
            figure.level == "warning" and not figure.holds for figure in self.bank
        )


def measurable(guide: Guide) -> list[Question]:
    """The questions that a report can speak of: with an objective that exists, and with one key."""
    return [
        question
        for question in guide.questions
        if question.objective in guide.exam.section_of
        and sum(choice.correct for choice in question.choices) == 1
    ]


def audit_of(guide: Guide, questions: Sequence[Question], scope: Scope) -> Audit:
    """Measure some questions of a guide, usually all of them, in the scope it was checked in."""
    return Audit(
        total=len(questions),
        counts=_counts(guide, questions),
        items=_items(questions, scope),
        bank=figures(tuple(questions)) if questions else (),
        naive={name: naive_scores(chosen) for name, chosen in _sets(questions).items() if chosen},
    )


def _sets(questions: Sequence[Question]) -> dict[str, tuple[Question, ...]]:
    forms = {f"form {form}": tuple(q for q in questions if q.form == form) for form in FORMS}
    return {"all questions": tuple(questions)} | forms


def _counts(guide: Guide, questions: Sequence[Question]) -> dict[str, list[Row]]:
    exam = guide.exam

    def rows(names: Sequence[tuple[str, str]], values: Sequence[str]) -> list[Row]:
        counter = Counter(values)
        return [(title, counter[name]) for name, title in names]

    objectives = [question.objective for question in questions]
    return {
        "domain": rows(
            [(d.id, d.title) for d in exam.domains], [exam.domain_of[o].id for o in objectives]
        ),
        "section": rows(
            [(s.id, s.title) for s in exam.sections], [exam.section_of[o].id for o in objectives]
        ),
        "objective": rows([(o.id, f"{o.number} {o.title}") for o in exam.objectives], objectives),
        "form": rows([(form, form) for form in guide.forms], [q.form for q in questions]),
        "difficulty": rows(
            [(level, level) for level in ("foundation", "exam", "hard")],
            [q.difficulty for q in questions],
        ),
        "trap class": rows(
            [(trap.id, trap.title) for trap in exam.traps],
            [str(choice.trap) for q in questions for choice in q.distractors],
        ),
    }


def _items(questions: Sequence[Question], scope: Scope) -> list[RuleCount]:
    found: dict[str, list[str]] = {rule.id: [] for rule in ITEM_RULES}
    for question in questions:
        for rule_id in dict.fromkeys(rule.id for rule, _ in broken_rules(question, scope)):
            found[rule_id].append(question.id)
    return [RuleCount(r.id, r.level, r.text, tuple(found[r.id])) for r in ITEM_RULES]


def audit_text(audit: Audit) -> str:
    """The report for a terminal."""
    lines = [f"{audit.total} questions, {audit.warnings} warnings"]
    for name, rows in audit.counts.items():
        lines += ["", f"by {name}", *(f"  {count:4}  {title}" for title, count in rows)]
    lines += ["", "item rules"]
    for row in audit.items:
        listed = f": {', '.join(row.questions)}" if row.questions else ""
        lines.append(f"  {row.id:4} {row.level:8} {len(row.questions):4}  {row.text}{listed}")
    lines += ["", "bank rules"]
    for figure in audit.bank:
        mark = "ok" if figure.holds else figure.level.upper()
        lines.append(f"  {figure.id:4} {mark:8} {figure.text}: {figure.value} ({figure.limit})")
    for name, scores in audit.naive.items():
        band = f"guessing gives {scores[0].low} to {scores[0].high} of {scores[0].items}"
        lines += ["", f"naive test-takers on {name}; {band}"]
        lines += [
            f"  {'ok' if score.fair else 'OUT':4} {score.points:6.1f}  {score.strategy}"
            for score in scores
        ]
    return "\n".join(lines)
