"""Until when a word is promised, as a person gives it: by the desk's clock, ahead, and while the desk is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.desk.letters.speech import shown_instant
from chalicelib.desk.ports import World
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.refusal import Fault, Refusal

FARTHEST = timedelta(days=366)


def until_of(world: World, desk_id: str, text: str) -> datetime:
    """`2026-11-25T14:00` by the desk's clock, or an instant with its zone. Raises Refusal for what is no promise."""
    desk = world.policies[desk_id]
    try:
        given = datetime.fromisoformat(text.strip())
        until = given.replace(tzinfo=given.tzinfo or ZoneInfo(desk.zone)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise _refused("until_bad") from None
    if until <= world.now:
        raise _refused("until_past")
    if until > world.now + FARTHEST:
        raise _refused("until_too_far")
    if not desk.calendar.is_open(until) and desk.calendar.prev_close(until) != until:
        opens = desk.calendar.next_open(until)
        shown = {language: shown_instant(world, language, opens, desk.zone) for language in LANGUAGES}
        raise Refusal("form_incomplete", (Fault("until", "until_closed", {"opens": (shown,)}),))
    return until


def _refused(code: str) -> Refusal:
    return Refusal("form_incomplete", (Fault("until", code, {}),))
