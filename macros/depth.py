"""How deep each objective is taught, in figures: claims, sources, words, code and questions."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from macros.guide import Guide
from macros.lesson import LEVELS, Lesson
from macros.model import POOL
from macros.words import visible

_HEADING = re.compile(r"^## .*\{ #([a-z0-9-]+) \}$", re.MULTILINE)
_MACRO = re.compile(r"^\{\{.*\}\}$", re.MULTILINE)


@dataclass(frozen=True)
class Depth:
    """The figures of one objective."""

    number: str
    title: str
    claims: int
    sources: int
    words: int  # of our own: prose, claims, decisions and traps; neither code nor questions
    code: dict[str, int]  # level → samples
    pool: int
    forms: int


def prose_of(page: str) -> dict[str, str]:
    """Anchor of a heading → the text below it, without macro calls."""
    parts = _HEADING.split(page)
    return {
        anchor: _MACRO.sub("", text) for anchor, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def depths(guide: Guide, prose: Mapping[str, str]) -> list[Depth]:
    """One row for each objective, in the order of the guide; ``prose`` is what its page says."""
    asked = Counter((question.objective, question.form == POOL) for question in guide.questions)
    return [
        Depth(
            number=objective.number,
            title=objective.title,
            claims=len(claims),
            sources=len({source for claim in claims for source in claim.sources}),
            words=_count(prose.get(objective.id, ""), *(c.claim for c in claims), *_told(lesson)),
            code={level: sum(s.checked == level for s in lesson.code) for level in LEVELS},
            pool=asked[objective.id, True],
            forms=asked[objective.id, False],
        )
        for objective in guide.exam.objectives
        for claims in [guide.claims_of(objective.id)]
        for lesson in [guide.lesson[objective.id]]
    ]


def depth_text(rows: list[Depth]) -> str:
    """The figures as a table for a terminal, with sums."""
    head = f"{'':42} claims sources words  {' '.join(LEVELS)}  pool forms"
    lines = [
        f"{row.number:5}{row.title[:36]:37}{row.claims:6}{row.sources:8}{row.words:6}  "
        + " ".join(f"{count:{len(level)}}" for level, count in row.code.items())
        + f"{row.pool:6}{row.forms:6}"
        for row in rows
    ]
    code = Counter[str]()
    for row in rows:
        code.update(row.code)
    total = [
        f"{len(rows)} objectives",
        f"{sum(row.claims for row in rows)} claims",
        f"{sum(row.words for row in rows)} words",
        *(f"{code[level]} samples {level}" for level in LEVELS),
        f"{sum(row.pool for row in rows)} questions in the pool",
        f"{sum(row.forms for row in rows)} in forms",
    ]
    return "\n".join([head, *lines, ", ".join(total)])


def _told(lesson: Lesson) -> list[str]:
    cues = [text for c in lesson.decide for text in (c.says, c.think, c.tempting, c.because)]
    return [lesson.decision, *cues, *(t for p in lesson.traps for t in (p.text, p.reason))]


def _count(*texts: str) -> int:
    return sum(len(visible(text).split()) for text in texts)
