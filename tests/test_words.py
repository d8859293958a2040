"""What counts as a word of a text, and what does not."""

import pytest

from macros.words import (
    code_spans,
    content_words,
    fences,
    has_code,
    overlap,
    prose,
    visible,
    words,
)

FENCED = "Read **this**:\n\n```python\nx = `1`\n```\n\nThen [say](https://example.com) `y`."
TABLE = "Look:\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nWell?"


def test_fences_give_language_and_code():
    assert fences(FENCED) == (("python", "x = `1`\n"),)
    assert fences("~~~\nplain\n~~~") == (("", "plain\n"),)
    assert fences("no code, only `ticks`") == ()


def test_prose_leaves_code_blocks_and_tables_out_and_keeps_inline_code():
    assert prose(FENCED) == "Read this: Then say y."
    assert prose(TABLE) == "Look: Well?"


def test_visible_is_the_code_where_there_is_nothing_else():
    assert visible("```sql\nSELECT 1\n```") == "SELECT 1"
    assert visible(FENCED) == prose(FENCED)


@pytest.mark.parametrize(("text", "shown"), [(FENCED, True), (TABLE, True), ("a `b` | c", False)])
def test_code_is_a_block_or_a_table(text, shown):
    assert has_code(text) is shown


def test_code_spans_are_inline_only():
    assert code_spans(FENCED) == ("y",)


def test_words_keep_identifiers_whole_and_case_apart():
    assert words("Call `mlflow.log_model(name=x)`, 2-way!") == (
        "call",
        "mlflow.log_model",
        "name=x",
        "2-way",
    )


@pytest.mark.parametrize(
    "forms",
    [
        "train trains training trained",
        "feature features",
        "scale scales scaled scaling",
        "query queries",
        "setting settings",
        "class classes",
        "news",
    ],
)
def test_the_forms_of_a_word_are_one_content_word(forms):
    assert len(content_words(forms)) == 1


def test_content_words_carry_meaning():
    assert content_words("Which of these tables would be in use?") == content_words("table")
    assert not content_words("table") & content_words("label stable tab")


def test_overlap_is_the_share_of_the_smaller_set():
    assert overlap(frozenset("abcd"), frozenset("cdx")) == pytest.approx(2 / 3)
    assert overlap(frozenset("ab"), frozenset("ab")) == 1
    assert overlap(frozenset(), frozenset("ab")) == 0
