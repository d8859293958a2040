"""Every page as a reader meets it: accessible, inside its width and budget, alone on the net."""

import gzip
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest
import yaml
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    str(path.relative_to(ROOT / "docs").with_suffix("")).removesuffix("index")
    for path in (ROOT / "docs").rglob("*.md")
)
SECTIONS = [page for page in PAGES if (ROOT / f"data/lessons/{Path(page).name}.yml").exists()]
KB = 1024
WIDE = "region => region.scrollWidth > region.clientWidth"
REGIONS = ".md-typeset__scrollwrap, .md-typeset pre > code"
REACHABLE = f"""() => [...document.querySelectorAll("{REGIONS}")]
  .filter(region => region.checkVisibility()).filter({WIDE})
  .every(region => region.hasAttribute("aria-label"))"""


def address(page: str) -> str:
    """The address of a page below the site's."""
    return page if not page or page.endswith("/") else f"{page}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*map(address, PAGES), "404.html"])
def test_page_is_accessible_and_inside_its_width(open_page, violations, path, scheme):
    page = open_page(path, color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    for width in (1440, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.wait_for_function(REACHABLE)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_first_visit_is_light(browser, site_url, built, path):
    """At most 150 kB over the wire, ours within its budget (gzip)."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda response: sizes.update(
            {response.url.removeprefix(site_url): _wire(response, built)}
        ),
    )
    page.goto(site_url + address(path))
    page.wait_for_load_state("networkidle")
    context.close()
    ours = {url: size for url, size in sizes.items() if url.endswith(".mjs")}
    styles = {
        url: size for url, size in sizes.items() if re.search(r"assets/(css|quiz)/.*\.css", url)
    }
    limit = 30 if path.startswith("practice/") else 10
    assert sum(sizes.values()) <= 150 * KB, sizes
    assert sum(ours.values()) <= limit * KB, ours
    assert sum(styles.values()) <= 8 * KB, styles


def _wire(response, site: Path) -> int:
    """Bytes of a response's body as it travels: gzipped where the server does."""
    if response.status != 200:
        return 0
    body = response.body()
    return (
        len(gzip.compress(body, 6))
        if "gzip" in response.headers.get("content-encoding", "")
        else len(body)
    )


def test_a_check_on_a_section_page_brings_half_of_the_engine_at_most(open_page, site_url):
    """What the page loads is held to the budget of pages above; this comes when someone starts."""
    loaded: dict[str, int] = {}
    page = open_page("domains/lifecycle/")
    page.on(
        "response",
        lambda response: loaded.update({response.url: len(gzip.compress(response.body(), 6))}),
    )
    page.reload()
    quiz = page.locator("practice-quiz").last  # the one of the section, after those of objectives
    quiz.get_by_role("button", name="Start").click()
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Sure", exact=True).click()
    quiz.locator(".mlp-result").wait_for()
    scripts = {url: size for url, size in loaded.items() if url.endswith(".mjs")}
    data = {url: size for url, size in loaded.items() if "/quiz/" in url and url.endswith(".json")}
    assert 0 < sum(scripts.values()) <= 15 * KB, scripts
    assert 0 < sum(data.values()) <= 60 * KB, data


@pytest.mark.parametrize("path", SECTIONS)
def test_a_long_page_stays_quick_for_a_phone(built, path):
    """Elements are what a long page costs: with a third more the longest fell out of its budget."""
    html = (built / address(path) / "index.html").read_text("utf-8")
    assert len(re.findall(r"<[a-z]", html)) <= 3500


@pytest.mark.parametrize("width", [360, 1440])
def test_a_link_deep_into_a_long_page_leads_to_its_place(open_page, built, width):
    """The anchor that a report or a question links is what the reader sees."""
    path = "domains/drift-monitoring/"
    html = (built / path / "index.html").read_text("utf-8")
    claims = re.findall(r'id="(claim-[a-z0-9-]+)"', html)
    for anchor in (claims[0], claims[len(claims) // 2], claims[-1], "endpoint-health"):
        page = open_page(f"{path}#{anchor}", viewport={"width": width, "height": 800})
        place = page.locator(f"#{anchor}")
        page.wait_for_function("scrollY > 0")
        page.wait_for_load_state("load")
        assert 0 <= place.bounding_box()["y"] <= 200, anchor


def test_code_far_below_can_be_scrolled_by_keys_once_it_is_near(open_page):
    page = open_page("domains/drift-monitoring/", viewport={"width": 360, "height": 800})
    page.wait_for_load_state("networkidle")
    code = page.locator("article pre > code")
    wide = code.nth(code.evaluate_all(f"all => all.findLastIndex({WIDE})"))
    wide.scroll_into_view_if_needed()
    expect(wide).to_have_attribute("aria-label", re.compile("scrolls sideways"))
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_every_page_has_one_heading_a_description_and_social_meta(built):
    for path in PAGES:
        html = (built / address(path) / "index.html").read_text("utf-8")
        described = re.findall(r'<meta name="description" content="([^"]*)"', html)
        assert len(described) == 1, path
        assert 50 <= len(described[0]) <= 170, (path, len(described[0]))
        assert len(re.findall(r"<h1[ >]", html)) == 1, path
        for name in ("og:title", "og:description", "og:url", "og:image"):
            assert f'property="{name}"' in html, (path, name)


def test_every_link_and_asset_works_below_a_path(built, server):
    """Addresses in pages lead to files of the site, with the anchor they name."""
    wrong = []
    anchors: dict[Path, set[str]] = {}
    for file in built.rglob("*.html"):
        html = file.read_text("utf-8")
        here = server.url + str(file.relative_to(built)).removesuffix("index.html")
        for target in re.findall(r'(?<![\w-])(?:href|src|index)="([^"]*)"', html):
            problem = _problem(target, here, server.url, built, anchors)
            if problem:
                wrong.append(f"{file.relative_to(built)}: {target} {problem}")
    assert wrong == []


def _problem(target: str, here: str, base: str, site: Path, anchors: dict[Path, set[str]]) -> str:
    url, _, anchor = urljoin(here, unescape(target)).partition("#")
    if not url.startswith(base):
        return "leaves the path" if url.startswith(base.rsplit("/", 2)[0]) else ""
    file = site / unquote(url.removeprefix(base).partition("?")[0])
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return "is not there"
    if anchor and file.suffix == ".html":
        known = anchors.setdefault(
            file, set(re.findall(r'\bid="([^"]+)"', file.read_text("utf-8")))
        )
        return "" if anchor in known or anchor.startswith("__") else "has no such anchor"
    return ""


def test_sitemap_names_every_page(built, server):
    names = (
        ElementTree.parse(built / "sitemap.xml")
        .getroot()
        .iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    )
    assert {name.text for name in names} == {server.url + address(path) for path in PAGES}


def test_without_a_repository_links_that_need_one_are_left_out(build, tmp_path):
    build(tmp_path, SITE_URL="https://example.org/", REPOSITORY="", GITHUB_REPOSITORY="")
    text = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
    assert "issues/new" not in text
    assert "/edit/main/" not in text


def test_two_builds_are_the_same_bytes(build, built, server, tmp_path):
    build(tmp_path, SITE_URL=server.url, REPOSITORY="someone/guide")
    first, second = (
        {
            str(path.relative_to(site)): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }
        for site in (built, tmp_path)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_every_page_can_be_edited(built):
    for path in PAGES:
        html = (built / address(path) / "index.html").read_text("utf-8")
        source = f"{path}index" if not path or path.endswith("/") else path
        assert f'href="https://github.com/someone/guide/edit/main/docs/{source}.md"' in html, path


def test_pages_of_the_repository_lead_to_its_forms(built):
    html = (built / "domains/lifecycle/index.html").read_text("utf-8")
    claims = re.findall(r'id="claim-([a-z0-9-]+)"', html)
    assert claims
    for claim in claims:
        assert f"template=wrong-fact.yml&amp;title={claim}%3A+&amp;id={claim}" in html
    assert "https://github.com/someone/guide/edit/main/docs/domains/lifecycle.md" in html


def test_search_finds_objectives_claims_and_both_names(built):
    """The index that the theme searches holds what readers will type."""
    index = json.loads((built / "search/search_index.json").read_text("utf-8"))
    text = " ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"])
    text = unescape(re.sub(r"<[^>]+>", "", text))
    exam = yaml.load((ROOT / "data/exam.yml").read_text("utf-8"), yaml.BaseLoader)
    wanted = [rename[name] for rename in exam["renames"] for name in ("old", "current")]
    wanted += [
        objective["asks"]
        for domain in exam["domains"]
        for section in domain["sections"]
        for objective in section["objectives"]
    ]
    wanted += [
        claim["claim"].split(".")[0]
        for path in (ROOT / "data/knowledge").glob("*.yml")
        for claim in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["claims"]
        if not set(claim["claim"]) & set("`*<>[&{")
    ]
    missing = [line for line in wanted if re.sub(r"[`*]", "", line) not in text]
    assert missing == []


def test_search_loads_its_index_when_someone_turns_to_it_and_finds_a_renamed_thing(open_page):
    page = open_page("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not any("search_index" in url for url in asked)
    page.keyboard.press("s")  # the theme's shortcut
    page.keyboard.type("Declarative Automation Bundles")
    result = page.locator(".md-search-result__item").first
    result.wait_for()
    assert any("search_index" in url for url in asked)
    assert "Declarative Automation Bundles" in page.locator(".md-search-result__list").inner_text()
