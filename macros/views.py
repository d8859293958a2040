"""Guide → HTML fragments, through the templates beside this file. Each public method is a macro.

A fragment is one block element without blank lines, so that Markdown leaves it alone.
"""

import re
from collections.abc import Callable, Sequence

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup as Html

from macros.audit import Audit
from macros.exam import Section
from macros.fragments import compact, fenced, hours, page_of, publisher
from macros.guide import Guide
from macros.lesson import LEVELS, ROLES
from macros.markup import Renderer
from macros.model import FORMS, POOL
from macros.naive import fixed_order
from macros.plan import weekly
from macros.site import Site

Link = Callable[[str], str]

_HEADING_LINK = re.compile(r'href="(?!https?:|#|mailto:)([^"#]+\.md)(#[^"]*)?"')


class Views:
    """All macros of the site.

    Args:
        guide: the data.
        renderer: Markdown of the data → HTML.
        site: address and repository.
        link: a page of ``docs/`` or a file of the site → its address, seen from the current page.
        audit: the report on the bank.
        compiled: where templates stay compiled between builds, if anywhere.
    """

    def __init__(
        self,
        guide: Guide,
        renderer: Renderer,
        site: Site,
        link: Link,
        audit: Audit,
        compiled: BytecodeCache | None = None,
    ) -> None:
        self.guide, self.exam, self.site, self.audit = guide, guide.exam, site, audit
        self._renderer, self._link = renderer, link
        bank = renderer.without("abbr")  # as in an exam, which explains no word

        # Without the context Jinja would fold a constant target into the compiled template, and
        # every page would get the address as the first one sees it
        @pass_context
        def link_from_here(_: Context, target: str) -> str:
            return link(target)

        self._templates = Environment(
            loader=PackageLoader("macros"),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=compiled,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(
            md=self._inline,
            block=self._block,
            asked=bank.block,
            reason=bank.inline,
            link=link_from_here,
            hours=hours,
            publisher=publisher,
        )
        self._templates.globals.update(
            guide=guide,
            exam=self.exam,
            site=site,
            page_of=page_of,
            order=fixed_order,
            relayed=self._relayed,
        )

    @classmethod
    def macros(cls) -> list[str]:
        """The names of all macros; two words each, as front matter hides macros of one word."""
        return [name for name in vars(cls) if "_" in name and not name.startswith("_")]

    # The exam

    def exam_value(self, fact: str) -> str:
        """The value of one format fact, for running text."""
        return self._inline(self.exam.fact(fact).value)

    def exam_number(self, fact: str) -> str:
        """The bare number of one format fact."""
        return str(self.exam.number(fact))

    def format_table(self) -> str:
        """Format at a glance: every fact with its status, and a line where sources disagree."""
        return self._render("format_table", facts=self.exam.facts)

    def exam_map(self) -> str:
        """The domains and sections as areas, as large as their share of the exam."""
        return self._render("exam_map")

    def exam_story(self) -> str:
        """The sections as one line from data to a model that is watched and trained again."""
        return self._render("exam_story", picture="exam-story")

    def version_table(self) -> str:
        """The versions of the exam guide."""
        return self._render("version_table")

    def change_list(self) -> str:
        """What changed around the exam."""
        return self._render("change_list")

    def point_list(self, name: str) -> str:
        """One of the lists of points: why, difficulty, failures, tips or logistics."""
        return self._render("point_list", points=getattr(self.exam, name), name=name)

    def audience_lists(self) -> str:
        """Who the exam is for, and who should wait."""
        return self._render("audience_lists")

    def contrast_table(self) -> str:
        """Professional against Associate, with the figures of both."""
        exams = {exam.id: exam for exam in self.exam.catalogue}
        return self._render(
            "contrast_table",
            professional=exams["machine-learning-professional"],
            associate=exams["machine-learning-associate"],
        )

    def catalogue_list(self) -> str:
        """The exams of the catalogue, with when to choose which."""
        return self._render("catalogue_list")

    def rename_table(self) -> str:
        """Old name, new name, and what to know."""
        return self._render("rename_table")

    def exam_sources(self) -> str:
        """The sources behind the facts of the exam."""
        cited = dict.fromkeys(source for _, source in self.exam.cited())
        return self._render("source_list", sources=[self.guide.source[s] for s in cited])

    def glossary_list(self) -> str:
        """Words of the platform, with where they are taught."""
        terms = sorted(self.guide.terms, key=lambda term: term.term.casefold())
        return self._render("glossary_list", terms=terms)

    # Home

    def home_facts(self) -> str:
        """The exam in five figures."""
        return self._render("home_facts")

    def home_standing(self) -> str:
        """Where the reader stands; a script fills it from the browser's own record."""
        return self._render("home_standing")

    def home_paths(self) -> str:
        """Where to go from here, by how far away the exam is."""
        return self._render("home_paths")

    # Domains and sections

    def domain_header(self, domain: str) -> str:
        """The head of a domain page: weight, sections, study time."""
        return self._render("domain_header", domain=self.guide.domain[domain])

    def domain_sections(self, domain: str) -> str:
        """The sections of a domain with their objectives."""
        return self._render("domain_sections", domain=self.guide.domain[domain])

    def section_header(self, section: str) -> str:
        """The head of a section page: where in the exam it stands, and its study time."""
        return self._render("section_header", section=self.guide.section[section])

    def section_picture(self, section: str) -> str:
        """The idea of a section as a picture, with a title, a description and a caption."""
        return self._render(f"pictures/{self.guide.section[section].id}", picture=section)

    def objective_header(self, objective: str) -> str:
        """What the exam asks, in our words, with the guide's term and today's."""
        return self._render(
            "objective_header",
            objective=self.guide.objective[objective],
            lesson=self.guide.lesson[objective],
        )

    def objective_claims(self, objective: str) -> str:
        """What to know: the claims of an objective with their sources."""
        self.guide.objective[objective]  # an unknown id is an error, not an empty list
        return self._render("objective_claims", claims=self.guide.claims_of(objective))

    def objective_lesson(self, objective: str) -> str:
        """How an objective is taught: decisions, code, calls, traps, questions and reading."""
        return self._render(
            "objective_lesson",
            lesson=self.guide.lesson[objective],
            levels=LEVELS,
            roles=ROLES,
            fenced=fenced,
        )

    def check_yourself(self, section: str) -> str:
        """The pool questions of a section as a small quiz; readable without JavaScript."""
        return self._render(
            "check_yourself",
            section=self.guide.section[section],
            questions=self.guide.questions_of(section)[:3],  # as many as the small quiz asks
        )

    def section_sources(self, section: str) -> str:
        """The sources behind a section's claims."""
        cited = {
            source: self.guide.source[source]
            for objective in self.guide.section[section].objectives
            for claim in self.guide.claims_of(objective.id)
            for source in claim.sources
        }
        return self._render("source_list", sources=list(cited.values()))

    # Cheat sheet and calendar

    def cheat_sheet(self) -> str:
        """Everything marked for the sheet, by domain, with the format and the renames."""
        return self._render("cheat_sheet")

    def plan_picture(self) -> str:
        """The phases of the study plan as one bar, as long as their study time."""
        return self._render("plan_picture", plan=self.exam.plan)

    def plan_tables(self) -> str:
        """The study plan for each offered number of weeks."""
        plan = self.exam.plan
        return self._render("plan_tables", plans={n: weekly(plan, n) for n in plan.weeks})

    def readiness_rule(self) -> str:
        """Our gate before booking."""
        return self._render("readiness_rule", rule=self.exam.readiness)

    # Practice

    def practice_app(self, mode: str = "practice") -> str:
        """One mode of the practice engine; without JavaScript, where to find the questions."""
        forms = [f for f in self.guide.forms if f in FORMS]
        return self._render("practice_app", forms=forms, mode=mode)

    def pool_list(self, domain: str) -> str:
        """The pool questions of one domain, with fold-out answers."""
        return self._questions(self.guide.domain[domain].sections, POOL)

    def form_list(self, form: str) -> str:
        """All questions of a form, with fold-out answers."""
        return self._questions(self.exam.sections, form)

    # Method

    def audit_report(self) -> str:
        """The report on the bank, the same as ``make audit`` prints."""
        return self._render("audit_report", audit=self.audit)

    def source_table(self) -> str:
        """Every source with the day it was last read."""
        return self._render("source_table")

    def method_figures(self) -> str:
        """How much there is, and how fresh."""
        checked = [claim.checked for claim in self.guide.claims]
        return self._render("method_figures", oldest=min(checked), newest=max(checked))

    def _render(self, template: str, **values: object) -> str:
        html = self._templates.get_template(f"{template}.html").render(values)
        return compact(html)

    def _questions(self, sections: Sequence[Section], form: str) -> str:
        groups = [(section, self.guide.questions_of(section.id, form)) for section in sections]
        return self._render("question_list", groups=[group for group in groups if group[1]])

    def _relayed(self, sources: tuple[str, ...]) -> bool:
        """Whether only third parties say what officials are said to publish."""
        return {self.guide.source[source].kind for source in sources} == {"third-party"}

    def _inline(self, text: str) -> Html:
        return self._linked(self._renderer.inline(text))

    def _block(self, text: str) -> Html:
        return self._linked(self._renderer.block(text))

    def _linked(self, html: Html) -> Html:
        def target(match: re.Match[str]) -> str:
            return f'href="{self._link(match[1])}{match[2] or ""}"'

        return Html(_HEADING_LINK.sub(target, html))
