"""Every section has a picture that can be read without seeing it, in the colours of the page."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.audit import audit_of
from macros.markup import Renderer
from macros.site import Site
from macros.views import Views

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "macros/templates"
SECTIONS = sorted(path.stem for path in (TEMPLATES / "pictures").glob("*.html"))
DRAWINGS = [*(TEMPLATES / "pictures").glob("*.html"), TEMPLATES / "exam_story.html"]
DRAWINGS += [TEMPLATES / name for name in ("_picture.html", "_tips.html", "_draw.html")]
SHEETS = ("parts", "print")
KB = 1024
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)\(|(?:fill|stroke|style|color)\s*=", re.I
)

every_picture = pytest.mark.parametrize("section", SECTIONS)


@pytest.fixture(scope="module")
def views(real_scope):
    real, scope = real_scope
    audit = audit_of(real, real.questions, scope)
    return Views(real, Renderer(), Site(), lambda target: f"/site/{target}", audit)


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_every_section_has_a_picture_and_its_page_shows_it(real):
    assert sorted(real.section) == SECTIONS
    for section in SECTIONS:
        page = (ROOT / f"docs/domains/{section}.md").read_text("utf-8")
        assert page.count(f'\n{{{{ section_picture("{section}") }}}}\n') == 1, section


@every_picture
def test_a_picture_is_told_in_words(section, views):
    figure = ElementTree.fromstring(views.section_picture(section))
    svg, caption = figure
    title, desc = (svg.find(name) for name in ("title", "desc"))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert len(words(title)) < 80 < 160 < len(words(desc))
    assert words(caption).count(". ") == 0
    assert words(caption).endswith(".")


@every_picture
def test_what_the_drawing_points_at_is_there_once(section, views):
    html = views.section_picture(section)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{section}-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)


@every_picture
def test_a_picture_is_light(section, views):
    assert len(gzip.compress(views.section_picture(section).encode(), 9)) <= 2 * KB


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_leaves_colours_to_the_style_sheet(path):
    assert COLOUR.findall(path.read_text("utf-8").replace("url(#", "")) == []


def test_every_class_of_a_drawing_has_a_look(views):
    css = "".join((ROOT / f"docs/assets/css/{name}.css").read_text("utf-8") for name in SHEETS)
    html = views.exam_story() + "".join(map(views.section_picture, SECTIONS))
    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
    plain = {"mlp-picture__plain", "mlp-picture__flow"}  # words and lines as they are
    assert {name for name in used - plain if f".{name}" not in css} == set()


def test_the_story_stops_once_at_every_section_and_its_circles_are_their_shares(views, real):
    html = views.exam_story()
    links = re.findall(r'href="/site/domains/([a-z-]+)\.md"', html)
    assert sorted(links) == sorted(real.section)
    radii = list(map(float, re.findall(r'<circle [^>]*r="([\d.]+)"', html)))
    for section, radius in zip(links, radii, strict=True):
        share = real.exam.share_of(real.section[section])
        assert radius**2 / share == pytest.approx(25, rel=0.02)
