"""What mkdocs calls: one build of the root, which then builds each language, all with the same few steps.

mkdocs imports this file anew for every build, so nothing is kept in it.
"""

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_HOME = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_HOME / "site"), str(_HOME / "functions")]

from portal import building  # noqa: E402  (the two lines above make it importable)
from portal.security import with_policy  # noqa: E402


@event_priority(100)  # before the search plugin reads the language
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """At the root, write the pages of every language; a mistake in the policies ends the build here."""
    if building.is_root(config):
        building.prepare(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """One copy of the theme's files for all languages, and none of those that our pages do not use."""
    for file in list(files):
        if building.is_superfluous(file, config):
            files.remove(file)
    return files


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Where the portal's root lies, seen from the page."""
    return context | {"root": building.root_from(context["base_url"], config)}


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The same for the templates that are no pages."""
    return context | {"root": building.root_from(context["base_url"], config)}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Every page carries its content security policy."""
    return with_policy(output, building.origins(config))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for lost addresses too."""
    return with_policy(output_content, building.origins(config)) if template_name == "404.html" else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """At the root, publish the policies and build the languages into it."""
    if building.is_root(config):
        building.publish_policies(config)
        building.build_languages(config)
