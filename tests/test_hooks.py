"""What the build does to our files on their way into the site."""

from pathlib import Path

import pytest

from macros.hooks import small_css

SHEETS = sorted((Path(__file__).parents[1] / "docs/assets").rglob("*.css"))


def test_a_small_sheet_says_the_same():
    css = """
    /* a { color: red; } */
    a:is(p, li) > b + i {
      width: calc(1rem + 2px); /* kept apart */
    }
    @media (max-width: 45em) { a { margin: 0 auto } }
    """
    assert small_css(css) == (
        "a:is(p, li) > b + i{width: calc(1rem + 2px);}@media (max-width: 45em){a{margin: 0 auto}}"
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_our_sheets_have_no_string_that_it_would_spoil(path):
    css = path.read_text("utf-8")
    quoted = small_css(css).split('"')[1::2]
    assert not [text for text in quoted if set("{};") & set(text) or "/*" in text or "  " in text]
