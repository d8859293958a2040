"""What browsers read: complete, in small files, the same bytes each time, and harmless."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from macros.artefacts import CHUNK, FORMAT, quiz_data, schemas
from macros.guide import Guide
from macros.markup import Renderer
from macros.site import Site

SITE = Site("ada/guide")
VALID = Path(__file__).parent / "cases" / "valid"


def with_questions(guide, questions):
    return Guide(
        exam=guide.exam,
        sources=guide.sources,
        terms=guide.terms,
        claims=guide.claims,
        questions=tuple(questions),
        lessons=guide.lessons,
        samples=guide.samples,
    )


def files_of(guide, site=SITE):
    return quiz_data(guide, Renderer(), site)


def index_of(files):
    return json.loads(files["quiz/index.json"])


def question_of(guide, site=SITE):
    """The data of a guide's only question."""
    files = files_of(guide, site)
    return json.loads(files[index_of(files)["chunks"][0]])["questions"][0]


@pytest.fixture(scope="module")
def many(guide, ask):
    """More questions of one section than fit into two files, and a form."""
    pool = [ask(id=f"q-{at}") for at in range(2 * CHUNK + 1)]
    return with_questions(guide, [*pool, ask(id="q-form", form="A"), *guide.questions])


def test_chunks_hold_sixty_questions_at_most_and_each_question_once(many):
    files = files_of(many)
    chunks = [json.loads(content) for path, content in files.items() if "index" not in path]
    assert max(len(chunk["questions"]) for chunk in chunks) == 60
    assert all(chunk["format"] == FORMAT for chunk in chunks)
    ids = [question["id"] for chunk in chunks for question in chunk["questions"]]
    assert sorted(ids) == sorted(question.id for question in many.questions)


def test_a_section_that_fits_is_one_chunk(guide, ask):
    files = files_of(with_questions(guide, [ask(id=f"q-{at}") for at in range(CHUNK)]))
    assert len(index_of(files)["chunks"]) == 1


def test_the_index_says_in_which_chunk_each_question_is(many):
    files = files_of(many)
    index = index_of(files)
    assert index["format"] == FORMAT
    assert set(index["chunks"]) == set(files) - {"quiz/index.json"}
    assert len(index["questions"]) == len(many.questions)
    by_id = {question.id: question for question in many.questions}
    for entry in index["questions"]:
        chunk = json.loads(files[index["chunks"][entry["chunk"]]])
        found = [q for q in chunk["questions"] if q["id"] == entry["id"]]
        assert [q["revision"] for q in found] == [entry["revision"]]
        question = by_id[entry["id"]]
        for name in ("objective", "form", "difficulty", "revision"):
            assert entry[name] == getattr(question, name)


def test_a_chunk_is_named_by_section_form_and_content(many):
    for path in index_of(files_of(many))["chunks"]:
        assert re.fullmatch(r"quiz/[a-z]+-(pool|a)(-[123])?\.[0-9a-f]{8}\.json", path)


def test_the_index_has_the_outline_of_the_exam(guide):
    index = index_of(files_of(guide))
    assert [domain["weight"] for domain in index["domains"]] == [44, 44, 12]
    assert index["sections"][1] == {
        "id": "monitoring",
        "title": "Monitoring",
        "domain": "operations",
        "weight": 44.0,
        "url": "domains/monitoring/",
    }
    assert index["objectives"][1]["url"] == "domains/training/#tune-model"
    assert [objective["number"] for objective in index["objectives"]] == [
        "1.1",
        "1.2",
        "2.1",
        "3.1",
    ]
    assert index["traps"] == {"wrong-step": "Wrong step", "wrong-object": "Wrong object"}


def test_the_index_has_the_figures_of_the_exam(guide):
    exam = index_of(files_of(guide))["exam"]
    assert exam["questions"] == sum(exam["counts"].values()) == guide.exam.questions
    assert exam["minutes"] == guide.exam.minutes
    assert exam["counts"] == guide.exam.form_counts
    rule = guide.exam.readiness
    assert exam["readiness"] == {
        "mocks": rule.mocks,
        "score": rule.score,
        "domain_floor": rule.domain_floor,
    }


def test_an_edit_changes_the_revision_of_that_question_and_its_chunk_only(many, ask):
    edited = [ask(id=q.id, stem="Other?") if q.id == "q-70" else q for q in many.questions]
    before, after = files_of(many), files_of(with_questions(many, edited))
    old, new = index_of(before)["questions"], index_of(after)["questions"]
    changed = [was["id"] for was, now in zip(old, new, strict=True) if was != now]
    assert changed == ["q-70"]
    assert len(set(before) - set(after)) == len(set(after) - set(before)) == 1


