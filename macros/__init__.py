"""The study guide's data, rules and views. Only this file and ``hooks.py`` know MkDocs."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def define_env(env: Any) -> None:
    """Load the guide and register its views as macros (called by mkdocs-macros once a build)."""
    from mkdocs.exceptions import PluginError
    from mkdocs.utils import get_relative_url

    from macros.audit import audit_of
    from macros.load import load_guide
    from macros.markup import Renderer
    from macros.problem import DataError
    from macros.site import Site
    from macros.views import Views

    root, today = Path(env.project_dir), date.today()
    try:
        guide = load_guide(root / "data", today)
    except DataError as error:
        raise PluginError(str(error)) from None
