"""Code on the site is code: it type-checks against the real packages, and is shown somewhere."""

import re
import subprocess
from pathlib import Path

import pytest
import sqlglot
import yaml

from macros.words import fences

ROOT = Path(__file__).parents[1]
SNIPPETS = sorted(p for p in (ROOT / "snippets").iterdir() if p.suffix in (".py", ".sql", ".yml"))
PYTHON = [str(path) for path in SNIPPETS if path.suffix == ".py"]
PACKAGES = ROOT / ".venv-snippets"  # made by make test, apart from the site's own environment
PAGES = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))


def run(*command: str) -> None:
    """Run a tool over the snippets; its output is the failure."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_python_type_checks_against_the_real_packages():
    run(
        str(PACKAGES / "bin/ty"), "check", "--python", str(PACKAGES),
        "--extra-search-path", "stubs", *PYTHON,
    )  # fmt: skip


def test_every_keyword_is_one_that_the_callee_names():
    run(str(PACKAGES / "bin/python"), "tools/keywords.py", *PYTHON)


def test_a_wrong_keyword_is_found(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import mlflow\n\nmlflow.sklearn.log_model(object(), names='model')\n")
    done = subprocess.run(
        [str(PACKAGES / "bin/python"), str(ROOT / "tools/keywords.py"), str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "mlflow.sklearn.log_model names no keyword names" in done.stdout


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.name)
def test_every_snippet_is_shown(path):
    text = path.read_text("utf-8")
    sections = re.findall(r"--8<-- \[start:([\w-]+)\]", text)
    for name in [f"{path.name}:{section}" for section in sections] or [path.name]:
        assert f'--8<-- "{name}"' in PAGES, name


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
