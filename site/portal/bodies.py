"""The text of generated pages: templates in the folder `bodies` that see words, a language's forms and plain values."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.pages import up_from
from portal.speech import Speech

_CELLS = re.compile(r"(</(?:td|th|dt|dd)>)(<)")

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "bodies"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}


def body(name: str, speech: Speech, path: str, **values: object) -> str:
    """The text of the page at `path`; in it, `up` leads to the front page of its language."""
    template = _TEMPLATES.get_template(f"{name}.html")
    text = template.render(say=speech.say, of=speech.of, speech=speech, up=up_from(path), **values)
    # In one block and without a blank line, so that Markdown leaves it as it is. To the search, cells without a space
    # between them would be one word.
    text = _CELLS.sub(r"\1 \2", "\n".join(line for line in text.splitlines() if line.strip()))
    return f'<div class="body">\n{text}\n</div>'
