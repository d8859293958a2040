"""The repository behind a copy of the site, and the links that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Site:
    """The repository behind a copy of the site; without one, links that need it are left out."""

    repository: str | None = None  # owner/name on GitHub
    branch: str = "main"

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Site":
        """Read REPOSITORY and BRANCH; on GitHub Actions the fork's own name is the default."""
        return cls(
            repository=environ.get("REPOSITORY", environ.get("GITHUB_REPOSITORY")) or None,
            branch=environ.get("BRANCH") or "main",
        )

    @property
    def url(self) -> str | None:
        """The repository's page."""
        return f"https://github.com/{self.repository}" if self.repository else None

    def edit(self, path: str) -> str | None:
        """Where to edit a file or folder of the repository, given its path from the root."""
        return f"{self.url}/edit/{self.branch}/{path}" if self.repository else None

    def report(self, kind: str, entry_id: str) -> str | None:
        """A new issue about a ``claim`` or ``question``, with its id filled in."""
        if not self.repository:
            return None
        form = {"claim": "wrong-fact.yml", "question": "wrong-question.yml"}[kind]
        query = urlencode({"template": form, "title": f"{entry_id}: ", "id": entry_id})
        return f"{self.url}/issues/new?{query}"
