"""What the unit tests share: a small complete data folder, its guide, and a question to vary."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.checks.scope import Scope
from macros.guide import Guide
from macros.load import load_guide, load_scope
from macros.model import Question
from macros.problem import DataError

CASES = Path(__file__).parent / "cases"
TODAY = date(2025, 6, 30)

Ask = Callable[..., Question]


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the valid data, to be changed, beside the code that it shows."""
    shutil.copytree(CASES / "snippets", tmp_path / "snippets")
    return Path(shutil.copytree(CASES / "valid", tmp_path / "data"))


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The valid data, loaded."""
    return load_guide(CASES / "valid", TODAY)


@pytest.fixture(scope="session")
def scope() -> Scope:
    """What checks see of the valid data."""
    return load_scope(CASES / "valid", TODAY)[1]


@pytest.fixture(scope="session")
def real_scope() -> tuple[Guide, Scope]:
    """The data of this repository; what is wrong with it is for ``make check`` to say."""
    try:
        return load_scope(Path(__file__).parents[1] / "data", date.max)
    except DataError as error:
        pytest.skip(f"data/ has problems: {error.problems[0]}")


@pytest.fixture(scope="session")
def real(real_scope: tuple[Guide, Scope]) -> Guide:
    """The guide of this repository."""
    return real_scope[0]


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Make a question: the sound one of cases/question.yml with changes by field or choice id."""
    base = yaml.load((CASES / "question.yml").read_text("utf-8"), yaml.BaseLoader)

    def question(**changes: Any) -> Question:
        keep = changes.pop("keep", len(base["choices"]))
        choices = [choice | changes.pop(choice["id"], {}) for choice in base["choices"]]
        return Question.model_validate(base | changes | {"choices": choices[:keep]})

    return question
