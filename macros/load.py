"""``data/`` → Guide, or one DataError that lists every problem of every file.

An entry that is wrong in itself is reported and set aside, but its id stays known, so that one
mistake does not show up again as a dangling reference elsewhere.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.checks import CHECKS
from macros.checks.scope import Known, Scope, Shelf
from macros.exam import Exam
from macros.guide import Guide
from macros.lesson import Lesson
from macros.model import Claim, Entry, Question, Source, Term
from macros.problem import DataError, Finding, Problem
from macros.rules import is_echo, rule_of
from macros.samples import parts_of
from macros.yaml_text import line_of, parse_yaml

M = TypeVar("M", bound=Entry)
E = TypeVar("E", bound=Entry)


class _File:
    """One data file: what it holds, and the problems found in it."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.problems: list[Problem] = []
        self.data: Any = None
        if not path.is_file():
            self.problems.append(Problem(name, 1, "", "file is missing"))
            return
        self.data, mistakes = parse_yaml(path.read_bytes())
        self.problems += [Problem(name, *mistake) for mistake in mistakes]
        if self.data is not None and not isinstance(self.data, dict):
            self.problems.append(Problem(name, 1, "", "must be a mapping", self.data))
            self.data = None

    @cached_property
    def _text(self) -> str:
        """The file's text; only asked for when there is something to report."""
        return self.path.read_text("utf-8")

    def report(self, path: str, rule: str, got: object = None) -> None:
        """Add a problem, with the line of the deepest part of the path that is there."""
        steps = tuple(int(step) if step.isdecimal() else step for step in path.split(".") if path)
        line = line_of(self._text, steps)
        self.problems.append(Problem(self.name, line, path, rule, got))

    def read(self, model: type[M], value: object, base: str = "") -> M | None:
        """Validate a value from this file; report what is wrong and give None."""
        try:
            return model.model_validate(value)
        except ValidationError as invalid:
            for error in invalid.errors():
                if is_echo(error):
                    continue
                steps = (base, *error["loc"]) if base else error["loc"]
                self.report(".".join(map(str, steps)), *rule_of(error))
        return None

    def entries(self, model: type[M], key: str) -> list[M | None]:
        """Validate a list of entries one by one, so that a bad one does not hide the others."""
        if self.data is None:
            return []
        values = self.data.get(key)
        if not isinstance(values, list) or not values:
            rule = "must be a list with at least one entry" if key in self.data else "is required"
            self.report(key, rule, values)
            return []
        return [self.read(model, value, f"{key}.{at}") for at, value in enumerate(values)]

    def keys(self, *allowed: str) -> None:
        """Report keys of the top level that are not known."""
        for key in self.data or ():
            if key not in allowed:
                self.report(key, "is not a known key")


class _Loading:
    """The state of one run: files, and where each entry came from."""

    def __init__(self, data: Path) -> None:
        self.root = data
        self.files: list[_File] = []
        self.places: dict[int, tuple[_File, str]] = {}

    def open(self, relative: str) -> _File:
        file = _File(self.root / relative, f"{self.root.name}/{relative}")
        self.files.append(file)
        return file

    def place(self, file: _File, key: str, entries: Iterable[M | None]) -> tuple[M, ...]:
        """Remember where the good entries stand, and return them."""
        good = []
        for at, entry in enumerate(entries):
            if entry is not None:
                self.places[id(entry)] = file, f"{key}.{at}"
                good.append(entry)
        return tuple(good)

    def exam(self) -> tuple[Exam | None, _File]:
        file = self.open("exam.yml")
        exam = file.read(Exam, file.data) if file.data is not None else None
        if exam is not None:
            self.places[id(exam)] = file, ""
        return exam, file

    def listed(self, file: _File, model: type[M], key: str) -> tuple[M, ...]:
        return self.place(file, key, file.entries(model, key))

    def shelves(
        self, folder: str, model: type[M], key: str, sections: Iterable[str]
    ) -> Iterator[tuple[_File, Shelf[M]]]:
        """One shelf for each section of the exam, and for each further file of the folder."""
        found = {path.stem for path in (self.root / folder).glob("*.yml")}
        for path in sorted((self.root / folder).glob("*.yaml")):
            stray = self.open(f"{folder}/{path.name}")
            stray.problems = [Problem(stray.name, 1, "", "is not read: name it .yml")]
        for name in sorted(found.union(sections)):
            file = self.open(f"{folder}/{name}.yml")
            if file.data is not None:
                file.keys("section", key)
                if file.data.get("section") != name:
                    rule = f"must be {name}, as the file is named"
                    file.report("section", rule, file.data.get("section"))
            yield file, Shelf(name, self.listed(file, model, key))

    def problem(self, finding: Finding) -> None:
        file, base = self.places[id(finding.entry)]
        path = ".".join(part for part in (base, finding.path) if part)
        file.report(path, finding.rule, finding.got)


