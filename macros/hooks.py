"""MkDocs → artefacts: generated files become part of the site before links are checked."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from rcssmin import cssmin
from rjsmin import jsmin

from macros.artefacts import quiz_data
from macros.fragments import Held, first_uses

STYLE = "assets/css/all.css"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Point the edit links at the repository, if there is one; keep fragments from Markdown."""
    config.extra["held"] = Held()
    edit = config.extra["study"].site.edit("docs/")
    if edit:
        config.edit_uri = edit
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files to the site."""
    study = config.extra["study"]
    renderer = study.renderer(config.markdown_extensions, config.mdx_configs)
    for path, content in quiz_data(study.guide, renderer.without("abbr"), study.site).items():
        files.append(File.generated(config, path, content=content))
    return _one_sheet(files, config)


def _one_sheet(files: Files, config: MkDocsConfig) -> Files:
    """Our style sheets as one: a page asks once, and what they share packs better."""
    style = ""
    for name in config.extra_css:
        sheet = files.get_file_from_path(name)
        if sheet is None:
            raise PluginError(f"mkdocs.yml: extra_css: docs/ has no {name}")
        style += sheet.content_string
        files.remove(sheet)
    files.append(File.generated(config, STYLE, content=cssmin(style)))
    config.extra_css = [STYLE]
    return files


def on_page_content(html: str, config: MkDocsConfig, **_: Any) -> str:
    """Put the fragments in their places, and explain a word of the glossary once on a page."""
    return first_uses(config.extra["held"].fill(html))


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Make our scripts small, and keep what Markdown rendered for the next build."""
    for script in Path(config.site_dir, "assets").rglob("*.mjs"):
        script.write_text(jsmin(script.read_text("utf-8")), "utf-8")
    config.extra["study"].save_cache()
