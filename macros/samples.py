"""Marked parts of a code file: what lies between ``[start:name]`` and ``[end:name]``."""

import re
from textwrap import dedent

_MARK = re.compile(r"^.*--8<-- \[(start|end):([a-z0-9-]+)\].*$")


def parts_of(name: str, text: str) -> dict[str, str]:
    """The file as a whole, and each marked part of it, dedented: name or ``name:part`` → code."""
    open_parts: dict[str, list[str]] = {}
    whole: list[str] = []
    parts: dict[str, str] = {}
    for line in text.splitlines():
        mark = _MARK.match(line)
        if mark and mark[1] == "start":
            open_parts[mark[2]] = []
        elif mark:
            parts[f"{name}:{mark[2]}"] = _code(open_parts.pop(mark[2], []))
        else:
            for lines in (whole, *open_parts.values()):
                lines.append(line)
    return {name: _code(whole), **parts}


def _code(lines: list[str]) -> str:
    return dedent("\n".join(lines)).strip("\n") + "\n"