def test_the_same_guide_gives_the_same_bytes(guide):
    assert files_of(guide) == files_of(guide)


def test_the_same_bytes_in_another_process():
    code = (
        "import hashlib, sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from macros.artefacts import quiz_data, schemas\nfrom macros.load import load_guide\n"
        "from macros.markup import Renderer\nfrom macros.site import Site\n"
        "guide = load_guide(Path(sys.argv[1]), date.max)\n"
        "files = quiz_data(guide, Renderer(), Site()) | schemas()\n"
        "print(hashlib.sha256(repr(files).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(VALID)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "<script>bad()</script>",
        "<img src=bad onerror='bad()'>",
        "[a link](javascript:bad)",
        "<iframe src='bad'></iframe>",
        "<p onclick='bad'>text</p>",
        "<style>.bad {}</style>",
    ],
)
def test_what_could_run_does_not_survive(bad, guide, ask):
    texts = {"stem": f"Which?\n\n{bad}", "one": {"text": f"One {bad}", "why": f"Why {bad}"}}
    question = question_of(with_questions(guide, [ask(**texts)]))
    assert question["stem"].startswith("<p>Which?</p>")
    assert "bad" not in json.dumps(question)


def test_code_is_shown_and_not_run(guide, ask):
    stem = "Which?\n\n```html\n<script>bad()</script>\n```"
    question = question_of(with_questions(guide, [ask(stem=stem)]))
    assert "<script" not in question["stem"]
    assert "&lt;" in question["stem"]
    assert "bad" in question["stem"]


def test_a_question_carries_all_that_a_reader_is_told(guide, ask):
    question = question_of(with_questions(guide, [ask(order="fixed", claims=["tuner-searches"])]))
    assert question["pinned"] is True
    assert [choice["id"] for choice in question["choices"]] == ["key", "one", "two", "three"]
    key, *others = question["choices"]
    assert key["correct"] is True
    assert "trap" not in key
    assert [choice["trap"] for choice in others] == ["wrong-step", "wrong-object", "wrong-object"]
    assert not any("correct" in choice for choice in others)
    assert all(choice["why"].startswith("<p>") for choice in question["choices"])
    (claim,) = question["claims"]
    assert claim["text"] == "<p>The tuner searches the grid.</p>"
    assert [source["read"] for source in claim["sources"]] == ["2025-06-01", "2025-06-02"]
    assert question["report"] == SITE.report("question", "late-labels")


def test_without_a_repository_nothing_can_be_reported(guide, ask):
    assert question_of(with_questions(guide, [ask()]), Site())["report"] is None


def test_no_file_is_opened(guide, monkeypatch):
    cache = {}
    renderer = Renderer(cache=cache)
    before = quiz_data(guide, renderer, SITE)  # whatever libraries load once is loaded now
    cache.clear()

    def refuse(*args, **kwargs):
        raise AssertionError(f"touched the disk: {args}")

    for name in ("builtins.open", "io.open", "os.open", "os.scandir", "os.listdir", "os.mkdir"):
        monkeypatch.setattr(name, refuse)
    assert quiz_data(guide, renderer, SITE) == before
    assert schemas()


class Editor(yaml.SafeLoader):
    """YAML as editors read it: without dates."""


Editor.yaml_implicit_resolvers = {
    first: [resolver for resolver in resolvers if "timestamp" not in resolver[0]]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema_of(path):
    name = path.parent.name if f"{path.parent.name}.schema.json" in schemas() else path.stem
    return Draft202012Validator(json.loads(schemas()[f"{name}.schema.json"]))


def complaints(path, text):
    data = yaml.load(text, Editor)
    return [f"{path}: {e.json_path}: {e.message}" for e in schema_of(path).iter_errors(data)]


@pytest.mark.parametrize("name", schemas())
def test_schemas_are_schemas(name):
    Draft202012Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("path", sorted(VALID.rglob("*.yml")), ids=lambda path: path.name)
def test_an_editor_accepts_valid_data_and_marks_an_unknown_key(path):
    text = path.read_text("utf-8")
    assert complaints(path, text) == []
    assert len(complaints(path, f"{text}\nnone: such\n")) == 1


def test_an_editor_accepts_the_real_data(real):
    folder = Path(__file__).parents[1] / "data"
    for path in sorted(folder.rglob("*.yml")):
        assert complaints(path, path.read_text("utf-8")) == []
