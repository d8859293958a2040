"""Where this copy of the site lives: its address, its repository, and the links that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

LOCAL = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Site:
    """Address and repository; without a repository the links that need one are left out."""

    url: str = LOCAL
    repository: str | None = None  # owner/name on GitHub
    branch: str = "main"

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Site":
        """Read SITE_URL, REPOSITORY and BRANCH; on GitHub Actions the fork's own are the default."""
        repository = environ.get("REPOSITORY", environ.get("GITHUB_REPOSITORY")) or None
        return cls(
            url=environ.get("SITE_URL") or _pages_url(repository),
            repository=repository,
            branch=environ.get("BRANCH") or "main",
        )

    @property
    def repository_url(self) -> str | None:
        """The repository's page."""
        return f"https://github.com/{self.repository}" if self.repository else None

    def edit(self, path: str) -> str | None:
        """Where to edit a file of the repository, given its path from the root."""
        return f"{self.repository_url}/edit/{self.branch}/{path}" if self.repository else None

    def report(self, kind: str, entry_id: str) -> str | None:
        """A new issue about a ``claim`` or ``question``, with its id filled in."""
        if not self.repository:
            return None
        form = {"claim": "wrong-fact.yml", "question": "wrong-question.yml"}[kind]
        query = urlencode({"template": form, "title": f"{kind} {entry_id}: ", "id": entry_id})
        return f"{self.repository_url}/issues/new?{query}"


def _pages_url(repository: str | None) -> str:
    if not repository:
        return LOCAL
    owner, name = repository.split("/", 1)
    host = f"https://{owner.lower()}.github.io/"
    return host if name.lower() == f"{owner.lower()}.github.io" else f"{host}{name}/"
