"""Markdown of the data: what a fragment keeps of the page's extensions, and what it leaves out."""

import re

import pytest

from macros.markup import Renderer

CODE = """```python
def rate(errors, calls=2):  # share
    return f"{errors / calls:.1%}"
```"""


def test_code_has_elements_for_what_has_a_colour_and_no_other():
    html = Renderer().block(CODE)
    coloured = re.findall(r'<span class="(\w+)">([^<]*)</span>', html)
    assert {"k", "nf", "mi", "c1", "s2", "si"} <= {kind for kind, _ in coloured}
    assert not {"n", "o", "p", "sa", "w"} & {kind for kind, _ in coloured}
    text = re.sub(r"<[^>]+>", "", html).replace("&quot;", '"')
    assert text.strip() == CODE.removeprefix("```python\n").removesuffix("\n```")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<p onclick="x()">words</p>'])
def test_what_runs_is_taken_out(text):
    html = Renderer().block(text)
    assert "script" not in html
    assert "onclick" not in html


def test_one_paragraph_is_inline_and_more_stay_blocks():
    assert Renderer().inline("A `word`.") == "A <code>word</code>."
    assert Renderer().inline("One.\n\nTwo.").count("<p>") == 2
