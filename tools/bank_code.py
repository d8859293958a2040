"""Write the Python of the question bank as modules, so that the checks of the samples see it.

A choice that is code becomes a module of its own, after the code of its stem. One that is wrong on
purpose says so (``invalid``) and goes to a folder of its own, where the checks have to find it.
Usage, from the root: python -m tools.bank_code FOLDER
Writes FOLDER/sound/*.py and FOLDER/invalid/*.py.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.words import fences

ROOT = Path(__file__).parents[1]
SPAN = re.compile(r"^`([^`]+)`$")
GAP = re.compile(r"<\w[\w ]*>|…|\.\.\.\.+")  # a place to fill in stands for any expression


def python(text: str) -> str:
    """The Python blocks of a Markdown text, one after the other."""
    return "\n".join(code for language, code in fences(text) if language == "python")


def span(text: str) -> str:
    """The code of a choice that is nothing but one code span, if it is Python with a call."""
    found = SPAN.match(text.strip())
    code = GAP.sub("...", found[1]) if found else ""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    return code if any(isinstance(node, ast.Call) for node in ast.walk(tree)) else ""


def modules() -> Iterator[tuple[str, str, str]]:
    """(sound or invalid, name, code) of every piece of Python in the bank."""
    for path in sorted((ROOT / "data/questions").glob("*.yml")):
        for question in yaml.safe_load(path.read_text("utf-8"))["questions"]:
            stem = GAP.sub("...", python(question["stem"]))
            name = question["id"].replace("-", "_")
            if stem:
                yield ("invalid" if question.get("invalid") else "sound"), name, stem
            for choice in question["choices"]:
                code = GAP.sub("...", python(choice["text"])) or (stem and span(choice["text"]))
                if code:
                    kind = "invalid" if choice.get("invalid") else "sound"
                    before = "" if question.get("invalid") else stem
                    yield kind, f"{name}__{choice['id'].replace('-', '_')}", f"{before}\n{code}\n"


def main(folder: Path) -> None:
    """Write all modules below the folder."""
    for kind in ("sound", "invalid"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for kind, name, code in modules():
        (folder / kind / f"{name}.py").write_text(code, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
