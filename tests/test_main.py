"""The command line: what it prints, what it writes, and how it exits."""

import json
import subprocess
import sys

import pytest

from macros.__main__ import main
from macros.artefacts import schemas


@pytest.fixture
def run(data, capsys):
    """Run one command on the data; gives exit code, output and errors."""

    def command(*arguments):
        code = main(["--data", str(data), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_check_counts_what_is_sound(run):
    assert run("check") == (0, "5 claims, 3 questions, no problem\n", "")


def test_the_module_is_a_command(data):
    command = [sys.executable, "-m", "macros", "--data", str(data), "check"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("no problem\n")


def test_audit_reports_on_all_questions(run):
    code, out, err = run("audit")
    assert (code, err) == (0, "")
    assert out.startswith("3 questions, ")
    assert "problems in the data" not in out


def test_audit_reports_on_one_section(run):
    assert run("audit", "--section", "monitoring")[1].startswith("1 questions, ")


@pytest.mark.parametrize(
    ("file", "old", "new", "left"),
    [
        ("questions/monitoring.yml", "objective: see-drift", "objective: see-dirft", 2),
        ("knowledge/monitoring.yml", "objective: see-drift", "objective: see-dirft", 3),
        ("questions/monitoring.yml", "correct: true", "correct: false", 2),
        ("questions/monitoring.yml", "compare against?", "compare.", 3),
    ],
)
def test_audit_measures_what_it_can_and_says_that_there_is_more(run, data, file, old, new, left):
    path = data / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    code, out, err = run("audit")
    assert (code, err) == (0, "")
    assert out.startswith(f"{left} questions, ")
    assert "in the data: run check" in out


def test_audit_needs_an_exam(run, data):
    (data / "exam.yml").unlink()
    code, out, err = run("audit")
    assert (code, out) == (1, "")
    assert err.startswith("data/exam.yml:1: file is missing\n")


def test_schema_writes_what_is_not_current(run, data):
    code, out, _ = run("schema")
    assert code == 0
    assert out.count("wrote ") == len(schemas())
    written = {path.name: path.read_bytes() for path in (data / "schema").iterdir()}
    assert written == schemas()
    assert run("schema") == (0, "", "")


def test_schema_check_only_looks(run, data):
    run("schema")
    assert run("schema", "--check") == (0, "", "")
    stale = data / "schema" / "exam.schema.json"
    stale.write_text("{}\n", "utf-8")
    code, out, err = run("schema", "--check")
    assert (code, out) == (1, "")
    assert err.endswith("Run: make schema\n")
    assert stale.read_text("utf-8") == "{}\n"


def test_export_writes_the_quiz_below_a_folder(run, data, tmp_path):
    data.rename(tmp_path / "elsewhere")
    assert main(["--data", str(tmp_path / "elsewhere"), "export", str(tmp_path / "out")]) == 0
    index = json.loads((tmp_path / "out/quiz/index.json").read_text("utf-8"))
    assert len(index["questions"]) == 3
    assert all((tmp_path / "out" / chunk).is_file() for chunk in index["chunks"])


def test_export_writes_nothing_of_wrong_data(run, data, tmp_path):
    (data / "sources.yml").unlink()
    code, _, err = run("export", tmp_path / "out")
    assert code == 1
    assert err.splitlines()[-1].endswith(("problem", "problems"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "more"]])
def test_another_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert "usage: python -m macros" in capsys.readouterr().err
