"""Every macro renders to one harmless block, whatever is in the data and whatever is not."""

import inspect
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros import views as views_module
from macros.audit import audit_of
from macros.fragments import Held, compact, first_uses, publisher
from macros.guide import Guide
from macros.load import load_scope
from macros.markup import Renderer
from macros.model import FORMS, POOL, Entry, Source
from macros.naive import fixed_order
from macros.site import Site
from macros.views import Views

SITE = Site("ada/guide")
SCOPE = load_scope(Path(__file__).parent / "cases" / "valid", date(2025, 6, 30))[1]
IN_TEXT = ("exam_value", "exam_number")  # stand inside a sentence
VOID = ("br", "hr", "img")
NASTY = '<&"'
TEMPLATES = Path(views_module.__file__).parent / "templates"
PICTURES = {path.stem: path for path in (TEMPLATES / "pictures").glob("*.html")}

every_macro = pytest.mark.parametrize("macro", Views.macros())


def views_of(guide, site=SITE, link=lambda target: f"/site/{target}"):
    audit = audit_of(guide, guide.questions, SCOPE)
    return Views(guide, Renderer(), site, link, audit)


def arguments(guide, macro):
    """Everything that a page could pass to a macro."""
    exam = guide.exam
    known = {
        "fact": [f.id for f in exam.facts if f.number is not None or macro != "exam_number"],
        "name": ["why", "difficulty", "failures", "tips", "logistics"],
        "domain": list(guide.domain),
        "section": [s for s in guide.section if macro != "section_picture" or s in PICTURES],
        "objective": list(guide.objective),
        "form": [*FORMS, POOL],
        "mode": ["practice", "mock", "review", "progress"],
    }
    parameters = list(inspect.signature(getattr(Views, macro)).parameters)[1:]
    assert len(parameters) <= 1
    return [{parameters[0]: value} for value in known[parameters[0]]] if parameters else [{}]


def fragments(views, macro):
    return [getattr(views, macro)(**given) for given in arguments(views.guide, macro)]


class Tree(HTMLParser):
    """What a fragment is made of; fails where tags do not match."""

    def __init__(self, html):
        super().__init__()
        self.open, self.roots, self.loose, self.links, self.ids, self.text = [], [], "", [], [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if not self.open:
            self.roots.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert tag not in VOID
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data):
        self.text += data
        if not self.open:
            self.loose += data.strip()


def assert_sound(views, macro):
    for html in fragments(views, macro):
        tree = Tree(html)
        if macro not in IN_TEXT:
            assert (len(tree.roots), tree.loose) == (1, "")
        assert all(line.strip() for line in html.splitlines())
        assert len(tree.ids) == len(set(tree.ids))
        assert all(re.match(r"https?://|#|/site/", link) for link in tree.links)


@pytest.fixture(scope="module")
def views(guide):
    return views_of(guide)


@pytest.fixture(scope="module")
def real_views(real):
    return views_of(real)


@every_macro
def test_a_macro_renders_one_block_of_the_valid_data(macro, views):
    assert_sound(views, macro)


@every_macro
def test_a_macro_renders_one_block_of_the_real_data(macro, real_views):
    assert_sound(real_views, macro)


def bare(value):
    """An entry without anything that it can do without."""
    keep = ("correct", "trap", "current", "number")
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if not isinstance(value, Entry):
        return value
    fields = type(value).model_fields.items()
    return type(value)(
        **{n: bare(getattr(value, n)) for n, field in fields if field.is_required() or n in keep}
    )


@every_macro
def test_a_macro_renders_data_without_its_optional_parts(macro, guide):
    views = views_of(bare(guide), Site())
    assert_sound(views, macro)
    assert not any("None" in html for html in fragments(views, macro))


def with_title(value, title):
    """The same data with another title wherever one stands."""
    if isinstance(value, dict):
        return {k: title if k == "title" else with_title(v, title) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_title(each, title) for each in value]
    return value


@pytest.fixture(scope="module")
def nasty_views(guide):
    return views_of(Guide.model_validate(with_title(guide.model_dump(), NASTY)))


@every_macro
def test_a_title_is_text_and_never_markup(macro, nasty_views):
    for html in fragments(nasty_views, macro):
        assert NASTY not in html
    assert_sound(nasty_views, macro)


def test_most_macros_show_titles(nasty_views):
    """Otherwise the test above would prove nothing."""
    shown = [m for m in Views.macros() if any("&lt;&amp;" in h for h in fragments(nasty_views, m))]
    assert len(shown) > len(Views.macros()) / 2


@every_macro
def test_without_a_repository_nothing_links_to_one(macro, guide):
    ours = [f"github.com/{SITE.repository}", "issues/new", "/edit/"]
    for html in fragments(views_of(guide, Site()), macro):
        assert not any(part in html for part in ours)


@pytest.mark.parametrize(
    ("macro", "given", "kind", "entry"),
    [
        ("objective_claims", {"objective": "tune-model"}, "claim", "tuner-searches"),
        ("form_list", {"form": "pool"}, "question", "which-window"),
        ("check_yourself", {"section": "training"}, "question", "empty-model"),
    ],
)
def test_a_report_link_carries_the_id(macro, given, kind, entry, views):
    html = getattr(views, macro)(**given)
    assert SITE.report(kind, entry) in Tree(html).links
    assert f'id="{"claim" if kind == "claim" else "q"}-{entry}"' in html


