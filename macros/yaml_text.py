"""YAML text → plain data, with a line for everything that is wrong.

Scalars stay text (``1.10`` is not 1.1, ``12:30`` not 750): the model gives the types.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import yaml

Path = tuple[str | int, ...]
Mistake = tuple[int, str, str, object]  # line, path, rule, got

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):
    """BaseLoader that remembers keys written twice instead of keeping the last one silently."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[tuple[int, str]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                rule = "a value that opens with { or [ needs quotes"
                raise yaml.MarkedYAMLError(problem=rule, problem_mark=key.start_mark)
            if key.value in seen:
                self.twice.append((key.start_mark.line + 1, key.value))
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse_yaml(raw: bytes) -> tuple[Any, list[Mistake]]:
    """Parse one document; the data is None when the text is not YAML at all."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [(line, "", "must be UTF-8", f"byte 0x{raw[error.start]:02x}")]
    try:
        loader = _Loader(text)
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return None, [_syntax(error, text)]
    if data in (None, ""):
        return None, [(1, "", "is empty", None)]
    return data, [(line, key, "key is written twice", None) for line, key in loader.twice]


def line_of(text: str, path: Path) -> int:
    """The line of the deepest part of ``path`` that exists in a YAML text."""
    node = _compose(text)
    line = node.start_mark.line + 1
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        line, node = child
    return line


@lru_cache(maxsize=1)  # problems come file by file
def _compose(text: str) -> yaml.Node:
    return yaml.compose(text, Loader=_Base)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None


def _syntax(error: yaml.YAMLError, text: str) -> Mistake:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.encode().count(b"\n", 0, error.position) + 1
        return line, "", f"is not valid YAML: {error.reason}", None
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][: mark.column + 1 if mark else None]:
        return line, "", "indent with spaces, not with a tab", None
    rule = f"is not valid YAML: {getattr(error, 'problem', None) or error}"
    opened = getattr(error, "context_mark", None)
    if opened and opened.line + 1 < line:
        rule += f", {error.context} from line {opened.line + 1}"
    return line, "", rule, None
