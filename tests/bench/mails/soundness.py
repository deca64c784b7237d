"""What must be true of every mail that was read, whatever it was: types, clean and bounded fields, and its time."""

import re
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import FrameType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from chalicelib.domain.file_names import MOST_CHARACTERS
from chalicelib.domain.mail import Attachment, Mail, limits

LIMIT_SECONDS = 1.0
"""Of processor time, for any mail that is not huge."""
LIMIT_SECONDS_OF_A_HUGE_MAIL = 2.0
HANGS_AFTER_SECONDS = 10
PROBLEMS = ("", "not_a_mail", "too_large", "too_many_parts", "too_deep", "too_many_headers", "too_many_addresses")
MOST_ADDRESS_CHARACTERS = 320
MOST_CONTENT_ID_CHARACTERS = 1_000
_GROWTH = 4
"""Characters of HTML that a byte may become: a link gets attributes that make it safe."""
_MARKS_OF_QUOTES = 2 * limits.HTML_NESTING
"""Each tag may begin a line, and each level of quoting marks it."""
_ON_ONE_LINE = (
    "from_address from_name reply_to to cc delivered_to subject subject_clean message_id in_reply_to references "
    "forwarded_from forwarded_subject subject_ref reply_token problem"
).split()
_ADDRESSES = ("from_address", "reply_to", "to", "cc", "delivered_to", "forwarded_from")
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")


class Hangs(BaseException):
    """Reading took so long that it was broken off. No library catches it by mistake."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in a line by which faults of one kind are known, and where."""

    kind: str
    details: str = ""


@contextmanager
def broken_off() -> Iterator[None]:
    """Ends by `Hangs` what takes so much processor time. For the main thread only."""

    def end(_: int, __: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, HANGS_AFTER_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fault_of(work: Callable[[], object]) -> Fault | None:
    """The exception that the work ended in, if it did."""
    try:
        work()
    except (Exception, Hangs) as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = next((one for one in reversed(frames) if "chalicelib" in one.filename), frames[-1])
        place = f"{ours.filename.rpartition('chalicelib/')[2]}:{ours.lineno}"
        return Fault(f"{type(error).__name__} at {place}: {str(error)[:100]!r}", traceback.format_exc())
    return None


def seconds_of(work: Callable[[], object], good_enough: float = LIMIT_SECONDS) -> float:
    """Processor seconds of the work; the least of three where it takes longer than it may, for other work disturbs."""
    least = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work()
        least = min(least, time.process_time() - begun)
        if least <= good_enough:
            break
    return least


def faults_in(mail: Mail, raw: bytes) -> list[Fault]:
    """What is wrong with a mail as it was read from these bytes."""
    found = [f"{name} is no {hint}" for name, hint in _hints(Mail).items() if not fits(getattr(mail, name), hint)]
    if found:
        return [Fault(one) for one in found]
    return [Fault(one) for one in (*_unclean(mail), *_unbounded(mail, len(raw)), *_bad_files(mail.attachments))]


def fits(value: object, hint: Any) -> bool:
    """Whether a value is of the type, down to the last field."""
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(fits(one, get_args(hint)[0]) for one in value)
    if isinstance(hint, UnionType):
        return any(fits(value, one) for one in get_args(hint))
    if is_dataclass(hint) and type(value) is hint:
        return all(fits(getattr(value, name), inner) for name, inner in _hints(hint).items())
    return type(value) is hint


@cache
def _hints(of: Any) -> dict[str, Any]:
    hints = get_type_hints(of)
    return {field.name: hints[field.name] for field in fields(of)}


def _texts(mail: Mail) -> Iterator[tuple[str, str]]:
    for name in _hints(Mail):
        value = getattr(mail, name)
        yield from ((name, one) for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str))
    if mail.bounce:
        yield from (("bounce", text) for text in (*mail.bounce.codes, mail.bounce.recipient))
    for file in mail.attachments:
        yield from (("attachment", text) for text in (file.name, file.content_type, file.content_id))


def _unclean(mail: Mail) -> Iterator[str]:
    for name, text in _texts(mail):
        if _HALF.search(text):
            yield f"{name} holds half a character"
        if name in _ON_ONE_LINE and _CONTROL.search(text):
            yield f"{name} holds control characters"
    if mail.date and mail.date.tzinfo is None:
        yield "date is not aware"
    if mail.problem not in PROBLEMS:
        yield "problem has no such name"


def _unbounded(mail: Mail, size: int) -> Iterator[str]:
    most = {"text": size + _MARKS_OF_QUOTES, "html": _GROWTH * size + 1_000}
    for name, text in _texts(mail):
        if name in _ADDRESSES and len(text) > MOST_ADDRESS_CHARACTERS:
            yield f"{name} is longer than an address"
        elif name in _ON_ONE_LINE and len(text) > limits.HEADER_VALUE_CHARS:
            yield f"{name} is longer than a header"
        elif name in most and len(text) > most[name]:
            yield f"{name} has grown too much"
    for name in ("reply", "reply_with_sig"):
        if len(getattr(mail, name)) > len(mail.text) + 1:  # A cut of a long text may end a line.
            yield f"{name} is longer than the text"
    for name in ("reply_to", "to", "cc"):
        if len(getattr(mail, name)) > limits.ADDRESSES:
            yield f"{name} has too many addresses"
    for name in ("in_reply_to", "references"):
        if len(getattr(mail, name)) > limits.REFERENCES:
            yield f"{name} has too many ids"


def _bad_files(files: tuple[Attachment, ...]) -> Iterator[str]:
    if len(files) > limits.PARTS + limits.TNEF_OBJECTS:
        yield "attachments are too many"
    for file in files:
        if not file.name.strip() or len(file.name) > MOST_CHARACTERS or not set(file.name).isdisjoint("/\\\0"):
            yield "attachment has a bad name"
        if not _TYPE.fullmatch(file.content_type):
            yield "attachment has a bad type"
        if len(file.content_id) > MOST_CONTENT_ID_CHARACTERS or not (file.content_id.isprintable()):
            yield "attachment has a bad content id"
