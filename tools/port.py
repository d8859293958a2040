"""Build the site with another generator, and say what a reader would miss there.

MkDocs 1.x and Material have an end; this shows every week whether the way out is open. The other
generator's configuration is mkdocs.yml with a few words changed, never a second file to maintain.
Run: make build && .venv/bin/python tools/port.py properdocs
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

BUILD = Path("build")
SEPARATOR = r"""      separator: '[\s\-,:!=\[\](){}"`/<>]+'  # names stand in brackets and quotes
"""
PATIENCE = 300  # seconds; the slowest port took 30


@dataclass(frozen=True)
class Port:
    """Another generator: what changes in mkdocs.yml, and what to run on the result."""

    changes: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, ...], ...]


PORTS = {
    "properdocs": Port(
        changes=(
            ("  name: material\n", "  name: materialx\n"),
            (SEPARATOR, ""),  # its search has none to set
        ),
        commands=(("-m", "properdocs", "build", "--strict", "-f", "{config}"),),
    ),
    # Its templates see no Python objects and it has no hooks: without ours, then, and the
    # generated files come from our own command
    "zensical": Port(
        changes=(("  custom_dir: overrides\n", ""),),
        commands=(
            ("-m", "zensical", "build", "--clean", "--strict", "-f", "{config}"),
            ("-m", "macros", "export", "{site}"),
        ),
    ),
}


def ported(config: str, changes: Sequence[tuple[str, str]], site: str) -> str:
    """mkdocs.yml for another generator, writing to ``site``.

    Raises:
        ValueError: a line to change is not there exactly once.
    """
    for old, new in changes:
        if config.count(old) != 1:
            raise ValueError(f"mkdocs.yml: must hold {old.strip()!r} exactly once")
        config = config.replace(old, new)
    return f"{config}\nsite_dir: {site}\n"


@dataclass
class Page(HTMLParser):
    """What a reader gets from one page: the words and the anchors of its article."""

    html: str
    words: int = 0
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._article = self._silent = 0
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._article += tag == "article"
        self._silent += tag in ("script", "style")
        if self._article:
            self.ids.update(value for name, value in attrs if name == "id" and value)

    def handle_endtag(self, tag: str) -> None:
        self._article -= tag == "article"
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self._article and not self._silent:
            self.words += len(re.findall(r"\w+", data))


def losses(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """What the other build lacks: pages, anchors, words; both are {path: HTML}."""
    found = []
    for path, html in sorted(ours.items()):
        if path not in theirs:
            found.append(f"{path}: no such page")
            continue
        have, want = Page(theirs[path]), Page(html)
        if missing := sorted(want.ids - have.ids):
            found.append(f"{path}: {len(missing)} anchors missing, first {missing[0]}")
        # Without overrides/ the page for lost readers is the theme's own
        if path != "404.html" and have.words != want.words:
            found.append(f"{path}: {have.words} words instead of {want.words}")
    return found


def unlike(ours: set[str], theirs: set[str]) -> list[str]:
    """Which generated files are missing; names carry a hash of what is in them."""
    ours, theirs = (
        {re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in names} for names in (ours, theirs)
    )
    return [f"{name}: no such file" for name in sorted(ours - theirs)]


def build(port: Port, site: Path) -> None:
    """Run the port's commands in the root of the repository.

    Raises:
        subprocess.CalledProcessError, subprocess.TimeoutExpired: a command did not do it.
    """
    text = ported(Path("mkdocs.yml").read_text("utf-8"), port.changes, site.as_posix())
    # Paths in a configuration are relative to it, so it has to stand beside mkdocs.yml
    with tempfile.NamedTemporaryFile("w", dir=".", prefix="port-", suffix=".yml") as file:
        file.write(text)
        file.flush()
        for command in port.commands:
            words = [word.format(config=Path(file.name).name, site=site) for word in command]
            print("+", *words, flush=True)
            subprocess.run([sys.executable, *words], check=True, timeout=PATIENCE)


def main(arguments: list[str] | None = None) -> int:
    """Build one port and compare it; 0 when a reader would miss nothing."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("port", choices=PORTS)
    parser.add_argument("--ours", type=Path, default=Path("site"), help="our own build")
    args = parser.parse_args(arguments)
    site = BUILD / args.port
    try:
        build(PORTS[args.port], site)
    except (subprocess.SubprocessError, ValueError) as error:
        print(f"{args.port}: {error}", file=sys.stderr)
        return 1
    found = losses(_pages(args.ours), _pages(site)) + unlike(_data(args.ours), _data(site))
    print(*found, f"{args.port}: {len(found)} things missing or different", sep="\n")
    return int(bool(found))


def _pages(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in site.rglob("*.html")}


def _data(site: Path) -> set[str]:
    return {p.relative_to(site).as_posix() for p in (site / "quiz").glob("*.json")}


if __name__ == "__main__":
    sys.exit(main())
