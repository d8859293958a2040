"""One build's worth of everything: the guide, how it is rendered, and where the site lives."""

import json
from collections import ChainMap
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache

from macros.audit import Audit, audit_of
from macros.guide import Guide
from macros.kept import kept
from macros.load import load_scope
from macros.markup import Renderer
from macros.site import Site
from macros.views import Link, Views


@dataclass(frozen=True)
class Study:
    """What the adapters of a site generator need; they load it once a build."""

    guide: Guide
    audit: Audit
    site: Site
    root: Path
    rendered: ChainMap[str, str] = field(default_factory=ChainMap)  # by this build, by the last

    @classmethod
    def load(cls, root: Path, environ: Mapping[str, str], today: date) -> "Study":
        """Load the data below ``root``, checked now or, if the same bytes were today, then.

        Raises:
            DataError: something is wrong with the data.
        """
        last: dict[str, str] = {}
        with suppress(OSError, ValueError):  # a cache that cannot be read is an empty one
            last = json.loads((root / ".cache" / "markup.json").read_text("utf-8"))

        def checked() -> tuple[Guide, Audit]:
            guide, scope = load_scope(root / "data", today)
            return guide, audit_of(guide, scope.questions, scope)  # in the order of the checks

        rests_on = [
            path
            for folder in (root / "data", root / "snippets", Path(__file__).parent)
            for path in folder.rglob("*.*")
            if path.is_file() and path.suffix != ".pyc"
        ]
        guide, audit = kept(root / ".cache" / "guide.pickle", rests_on, str(today), checked)
        return cls(guide, audit, Site.of(environ), root, ChainMap({}, last))

    def save_cache(self) -> None:
        """Keep what this build rendered for the next."""
        path = self.root / ".cache" / "markup.json"
        path.parent.mkdir(exist_ok=True)
        used = self.rendered.maps[0]
        path.write_text(json.dumps(used, ensure_ascii=False, sort_keys=True), "utf-8")

    @property
    def glossary(self) -> dict[str, str]:
        """Form of a word → tooltip: what it means, or what it is called today."""
        meanings = {form: term.meaning for term in self.guide.terms for form in term.forms}
        return meanings | {
            term: f"Today: {rename.current}".replace("`", "")
            for rename in self.guide.exam.renames
            for term in rename.tooltip
        }

    def renderer(self, extensions: list[Any], configs: Mapping[str, Any]) -> Renderer:
        """Markdown as on the pages, with this build's cache."""
        return Renderer(extensions, configs, self.rendered)

    def views(self, renderer: Renderer, link: Link) -> Views:
        """The macros."""
        compiled = self.root / ".cache" / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        cache = FileSystemBytecodeCache(str(compiled))
        return Views(self.guide, renderer, self.site, link, self.audit, cache)
