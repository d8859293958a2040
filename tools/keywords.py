"""Keywords of calls in the given files that the called function does not name.

A type checker accepts any keyword where the callee ends in ``**kwargs``, and so does Python:
``log_model(names="model")`` runs and logs nothing under that name. Run this with the Python of the
environment that has the packages. Prints one line for each such keyword; exits 1 if there are any.
"""

import ast
import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

# What a callee really takes through its **kwargs, by its documentation
PASSED_ON = {
    "requests.post": {"headers", "timeout"},
}


def imported(tree: ast.Module) -> dict[str, str]:
    """Local name → dotted name, for every import of a module."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def dotted(node: ast.expr) -> str | None:
    """``a.b.c`` for an attribute chain that starts at a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := dotted(node.value)):
        return f"{head}.{node.attr}"
    return None


def resolve(name: str) -> object | None:
    """The object behind a dotted name; None where it is not installed or not there."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found
    return None


def unknown_keywords(path: Path) -> Iterator[str]:
    """One line for each keyword that the callee does not name."""
    tree = ast.parse(path.read_text("utf-8"))
    names = imported(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        head, _, rest = (dotted(call.func) or "").partition(".")
        if head not in names:
            continue
        callee = f"{names[head]}.{rest}" if rest else names[head]
        target = resolve(callee)
        if not callable(target):
            continue
        try:
            parameters = inspect.signature(target).parameters
        except ValueError:
            continue
        known = set(parameters) | PASSED_ON.get(callee, set())
        for keyword in call.keywords:
            if keyword.arg and keyword.arg not in known:
                yield f"{path}:{call.lineno}: {callee} names no keyword {keyword.arg}"


def main(paths: list[str]) -> int:
    """Check the files; 1 if any keyword is unknown."""
    problems = [line for path in paths for line in unknown_keywords(Path(path))]
    print("\n".join(problems) or f"{len(paths)} files, every keyword is named")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
