"""The study guide's data, rules and views. Only this file and ``hooks.py`` know MkDocs."""

import os
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Load the guide and register its views as macros; mkdocs-macros calls this once a build."""
    from mkdocs.exceptions import PluginError
    from mkdocs.utils import get_relative_url

    from macros.problem import DataError
    from macros.study import Study

    try:
        study = Study.load(Path(env.project_dir), os.environ, date.today())
    except DataError as error:
        raise PluginError(f"data/ has problems\n{error}") from None

    def link(target: str) -> str:
        """A page of docs/ or a file of the site, seen from the page being rendered."""
        page, hash_, anchor = target.partition("#")
        url = page.removesuffix("index.md")
        url = f"{url.removesuffix('.md')}/" if url.endswith(".md") else url
        return get_relative_url(url or ".", env.page.url) + hash_ + anchor

    config = env.conf
    config["extra"]["study"] = study
    config["mdx_configs"].setdefault("abbr", {})["glossary"] = study.glossary
    renderer = study.renderer(config["markdown_extensions"], config["mdx_configs"])
    views = study.views(renderer, link)

    def macro(view: Callable[..., str]) -> Callable[..., str]:
        """A view whose fragment waits until Markdown is done, where hooks will fill it in."""

        @wraps(view)
        def fragment(*args: Any, **options: Any) -> str:
            held = config["extra"].get("held")
            return held.hold(view(*args, **options)) if held else view(*args, **options)

        return fragment

    for name in views.macros():
        env.macro(macro(getattr(views, name)), name)
