"""YAML text is read as it is written, and every mistake has its line."""

import pytest

from macros.yaml_text import line_of, parse_yaml

TEXT = """\
name: Example
parts:
  - id: one
    words: [a, b]
  - id: two
    more:
      "3": deep
"""


@pytest.mark.parametrize(
    "written", ["1.10", "12:30", "2025-02-30", "yes", "null", "007", "1e3", "0x1f"]
)
def test_scalars_stay_text(written):
    assert parse_yaml(f"key: {written}".encode()) == ({"key": written}, [])


def test_a_mark_at_the_start_of_a_file_is_no_text():
    assert parse_yaml(b"\xef\xbb\xbfkey: value\n") == ({"key": "value"}, [])


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# a comment\n", b"---\n"])
def test_nothing_is_reported_as_empty(raw):
    assert parse_yaml(raw) == (None, [(1, "", "is empty", None)])


INVALID = "is not valid YAML: "


@pytest.mark.parametrize(
    ("raw", "line", "rule"),
    [
        ("a:\n\t- b\n", 2, "indent with spaces, not with a tab"),
        ("a: *b\n", 1, f"{INVALID}found undefined alias"),
        ("a: &b [*b]\n", 1, f"{INVALID}found unconstructable recursive node"),
        ("a: 1\nb: {{ c }}\n", 2, f"{INVALID}a value that opens with {{ or [ needs quotes"),
        ("a: ü\nb: \x07\n", 2, f"{INVALID}control characters are not allowed"),
        (
            "a: [b\n",
            2,
            f"{INVALID}did not find expected ',' or ']', while parsing a flow sequence from line 1",
        ),
    ],
)
def test_what_is_not_yaml_is_one_mistake_on_one_line(raw, line, rule):
    assert parse_yaml(raw.encode()) == (None, [(line, "", rule, None)])


def test_another_encoding_is_one_mistake_that_names_the_byte():
    assert parse_yaml(b"a: 1\nb: \xff\n") == (None, [(2, "", "must be UTF-8", "byte 0xff")])


def test_every_key_written_twice_is_reported_and_the_data_kept():
    data, mistakes = parse_yaml(b"a: 1\nb: {c: 1, c: 2, c: 3}\na: 2\n")
    assert data == {"a": "2", "b": {"c": "3"}}
    assert sorted(mistakes) == [
        (2, "c", "key is written twice", None),
        (2, "c", "key is written twice", None),
        (3, "a", "key is written twice", None),
    ]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("name",), 1),
        (("parts", 0, "words", 1), 4),
        (("parts", 1), 5),
        (("parts", 1, "more", 3), 7),
        (("parts", 1, "missing", "below"), 5),
        (("parts", 9), 2),
        (("none",), 1),
    ],
)
def test_the_line_is_that_of_the_deepest_part_that_is_there(path, line):
    assert line_of(TEXT, path) == line
