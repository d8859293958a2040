"""Code on the site is code that parses, is shown somewhere, and says how far it is checked.

What needs the real packages is in snippets/tests: make snippets.
"""

import re
from pathlib import Path

import pytest
import sqlglot
import yaml

from macros.words import fences

ROOT = Path(__file__).parents[1]
SNIPPETS = sorted(p for p in (ROOT / "snippets").iterdir() if p.suffix in (".py", ".sql", ".yml"))
LESSONS = [
    (path.stem, lesson["objective"], sample)
    for path in sorted((ROOT / "data/lessons").glob("*.yml"))
    for lesson in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["lessons"]
    for sample in lesson.get("code", [])
]
SHOWN = {sample["part"] for _, _, sample in LESSONS}


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.name)
def test_every_snippet_is_shown(path):
    text = path.read_text("utf-8")
    sections = re.findall(r"--8<-- \[start:([\w-]+)\]", text)
    for name in [f"{path.name}:{section}" for section in sections] or [path.name]:
        assert name in SHOWN, name


@pytest.mark.parametrize(
    ("section", "sample"),
    [pytest.param(section, sample, id=sample["part"]) for section, _, sample in LESSONS],
)
def test_the_level_of_a_sample_is_one_that_its_language_can_have(section, sample):
    """SQL and YAML are parsed; Python is at least type-checked, and what runs has its test."""
    file = sample["part"].partition(":")[0]
    assert file.startswith(section.replace("-", "_")), "code stands in files called by its section"
    assert (sample["checked"] == "parsed") == (not file.endswith(".py"))
    if sample["checked"] == "run":
        tests = [path.read_text("utf-8") for path in (ROOT / "snippets/tests").glob("test_*.py")]
        assert any(re.search(rf"^import {file[:-3]}$", test, re.MULTILINE) for test in tests)


def test_what_code_prints_belongs_to_code_that_runs():
    runs = {sample["part"] for _, _, sample in LESSONS if sample["checked"] == "run"}
    for path in (ROOT / "snippets/output").glob("*.txt"):
        file, _, part = path.stem.partition(".")
        assert (f"{file}.py:{part}" if part else f"{file}.py") in runs, path.name


@pytest.mark.parametrize(
    "path", [p for p in SNIPPETS if p.suffix in (".sql", ".yml")], ids=lambda path: path.name
)
def test_sql_and_yaml_parse(path):
    text = path.read_text("utf-8")
    if path.suffix == ".sql":
        assert sqlglot.parse(text, dialect="databricks")
    else:
        assert yaml.compose(text)


def bank_sql() -> list[tuple[str, str]]:
    """SQL shown in questions, with the question's id; <a gap to fill> stands for any expression."""
    return [
        (question["id"], re.sub(r"<\w[\w ]*>", "TRUE", code))
        for path in sorted((ROOT / "data/questions").glob("*.yml"))
        for question in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["questions"]
        for text in [question["stem"], *(choice["text"] for choice in question["choices"])]
        for language, code in fences(text)
        if language == "sql"
    ]


def test_sql_of_the_bank_parses():
    assert bank_sql()
    for question, code in bank_sql():
        assert sqlglot.parse(code, dialect="databricks"), question
