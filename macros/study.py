"""One build's worth of everything: the guide, how it is rendered, and where the site lives."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from macros.audit import audit_of
from macros.guide import Guide
from macros.load import load_guide
from macros.markup import Renderer
from macros.site import Site
from macros.views import Link, Views


@dataclass(frozen=True)
class Study:
    """What the adapters of a site generator need; they load it once a build."""

    guide: Guide
    site: Site
    today: date
    root: Path
    rendered: dict[str, str] = field(default_factory=dict)  # Markdown's cache, kept between builds

    @classmethod
    def load(cls, root: Path, environ: Mapping[str, str], today: date) -> "Study":
        """Load the data below ``root``; raises DataError."""
        rendered: dict[str, str] = {}
        with suppress(OSError, ValueError):  # a cache that cannot be read is an empty one
            rendered = json.loads((root / ".cache" / "markup.json").read_text("utf-8"))
        guide = load_guide(root / "data", today)
        return cls(guide, Site.of(environ), today, root, rendered)

    def save_cache(self) -> None:
        """Keep what was rendered for the next build."""
        path = self.root / ".cache" / "markup.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(self.rendered, ensure_ascii=False, sort_keys=True), "utf-8")

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
        audit = audit_of(self.guide, self.guide.questions, self.today)
        return Views(self.guide, renderer, self.site, link, audit)
