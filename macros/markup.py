"""Markdown of the data → HTML with the extensions of the pages, sanitised and cached."""

import hashlib
import json
import re
from collections.abc import Mapping, MutableMapping, Sequence
from importlib.metadata import version
from typing import Any

import nh3
from markdown import Markdown
from markupsafe import Markup as Html

PLAIN = ("tables", "pymdownx.superfences", "pymdownx.highlight")  # without a site's own list
_LEFT_OUT = ("toc", "md_in_html")  # headings and files are a page's business
_LIBRARIES = ("markdown", "pymdown-extensions", "pygments", "nh3")
_TAGS = set(
    """a abbr b blockquote br code dd del div dl dt em h3 h4 hr i kbd li ol p pre span
    strong sub sup table tbody td th thead tr ul""".split()
)
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "td": {"style"},
    "th": {"style"},
}
# Half of the elements of a long page: names, operators and marks look like the code around them
_PLAIN_CODE = re.compile(r'<span(?: class="(?:n|o|p|sa|w)")?>([^<]*)</span>')


class Renderer:
    """Renders Markdown; ``cache`` may be kept between builds, as its keys are contents."""

    def __init__(
        self,
        extensions: Sequence[Any] = PLAIN,
        configs: Mapping[str, Mapping[str, Any]] | None = None,
        cache: MutableMapping[str, str] | None = None,
    ) -> None:
        self._extensions = [name for name in extensions if _is_for_fragments(name)]
        self._configs = {
            name: dict(config)
            for name, config in (configs or {}).items()
            if _is_for_fragments(name)
        }
        self._cache = {} if cache is None else cache
        salt = json.dumps(
            [
                self._extensions,
                self._configs,
                [version(name) for name in _LIBRARIES],
                _PLAIN_CODE.pattern,
            ],
            sort_keys=True,
            default=str,
        )
        self._salted = hashlib.sha256(f"{salt}\0".encode())
        self._markdown: Markdown | None = None

    def without(self, extension: str) -> "Renderer":
        """The same without one extension, with the same cache."""
        extensions = [name for name in self._extensions if name != extension]
        return Renderer(extensions, self._configs, self._cache)

    def block(self, text: str) -> Html:
        """Markdown → sanitised HTML of one or more blocks."""
        digest = self._salted.copy()
        digest.update(text.encode())
        key = digest.hexdigest()
        html = self._cache.get(key)
        if html is None:
            html = self._convert(text)
        self._cache[key] = html  # also what an earlier build left: this one used it
        return Html(html)

    def inline(self, text: str) -> Html:
        """Markdown of one paragraph → HTML without the paragraph around it."""
        html = self.block(text)
        if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
            return Html(html[3:-4])
        return html

    def _convert(self, text: str) -> str:
        if self._markdown is None:
            self._markdown = Markdown(extensions=self._extensions, extension_configs=self._configs)
        html = self._markdown.reset().convert(text)
        clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
        return _PLAIN_CODE.sub(r"\1", clean)


def _is_for_fragments(extension: Any) -> bool:
    """Whether an extension of the pages also renders fragments.

    Zensical adds extensions of its own, one of which would call define_env for each fragment.
    """
    return extension not in _LEFT_OUT and not str(extension).startswith("zensical.")
