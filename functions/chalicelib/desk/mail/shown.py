"""What a mail looked like, for a page to show: its sanitised HTML with its own pictures inside, nothing to fetch."""

import base64
import re
from collections.abc import Iterable

from chalicelib.desk.ports import World
from chalicelib.desk.uploads import file_key
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Attached

MOST_PICTURE_BYTES = 2_000_000
"""All pictures of a mail together: an answer of the functions may have six megabytes. Others stay files."""
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_SOURCE = re.compile(r'(<img\b[^<>]{0,2000}?\bsrc=")cid:([^"<>]{1,500})(")', re.IGNORECASE)


def html_shown(world: World, html: str, files: Iterable[Attached]) -> str:
    """The kept HTML (`html` is its key), pictures that it names by `cid:` put in. Raises Refusal `not_found`."""
    try:
        source = world.files.get(html).decode() if html else ""
    except KeyError:
        source = ""
    if not source:
        raise Refusal("not_found")
    pictures, room = _pictures(world, source, files), MOST_PICTURE_BYTES

    def put_in(found: re.Match[str]) -> str:
        nonlocal room
        picture = pictures.get(found[2], "")
        if len(picture) > room:
            picture = ""
        room -= len(picture)
        return f"{found[1]}{picture}{found[3]}"

    return _SOURCE.sub(put_in, source)


def _pictures(world: World, source: str, files: Iterable[Attached]) -> dict[str, str]:
    """The pictures that the source names, as `data:` addresses by their Content-ID, while there is room."""
    wanted = {found[2] for found in _SOURCE.finditer(source)}
    room, pictures = MOST_PICTURE_BYTES, dict[str, str]()
    for file in files:
        is_picture = file.content_id in wanted and file.content_type in _PICTURES
        if not is_picture or file.size > room or file.content_id in pictures:
            continue
        try:
            data = world.files.get(file_key(file.id))
        except KeyError:
            continue
        room -= len(data)
        pictures[file.content_id] = f"data:{file.content_type};base64,{base64.b64encode(data).decode()}"
    return pictures
