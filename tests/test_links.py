"""The weekly reading of links: what is a problem, how hosts are asked, what the issue says."""

import importlib.util
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from macros.guide import Guide

_SPEC = importlib.util.spec_from_file_location(
    "check_links", Path(__file__).parents[1] / "tools" / "check_links.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
links = importlib.util.module_from_spec(_SPEC)
sys.modules["check_links"] = links
_SPEC.loader.exec_module(links)

DAY = date(2026, 11, 22)
PAGE = "https://docs.databricks.com/a/b"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (links.Answer(PAGE, 200), "sound"),
        (links.Answer(PAGE + "/", 200), "sound"),
        (links.Answer("https://www.docs.databricks.com/a/b", 200), "sound"),
        (links.Answer("https://docs.databricks.com/a/c", 200), "sound"),
        (links.Answer("https://docs.databricks.com/", 200), "problem"),
        (links.Answer("https://elsewhere.com/a/b", 200), "problem"),
        (links.Answer(PAGE, 404), "problem"),
        (links.Answer(PAGE, 410), "problem"),
        (links.Answer(PAGE, unknown_host=True), "problem"),
        (links.Answer(PAGE, 403), "unknown"),
        (links.Answer(PAGE, 429), "unknown"),
        (links.Answer(PAGE, 503), "unknown"),
        (links.Answer(PAGE, reason="no answer"), "unknown"),
    ],
)
def test_an_answer_is_judged_by_status_and_by_where_it_came_from(answer, kind: str) -> None:
    assert links.verdict(PAGE, answer).kind == kind


def test_the_front_page_itself_may_be_a_source() -> None:
    answer = links.Answer("https://mlflow.org/", 200)
    assert links.verdict("https://mlflow.org", answer).kind == "sound"


@pytest.mark.parametrize(
    ("markdown", "urls"),
    [
        ("[a](https://a.com/x) and <https://b.com/y>.", ["https://a.com/x", "https://b.com/y"]),
        ("see https://a.com/x_(y), then", ["https://a.com/x_(y)"]),
        ("[![p](https://a.com/p.svg)](https://b.com)", ["https://a.com/p.svg", "https://b.com"]),
        ('<a href="https://a.com/x">', ["https://a.com/x"]),
        ("[`code`](https://a.com/x)", ["https://a.com/x"]),
        ("`https://a.com/x` or ``curl https://a.com/`x``", []),
        ("http://127.0.0.1:8000 http://localhost/ https://example.com/x", []),
        ("[in](../guide.md#https)", []),
    ],
)
def test_links_are_found_in_prose_and_not_in_code(markdown: str, urls: list[str]) -> None:
    assert [url for _, url in links.links_of(markdown)] == urls


def test_fenced_code_is_passed_over_and_lines_are_counted() -> None:
    text = "one\n````md\nhttps://a.com\n```\nhttps://b.com\n````\n    ~~~\nhttps://c.com\n~~~\nhttps://d.com"
    assert list(links.links_of(text)) == [(10, "https://d.com")]


def test_every_source_is_asked_for_once_with_every_place(guide: Guide) -> None:
    source = guide.sources[0]
    used = links.places(guide, {"docs/x.md": f"\n[again]({source.url}#part)"})
    assert used[source.url.partition("#")[0]][0] == f"source `{source.id}`"
    assert used[source.url.partition("#")[0]][-1] == "`docs/x.md:2`"
    assert {s.url.partition("#")[0] for s in guide.sources} <= set(used)
    assert guide.exam.page in used


def test_old_readings_are_listed_from_the_day_after_the_limit(guide: Guide) -> None:
    newest = max(entry.read for entry in guide.sources)
    of_newest = [f"source `{entry.id}`" for entry in guide.sources if entry.read == newest]
    kept = [entry.what for entry in links.stale(guide, newest + timedelta(180))]
    assert not set(of_newest) & set(kept)
    everything = links.stale(guide, date(2100, 1, 1))
    assert len(everything) == 1 + len(guide.sources) + len(guide.claims)
    assert everything == sorted(everything)
    assert {entry.what for entry in links.stale(guide, newest + timedelta(181))} >= set(of_newest)


class Script:
    """Answers given one after the other, with the requests and the waits noted."""

    def __init__(self, *statuses: int, wait: float = 0.0) -> None:
        self.statuses, self.wait = list(statuses), wait
        self.asked: list[str] = []
        self.waits: list[float] = []

    def __call__(self, url: str):
        self.asked.append(url)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return links.Answer(url, status, wait=self.wait)


@pytest.mark.parametrize(
    ("script", "status", "waits"),
    [
        (Script(200), 200, []),
        (Script(404), 404, []),
        (Script(403), 403, []),
        (Script(503, 200), 200, [5.0]),
        (Script(429, 429, 200, wait=30.0), 200, [30.0, 30.0]),
        (Script(429, wait=4000.0), 429, [60.0, 60.0]),
    ],
)
def test_a_host_that_is_ill_is_asked_again(script: Script, status: int, waits: list[float]) -> None:
    assert links.asked_again(PAGE, script, script.waits.append).status == status
    assert script.waits == waits


