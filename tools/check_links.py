"""Ask for every page the site relies on; list those that are gone, moved, or not read for long.

Prints a report in Markdown, or nothing when there is nothing to do; the weekly job keeps it as
one issue.
Run: .venv/bin/python tools/check_links.py
"""

import argparse
import os
import re
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from macros.guide import Guide
from macros.load import load_guide
from macros.problem import DataError
from macros.site import Site

FRESH = 180  # days after which a page has to be read again
TIMEOUT = 30  # seconds for one answer
HOSTS = 8  # asked at the same time; each gets one request at a time
PAUSE = 0.5  # seconds between two requests to one host
WAITS = (5.0, 20.0)  # seconds before asking again
PATIENCE = 60.0  # seconds that a host may ask us to wait, at most
REFUSALS = 3  # in a row, then a host is left alone
LISTED = 80  # entries in a list of the report: an issue holds 65,536 characters

GONE = (404, 410)
LATER = (408, 425, 429, 500, 502, 503, 504)
NOT_PUBLIC = re.compile(
    r"localhost|[\d.]+|(.*\.)?example(\.(com|net|org))?|.*\.(test|invalid|local)"
)


@dataclass(frozen=True)
class Answer:
    """What a host said: a status and the address it came from, or why there was no answer."""

    url: str
    status: int | None = None
    reason: str = ""
    wait: float = 0.0  # seconds the host asks for
    unknown_host: bool = False

    @property
    def refused(self) -> bool:
        """Whether asking again later may help."""
        return self.status is None or self.status in LATER


@dataclass(frozen=True)
class Verdict:
    """What an answer means for a link; ``unknown`` is for what only a browser can tell."""

    kind: Literal["sound", "problem", "unknown"]
    says: str


@dataclass(frozen=True, order=True)
class Stale:
    """An entry of the data that was last read too long ago."""

    read: date
    what: str


Ask = Callable[[str], Answer]
Sleep = Callable[[float], None]


def verdict(url: str, answer: Answer) -> Verdict:
    """Judge an answer: gone and moved are problems; what blocks robots or is ill is unknown."""
    if answer.unknown_host:
        return Verdict("problem", "there is no such host")
    if answer.status is None:
        return Verdict("unknown", answer.reason)
    if answer.status in GONE:
        return Verdict("problem", f"is gone ({answer.status})")
    if not 200 <= answer.status < 300:
        return Verdict("unknown", f"answers {answer.status}")
    asked, came = urlsplit(url), urlsplit(answer.url)
    if _host(asked.hostname) != _host(came.hostname):
        return Verdict("problem", f"leads to another host: {_code(answer.url)}")
    if asked.path.strip("/") and not came.path.strip("/"):
        return Verdict("problem", f"leads to the front page: {_code(answer.url)}")
    return Verdict("sound", "")


