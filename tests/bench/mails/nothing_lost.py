"""That nothing is lost: a mail ends in exactly one place, once, whole, in items that the table takes."""

from collections.abc import Iterator
from email import message_from_bytes

from tests.bench.mails.delivery import Delivery, Place
from tests.bench.mails.soundness import Fault
from tests.fakes import FakeStore

from chalicelib.aws.items.attributes import Item, packed
from chalicelib.aws.items.bodies import MOST_BYTES_IN_TABLE
from chalicelib.aws.items.letters import letter_item, set_aside_item
from chalicelib.aws.items.tickets import body_item, entry_item, ticket_item
from chalicelib.aws.mailer import mime_of
from chalicelib.aws.meter import item_bytes
from chalicelib.desk.letters.post import Fate, deliver_owed
from chalicelib.desk.mail.case import Arrival
from chalicelib.desk.mail.taking import take_in
from chalicelib.desk.ports import Conflict, Undeliverable
from chalicelib.domain.letter import Outgoing
from chalicelib.domain.ticket.history import Message

MOST_BYTES_OF_AN_ITEM = 400 * 1024
RAW = "mail/fuzzed"
_ONE_PLACE = ((1, 1, 0), (0, 1, 0), (0, 0, 1))
_OF_EVERY_LETTER = {"From", "To", "Reply-To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def faults_of_intake(place: Place, delivery: Delivery) -> list[Fault]:
    """What is lost, doubled or left behind when a mail is delivered to the place, and then once more."""
    before = _standing(place.store)
    place.world.files.put(RAW, delivery.raw, "message/rfc822")
    arrival = Arrival(RAW, delivery.recipients, delivery.verdicts)
    if delivery.hindrance == "table" and _leaves_something(place, arrival):
        return [Fault("a mail that failed is half there")]
    place.tickets.lose_next_race = delivery.hindrance == "race"
    try:
        outcome = take_in(place.world, arrival)
    except Conflict:  # The queue brings it again.
        outcome = take_in(place.world, arrival)
    change = tuple(after - then for after, then in zip(_standing(place.store), before, strict=True))
    if change not in _ONE_PLACE:
        return [Fault(f"{change[0]} tickets, {change[1]} entries, {change[2]} mails set aside", str(outcome))]
    found = (*_of_what_is_kept(place), *_of_items(place.store), *_of_a_second_time(place, arrival), *_of_letters(place))
    return [Fault(kind, str(outcome)) for kind in found]


def _standing(store: FakeStore) -> tuple[int, int, int]:
    return len(store.tickets), sum(map(len, store.entries.values())), len(store.aside)


def _leaves_something(place: Place, arrival: Arrival) -> bool:
    """Whether a mail whose transaction fails changes anything."""
    before, place.store.fail_next = _everything(place.store), True
    try:
        take_in(place.world, arrival)
    except ConnectionError:
        return _everything(place.store) != before
    return True


def _everything(store: FakeStore) -> tuple[object, ...]:
    entries = {number: tuple(kept) for number, kept in store.entries.items()}
    return entries, {*store.letters}, {**store.tickets}, {**store.aside}, {**store.done}, {**store.mails}


def _of_what_is_kept(place: Place) -> Iterator[str]:
    """The raw mail must be found from where it ended, and every file that is named."""
    messages = [message for _, message in _messages(place.store)]
    if RAW not in {*(message.mail for message in messages), *(mail.raw for mail in place.store.aside.values())}:
        yield "what was kept does not lead to the raw mail"
    for mail in place.store.aside.values():
        if mail.reason == "virus" and mail.html:
            yield "a virus is shown"
    for message in messages:
        if message.html and place.world.files.look(message.html) is None:
            yield "what the mail looked like is not kept"


def _messages(store: FakeStore) -> Iterator[tuple[int, Message]]:
    for entries in store.entries.values():
        yield from ((entry.sequence, entry.message) for entry in entries if entry.message)


def _of_items(store: FakeStore) -> Iterator[str]:
    """Whatever was kept must be text that can be written, in items that the table takes."""
    items = [set_aside_item(mail) for mail in store.aside.values()]
    items += [letter_item(kept.letter) for kept in store.letters.values()]
    items += [ticket_item(ticket) for ticket in store.tickets.values()]
    items += [entry_item(number, entry) for number, entries in store.entries.items() for entry in entries]
    items += [body_item("", sequence, message) for sequence, message in _messages(store)]
    for item in items:
        try:
            size = item_bytes(packed(_without_long_texts(item)))
        except UnicodeEncodeError:
            yield "an item holds half a character"
        else:
            if size > MOST_BYTES_OF_AN_ITEM:
                yield "an item is larger than the table takes"


def _without_long_texts(item: Item) -> Item:
    """Texts that are long lie in storage."""
    return {
        name: "" if name in ("text", "whole") and len(value) * 3 > MOST_BYTES_IN_TABLE else value
        for name, value in item.items()
    }


def _of_a_second_time(place: Place, arrival: Arrival) -> Iterator[str]:
    before = _everything(place.store)
    take_in(place.world, arrival)
    if _everything(place.store) != before:
        yield "a second time changes something"


def _of_letters(place: Place) -> Iterator[str]:
    """Each letter that is owed can be worded and goes out as a mail with no header but its own."""
    sent_before = len(place.mailer.sent)
    for one in deliver_owed(place.world):
        if one.fate not in (Fate.SENT, Fate.GIVEN_UP) or one.reason not in ("", "undeliverable"):
            yield f"a {one.letter.kind} letter is {one.fate}: {one.reason}"
    for sent in place.mailer.sent[sent_before:]:
        if not _is_whole(sent.letter):
            yield f"a letter goes out with headers that are not its own: {sent.letter.subject[:80]!r}"


def _is_whole(letter: Outgoing) -> bool:
    try:
        mime = message_from_bytes(mime_of(letter))
    except Undeliverable:
        return True
    return {*mime.keys()} <= _OF_EVERY_LETTER | {*letter.headers}
