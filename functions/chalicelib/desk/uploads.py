"""Files on their way in: posted by the browser straight to storage, then kept with a message.

An upload belongs to the person who asked for it; nobody else can attach it.
"""

import hmac
from hashlib import sha256
from mimetypes import MimeTypes

from ulid import ULID

from chalicelib.desk.ports import Upload, World
from chalicelib.domain.file_names import safe_name
from chalicelib.domain.people import Agent, Person
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.domain.ticket.history import Attached
from chalicelib.policies.conduct import FileLimits

MOST_FILES = 20
_TYPES = MimeTypes(filenames=())


def ask_upload(world: World, person: Person, desk: str, name: str, size: int) -> tuple[str, Upload]:
    """A new upload's id, and where to post it. Refused when the desk's policy does not take such a file."""
    if desk not in world.policies:
        raise Refusal("desk_unknown", desk=desk[:40])
    if not is_theirs(world, person, desk):
        raise Refusal("desk_not_yours", desk=desk)
    if size <= 0:
        raise Refusal("body_malformed", field="size")
    limits = world.policies[desk].conduct.files
    shown = safe_name(name)
    content_type = _content_type(limits, shown)
    if size > limits.max_bytes:
        raise _refused(shown, "file_too_large", most=limits.max_megabytes)
    upload_id = str(ULID.from_datetime(world.now))
    return upload_id, world.files.upload(_upload_key(person, upload_id), content_type, limits.max_bytes)


def attach(
    world: World, person: Person, desk: str, wanted: tuple[tuple[str, str], ...], key: str
) -> tuple[Attached, ...]:
    """Keeps the person's uploads (id, name) for good. Raises Refusal for one that is not there, or not hers.

    What is kept for one request (`key`) stays as it is, whatever is uploaded in its place afterwards.
    """
    if len(wanted) > MOST_FILES:
        raise Refusal("too_many_files", most=MOST_FILES)
    limits = world.policies[desk].conduct.files
    kept = []
    for upload_id, name in wanted:
        source, shown = _upload_key(person, upload_id), safe_name(name)
        stored = world.files.look(source)
        if stored is None:
            raise _refused(shown, "file_missing")
        content_type = _content_type(limits, shown)
        id = _kept_id(world, person, key, upload_id)
        if world.files.look(file_key(id)) is None:
            world.files.copy(source, file_key(id))
        stored = world.files.look(file_key(id)) or stored
        if stored.size > limits.max_bytes:
            raise _refused(shown, "file_too_large", most=limits.max_megabytes)
        kept.append(Attached(id, shown, content_type, stored.size))
    return tuple(kept)


def file_key(id: str) -> str:
    """Where a kept file lies in storage."""
    return f"files/{id}"


def is_theirs(world: World, person: Person, desk: str) -> bool:
    """Whether a desk is one of the person's: an agent works at it, a contact's organisation is a customer of it."""
    if isinstance(person, Agent):
        return desk in person.desks
    organisation = world.directory.organisation(person.organisation)
    return organisation is not None and desk in organisation.desks


def _kept_id(world: World, person: Person, key: str, upload_id: str) -> str:
    text = f"{person.ref}\n{key}\n{upload_id}"
    return hmac.new(world.settings.key, text.encode(), sha256).hexdigest()[:32]


def _content_type(limits: FileLimits, name: str) -> str:
    """The type that goes with the name's extension. Raises Refusal when the desk does not take it."""
    extension = name.rpartition(".")[2].lower()
    if "." not in name or extension not in limits.extensions:
        raise _refused(name, "file_type_refused", allowed=", ".join(limits.extensions))
    return _TYPES.guess_type(f"file.{extension}")[0] or "application/octet-stream"


def _refused(name: str, code: str, **facts: str | int) -> Refusal:
    return Refusal(code, (Fault("files", code, {"name": name, **facts}),), name=name, **facts)


def _upload_key(person: Person, upload_id: str) -> str:
    try:
        ULID.from_str(upload_id)
    except ValueError:
        raise _refused(upload_id[:40], "file_missing") from None
    return f"uploads/{sha256(person.ref.encode()).hexdigest()[:32]}/{upload_id}"
