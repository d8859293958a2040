"""A search leads to the page that teaches: by an objective, by a call, by an old or a new name."""

import re
from datetime import date
from pathlib import Path

import pytest

from macros.load import load_guide

ROOT = Path(__file__).parents[2]
CALL = re.compile(r"[A-Za-z_][\w.]*(?=\()|[A-Z]\w*[a-z]\w*[A-Z]\w*")  # f(…), a.b(…), CamelCase


@pytest.fixture(scope="module")
def guide():
    """The real data."""
    return load_guide(ROOT / "data", date.today())


@pytest.fixture
def first_result(open_page):
    """Type a query; give the page of the first result, relative to the site."""
    page = open_page("")
    page.keyboard.press("s")
    box, meta = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    results = page.locator("a.md-search-result__link")

    def search(query: str) -> str:
        box.fill("")
        page.wait_for_function(
            "meta => meta.textContent.includes('Type to start')", arg=meta.element_handle()
        )
        box.fill(query)
        page.wait_for_function(
            "meta => /\\d|No /.test(meta.textContent)", arg=meta.element_handle()
        )
        if not results.count():
            return ""
        url = results.first.get_attribute("href") or ""
        return re.sub(r"[?#].*", "", url).rpartition("/guide/")[2] or url

    return search


def page_of(guide, objective: str) -> str:
    """The page of an objective's section."""
    return f"domains/{guide.exam.section_of[objective].id}/"


def test_the_words_of_an_objective_find_its_section(guide, first_result):
    wrong = {
        objective.title: found
        for objective in guide.exam.objectives
        if page_of(guide, objective.id) not in (found := first_result(objective.title))
    }
    assert wrong == {}


def test_the_name_of_a_call_finds_a_section_that_teaches_it(guide, first_result):
    homes: dict[str, set[str]] = {}
    for lesson in guide.lessons:
        for call in lesson.calls:
            name = CALL.search(call.call)
            if name:
                homes.setdefault(name[0], set()).add(page_of(guide, lesson.objective))
    assert homes
    wrong = {
        name: found
        for name, pages in homes.items()
        if not any(page in (found := first_result(name)) for page in pages)
    }
    assert wrong == {}


def test_both_names_of_a_renamed_thing_find_a_page_that_has_both(guide, first_result):
    """The page of names, the glossary's neighbour, or the section that teaches the thing."""
    wrong = {
        term: found
        for rename in guide.exam.renames
        for term in rename.tooltip
        if not re.search(r"renames/|domains/", found := first_result(term))
    }
    assert wrong == {}
