"""Guide → files that browsers read: {path below the site: bytes}. Touches no disk, has no clock."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from macros.exam import Exam
from macros.guide import Guide
from macros.lesson import LessonFile
from macros.markup import Renderer
from macros.model import Claim, GlossaryFile, KnowledgeFile, Question, QuestionFile, SourceFile
from macros.site import Site

FORMAT = 1  # of the quiz data; docs/assets/quiz reads this format and no other
CHUNK = 60  # questions in a file, at most


def quiz_data(guide: Guide, renderer: Renderer, site: Site) -> dict[str, bytes]:
    """The bank for the browser: an index, and one chunk for each section and form."""
    files: dict[str, bytes] = {}
    entries = []
    for name, questions in _groups(guide):
        data = _json(
            {
                "format": FORMAT,
                "questions": [_question(guide, renderer, site, q) for q in questions],
            }
        )
        path = f"quiz/{name}.{hashlib.sha256(data).hexdigest()[:8]}.json"
        entries += [_entry(question, len(files)) for question in questions]
        files[path] = data
    exam = guide.exam
    index = {
        "format": FORMAT,
        "exam": _exam(exam),
        "domains": [{"id": d.id, "title": d.title, "weight": d.weight} for d in exam.domains],
        "sections": [
            {
                "id": s.id,
                "title": s.title,
                "domain": exam.domain_of[s.id].id,
                "weight": round(exam.share_of(s), 1),
                "url": _url(s.id),
            }
            for s in exam.sections
        ],
        "objectives": [
            {
                "id": o.id,
                "number": o.number,
                "title": o.title,
                "section": exam.section_of[o.id].id,
                "url": f"{_url(exam.section_of[o.id].id)}#{o.id}",
            }
            for o in exam.objectives
        ],
        "traps": {trap.id: trap.title for trap in exam.traps},
        "chunks": list(files),
        "questions": entries,
    }
    return {"quiz/index.json": _json(index), **files}


def schemas() -> dict[str, bytes]:
    """JSON schemas of the data files, for editors: name below ``data/schema/`` → content."""
    models = {
        "exam": Exam,
        "sources": SourceFile,
        "glossary": GlossaryFile,
        "knowledge": KnowledgeFile,
        "lessons": LessonFile,
        "questions": QuestionFile,
    }
    return {
        f"{name}.schema.json": (json.dumps(model.model_json_schema(), indent=2) + "\n").encode()
        for name, model in models.items()
    }


def _groups(guide: Guide) -> Iterator[tuple[str, tuple[Question, ...]]]:
    for form in guide.forms:
        for section in guide.exam.sections:
            questions = guide.questions_of(section.id, form)
            for start in range(0, len(questions), CHUNK):
                part = f"-{start // CHUNK + 1}" if len(questions) > CHUNK else ""
                yield f"{section.id}-{form.lower()}{part}", questions[start : start + CHUNK]


def _exam(exam: Exam) -> dict[str, Any]:
    return {
        "questions": exam.questions,
        "minutes": exam.minutes,
        "counts": exam.form_counts,
        "readiness": exam.readiness.model_dump(),
    }


def _entry(question: Question, chunk: int) -> dict[str, Any]:
    return {
        "id": question.id,
        "objective": question.objective,
        "form": question.form,
        "difficulty": question.difficulty,
        "chunk": chunk,
        "revision": question.revision,
    }


def _question(guide: Guide, renderer: Renderer, site: Site, question: Question) -> dict[str, Any]:
    def choice(at: int) -> dict[str, Any]:
        this = question.choices[at]
        told = {"correct": True} if this.correct else {"trap": this.trap}
        text, why = renderer.block(this.text), renderer.block(this.why)
        return {"id": this.id, "text": text, **told, "why": why}

    return {
        "id": question.id,
        "revision": question.revision,
        "stem": renderer.block(question.stem),
        "pinned": question.order == "fixed",
        "choices": [choice(at) for at in range(len(question.choices))],
        "claims": [_claim(guide, renderer, claim) for claim in guide.behind(question)],
        "report": site.report("question", question.id),
    }


def _claim(guide: Guide, renderer: Renderer, claim: Claim) -> dict[str, Any]:
    sources = [guide.source[source] for source in claim.sources]
    return {
        "id": claim.id,
        "text": renderer.block(claim.claim),
        "sources": [{"title": s.title, "url": s.url, "read": str(s.read)} for s in sources],
    }


def _url(section: str) -> str:
    return f"domains/{section}/"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