def links_of(markdown: str) -> Iterator[tuple[int, str]]:
    """Line and address of each public http(s) link in a page; code does not count."""
    fence = ""
    for number, line in enumerate(markdown.splitlines(), 1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence:
            for found in re.finditer(
                r"https?://(?:(?!\]\()[^\s<>\"'|])+", re.sub(r"(`+).*?\1", "", line)
            ):
                url = _balanced(found[0]).rstrip(".,;:!?*_")
                if not NOT_PUBLIC.fullmatch(urlsplit(url).hostname or "localhost"):
                    yield number, url


def places(guide: Guide, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Each address without its fragment → where it is used; ``pages`` is {path: Markdown}."""
    used: dict[str, list[str]] = defaultdict(list)
    for source in guide.sources:
        used[_page(source.url)].append(f"source `{source.id}`")
    used[_page(guide.exam.page)].append("the exam's page")
    for exam in guide.exam.catalogue:
        used[_page(exam.page)].append(f"exam `{exam.id}`")
    for path, markdown in sorted(pages.items()):
        for line, url in links_of(markdown):
            used[_page(url)].append(f"`{path}:{line}`")
    return dict(used)


def stale(guide: Guide, today: date, days: int = FRESH) -> list[Stale]:
    """Sources and claims read more than ``days`` days before ``today``, the oldest first."""
    read = chain(
        [Stale(guide.exam.checked, "the exam's page (`checked` in `data/exam.yml`)")],
        (Stale(source.read, f"source `{source.id}`") for source in guide.sources),
        (Stale(claim.checked, f"claim `{claim.id}`") for claim in guide.claims),
    )
    return sorted(entry for entry in read if (today - entry.read).days > days)


def asked_again(url: str, ask: Ask, sleep: Sleep) -> Answer:
    """The answer after a few tries, waiting as long as the host asks, within reason."""
    answer = ask(url)
    for wait in WAITS:
        if not answer.refused:
            break
        sleep(min(max(wait, answer.wait), PATIENCE))
        answer = ask(url)
    return answer


def asked_host(urls: Sequence[str], ask: Ask, sleep: Sleep) -> dict[str, Answer]:
    """Ask one host for its pages one after the other; leave it alone when it keeps refusing."""
    answers: dict[str, Answer] = {}
    refusals = 0
    for at, url in enumerate(urls):
        if refusals == REFUSALS:
            answers[url] = Answer(url, reason="not asked, since its host kept refusing")
            continue
        if at:
            sleep(PAUSE)
        answers[url] = asked_again(url, ask, sleep)
        refusals = refusals + 1 if answers[url].refused else 0
    return answers


def asked(urls: Iterable[str], ask: Ask, sleep: Sleep = time.sleep) -> dict[str, Answer]:
    """Ask for every page: several hosts at a time, one request at a time to each."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in sorted(urls):
        hosts[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(HOSTS) as pool:
        parts = pool.map(lambda pages: asked_host(pages, ask, sleep), hosts.values())
        return {url: answer for part in parts for url, answer in part.items()}


def report(
    used: Mapping[str, Sequence[str]],
    answers: Mapping[str, Answer],
    old: Sequence[Stale],
    today: date,
    days: int = FRESH,
) -> str:
    """Markdown for the issue; empty when nothing is gone, moved or old."""
    verdicts = {url: verdict(url, answers[url]) for url in sorted(used)}

    def lines(kind: str) -> list[str]:
        return [
            f"- <{url}> {verdict.says} ({', '.join(used[url])})"
            for url, verdict in verdicts.items()
            if verdict.kind == kind
        ]

    problems, unknown = lines("problem"), lines("unknown")
    if not problems and not old:
        return ""
    ages = [f"- {entry.what}: {entry.read}" for entry in old]
    return "\n\n".join(
        [
            f"{len(used)} pages asked for on {today}. Read the page again, correct what it says,"
            " and set the date. `tools/check_links.py` wrote this; its next run writes it anew.",
            *_part("Gone or moved", problems),
            *_part(f"Last read more than {days} days ago", ages),
            *_part("Not known: these answer browsers only, or were ill that day", unknown),
        ]
    )


def fetch(url: str, agent: str) -> Answer:
    """Ask for a page, following redirects, without reading it."""
    headers = {"User-Agent": agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    try:
        with urlopen(Request(url, headers=headers), timeout=TIMEOUT) as response:
            return Answer(response.geturl(), response.status)
    except HTTPError as error:
        with error:
            return Answer(
                error.geturl(), error.code, wait=_seconds(error.headers.get("Retry-After"))
            )
    except (OSError, HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, URLError) else error
        missing = isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME
        return Answer(url, reason=f"no answer: {_code(str(cause))}", unknown_host=missing)


def main(arguments: list[str] | None = None, ask: Ask | None = None) -> int:
    """Print the report; 1 when the data cannot be read, 2 when nothing at all could be reached."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parser.add_argument("--days", type=int, default=FRESH, help="how long a reading counts")
    args = parser.parse_args(arguments)
    today = date.today()
    try:
        guide = load_guide(args.data, today)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    pages = {path.as_posix(): path.read_text("utf-8") for path in args.docs.rglob("*.md")}
    used = places(guide, pages)
    agent = _agent(Site.of(os.environ))
    answers = asked(used, ask or (lambda url: fetch(url, agent)))
    if all(answer.status is None for answer in answers.values()):
        print("no page could be reached: that is this machine, not the pages", file=sys.stderr)
        return 2
    sys.stdout.write(report(used, answers, stale(guide, today, args.days), today, args.days))
    return 0


def _agent(site: Site) -> str:
    """Who asks, with where to complain."""
    return f"ml-professional-guide-links/1 ({f'+{site.url}' if site.url else 'link check'})"


def _part(title: str, lines: Sequence[str]) -> list[str]:
    """A heading and a list, cut where it gets too long; nothing for an empty list."""
    more = [f"- … and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return [f"### {title}\n\n" + "\n".join([*lines[:LISTED], *more])] if lines else []


def _balanced(text: str) -> str:
    """The text up to the bracket that closes what was opened before it."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            return text[:at]
    return text


def _code(text: str) -> str:
    """Text from another machine, so that it stays text in an issue."""
    return f"`{' '.join(text.replace('`', '%60').split())[:200]}`"


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.")


def _page(url: str) -> str:
    return url.partition("#")[0]


def _seconds(value: str | None) -> float:
    """Retry-After in seconds; its other form, a date, counts as nothing."""
    return float(value) if value and value.isdigit() else 0.0


if __name__ == "__main__":
    sys.exit(main())