@pytest.mark.parametrize(
    "macro",
    [
        "domain_header",
        "domain_sections",
        "section_header",
        "objective_header",
        "objective_claims",
        "check_yourself",
        "section_sources",
        "section_picture",
        "exam_value",
        "exam_number",
    ],
)
def test_an_unknown_id_is_an_error_and_not_an_empty_place(macro, views):
    with pytest.raises(KeyError, match="none-such"):
        getattr(views, macro)("none-such")


def test_a_fact_without_a_number_is_an_error_in_running_text(views):
    assert views.exam_number("questions") == "59"
    with pytest.raises(KeyError, match="pass-mark"):
        views.exam_number("pass-mark")


def test_each_page_gets_links_as_it_sees_them(guide):
    place = ["near"]
    views = views_of(guide, link=lambda target: f"/{place[0]}/{target}")
    assert 'index="/near/quiz/index.json"' in views.practice_app()
    place[0] = "far"
    assert 'index="/far/quiz/index.json"' in views.practice_app()


def test_markdown_of_the_data_is_rendered_and_its_links_follow_the_page(views):
    assert views.exam_value("questions") == "59, <strong>scored</strong>"
    assert "/site/renames.md#old-tuner" in Tree(views.change_list()).links


def test_a_question_shows_its_choices_in_the_fixed_order_with_the_reasons(views, guide):
    html = views.form_list("pool")
    assert html.count("<article") == len(guide.questions)
    assert html.count('class="mlp-q__right"') == len(guide.questions)
    question = next(question for question in guide.questions if question.order == "shuffled")
    places = [html.index(f"<p>{choice.text}</p>") for choice in fixed_order(question)]
    assert places == sorted(places)


def test_a_form_that_is_not_there_has_no_questions(views):
    assert "<article" not in views.form_list("C")
    assert "form" not in Tree(views.practice_app()).text


def test_the_cheat_sheet_shows_marked_claims_only(views, guide):
    text = Tree(views.cheat_sheet()).text
    assert "fit returns the model" in text
    assert "The tuner searches the grid" not in text


def test_study_time_is_told_in_hours_and_minutes(views):
    assert "2 h 30 min in the study plan" in views.section_header("training")
    assert "0 min in the study plan" in views.section_header("monitoring")
    assert "<span>2 h</span>" in views.plan_picture()


def test_the_plan_is_shown_for_each_number_of_weeks(views):
    html = views.plan_tables()
    assert re.findall(r'id="weeks-(\d+)"', html) == ["2", "3"]
    assert html.count('<th scope="row">') == 5


def test_a_status_stands_beside_what_is_not_official(views):
    assert '<span class="mlp-status mlp-status--unpublished">' in views.format_table()


def test_the_audit_of_the_page_is_that_of_the_command(views):
    text = Tree(views.audit_report()).text
    assert all(row.text in text for row in views.audit.items)
    assert all(figure.value in text for figure in views.audit.bank)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://docs.databricks.com/a", "Databricks docs"),
        ("https://github.com/mlflow/mlflow/issues/1", "mlflow on GitHub"),
        ("https://www.example.org/blog", "example.org"),
    ],
)
def test_a_publisher_is_a_word_or_two(url, name):
    source = Source(id="a", title="A", url=url, kind="third-party", read="2025-06-01")
    assert publisher(source) == name


def test_a_word_is_explained_at_its_first_use_and_in_no_heading():
    word = '<abbr title="What moves.">drift</abbr>'
    other = '<abbr title="Other.">drift</abbr>'
    page = f"<h2 id='x'>On {word}</h2><p>{word}, <a href='#'>{word}</a> and {word}, {other}</p>"
    assert first_uses(page) == (
        f"<h2 id='x'>On drift</h2><p>{word}, <a href='#'>drift</a> and drift, {other}</p>"
    )
    assert first_uses("<article>drift</article>") == "<article>drift</article>"


def test_blank_lines_go_and_those_of_code_stay_visible():
    html = (
        "<div>\n\n  <p>a</p>\n \n<pre><code>one\n\n\n    two\n   \nthree</code></pre>\n\n</div>\n"
    )
    once = compact(html)
    assert all(line.strip() for line in once.splitlines())
    assert once.startswith("<div>\n<p>a</p>\n<pre>")
    code = Tree(once).text.split("a\n")[1]
    assert [line.strip() for line in code.splitlines()] == ["one", "", "", "two", "", "three"]
    assert compact(once) == once


def test_every_macro_has_two_words_and_a_sentence():
    """Front matter hides a macro of one word."""
    for name in Views.macros():
        assert re.fullmatch("[a-z]+(_[a-z]+)+", name)
        assert (getattr(Views, name).__doc__ or "").endswith(".")


def test_no_public_method_is_forgotten():
    public = {name for name, _ in inspect.getmembers(Views, inspect.isfunction) if name[0] != "_"}
    assert public == set(Views.macros())


def test_fragments_wait_for_markdown_and_come_back_as_they_were(views):
    held = Held()
    blocks = [macro for macro in Views.macros() if macro not in IN_TEXT]
    made = [html for macro in blocks for html in fragments(views, macro)]
    page = "\n\n".join(held.hold(html) for html in made)
    assert not re.search("<[a-z]", page)
    assert held.fill(page) == "\n\n".join(made)


def test_words_in_a_sentence_do_not_wait():
    assert Held().hold("59 questions") == "59 questions"
