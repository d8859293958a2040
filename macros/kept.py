"""What one build found, kept for the next where nothing that it rests on has changed."""

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_LIBRARIES = ("pydantic", "pyyaml")


def kept(file: Path, rests_on: Iterable[Path], words: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, or gave when the same files had the same bytes.

    Args:
        file: where it is kept; one that cannot be read is none.
        rests_on: every file that ``make`` reads, its own code included.
        words: whatever else it depends on, such as the day.
        make: raises what it likes; then nothing is kept.
    """
    seal = _seal(rests_on, words)
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        content = file.read_bytes()
        if content.startswith(seal):
            return pickle.loads(content[len(seal) :])
    made = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_bytes(seal + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    part.replace(file)  # whole or not at all
    return made


def _seal(files: Iterable[Path], words: str) -> bytes:
    digest = hashlib.sha256(repr((words, sys.version, *map(version, _LIBRARIES))).encode())
    for path in sorted(files):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.digest()
