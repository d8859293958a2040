"""The Guide: everything ``data/`` holds, as one value with the look-ups that pages need."""

from functools import cached_property

from macros.exam import Domain, Exam, Objective, Section
from macros.lesson import Lesson
from macros.model import POOL, Claim, Entry, Question, Source, Term, by_id


class Guide(Entry):
    """All data of the site, loaded and typed; checked by :mod:`macros.checks`."""

    exam: Exam
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    lessons: tuple[Lesson, ...]
    samples: dict[str, str]  # part of ``snippets/`` → its text

    @cached_property
    def lesson(self) -> dict[str, Lesson]:
        """Objective id → how it is taught."""
        return {lesson.objective: lesson for lesson in self.lessons}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Source id → source."""
        return by_id(self.sources)

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claim id → claim."""
        return by_id(self.claims)

    @cached_property
    def domain(self) -> dict[str, Domain]:
        """Domain id → domain."""
        return by_id(self.exam.domains)

    @cached_property
    def section(self) -> dict[str, Section]:
        """Section id → section."""
        return by_id(self.exam.sections)

    @cached_property
    def objective(self) -> dict[str, Objective]:
        """Objective id → objective."""
        return by_id(self.exam.objectives)

    def reading_minutes(self, section: str) -> int:
        """Minutes for the official pages that the lessons of a section recommend, each once."""
        pages = {
            page.source: page.minutes
            for objective in self.section[section].objectives
            for page in self.lesson[objective.id].reading
        }
        return sum(pages.values())

    def claims_of(self, objective: str) -> tuple[Claim, ...]:
        """Claims of one objective, in the order of the file."""
        return tuple(claim for claim in self.claims if claim.objective == objective)

    def behind(self, question: Question) -> tuple[Claim, ...]:
        """The claims that an answer rests on."""
        return tuple(self.claim[claim] for claim in question.claims)

    def questions_of(self, section: str, form: str = POOL) -> tuple[Question, ...]:
        """Questions of one section in one form, in the order of the file."""
        return tuple(
            question
            for question in self.questions
            if question.form == form and self.exam.section_of[question.objective].id == section
        )

    def pool_of(self, objective: str) -> tuple[Question, ...]:
        """Pool questions of one objective, in the order of the file."""
        return tuple(q for q in self.questions if q.form == POOL and q.objective == objective)

    @cached_property
    def forms(self) -> dict[str, tuple[Question, ...]]:
        """Form → its questions; only forms that have questions, the pool last."""
        names = sorted({question.form for question in self.questions})  # upper case before "pool"
        return {name: tuple(q for q in self.questions if q.form == name) for name in names}
