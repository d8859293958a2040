"""A build takes over what the last one found only where nothing has changed."""

import shutil
from pathlib import Path

import pytest

from macros.kept import kept
from macros.markup import Renderer
from macros.problem import DataError
from macros.study import Study

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def ask(tmp_path):
    """Ask for a value that rests on a file, and count how often it was made."""
    made = []
    source = tmp_path / "source.yml"
    source.write_text("one")

    def asked(words="today"):
        kept(tmp_path / "cache/value", [source], words, lambda: made.append(source.read_text()))
        return len(made)

    return asked


def test_the_same_bytes_are_made_once(ask):
    assert [ask(), ask()] == [1, 1]


def test_another_byte_another_name_or_another_day_is_made_anew(ask, tmp_path):
    ask()
    (tmp_path / "source.yml").write_text("two")
    assert ask() == 2
    assert ask("tomorrow") == 3


@pytest.mark.parametrize("damage", [lambda content: content[:-2], lambda content: b""])
def test_a_damaged_file_is_none(ask, tmp_path, damage):
    ask()
    file = tmp_path / "cache/value"
    file.write_bytes(damage(file.read_bytes()))
    assert ask() == 2
    assert ask() == 2


def test_a_mistake_made_after_a_good_build_is_found(data, today):
    root = data.parent
    first = Study.load(root, {}, today)
    again = Study.load(root, {}, today)
    assert (again.guide, again.audit) == (first.guide, first.audit)
    exam = data / "exam.yml"
    good = exam.read_text("utf-8")
    exam.write_text(good.replace("checked:", "chekced:", 1), "utf-8")
    for _ in range(2):  # a failure is not kept
        with pytest.raises(DataError):
            Study.load(root, {}, today)
    exam.write_text(good, "utf-8")
    assert Study.load(root, {}, today).guide == first.guide


@pytest.mark.parametrize("gone", ["questions", "knowledge"])
def test_a_file_that_is_gone_is_missed(data, today, gone):
    Study.load(data.parent, {}, today)
    shutil.rmtree(data / gone)
    with pytest.raises(DataError):
        Study.load(data.parent, {}, today)


def test_markdown_is_rendered_once_and_forgotten_when_no_build_uses_it(data, today, monkeypatch):
    converted = []
    convert = Renderer._convert
    monkeypatch.setattr(
        Renderer, "_convert", lambda self, text: converted.append(text) or convert(self, text)
    )

    def build(*texts):
        converted.clear()
        study = Study.load(data.parent, {}, today)
        html = [study.renderer([], {}).block(text) for text in texts]
        study.save_cache()
        return html

    first = build("*one*", "*two*")
    assert build("*one*") == first[:1]
    assert converted == []
    build("*two*")
    assert converted == ["*two*"]
