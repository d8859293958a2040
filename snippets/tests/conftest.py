"""Run the code that the site shows: of a sample marked ``run`` every line has to run.

What one prints is compared with ``snippets/output/``; WRITE_OUTPUT=1 writes it anew.
"""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import coverage
import pytest
import yaml

ROOT = Path(__file__).parents[2]
SNIPPETS = ROOT / "snippets"
os.environ.setdefault(
    "PYSPARK_PYTHON", sys.executable
)  # workers find the same packages
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

_lines = coverage.Coverage(
    include=[f"{SNIPPETS}/*.py"], data_file=None, config_file=False
)
_lines.start()
_compared: set[str] = set()


def _samples() -> Iterator[tuple[str, str, str]]:
    """(file, part, level) of every Python sample of the lessons."""
    for path in sorted((ROOT / "data/lessons").glob("*.yml")):
        for lesson in yaml.safe_load(path.read_text("utf-8"))["lessons"]:
            for sample in lesson.get("code", []):
                file, _, part = sample["part"].partition(":")
                if file.endswith(".py"):
                    yield file, part, sample["checked"]


def _span(text: str, part: str) -> range:
    """The lines of a marked part, counted from 1; of the whole file without one."""
    lines = text.splitlines()
    if not part:
        return range(1, len(lines) + 1)
    marks = [
        at
        for at, line in enumerate(lines, 1)
        if f":{part}]" in line and "--8<--" in line
    ]
    return range(marks[0] + 1, marks[-1])


def _elsewhere(text: str, span: range) -> set[int]:
    """Bodies of functions that the part defines: others call them, even in a worker."""
    return {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.lineno in span
        for line in range(node.body[0].lineno, node.end_lineno + 1)
    }


def _not_run() -> Iterator[str]:
    seen = {Path(name).name for name in _lines.get_data().measured_files()}
    for file, part, level in _samples():
        if file not in seen or level != "run":
            continue
        path = SNIPPETS / file
        span = _span(path.read_text("utf-8"), part)
        missing = set(_lines.analysis2(str(path))[3]) & set(span)
        for line in sorted(missing - _elsewhere(path.read_text("utf-8"), span)):
            yield f"snippets/{file}:{line}: shown as run ({part}), but no test runs it"
    for output in sorted((SNIPPETS / "output").glob("*.txt")):
        if (
            f"{output.stem.partition('.')[0]}.py" in seen
            and output.name not in _compared
        ):
            yield f"{output.relative_to(ROOT)}:1: is shown, and no test compares it"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail when a sample is said to run and did not, unless -k picked tests."""
    _lines.stop()
    problems = list(_not_run())
    if problems and not session.config.getoption("keyword"):
        print("\n" + "\n".join(problems))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Compare what has been printed with ``snippets/output/<name>.txt``."""
    capsys.readouterr()

    def compare(name: str) -> None:
        path = SNIPPETS / "output" / f"{name}.txt"
        told = capsys.readouterr().out
        if os.environ.get("WRITE_OUTPUT"):
            path.write_text(told, "utf-8")
        _compared.add(path.name)
        assert told == path.read_text("utf-8")

    return compare


@pytest.fixture(autouse=True)
def tracking(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> str:
    """An MLflow tracking server and registry of this test's own, in SQLite."""
    import mlflow

    folder = tmp_path_factory.mktemp("mlflow")
    monkeypatch.chdir(folder)
    uri = f"sqlite:///{folder}/mlflow.db"
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    mlflow.set_experiment("samples")
    return uri


@pytest.fixture(scope="session")
def spark() -> Iterator:
    """A local Spark session with two workers."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("samples")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
