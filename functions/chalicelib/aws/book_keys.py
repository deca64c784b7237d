"""The keys of money and time in the one table, with every way in which they are read; the others stand in `keys`.

| thing                  | pk                  | sk                             | how it is read                       |
|------------------------|---------------------|--------------------------------|--------------------------------------|
| agreement version      | `C#<id>`            | `K#<agreement>#<from>`         | one query of the customer            |
| month of a customer    | `C#<id>`            | `B#<desk>#<month>`             | itself                               |
| handed on to the next  | `C#<id>`            | `V#<desk>`                     | itself                               |
| statement              | `C#<id>`            | `S#<seller>.<year>-<position>` | itself; one query of the customer    |
| running number, seller | `N#<seller>#<year>` | `number`                       | counted up in issuing a statement    |
| run of a month         | `D#<desk>`          | `R#<month>`                    | itself                               |
| draft of a customer    | `R#<desk>#<month>`  | `<organisation>`               | itself; one query of the run         |
| errand of a run        | `D#<desk>`          | `E#<month>#<customer>#<task>`  | index `lookout`, `E#0`, until done   |
| time worked            | `T#<number>`        | `W#<id>`                       | one query of the ticket              |
| the same, a copy       | `A#<id>`            | `W#<start>#<id>`               | one query of the agent, by starts    |
| running stopwatch      | `A#<id>`            | `watch`                        | itself                               |

| index  | partition                         | order                                             |
|--------|-----------------------------------|---------------------------------------------------|
| `bill` | `B#<organisation>#<desk>#<month>` | ticket and id of time worked that the month takes |
|        | `S#<desk>#<month>`                | id of each statement issued for it                |
|        | `M#<desk>#<month>`                | customers whose month has time                    |
"""

from datetime import date, datetime

from chalicelib.aws import ranges
from chalicelib.aws.keys import Key, key_at
from chalicelib.desk.ports import Entered, Errand
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.instants import written


def agreement_version(organisation_id: str, agreement: str, valid_from: date) -> Key:
    return key_at(f"C#{organisation_id}", f"K#{agreement}#{valid_from.isoformat()}")


def month(organisation_id: str, desk: str, month: str) -> Key:
    return key_at(f"C#{organisation_id}", f"B#{desk}#{month}")


def handed_on(organisation_id: str, desk: str) -> Key:
    return key_at(f"C#{organisation_id}", f"V#{desk}")


def statement(organisation_id: str, id: str) -> Key:
    return key_at(f"C#{organisation_id}", f"S#{id}")


def statement_turn(entered: Entered) -> Key:
    """The place of a statement among those of its desk and month."""
    return {"bill_pk": ranges.issued_in(entered.desk, entered.month).value, "bill_sk": entered.id}


def statement_count(seller: str, year: int) -> Key:
    return key_at(f"N#{seller}#{year}", "number")


def run(desk: str, month: str) -> Key:
    return key_at(f"D#{desk}", f"R#{month}")


def draft(desk: str, month: str, organisation_id: str) -> Key:
    return key_at(ranges.drafts_of(desk, month).value, organisation_id)


def errand(it: Errand) -> Key:
    return key_at(f"D#{it.desk}", f"E#{it.month}#{it.organisation}#{it.task}")


def errand_turn(it: Errand, at: datetime) -> Key:
    """The place of an errand in the lookout: when it is to be done, or tried again."""
    turn = f"{written(at)}#{it.month}#{it.desk}#{it.organisation}"
    return {"look_pk": ranges.ERRANDS_DUE, "look_sk": turn}


def worked(number: str, id: str) -> Key:
    return key_at(f"T#{number}", f"W#{id}")


def worked_by(entry: TimeEntry) -> Key:
    return key_at(ranges.agents_time(entry.agent), f"W#{written(entry.start)}#{entry.id}")


def worked_turn(entry: TimeEntry) -> Key:
    """The place of an entry of time among those that a customer's month takes."""
    account = ranges.worked_in(entry.organisation, entry.desk, entry.month)
    return {"bill_pk": account.value, "bill_sk": f"{entry.ticket}#{entry.id}"}


def stopwatch(agent_ref: str) -> Key:
    return key_at(ranges.agents_time(agent_ref), "watch")
