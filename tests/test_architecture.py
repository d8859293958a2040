"""Who may know what: the table of docs/contributing/architecture.md, read from the imports."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

MACROS = Path(__file__).parents[1] / "macros"
FILES = {
    ".".join(path.relative_to(MACROS).with_suffix("").parts): path
    for path in sorted(MACROS.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}

# Module → what it may import beside the standard library. Own modules are written with a dot.
TABLE = {
    "model": "pydantic",
    "plan": "pydantic .model",
    "exam": "pydantic .model .plan",
    "lesson": "pydantic .model",
    "samples": "",
    "guide": ".model .exam .lesson",
    "problem": ".model",
    "rules": "",
    "cues": "",
    "words": "",
    "site": "",
    "kept": "",
    "naive": ".model .words .cues",
    "yaml_text": "yaml",
    "checks": "yaml .model .exam .lesson .problem .words .cues .naive .checks",
    "load": "pydantic .model .exam .lesson .samples .guide .problem .rules .yaml_text .checks",
    "audit": ".model .guide .naive .checks",
    "markup": "markdown markupsafe nh3",
    "artefacts": ".model .exam .lesson .guide .markup .site",
    "fragments": ".model .exam",
    "depth": ".model .guide .lesson .words",
    "views": "jinja2 markupsafe .model .exam .lesson .fragments .guide .naive .plan .audit .markup "
    ".site",
    "study": "jinja2 .guide .kept .load .audit .markup .site .views",
    "__main__": ".problem .load .audit .depth .artefacts .markup .site",
    "__init__": "mkdocs .problem .study",
    "hooks": "mkdocs rcssmin rjsmin .artefacts .fragments",
}
EDGE = {"__main__", "__init__", "hooks"}  # the only ones that know the clock
DISK = EDGE | {"load", "study", "kept"}  # the only ones that may touch a file
FILE_MODULES = {"os", "pathlib", "io", "shutil", "tempfile", "glob", "subprocess", "sqlite3"}
FORBIDDEN = {"random", "secrets", "uuid", "time", "locale", "socket", "urllib.request"}
CLOCKS = {"today", "now", "utcnow", "fromtimestamp"}
PURE = {"PurePosixPath"}  # arithmetic on names; touches no disk
TAG = re.compile(r"</?[a-z][a-z0-9-]*[\s>/]")
HTML_ALLOWED = {
    ("markup", "<p>"): "takes the paragraph off that Markdown puts around one line",
    ("markup", "</p>"): "the same",
    ("markup", r'<span(?: class="(?:n|o|p|sa|w)")?>([^<]*)</span>'): "finds code without a colour",
    ("fragments", r'<abbr title="([^"]*)">(.*?)</abbr>'): "finds words with an explanation",
    ("fragments", r"(<(?:h[1-6]|a)\b.*?</(?:h[1-6]|a)>)|"): "finds headings and links",
    ("fragments", "(<pre.*?</pre>)"): "finds the code in which blank lines have to stay",
    ("fragments", r"\n\1<span></span>"): "stands on such a blank line; comes after the templates",
}
MOST_LINES = 300

every_module = pytest.mark.parametrize("name", FILES)


def home_of(name):
    """The row of the table: a package of its own is one row."""
    return name.split(".")[0]


def imported(name):
    """Every (module, imported name) of a file, also inside functions."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((node.module, alias.name) for alias in node.names)


def strings_of(tree):
    """The text of every string that is not a docstring."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_the_table_has_every_module_and_no_other():
    assert {home_of(name) for name in FILES} == set(TABLE)


@every_module
def test_a_module_imports_what_the_table_allows(name):
    allowed = set(TABLE[home_of(name)].split())
    for module, _ in imported(name):
        top, *rest = module.split(".")
        if top == "macros":
            assert f".{rest[0]}" in allowed, module
        elif top not in sys.stdlib_module_names:
            assert top in allowed, module


def test_the_table_allows_nothing_that_is_not_used():
    used = {home: set() for home in TABLE}
    for name in FILES:
        for module, _ in imported(name):
            top, *rest = module.split(".")
            used[home_of(name)].add(f".{rest[0]}" if top == "macros" else top)
    spare = {home: set(allowed.split()) - used[home] for home, allowed in TABLE.items()}
    assert {home: names for home, names in spare.items() if names} == {}


@every_module
def test_only_the_edge_opens_files(name):
    if name not in DISK:
        opens = [m for m, what in imported(name) if m in FILE_MODULES and what not in PURE]
        assert opens == []
        calls = [node.func for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]
        assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "open"]


@every_module
def test_only_the_edge_has_a_clock_and_nobody_has_dice(name):
    assert not {module for module, _ in imported(name)} & FORBIDDEN
    asked = {
        node.attr
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, (ast.Name, ast.Attribute))
        and ast.unparse(node.value).split(".")[-1] in ("date", "datetime")
    }
    assert name in EDGE or not asked & CLOCKS


@every_module
def test_html_is_in_templates_only(name):
    found = {text for text in strings_of(TREES[name]) if TAG.search(text)}
    assert found == {text for where, text in HTML_ALLOWED if where == name and text in found}


def test_every_allowance_for_html_is_used():
    for name, text in HTML_ALLOWED:
        assert text in set(strings_of(TREES[name])), (name, text)


@pytest.mark.parametrize(
    "path",
    sorted(p for p in MACROS.rglob("*.*") if p.suffix in (".py", ".html")),
    ids=lambda path: path.name,
)
def test_a_file_is_small(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_each_module_can_be_imported_first():
    """A circle of imports shows only when one starts at the wrong place."""
    script = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m.split('.')[0] == 'macros']:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    names = [f"macros.{name}".removesuffix(".__init__") for name in FILES]
    command = [sys.executable, "-c", script, *names]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
