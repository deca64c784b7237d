"""Delivery reports (RFC 3464 and what servers send instead): who failed, with which codes, for good or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire.headers import Headers
from chalicelib.domain.mail.wire.parts import Part
from chalicelib.domain.mail.words import machines

_CODE: Final = re.compile(r"(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.]*\d)", re.ASCII)
_REPLY: Final = re.compile(r"(?<![\d.])([45]\d\d)[ -]", re.ASCII)
_ADDRESS: Final = re.compile(r"[\w.+=%/&'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.ASCII)
_AFTER_DATA: Final = re.compile(r"(?m)^>>> (?:DATA|\.)\s*$|end\s+of\s+DATA\s+command|^DATA\s*$")
"""A server that takes the letter and then says "unknown user" filters letters: the address may well live."""
_FIELD: Final = re.compile(
    r"(?im)^(action|status|final-recipient|original-recipient|diagnostic-code)"
    r"[ \t]*:[ \t]*(.{0,2000}(?:\n[ \t].{0,500}){0,20})"
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A failed or delayed delivery: enhanced status codes, whether it failed for good, for whom ("" if not told)."""

    codes: tuple[str, ...]
    hard: bool
    recipient: str
    delayed: bool = False


def read(sender: str, subject: str, root: Part, text: str) -> Bounce | None:
    """What a delivery report says; None for any other mail."""
    report = _status_text(root)
    fields = _fields(report)
    actions = {value.strip().lower().split()[0] for name, value in fields if name == "action" and value.strip()}
    if actions and actions <= {"delivered", "relayed", "expanded", "delivery"}:
        return None
    told = bool(actions) or bool(report and any(name == "status" for name, _ in fields))
    if not told and not _looks_like_one(root.headers, sender, subject, text):
        return None
    notice = _notice(text)
    diagnoses = [value for name, value in fields if name == "diagnostic-code"]
    codes = _codes("\n".join(value for name, value in fields if name in ("status", "diagnostic-code")), notice)
    return Bounce(
        codes=codes,
        hard=_is_hard(diagnoses, notice, codes) and actions != {"delayed"},
        recipient=_recipient(fields, root.headers, notice),
        delayed=actions == {"delayed"},
    )


def is_feedback(root: Part) -> bool:
    """Whether a mailbox provider passes on a complaint (ARF, RFC 5965)."""
    if root.parameters.get("report-type", "").lower() == "feedback-report":
        return True
    return any(part.content_type == "message/feedback-report" for part in root.walk())


def _status_text(root: Part) -> str:
    """The machine-readable part of a report."""
    for part in root.walk():
        if part.content_type in ("message/delivery-status", "message/global-delivery-status"):
            return part.data[: limits.REPORT_CHARS].decode("utf-8", "replace").replace("\r\n", "\n")
    return ""


def _fields(report: str) -> list[tuple[str, str]]:
    return [(found[1].lower(), " ".join(found[2].split())) for found in _FIELD.finditer(report)]


def _looks_like_one(fields: Headers, sender: str, subject: str, text: str) -> bool:
    """Whether a mail without a readable report is one all the same: two signs of three."""
    if fields.get("x-failed-recipients"):
        return True
    name = sender.partition("@")[0].lower() or fields.get("from").lower()
    kind, parameters = fields.structured("content-type")
    is_report = kind == "multipart/report" and parameters.get("report-type", "").lower() == "delivery-status"
    path = fields.get("return-path").strip().lower()
    daemon = (
        any(word in name for word in machines.DAEMONS)
        or path in ("<>", "<mailer-daemon>")
        or path.startswith("<mailer-daemon@")
    )
    start = " ".join(subject.lower().split())
    failing = any(word in start for word in machines.FAILED_SUBJECTS)
    saying = any(word in text[:4_000].lower() for word in machines.FAILED_TEXTS)
    return is_report or daemon + failing + saying >= 2


def _notice(text: str) -> str:
    """What the server says, without the mail that it returns."""
    text = text[: limits.REPORT_CHARS]
    lines = text.split("\n")
    for place, line in enumerate(lines):
        bare = line.strip(" -*:=").lower()
        told = len(bare) < 60 and "attached" not in bare and any(word in bare for word in machines.ORIGINAL)
        if place and told:
            return "\n".join(lines[:place])
        if line.startswith(("Received: ", "Return-Path: ")) and place:
            return "\n".join(lines[:place])
    return text


def _codes(report: str, notice: str) -> tuple[str, ...]:
    found = dict.fromkeys((*_CODE.findall(report), *_CODE.findall(notice)))
    return tuple(found)[:20]


def _diagnoses(notice: str) -> Iterator[str]:
    """The answers of servers quoted in a notice, each with the lines that go on with it."""
    lines = notice.split("\n")
    for place, line in enumerate(lines[:2_000]):
        if _REPLY.search(line) or _CODE.search(line):
            yield line
            following = next(iter(lines[place + 1 : place + 2]), "")
            if following.strip() and not _REPLY.search(following) and not following.startswith((">", "<")):
                yield f"{line} {following}"


def _is_hard(diagnoses: list[str], notice: str, codes: tuple[str, ...]) -> bool:
    """Whether any address failed for good: the server's words first, its code where it has none."""
    if _AFTER_DATA.search(notice) and not {"5.1.1", "5.1.2"} & set(codes) and not _is_nobody(notice):
        return False
    for answers in (diagnoses, _diagnoses(notice), [notice]):
        verdicts = [verdict for verdict in map(_verdict, answers) if verdict is not None]
        if verdicts:
            return any(verdicts)
    return any(code in ("5.1.1", "5.1.0", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4") for code in codes)


def _is_nobody(notice: str) -> bool:
    """Whether a server says so plainly that there is no such account that it can mean nothing else."""
    text = " ".join(notice.lower().split())
    return any(word in text for word in machines.NO_ACCOUNT)


def _verdict(words: str) -> bool | None:
    text = " ".join(words.lower().split())
    if any(word in text for word in machines.UNKNOWN_HOST):
        return True
    if any(word in text for word in machines.SURELY_UNKNOWN):
        return True
    passing = any(word in text for word in machines.PASSING)
    unknown = any(word in text for word in machines.UNKNOWN_USER)
    if unknown and not passing:
        return True
    return False if passing else None


def _recipient(fields: list[tuple[str, str]], headers: Headers, notice: str) -> str:
    for wanted in ("final-recipient", "original-recipient"):
        for name, value in fields:
            found = _ADDRESS.search(value) if name == wanted else None
            if found:
                return found[0]
    for text in (headers.get("x-failed-recipients"), notice):
        found = _ADDRESS.search(text)
        if found:
            return found[0]
    return ""
