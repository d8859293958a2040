"""What the data must amount to, beyond being sound: depth, balance, and one home for each fact."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from macros.checks.item_stem import shows_code
from macros.depth import depths, prose_of
from macros.load import load_guide
from macros.words import prose

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MACRO = re.compile(r"\{\{.*?\}\}")
LINK = re.compile(r"\]\([^)]*\)")


@pytest.fixture(scope="module")
def guide():
    """The real data."""
    return load_guide(ROOT / "data", date.today())


def test_the_guide_has_the_official_shape(guide):
    """3 domains, 11 sections, 47 objectives, numbered through inside each domain."""
    exam = guide.exam
    assert (len(exam.domains), len(exam.sections), len(exam.objectives)) == (3, 11, 47)
    for at, domain in enumerate(exam.domains, 1):
        numbers = [objective.number for objective in domain.objectives]
        assert numbers == [f"{at}.{nth}" for nth in range(1, len(numbers) + 1)]


@pytest.fixture(scope="module")
def rows(guide):
    """How deep each objective is taught."""
    pages = (ROOT / "docs/domains").glob("*.md")
    prose = {k: v for page in pages for k, v in prose_of(page.read_text("utf-8")).items()}
    return depths(guide, prose)


def test_every_objective_is_taught_to_the_same_depth(guide, rows):
    """Six to twelve claims, 300 to 600 words and code to look at, two questions to practise."""
    assert len(rows) == len(guide.exam.objectives)
    for row in rows:
        assert 6 <= row.claims <= 12, row
        assert 300 <= row.words <= 600, row
        assert row.pool >= 2, row


def test_every_objective_has_a_line_on_the_sheet(guide):
    for objective in guide.exam.objectives:
        claims = guide.claims_of(objective.id)
        assert any(claim.cheat_sheet for claim in claims), objective.id


def test_every_lesson_reads_on_at_an_official_page(guide):
    for lesson in guide.lessons:
        kinds = {guide.source[page.source].kind for page in lesson.reading}
        assert kinds <= {"official-docs", "project-docs", "official-exam"}, lesson.objective


def test_every_objective_has_its_place_on_its_page(guide):
    for section in guide.exam.sections:
        page = (ROOT / "docs/domains" / f"{section.id}.md").read_text("utf-8")
        called = re.findall(r'^\{\{ (objective_\w+)\("([\w-]+)"\) \}\}$', page, re.MULTILINE)
        assert called == [
            (f"objective_{part}", objective.id)
            for objective in section.objectives
            for part in ("header", "claims", "lesson")
        ]


def test_form_a_covers_every_objective_group_in_proportion(guide):
    """Each section has its share of form A, to within one question, and each has pool questions."""
    exam = guide.exam
    form = Counter(exam.section_of[q.objective].id for q in guide.forms["A"])
    for section in exam.sections:
        domain = exam.domain_of[section.id]
        share = len(section.objectives) / len(domain.objectives)
        assert abs(form[section.id] - exam.form_counts[domain.id] * share) <= 1, section.id
        assert guide.questions_of(section.id), section.id


def test_a_quarter_of_form_a_shows_code(guide):
    shown = sum(shows_code(question) for question in guide.forms["A"])
    assert 4 * shown >= len(guide.forms["A"])


def test_every_source_is_used(guide):
    cited = {source for claim in guide.claims for source in claim.sources}
    cited |= {source for _, source in guide.exam.cited()}
    cited |= {page.source for lesson in guide.lessons for page in lesson.reading}
    assert [source.id for source in guide.sources if source.id not in cited] == []


def test_third_parties_back_no_claim_alone(guide):
    """Product facts rest on officials; what only others say is generic, and marked."""
    generic = {
        "rollout-blue-green",
        "rollout-all-at-once-exposure",
    }  # no Databricks page defines them
    for claim in guide.claims:
        kinds = {guide.source[source].kind for source in claim.sources}
        assert kinds != {"third-party"} or claim.id in generic, claim.id


def test_every_term_of_a_rename_is_somewhere(guide):
    """An objective with a new name has its rename, so that the page of names knows it."""
    known = " ".join(f"{r.old} {r.current} {r.guide_uses}" for r in guide.exam.renames).lower()
    for objective in guide.exam.objectives:
        if objective.today_term and objective.id != "monitor-choice":
            assert objective.guide_term.lower() in known, objective.id


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_pages_repeat_no_figure_of_the_exam(guide, path):
    """Numbers of the exam come through macros; pages have none of their own."""
    text = prose(LINK.sub("]", MACRO.sub("", FRONT_MATTER.sub("", path.read_text("utf-8")))))
    exam = guide.exam
    figures = {str(fact.number) for fact in exam.facts if fact.number and fact.number > 9}
    figures |= {f"{domain.weight} %" for domain in exam.domains}
    figures |= {f"{count} questions" for count in exam.form_counts.values()}
    found = [f for f in figures if re.search(rf"(?<![\w.,]){re.escape(f)}(?![\w.,]\w)", text)]
    assert found == []


THEN = re.compile(
    r"\b(legacy|deprecated|retired|older?|formerly|no longer|used to|was|were|replaced|the guide)\b"
)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_prose_names_what_is_retired_as_retired(guide, path):
    """A paragraph with a retired name says in a word that it speaks of another time."""
    retired = [term for rename in guide.exam.renames for term in rename.never_keyed]
    for paragraph in path.read_text("utf-8").split("\n\n"):
        found = [term for term in retired if term.lower() in paragraph.lower()]
        assert not found or THEN.search(paragraph), (found, paragraph)


def test_the_seed_topics_have_their_place(guide):
    """Each part of an exam overview that readers look for is a heading of the guide."""
    headings = re.findall(r"^## (.+)$", (ROOT / "docs/guide.md").read_text("utf-8"), re.MULTILINE)
    assert headings == [
        "Format at a glance", "Domains and weights", "How hard is it?", "What changed recently",
        "Professional or Associate?", "All exams, and how to choose", "Why it matters in 2026",
        "Why people fail", "Who it is for", "Study tips", "Exam day", "Sources of this page",
    ]  # fmt: skip
    assert len(guide.exam.catalogue) == 7
