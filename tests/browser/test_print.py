"""The cheat sheet on paper: two pages on A4 and on Letter, everything on them, nothing cut off."""

import io
import re
from pathlib import Path

import pypdf
import pytest
import yaml
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]


def printed(page, size: str) -> pypdf.PdfReader:
    """The page as Chromium prints it, with the style sheet's margins."""
    return pypdf.PdfReader(io.BytesIO(page.pdf(format=size, print_background=True)))


def plain(text: str) -> str:
    """Letters and digits only: line ends, hyphens and fonts do not count."""
    return re.sub(r"[\W_]+", "", text.replace("`", "")).lower()


def lines_of_the_sheet() -> list[str]:
    """What the data marks for the sheet."""
    return [
        claim["cheat_sheet"]
        for path in sorted((ROOT / "data/knowledge").glob("*.yml"))
        for claim in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["claims"]
        if claim.get("cheat_sheet")
    ]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_cheat_sheet_is_one_sheet_with_everything_on_it(open_page, size):
    page = open_page("cheat-sheet/")
    pdf = printed(page, size)
    assert len(pdf.pages) == 2
    text = plain("".join(sheet.extract_text() for sheet in pdf.pages))
    headings = page.locator(".mlp-sheet :is(h2, h3)").all_inner_texts()
    parts = [part for heading in headings for part in heading.split("\n")]  # title and weight
    assert [part for part in parts if plain(part) not in text] == []
    assert [line for line in lines_of_the_sheet() if plain(line) not in text] == []


def test_cheat_sheet_is_readable_and_nothing_is_clipped(open_page):
    page = open_page(
        "cheat-sheet/", viewport={"width": 703, "height": 1000}
    )  # A4 inside its margins
    page.emulate_media(media="print")
    sizes = page.locator(".mlp-sheet li").evaluate_all(
        "items => items.flatMap(item => [item, ...item.querySelectorAll('*')])"
        ".map(node => parseFloat(getComputedStyle(node).fontSize) * 0.75)"
    )
    assert min(sizes) >= 8
    clipped = page.locator(".mlp-sheet li").evaluate_all(
        "items => items.filter(item => item.scrollWidth > item.clientWidth + 1)"
        ".map(item => item.innerText)"
    )
    assert clipped == []


def test_a_section_page_prints_without_blank_pages_and_with_its_answers(open_page):
    page = open_page("domains/lifecycle/", java_script_enabled=False)
    pdf = printed(page, "A4")
    texts = [sheet.extract_text() for sheet in pdf.pages]
    assert all(len(text) > 100 for text in texts)
    assert "Right." in "".join(texts)


def test_a_long_page_prints_whole(open_page):
    """Claims, decisions, code and traps are all on paper."""
    page = open_page("domains/drift-monitoring/")
    text = plain("".join(sheet.extract_text() for sheet in printed(page, "A4").pages))
    wanted = page.locator(".mlp-claim, .mlp-lesson h3, .mlp-code figcaption, .mlp-traps li")
    lines = [plain(line) for line in wanted.all_text_contents()]
    assert len(lines) > 100
    assert [line for line in lines if line not in text] == []


def test_paper_has_the_colours_of_the_light_scheme(open_page):
    """Whoever reads in the dark prints dark words on white."""
    colours = []
    for scheme in ("light", "dark"):
        page = open_page("domains/lifecycle/", color_scheme=scheme)
        page.emulate_media(media="print", color_scheme=scheme)
        seen = page.evaluate(
            """() => {
              const style = getComputedStyle(document.body);
              const names = [...document.styleSheets]
                .filter(sheet => sheet.href?.endsWith("all.css"))
                .flatMap(sheet => [...sheet.cssRules])
                .flatMap(rule => [...(rule.style ?? [])])
                .filter(name => /^--(mlp-|md-code-hl)/.test(name));
              return Object.fromEntries(names.map(name => [name, style.getPropertyValue(name)]));
            }"""
        )
        assert len(seen) > 20
        colours.append(seen)
    assert colours[0] == colours[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_questions_are_on_paper_where_they_can_be_read_there(open_page, scripts):
    """A check that starts with a button leaves no heading without anything below it."""
    page = open_page("domains/lifecycle/", java_script_enabled=scripts)
    if scripts:
        expect(page.locator("practice-quiz[data-ready]")).to_have_count(3)
    text = "".join(sheet.extract_text() for sheet in printed(page, "A4").pages)
    assert ("Check yourself" in text) is not scripts
    assert ("More practice" in text) is not scripts


def test_a_plan_begins_on_the_sheet_of_its_heading(open_page):
    page = open_page("calendar/")
    assert "Read the official guide" in printed(page, "A4").pages[0].extract_text()