def test_a_host_that_keeps_refusing_is_left_alone() -> None:
    script = Script(429)
    urls = [f"https://a.com/{number}" for number in range(9)]
    answers = links.asked_host(urls, script, script.waits.append)
    assert list(answers) == urls
    assert len(script.asked) == links.REFUSALS * (1 + len(links.WAITS))
    assert answers[urls[-1]].reason.startswith("not asked")
    assert links.verdict(urls[-1], answers[urls[-1]]).kind == "unknown"


def test_only_refusals_in_a_row_count_and_a_clear_no_is_none() -> None:
    gone = Script(404)
    urls = [f"https://a.com/{number}" for number in range(9)]
    assert {
        answer.status for answer in links.asked_host(urls, gone, gone.waits.append).values()
    } == {404}
    three = [429] * (1 + len(links.WAITS))
    mixed = Script(*three, *three, 200, *three, *three, 200)
    assert not any(a.reason for a in links.asked_host(urls, mixed, mixed.waits.append).values())


def test_hosts_are_asked_side_by_side_and_each_gets_one_request_at_a_time() -> None:
    busy: set[str] = set()
    together = threading.Barrier(3, timeout=10)

    def ask(url: str):
        host = url.split("/")[2]
        assert host not in busy
        busy.add(host)
        together.wait()
        busy.remove(host)
        together.wait()
        return links.Answer(url, 200)

    urls = {f"https://host{n % 3}.com/{n}" for n in range(12)}
    assert set(links.asked(urls, ask, lambda _: None)) == urls


def _report(answers: list, old: list | None = None) -> str:
    used = {answer.url: ["source `x`"] for answer in answers}
    return links.report(used, {answer.url: answer for answer in answers}, old or [], DAY)


def test_nothing_to_do_is_an_empty_report() -> None:
    assert _report([links.Answer(PAGE, 200), links.Answer("https://b.com/x", 403)]) == ""


def test_the_report_says_what_is_gone_what_is_old_and_what_is_not_known() -> None:
    text = _report(
        [links.Answer(PAGE, 404), links.Answer("https://b.com/x", 403)],
        [links.Stale(date(2026, 1, 1), "claim `c`")],
    )
    assert f"- <{PAGE}> is gone (404) (source `x`)" in text
    assert "- claim `c`: 2026-01-01" in text
    assert "- <https://b.com/x> answers 403" in text
    assert "Last read" in _report([links.Answer(PAGE, 200)], [links.Stale(DAY, "claim `c`")])
    assert text.index("Gone") < text.index("Last read") < text.index("Not known")


def test_the_report_fits_into_an_issue_and_quotes_what_others_wrote() -> None:
    answers = [links.Answer(f"{PAGE}{'x' * 200}{n}", 404) for n in range(500)]
    old = [links.Stale(DAY, f"claim `{n}`") for n in range(500)]
    text = _report(answers, old)
    assert len(text) < 65536
    assert "- … and 420 more" in text
    moved = links.verdict(PAGE, links.Answer("https://evil.com/`@all\n# x", 200)).says
    assert moved == "leads to another host: `https://evil.com/%60@all # x`"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])
        status = int(self.path.strip("/"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/200")
        if status == 429:
            self.send_header("Retry-After", "7")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """A host on this machine that answers with the status in the path."""
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.agents = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "kind", "wait"),
    [(200, "sound", 0), (404, "problem", 0), (302, "problem", 0), (429, "unknown", 7)],
)
def test_a_page_is_really_asked_for(server: HTTPServer, status: int, kind: str, wait: int) -> None:
    url = f"http://127.0.0.1:{server.server_port}/{status}"
    answer = links.fetch(url, "us/1")
    assert (links.verdict(url, answer).kind, answer.wait) == (kind, wait)
    assert set(server.agents) == {"us/1"}


def test_no_answer_is_unknown_and_no_host_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    assert links.verdict(PAGE, links.fetch("http://127.0.0.1:1/", "us/1")).kind == "unknown"

    def lookup(*_: object, **__: object) -> None:
        raise links.socket.gaierror(links.socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(links.socket, "getaddrinfo", lookup)
    assert links.verdict(PAGE, links.fetch("http://gone.test/", "us/1")).kind == "problem"


def test_a_run_reports_and_a_dead_network_does_not(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "PAUSE", 0.0)
    monkeypatch.setattr(links, "WAITS", ())
    arguments = ["--data", str(data), "--docs", str(tmp_path / "none")]
    assert links.main(arguments, lambda url: links.Answer(url, 404)) == 0
    assert "### Gone or moved" in capsys.readouterr().out
    assert links.main(arguments, lambda url: links.Answer(url, reason="down")) == 2
    assert capsys.readouterr().out == ""
    (data / "exam.yml").write_text("a: [")
    assert links.main(arguments) == 1
