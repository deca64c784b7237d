"""Every key of the one table, with every way in which it is read. Nowhere else is a key put together.

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
| contact                | `C#<id>`         | `P#<id>`           | itself, many at once                           |
| agent                  | `A#<id>`         | `agent`            | itself, many at once                           |
| customer of a desk     | `D#<desk>`       | `C#<name>#<id>`    | one query of the desk, by a name's beginning   |
| agent at a desk (copy) | `D#<desk>`       | `A#<id>`           | one query of the desk                          |
| address of a person    | `E#<hash>`       | `address`          | itself                                         |
| agreement version      | `C#<id>`         | `K#<agreement>#<from>` | one query of the customer              |
| month of a customer    | `C#<id>`         | `B#<desk>#<month>` | itself                                         |
| handed on to the next  | `C#<id>`         | `V#<desk>`         | itself                                         |
| statement              | `C#<id>`         | `S#<seller>.<year>-<position>` | itself; as above; index `bill` |
| running number, seller | `N#<seller>#<year>` | `number`        | counted up in the issuing transaction          |
| time worked            | `T#<number>`     | `W#<id>`           | one query of the ticket; index `bill`          |
| the same, a copy       | `A#<id>`         | `W#<start>#<id>`   | one query of the agent, between two starts     |
| running stopwatch      | `A#<id>`         | `watch`            | itself                                         |
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
| `bill`     | `B#<organisation>#<desk>#<month>`    | ticket and id of time worked that the month takes    |
|            | `S#<desk>#<month>`                   | id of each statement issued for it                   |

An instant in an index is followed by `#` and the number or id, so that equal instants keep one order.
"""

from datetime import date, datetime
from hashlib import sha256
from math import ceil

from chalicelib.aws import ranges
from chalicelib.desk.ports import Entered
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.instants import written
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import Agent, Contact, normalised
from chalicelib.domain.tally import Tally
from chalicelib.domain.ticket.record import Ticket

Key = dict[str, str]

EXPIRES_AT = "expires_at"
_MOST_NAME_CHARACTERS = 200  # A sort key may have 1,024 bytes.


def ticket(number: str) -> Key:
    return _key(f"T#{number}", "ticket")


def entry(number: str, sequence: int) -> Key:
    return _key(f"T#{number}", f"H#{sequence:06d}")


def body(number: str, sequence: int) -> Key:
    return _key(f"T#{number}", f"B#{sequence:06d}")


def letter(owed: Letter) -> Key:
    return _key(f"T#{owed.ticket}" if owed.ticket else f"D#{owed.desk}", f"O#{owed.id}")


def mail(mail_id: str) -> Key:
    """A Message-ID, with its angle brackets or without."""
    return _key(f"M#{_hash(mail_id.strip().strip('<>'))}", "mail")


def once(trigger: str) -> Key:
    return _key(f"ONCE#{_hash(trigger)}", "once")


def running_number(prefix: str) -> Key:
    return _key(f"N#{prefix}", "number")


def set_aside(desk: str, id: str, settled: bool = False) -> Key:
    return _key(f"D#{desk}", f"{'X' if settled else 'S'}#{id}")


def customer_at(desk: str, name: str, id: str) -> Key:
    return _key(f"D#{desk}", f"C#{normalised(name)[:_MOST_NAME_CHARACTERS]}#{id}")


def organisation(id: str) -> Key:
    return _key(f"C#{id}", "org")


def contact(organisation_id: str, id: str) -> Key:
    return _key(f"C#{organisation_id}", f"P#{id}")


def agent(id: str) -> Key:
    return _key(f"A#{id}", "agent")


def agent_at(desk: str, id: str) -> Key:
    return _key(f"D#{desk}", f"A#{id}")


def person(ref: str) -> Key | None:
    """Where the person behind a ref is kept; None for what is no person's ref, e.g. `machine`."""
    match ref.split(":"):
        case ["contact", organisation_id, id] if organisation_id and id:
            return contact(organisation_id, id)
        case ["agent", id] if id:
            return agent(id)
    return None


def agreement_version(organisation_id: str, agreement: str, valid_from: date) -> Key:
    return _key(f"C#{organisation_id}", f"K#{agreement}#{valid_from.isoformat()}")


def month(organisation_id: str, desk: str, month: str) -> Key:
    return _key(f"C#{organisation_id}", f"B#{desk}#{month}")


def handed_on(organisation_id: str, desk: str) -> Key:
    return _key(f"C#{organisation_id}", f"V#{desk}")


def statement(organisation_id: str, id: str) -> Key:
    return _key(f"C#{organisation_id}", f"S#{id}")


def statement_turn(entered: Entered) -> Key:
    """The place of a statement among those of its desk and month."""
    return {"bill_pk": ranges.issued_in(entered.desk, entered.month).value, "bill_sk": entered.id}


def statement_count(seller: str, year: int) -> Key:
    return _key(f"N#{seller}#{year}", "number")


def worked(number: str, id: str) -> Key:
    return _key(f"T#{number}", f"W#{id}")


def worked_by(entry: TimeEntry) -> Key:
    return _key(ranges.agents_time(entry.agent), f"W#{written(entry.start)}#{entry.id}")


def worked_turn(entry: TimeEntry) -> Key:
    """The place of an entry of time among those that a customer's month takes."""
    account = ranges.worked_in(entry.organisation, entry.desk, entry.month)
    return {"bill_pk": account.value, "bill_sk": f"{entry.ticket}#{entry.id}"}


def stopwatch(agent_ref: str) -> Key:
    return _key(ranges.agents_time(agent_ref), "watch")


def key_of(who: Contact | Agent) -> Key:
    return contact(who.organisation, who.id) if isinstance(who, Contact) else agent(who.id)


def address(mail_address: str) -> Key:
    return _key(f"E#{_hash(normalised(mail_address))}", "address")


def code(asking_hash: str) -> Key:
    return _key(f"CODE#{asking_hash}", "code")


def session(session_hash: str) -> Key:
    return _key(f"SESSION#{session_hash}", "session")


def count(key: str) -> Key:
    return _key(f"COUNT#{key}", "count")


def policies_in_force() -> Key:
    return _key("POLICIES", "in_force")


def figure(it: Tally) -> Key:
    return _key(f"F#{it.desk}", f"{it.month}#{it.organisation}#{it.severity}#{it.matter}")


def moving(desk: str) -> Key:
    return _key(f"D#{desk}", "moving")


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


def _key(partition: str, sort: str) -> Key:
    return {ranges.PARTITION: partition, ranges.SORT: sort}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
