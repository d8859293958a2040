"""Wrong data is refused in lines that a contributor can act on; right data is a guide."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from macros.__main__ import main
from macros.checks import CHECKS
from macros.checks.bank import BANK_CHECKS
from macros.load import load_guide, read_data
from macros.problem import DataError

CASES = Path(__file__).parent / "cases" / "bad"


@dataclass
class Case:
    """One file of cases/bad."""

    says: list[str]
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)
    encoding: str = "utf-8"

    @classmethod
    def of(cls, path: Path) -> "Case":
        return cls(**yaml.safe_load(path.read_text("utf-8")))

    def apply(self, data: Path) -> None:
        for name, edits in self.edits.items():
            text = (data / name).read_text("utf-8")
            for old, new in edits.items():
                assert text.count(old) == 1, f"{old!r} must stand once in {name}"
                text = text.replace(old, new)
            (data / name).write_text(text, self.encoding)
        for name, text in self.files.items():
            if text is None:
                (data / name).unlink()
            else:
                (data / name).write_text(text, self.encoding)


every_case = pytest.mark.parametrize(
    "case", [pytest.param(Case.of(path), id=path.stem) for path in sorted(CASES.glob("*.yml"))]
)


@every_case
def test_bad_data_is_refused_line_by_line(case, data, today):
    case.apply(data)
    with pytest.raises(DataError) as refused:
        load_guide(data, today)
    assert str(refused.value).splitlines() == case.says
    assert len(refused.value.problems) == len(case.says) - 1


@every_case
def test_check_prints_the_same_lines_and_nothing_else(case, data, capsys):
    case.apply(data)
    assert main(["--data", str(data), "check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == case.says


@pytest.mark.parametrize("name", ["awful-file", "not-utf-8", "several-files"])
def test_the_command_line_shows_no_traceback(name, data):
    case = Case.of(CASES / f"{name}.yml")
    case.apply(data)
    command = [sys.executable, "-m", "macros", "--data", str(data), "check"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == case.says


def test_every_check_has_a_case_that_breaks_it(tmp_path, today):
    """Checks of the whole bank need more questions than a case has: see test_bank.py."""
    unbroken = {check.__name__ for check in CHECKS if check not in BANK_CHECKS}
    for path in CASES.glob("*.yml"):
        copy = Path(shutil.copytree(CASES.parent / "valid", tmp_path / path.stem))
        Case.of(path).apply(copy)
        scope, _ = read_data(copy, today)
        unbroken -= {check.__name__ for check in CHECKS if any(check(scope))}
    assert unbroken == set()


def test_valid_data_becomes_a_guide_in_the_order_of_the_exam(data, today):
    guide = load_guide(data, today)
    assert [question.id for question in guide.questions] == [
        "empty-model",
        "which-window",
        "sql-on-endpoint",
    ]
    assert [claim.id for claim in guide.claims] == [
        "fit-learns",
        "tuner-searches",
        "drift-table",
        "endpoint-answers",
        "endpoint-rumour",
    ]
    assert list(guide.source) == ["exam-page", "docs-tuning", "repo", "blog"]


def test_what_lies_in_the_future_is_decided_by_the_argument(data, today):
    with pytest.raises(DataError, match="must not be in the future"):
        load_guide(data, today.replace(year=today.year - 1))


def test_a_folder_that_is_not_there_is_three_missing_files(tmp_path, today):
    with pytest.raises(DataError) as refused:
        load_guide(tmp_path / "none", today)
    assert str(refused.value).splitlines() == [
        "none/exam.yml:1: file is missing",
        "none/sources.yml:1: file is missing",
        "none/glossary.yml:1: file is missing",
        "3 problems",
    ]
