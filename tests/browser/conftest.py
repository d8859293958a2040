"""The site, built once and served below a path, and pages that fail on what no one should see."""

import importlib.util
import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
# This machine may have no way out: without these flags Chromium knocks on its maker's doors
QUIET = """--disable-background-networking --disable-component-update --disable-sync --disable-gpu
--disable-quic --no-first-run""".split()

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _module(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def server() -> Iterator:
    """A server like GitHub Pages; it has an address before there is a site."""
    server = _module(ROOT / "tools" / "pages_server.py").PagesServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def built(server, tmp_path_factory) -> Path:
    """The built site, strictly, with a repository, for the address it is served on."""
    site = tmp_path_factory.mktemp("site")
    build_site(site, SITE_URL=server.url, REPOSITORY="someone/guide")
    server.root = site
    return site


def build_site(site: Path, **environ: str) -> None:
    """Build the site into a folder; a failing build fails the test with its last lines."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"} | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="session")
def build() -> Callable[..., None]:
    """``build_site`` for tests that need a second build."""
    return build_site


@pytest.fixture(scope="session")
def site_url(server, built) -> str:
    """The address of the served site, ending in a slash."""
    return server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as tools/browser.py finds it; a missing one is a failure, not a skip."""
    path = _module(ROOT / "tools" / "browser.py").browser()
    if path is None:
        pytest.fail("no Chromium: run make test, or python tools/browser.py")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def draws(request: pytest.FixtureRequest) -> str:
    """A script that gives each test draws of its own, the same in every run.

    Another value of the environment variable DRAWS gives other draws.
    """
    seed = zlib.crc32(f"{os.environ.get('DRAWS', '')} {request.node.nodeid}".encode())
    return f"""{{
      let drawn = {seed};
      crypto.getRandomValues = array =>
        array.map(() => (drawn = Math.imul(drawn, 1664525) + 1013904223));
    }}"""


@pytest.fixture
def open_page(browser: Browser, site_url: str, draws: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; other hosts, console errors and page errors fail the test.

    With a time, the page has a clock that begins there and that the test may set.
    """
    wrong: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                wrong.append(f"{page.url}: {message.text}") if message.type == "error" else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                wrong.append(f"{page.url} asked {request.url}")
                if not request.url.startswith((site_url, "data:", "blob:"))
                else None
            ),
        )

    def open_one(
        path: str, init_script: str | None = None, time: str | None = None, **options
    ) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(draws)
        if init_script:
            context.add_init_script(init_script)
        context.on("page", watch)
        page = context.new_page()
        if time:
            page.clock.install(time=time)
        page.goto(site_url + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def storage_blocked() -> str:
    """A script for a page on which merely touching the storage throws, as some browsers have it."""
    return """Object.defineProperty(window, "localStorage", {
      configurable: true,
      get() { throw new DOMException("denied", "SecurityError"); },
    })"""


@pytest.fixture
def open_mock(open_page, site_url) -> Callable:
    """Open the page of the mock exam, on a winter's noon."""
    exam_page = _module(Path(__file__).with_name("exam_page.py"))

    def open_one(query: str = "", **options):
        page = open_page(f"practice/mock/{query}", time="2027-01-04T12:00:00Z", **options)
        return exam_page.ExamPage(page, site_url).shown()

    return open_one


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """What axe finds on a page, one line for each place.

    It looks from the top: a button half under the site's header, after scrolling, is not small.
    """

    def found(page: Page) -> list[str]:
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        rules = AXE.run(page, options=RULES).response["violations"]
        return [f"{rule['id']}: {node['target']}" for rule in rules for node in rule["nodes"]]

    return found


@pytest.fixture(scope="session")
def site(built):
    """The questions of the built site, to make records of."""
    return _module(Path(__file__).with_name("quiz_page.py")).Site(built)


@pytest.fixture
def open_quiz(open_page, site_url) -> Callable:
    """Open a page of the practice part on a winter's noon, with a record if there is one."""
    quiz_page = _module(Path(__file__).with_name("quiz_page.py"))

    def open_one(path: str = "", record: dict | None = None, **options):
        page = open_page("404.html", **{"time": "2027-01-04T12:00:00Z"} | options)
        quiz = quiz_page.QuizPage(page, site_url)
        if record:
            quiz.keep(record)
        return quiz.open(path)

    return open_one


@pytest.fixture(scope="session")
def quiz_words() -> Callable[..., str]:
    """Writes one answer of a log as the record keeps it."""
    return _module(Path(__file__).with_name("quiz_page.py")).word
