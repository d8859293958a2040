"""Small helpers of the templates: names, addresses and whitespace; text in, text out."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from macros.exam import Section
from macros.model import Source

_PUBLISHERS = {
    "docs.databricks.com": "Databricks docs",
    "www.databricks.com": "Databricks",
    "community.databricks.com": "Databricks Community",
    "learn.microsoft.com": "Azure Databricks docs",
    "databricks-sdk-py.readthedocs.io": "Databricks SDK",
    "mlflow.org": "MLflow",
    "spark.apache.org": "Apache Spark",
    "optuna.readthedocs.io": "Optuna",
    "docs.ray.io": "Ray",
}
_HELD = re.compile(r"<!-- fragment (\d+) -->")
_WORD = r'<abbr title="([^"]*)">(.*?)</abbr>'
_EXPLAINED = re.compile(rf"(<(?:h[1-6]|a)\b.*?</(?:h[1-6]|a)>)|{_WORD}", re.DOTALL)


class Held:
    """Fragments that are not for Markdown, which would only parse them: a comment takes the place
    of each until the rest of its page is done.
    """

    def __init__(self) -> None:
        self._fragments: list[str] = []

    def hold(self, html: str) -> str:
        """What stands for a fragment; words inside a sentence stay as they are."""
        if not html.startswith("<"):
            return html
        self._fragments.append(html)
        return f"<!-- fragment {len(self._fragments) - 1} -->"

    def fill(self, html: str) -> str:
        """The page with its fragments."""
        return _HELD.sub(lambda match: self._fragments[int(match[1])], html)


def page_of(section: Section) -> str:
    """The page of a section, relative to ``docs/``."""
    return f"domains/{section.id}.md"


def publisher(source: Source) -> str:
    """Who publishes a source, in a word or two."""
    host = urlsplit(source.url).netloc
    if host == "github.com":
        return f"{PurePosixPath(urlsplit(source.url).path).parts[1]} on GitHub"
    return _PUBLISHERS.get(host, host.removeprefix("www."))


def first_uses(html: str) -> str:
    """The page with each explanation at its first use alone, and none in a heading or a link."""
    seen: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        apart, meaning, word = match.groups()
        if apart:
            return re.sub(_WORD, r"\2", apart)
        if meaning in seen:
            return word
        seen.add(meaning)
        return match[0]

    return _EXPLAINED.sub(keep, html)


def compact(html: str) -> str:
    """One line per line and no blank one; a blank line of code gets an empty element."""
    parts = re.split(r"(<pre.*?</pre>)", html.strip(), flags=re.DOTALL)
    for at, part in enumerate(parts):
        if at % 2:
            parts[at] = re.sub(r"\n([ \t]*)(?=\n)", r"\n\1<span></span>", part)
        else:
            parts[at] = re.sub(r"\s*\n\s*", "\n", part)
    return "".join(parts)


def fenced(code: str, language: str = "text") -> str:
    """Code as a fenced block; none of ours contains a fence."""
    return f"```{language}\n{code}```"


def hours(minutes: int) -> str:
    """Minutes as people say them: 45 min, 2 h, 1 h 30 min."""
    whole, rest = divmod(minutes, 60)
    if whole and rest:
        return f"{whole} h {rest} min"
    return f"{whole} h" if whole else f"{rest} min"