def load_guide(data: Path, today: date) -> Guide:
    """Load and check everything below ``data``.

    Raises:
        DataError: something is wrong; the error lists every problem.
    """
    return load_scope(data, today)[0]


def load_scope(data: Path, today: date) -> tuple[Guide, Scope]:
    """The same, with what the checks looked at, for reports."""
    scope, problems = read_data(data, today)
    if problems or scope.exam is None:
        raise DataError(problems)
    return guide_of(scope.exam, scope), scope


def read_data(data: Path, today: date) -> tuple[Scope, list[Problem]]:
    """Read what is sound below ``data``, and every problem, in the order of the files."""
    run = _Loading(data)
    exam, exam_file = run.exam()
    source_file = run.open("sources.yml")
    source_file.keys("sources")
    sources = run.listed(source_file, Source, "sources")
    glossary_file = run.open("glossary.yml")
    glossary_file.keys("terms")
    terms = run.listed(glossary_file, Term, "terms")
    sections = Known.of(exam_file.data, None).sections or ()  # from data of any shape
    knowledge = list(run.shelves("knowledge", Claim, "claims", sections))
    lessons = list(run.shelves("lessons", Lesson, "lessons", sections))
    bank = list(run.shelves("questions", Question, "questions", sections))
    scope = Scope(
        exam=exam,
        sources=sources,
        terms=terms,
        knowledge=tuple(shelf for _, shelf in knowledge),
        lessons=tuple(shelf for _, shelf in lessons),
        bank=tuple(shelf for _, shelf in bank),
        samples=read_samples(data.parent / "snippets"),
        known=Known.of(
            exam_file.data,
            source_file.data,
            knowledge=[file.data for file, _ in knowledge],
            lessons=[file.data for file, _ in lessons],
        ),
        today=today,
    )
    for check in CHECKS:
        for finding in check(scope):
            run.problem(finding)
    return scope, [p for file in run.files for p in sorted(file.problems, key=lambda p: p.line)]


def read_samples(folder: Path) -> dict[str, str]:
    """Code of the site and what it prints: every file below the folder, every marked part."""
    return {
        part: code
        for path in sorted(folder.glob("*.*"))
        if path.suffix in (".py", ".sql", ".yml")
        for part, code in parts_of(path.name, path.read_text("utf-8")).items()
    } | {f"output/{path.name}": path.read_text("utf-8") for path in folder.glob("output/*.txt")}


def guide_of(exam: Exam, scope: Scope) -> Guide:
    """Put the entries of all files in the order of the exam's sections."""
    order = {section.id: at for at, section in enumerate(exam.sections)}

    def entries(shelves: tuple[Shelf[E], ...]) -> tuple[E, ...]:
        in_order = sorted(shelves, key=lambda shelf: order.get(shelf.section, len(order)))
        return tuple(entry for shelf in in_order for entry in shelf.entries)

    return Guide(
        exam=exam,
        sources=scope.sources,
        terms=scope.terms,
        claims=entries(scope.knowledge),
        questions=entries(scope.bank),
        lessons=entries(scope.lessons),
        samples=scope.samples,
    )
