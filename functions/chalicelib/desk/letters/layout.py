"""How a letter is laid out: one text and one HTML layout for all of them, nothing fetched, no machine answers it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from textwrap import shorten

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.desk.letters import prose
from chalicelib.desk.ports import World
from chalicelib.domain.letter import Outgoing

_FOLDER = Path(__file__).parent / "layouts"
_PREVIEW_CHARACTERS = 140
_ROBOTS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def greeting(world: World, language: str, name: str) -> str:
    """By the first of a person's names."""
    return world.words.say(language, "letters.greeting", name=name.split()[0] if name.strip() else "")


def laid_out(
    language: str,
    sender: str,
    to: str,
    reply_to: str,
    subject: str,
    content: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
    submitted: str = "auto-generated",
) -> Outgoing:
    """A letter of what it is to say, by the names of the layouts. `submitted` is its Auto-Submitted (RFC 3834)."""
    one_line = re.sub(r"\s+", " ", subject).strip()
    values = {"language": language, "subject": one_line, "preview": _preview(content), "words_last": False, **content}
    text = _layouts().get_template("letter.txt.j2").render(values)
    html = _layouts().get_template("letter.html.j2").render(values)
    kept = {**_ROBOTS, "Auto-Submitted": submitted, **(headers or {})}
    return Outgoing(sender, to, reply_to, one_line, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html, kept)


def _preview(content: Mapping[str, object]) -> str:
    """What a list of mails shows beside the subject: the first words that matter, not the line to reply above."""
    told = " ".join(str(content.get(name, "")) for name in ("lead", "message"))
    return shorten(told, _PREVIEW_CHARACTERS, placeholder="…") if "marker" in content else ""


@lru_cache(maxsize=1)
def _layouts() -> Environment:
    layouts = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    layouts.filters["in_lines"] = prose.in_lines
    return layouts
