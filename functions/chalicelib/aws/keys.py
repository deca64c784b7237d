"""The keys of the one table, with every way in which it is read; those of money and time stand in `book_keys`.

| thing                  | pk               | sk                 | how it is read                                 |
|------------------------|------------------|--------------------|------------------------------------------------|
| ticket                 | `T#<number>`     | `ticket`           | itself; indexes `queue`, `customer`, `lookout` |
| history entry          | `T#<number>`     | `H#<sequence>`     | with its ticket: one query of the partition    |
| body of a message      | `T#<number>`     | `B#<sequence>`     | with its ticket; over 32 KB in storage         |
| letter owed            | `T#<number>`     | `O#<id>`           | index `lookout` while unsent                   |
| letter without ticket  | `D#<desk>`       | `O#<id>`           | index `lookout` while unsent                   |
| reference of a mail    | `M#<hash>`       | `mail`             | itself, many at once                           |
| once marker            | `ONCE#<hash>`    | `once`             | comes back when its condition fails            |
| running number         | `N#<prefix>`     | `number`           | counted up in one update                       |
| tickets being moved    | `D#<desk>`       | `moving`           | itself                                         |
| mail set aside         | `D#<desk>`       | `S#<id>`           | itself; one query of the desk, latest first    |
| the same once settled  | `D#<desk>`       | `X#<id>`           | as above                                       |
| organisation           | `C#<id>`         | `org`              | itself, many at once                           |
| contact                | `C#<id>`         | `P#<id>`           | itself, many at once; one query of a customer  |
| agent                  | `A#<id>`         | `agent`            | itself, many at once                           |
| customer of a desk     | `D#<desk>`       | `C#<name>#<id>`    | one query of the desk, by a name's beginning   |
| agent at a desk (copy) | `D#<desk>`       | `A#<id>`           | one query of the desk                          |
| address of a person    | `E#<hash>`       | `address`          | itself                                         |
| code                   | `CODE#<hash>`    | `code`             | itself                                         |
| session                | `SESSION#<hash>` | `session`          | itself                                         |
| count                  | `COUNT#<key>`    | `count`            | counted up in one update                       |
| policies in force      | `POLICIES`       | `in_force`         | itself; it names a bundle in storage           |
| figure of a month      | `F#<desk>`       | `<month>#<organisation>#<severity>#<matter>` | one query, between months |

| index      | partition                            | order                                                |
|------------|--------------------------------------|------------------------------------------------------|
| `queue`    | `Q#<desk>#open`                      | due instant; after them, with `~`, those without one |
|            | `Q#<desk>#closed`                    | last change                                          |
| `customer` | `C#<organisation>#open`, `#closed`   | last change                                          |
| `lookout`  | `L#0` tickets, `O#0` letters; sparse | the instant to look again, or to send                |

An instant in an index is followed by `#` and the number or id, so that equal instants keep one order.
"""

from datetime import datetime
from hashlib import sha256
from math import ceil

from chalicelib.aws import ranges
from chalicelib.domain.instants import written
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import Agent, Contact, normalised
from chalicelib.domain.tally import Tally
from chalicelib.domain.ticket.record import Ticket

Key = dict[str, str]

EXPIRES_AT = "expires_at"
_MOST_NAME_CHARACTERS = 200  # A sort key may have 1,024 bytes.


def ticket(number: str) -> Key:
    return key_at(f"T#{number}", "ticket")


def entry(number: str, sequence: int) -> Key:
    return key_at(f"T#{number}", f"H#{sequence:06d}")


def body(number: str, sequence: int) -> Key:
    return key_at(f"T#{number}", f"B#{sequence:06d}")


def letter(owed: Letter) -> Key:
    return key_at(f"T#{owed.ticket}" if owed.ticket else f"D#{owed.desk}", f"O#{owed.id}")


def mail(mail_id: str) -> Key:
    """A Message-ID, with its angle brackets or without."""
    return key_at(f"M#{_hash(mail_id.strip().strip('<>'))}", "mail")


def once(trigger: str) -> Key:
    return key_at(f"ONCE#{_hash(trigger)}", "once")


def running_number(prefix: str) -> Key:
    return key_at(f"N#{prefix}", "number")


def set_aside(desk: str, id: str, settled: bool = False) -> Key:
    return key_at(f"D#{desk}", f"{'X' if settled else 'S'}#{id}")


def customer_at(desk: str, name: str, id: str) -> Key:
    return key_at(f"D#{desk}", f"C#{normalised(name)[:_MOST_NAME_CHARACTERS]}#{id}")


def organisation(id: str) -> Key:
    return key_at(f"C#{id}", "org")


def contact(organisation_id: str, id: str) -> Key:
    return key_at(f"C#{organisation_id}", f"P#{id}")


def agent(id: str) -> Key:
    return key_at(f"A#{id}", "agent")


def agent_at(desk: str, id: str) -> Key:
    return key_at(f"D#{desk}", f"A#{id}")


def person(ref: str) -> Key | None:
    """Where the person behind a ref is kept; None for what is no person's ref, e.g. `machine`."""
    match ref.split(":"):
        case ["contact", organisation_id, id] if organisation_id and id:
            return contact(organisation_id, id)
        case ["agent", id] if id:
            return agent(id)
    return None


def key_of(who: Contact | Agent) -> Key:
    return contact(who.organisation, who.id) if isinstance(who, Contact) else agent(who.id)


def address(mail_address: str) -> Key:
    return key_at(f"E#{_hash(normalised(mail_address))}", "address")


def code(asking_hash: str) -> Key:
    return key_at(f"CODE#{asking_hash}", "code")


def session(session_hash: str) -> Key:
    return key_at(f"SESSION#{session_hash}", "session")


def count(key: str) -> Key:
    return key_at(f"COUNT#{key}", "count")


def policies_in_force() -> Key:
    return key_at("POLICIES", "in_force")


def figure(it: Tally) -> Key:
    return key_at(f"F#{it.desk}", f"{it.month}#{it.organisation}#{it.severity}#{it.matter}")


def moving(desk: str) -> Key:
    return key_at(f"D#{desk}", "moving")


def letter_turn(id: str, at: datetime) -> Key:
    """The place of an unsent letter in the lookout: when it is to be tried (again)."""
    return {"look_pk": ranges.LETTERS_OWED, "look_sk": f"{written(at)}#{id}"}


def look_turn(number: str, at: datetime) -> str:
    """A ticket's place in the lookout."""
    return f"{written(at)}#{number}"


def ticket_indexes(it: Ticket) -> Key:
    """A ticket's places in the indexes, derived anew by every step."""
    changed = written(it.changed_at)
    waiting = written(it.due_at) if it.due_at else ranges.AFTER_EVERY_INSTANT + changed
    places = {
        "queue_pk": ranges.queue(it.desk, it.is_closed).value,
        "queue_sk": f"{changed if it.is_closed else waiting}#{it.number}",
        "customer_pk": ranges.tickets_of(it.organisation, it.is_closed).value,
        "customer_sk": f"{changed}#{it.number}",
    }
    if it.look_at:
        places |= {"look_pk": ranges.TICKETS_TO_LOOK_AT, "look_sk": look_turn(it.number, it.look_at)}
    return places


def expiry(at: datetime) -> int:
    """When storage may forget an item, in whole epoch seconds, never before the instant."""
    return ceil(at.timestamp())


def key_at(partition: str, sort: str) -> Key:
    """A key of the table."""
    return {ranges.PARTITION: partition, ranges.SORT: sort}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
