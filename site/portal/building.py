"""The build: the root's, and beneath it one for each language, side by side."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import File

from chalicelib.domain.languages import LANGUAGES, Wording, in_language
from chalicelib.policies import bundle
from chalicelib.policies.words import Phrasebook, read_words
from portal.shelf import Site, read_shelf
from portal.writing import write_language

Names = Mapping[str, Wording]
"""Desk id -> name."""

SEARCH_LANGUAGES = {"en": "en", "nb": "no", "sv": "sv", "fi": "fi"}
"""The search plugin's code of a language; it knows no Croatian."""

_UNUSED_OF_THE_THEME = ("assets/javascripts/", "assets/images/", "assets/stylesheets/palette.")
_NOT_TO_PUBLISH = (".map", ".py", ".pyc")


def is_root(config: MkDocsConfig) -> bool:
    """Whether this is the build of the root, not of a language."""
    return "language" not in config.extra


def home(config: MkDocsConfig) -> Path:
    """The folder that mkdocs.yml stands in."""
    return Path(config.config_file_path).parent


def origins(config: MkDocsConfig) -> list[str]:
    """Where the pages call beside their own origin: the functions and the file storage."""
    return [config.extra["api"], config.extra["files"]]


def root_from(base_url: str, config: MkDocsConfig) -> str:
    """The portal's root, relative to a page whose build has `base_url` as its top; no slash at its end."""
    return (base_url if is_root(config) else f"{base_url}/..").rstrip("/")


def is_superfluous(file: File, config: MkDocsConfig) -> bool:
    """Whether a file would be published for nothing: of the theme's, only what our pages use, and only once."""
    if file.abs_src_path and Path(config.docs_dir) in Path(file.abs_src_path).parents:
        return False
    return (
        not is_root(config) or file.src_uri.startswith(_UNUSED_OF_THE_THEME) or file.src_uri.endswith(_NOT_TO_PUBLISH)
    )


def prepare(config: MkDocsConfig) -> None:
    """Write the pages of every language to build/pages. Raises ConfigurationError naming what an editor has to mend."""
    pages = _pages_folder(config.site_dir)
    shutil.rmtree(pages, ignore_errors=True)
    try:
        shelf = read_shelf(home(config) / "kb", _site(config), _now(config))
        for language in LANGUAGES:
            write_language(shelf, language, pages / language)
    except ValueError as error:
        raise ConfigurationError(f"The policies, words or guides cannot be published:\n{error}") from error
    words = {language: shelf.words.room(language, "portal") for language in LANGUAGES}
    # The root has nothing to be found.
    config.plugins["material/search"].config.enabled = False
    names = {desk.id: dict(desk.name) for desk in shelf.policies.values()}
    config.extra.update(_extra(config, shelf.words), words=words, desk_names=names)


def publish_policies(config: MkDocsConfig) -> None:
    """Publish the policies as the one bundle that the functions fetch."""
    bundle.write(home(config) / "kb" / "policies", Path(config.site_dir))


def build_languages(config: MkDocsConfig) -> None:
    """Build each language into its folder of the site, in as many processes as there are processors.

    Raises BuildError where the strict build of one is given up.
    """
    processes = min(os.cpu_count() or 1, len(LANGUAGES))
    file, target, strict = config.config_file_path, config.site_dir, bool(config.strict)
    names = config.extra["desk_names"]
    with ProcessPoolExecutor(processes) as pool:
        for done in [pool.submit(build_language, file, target, language, names, strict) for language in LANGUAGES]:
            done.result()


def build_language(config_file: str, target: str, language: str, names: Names, strict: bool) -> None:
    """Build one language into its folder below `target`. Raises BuildError where its strict build is given up."""
    root = load_config(config_file, site_dir=target)
    words = read_words(home(root) / "kb" / "words")
    own = {
        "language": language,
        "words": words.room(language, "portal"),
        "sign_in": words.room(language, "sign_in"),
        "desks": [{"id": id, "name": in_language(name, language)} for id, name in names.items()],
    }
    config = load_config(
        config_file,
        docs_dir=str(_pages_folder(target) / language),
        site_dir=str(Path(target) / language),
        site_url=f"{(root.site_url or '/').rstrip('/')}/{language}/",
        strict=strict,
        extra=dict(root.extra) | _extra(root, words) | own,
    )
    config.plugins["material/search"].config.lang = [SEARCH_LANGUAGES.get(language, "en")]
    # A static host serves the root's page for lost addresses, and no other.
    config.theme.static_templates.discard("404.html")
    try:
        build(config)
    except Abort as error:
        raise BuildError(f"{language}: {error}") from None


def _extra(config: MkDocsConfig, words: Phrasebook) -> dict[str, object]:
    """What the templates of every build read from `config.extra`."""
    names = [{"code": language, "name": words.say(language, "portal.language_name")} for language in LANGUAGES]
    theme = home(config) / "site" / "theme"
    return {
        "languages": names,
        "stylesheet": _theme_stylesheet(config),
        "stamp": _stamp(theme),
        "has_elements": (theme / "css" / "elements.css").exists(),
    }


def _theme_stylesheet(config: MkDocsConfig) -> str:
    """The theme's own stylesheet, whose name changes with its version."""
    for folder in map(Path, config.theme.dirs):
        for file in folder.glob("assets/stylesheets/main.*.min.css"):
            return PurePath(file.relative_to(folder)).as_posix()
    raise ConfigurationError("mkdocs-material's stylesheet is not where it was: assets/stylesheets/main.*.min.css")


def _stamp(theme: Path) -> str:
    """Changes whenever a file of ours in the theme does, so that browsers fetch it anew."""
    files = sorted(path for path in theme.rglob("*") if path.suffix in (".css", ".js", ".svg"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]


def _pages_folder(site_folder: str) -> Path:
    """Beside the site, so that builds into different folders may go on at the same time."""
    site = Path(site_folder)
    return site.with_name(f"{site.name}.pages")


def _site(config: MkDocsConfig) -> Site:
    return Site(config.site_url or "/", config.extra["api"] or "", config.extra["mail_domain"])


def _now(config: MkDocsConfig) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=int(config.extra["shift_seconds"] or 0))
