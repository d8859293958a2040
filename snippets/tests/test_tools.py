"""The checks of the code find what they are there to find."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRONG = {
    "a keyword for **kwargs": "mlflow.sklearn.log_model(object(), names='model')",
    "a method that does not exist": "mlflow.register_models('a', 'b')",
    "a keyword that does not exist": "mlflow.start_run(nest=True)",
}


def complaints(*paths: Path) -> str:
    """What the type checker and the keyword check say of files."""
    types = [Path(sys.executable).parent / "ty", "check", "--python", sys.prefix]
    types += ["--extra-search-path", ROOT / "stubs", "--ignore", "unresolved-reference"]
    told = ""
    for command in (
        [*types, "--output-format", "concise"],
        [sys.executable, ROOT / "tools/keywords.py"],
    ):
        done = subprocess.run(
            [*command, *paths], capture_output=True, text=True, check=False
        )
        told += done.stdout if done.returncode else ""
    return told


@pytest.mark.parametrize("code", WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_found_with_its_line(code, tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text(f"import mlflow\n\n{code}\n", "utf-8")
    assert "wrong.py:3" in complaints(path)


def test_code_that_is_wrong_on_purpose_is_wrong(tmp_path):
    """An item that calls its code invalid holds something that the checks find."""
    subprocess.run(
        [sys.executable, "-m", "tools.bank_code", tmp_path], cwd=ROOT, check=True
    )
    assert list((tmp_path / "sound").glob("*.py"))
    for path in (tmp_path / "invalid").glob("*.py"):
        assert complaints(path), path.stem
