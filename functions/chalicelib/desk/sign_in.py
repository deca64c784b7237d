"""Signing in with a mailed code, no passwords: single use, ten minutes, five tries, limited by address and source.

A code counts only together with the challenge that the asking browser got: what others ask or try in somebody's name
neither replaces her code nor spends its tries. The answer is the same whether an address is known or not. Codes and
sessions are kept as hashes only.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from chalicelib.desk.letters.wording import code_letter
from chalicelib.desk.mail.returns import heard_from
from chalicelib.desk.ports import World
from chalicelib.domain.people import Person, normalised
from chalicelib.domain.refusal import Refusal

CODE_MINUTES = 10
CODE_TRIES = 5
CODES_AN_HOUR = 5
"""To one address from one source; others asking in its name spend the larger limit, and cannot soon lock it out."""
CODES_AN_HOUR_TO_AN_ADDRESS = 20
CODES_AN_HOUR_FROM_A_SOURCE = 60
WRONG_TRIES_AN_HOUR = 30
"""From one source. Each also spends one of the codes that the source may ask for, so that guessing soon ends."""
SESSION_DAYS = 14


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking for a code came to: the asking browser's challenge, and for us alone the type of the error that kept
    the letter back, if any.
    """

    challenge: str
    failure: str = ""


def ask_code(world: World, address: str, source: str) -> Asked:
    """Sends a code to the address if it is somebody's. Raises Refusal for what is no address, or asked too often."""
    if not _looks_like_an_address(address):
        raise Refusal("address_bad")
    whom = normalised(address)
    _limit(world, f"source:{_hash(world, source)}", CODES_AN_HOUR_FROM_A_SOURCE, "too_many_codes")
    _limit(world, f"code:{_hash(world, f'{whom} {source}')}", CODES_AN_HOUR, "too_many_codes")
    _limit(world, f"address:{_hash(world, whom)}", CODES_AN_HOUR_TO_AN_ADDRESS, "too_many_codes")
    challenge = secrets.token_urlsafe(24)
    person = world.directory.by_address(address)
    return Asked(challenge, _send_code(world, person, whom, challenge) if person else "")


def sign_in(world: World, address: str, challenge: str, code: str, source: str) -> tuple[Person, str]:
    """The person and a new session's token. Raises Refusal `code_wrong` for a code that is not right, or no more;
    `too_many` in its place once a source has been wrong too often. Nobody's right code is refused for that.
    """
    asked = f"{challenge}\n{normalised(address)}"
    code_hash = _hash(world, f"{asked}\n{''.join(code.split())}")
    is_right = world.gate.try_code(_hash(world, asked), code_hash, world.now, CODE_TRIES)
    person = world.directory.by_address(address) if is_right else None
    if person is None:
        _count(world, f"source:{_hash(world, source)}")
        _limit(world, f"try:{_hash(world, source)}", WRONG_TRIES_AN_HOUR, "too_many")
        raise Refusal("code_wrong")
    token = secrets.token_urlsafe(32)
    heard_from(world, person)
    world.gate.keep_session(session_hash(token), person.ref, world.now + timedelta(days=SESSION_DAYS))
    return person, token


def signed_in(world: World, token: str) -> Person:
    """Whose session a token is. Raises Refusal `sign_in_needed` when it is nobody's, or over."""
    ref = world.gate.session(session_hash(token), world.now) if token else None
    person = world.directory.person(ref) if ref else None
    if person is None:
        raise Refusal("sign_in_needed")
    return person


def sign_out(world: World, token: str) -> None:
    """Ends the session at once, on every device that holds the token."""
    world.gate.end_session(session_hash(token))


def _send_code(world: World, person: Person, address: str, challenge: str) -> str:
    """The type of the error that kept the letter back, or nothing: an error told would tell who is known."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    asked = f"{challenge}\n{address}"
    expires_at = world.now + timedelta(minutes=CODE_MINUTES)
    world.gate.keep_code(_hash(world, asked), _hash(world, f"{asked}\n{code}"), expires_at)
    try:
        world.mailer.send(code_letter(world, person, code, CODE_MINUTES))
    except Exception as error:
        return type(error).__name__
    return ""


def _limit(world: World, key: str, most: int, code: str) -> None:
    if _count(world, key) > most:
        raise Refusal(code)


def _count(world: World, key: str) -> int:
    hour = world.now.replace(minute=0, second=0, microsecond=0)
    return world.gate.count(f"{key}:{hour:%Y%m%d%H}", hour + timedelta(hours=1))


def _hash(world: World, text: str) -> str:
    return hmac.new(world.settings.key, text.encode(), sha256).hexdigest()


def session_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _looks_like_an_address(address: str) -> bool:
    local, _, domain = address.strip().rpartition("@")
    return bool(local) and "." in domain and len(address) <= 254 and not any(c.isspace() for c in address.strip())
