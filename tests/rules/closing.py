"""A desk on the way to a closed month, as the process and a lead bring it there, and what must come of it.

The bakery has a flat rate, time, and a correction of February's statement; its rival has time; the third has nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from chalicelib import wiring
from chalicelib.desk.billing import errands, running
from chalicelib.desk.billing.data import statement_of
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Entered, World
from chalicelib.desk.sign_in import session_hash
from chalicelib.desk.worklog import entries
from chalicelib.desk.worklog.said import Span, Task
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.run import Draft, Standing
from chalicelib.domain.people import Contact, Role
from tests.rules.cutting import Calls, Cut
from tests.rules.front_door import ALICE, CHARLIE, OLA, ORGANISATIONS, FrontDoor, Visitor, a_question
from tests.rules.test_agreements import TERMS, keep
from tests.rules.test_month_closed import LENA

RITA = Contact("rita", "rival", "Rita Ruud", "rita@rival.example", Role.ADMINISTRATOR, "nb")
FEBRUARY = datetime(2026, 2, 27, 8, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 8, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
MOST_ROUNDS = 12
WORK = Task("consulting", "billable", "")


@dataclass
class Closing:
    """A desk, its lead, and a month that is not closed yet. `bakery` and `rival` are tickets on which time is spent."""

    desk: FrontDoor
    lead: Visitor
    patch: pytest.MonkeyPatch
    bakery: str
    rival: str
    month: str = "2026-02"

    def again(self) -> "Closing":
        """The same from here on, apart from this one."""
        client = self.lead.client
        desk, lead = deepcopy((self.desk, self.lead), {id(client): client})
        return replace(self, desk=desk, lead=lead)

    def works(self, day: str, minutes: int, ticket: str = "") -> str:
        """Ola's time from nine o'clock; its id."""
        number, span = ticket or self.bakery, Span(day, "09:00", minutes=minutes)
        return entries.enter(self.desk.world(), OLA, number, span, WORK, f"{number} {day} {minutes}").id

    def draws_up(self, calls: Calls | None = None, by_hand: bool = False) -> None:
        """Until every customer's month is drawn up: `by_hand` the lead has it done before the process does it."""
        acts = (self._begins, work) if by_hand else (tick, work)
        self._goes_on(acts, calls or Calls(), lambda: bool(self.drafts) and not self.desk.runs.errands)

    def issues(self, calls: Calls | None = None) -> None:
        """Until every customer's month is issued: the lead does what her page offers."""
        self._goes_on((tick, self._presses, tick), calls or Calls(), lambda: self._is_issued)

    def _goes_on(self, acts: Iterable[Callable[[], None]], calls: Calls, is_done: Callable[[], bool]) -> None:
        """Each act is a process of its own, and all come again when leases are over."""
        self.patch.setattr(wiring, "world", lambda: calls.over(self.desk.world()))
        for _ in range(MOST_ROUNDS):
            for act in acts:
                with suppress(Cut):
                    act()
                calls.begins_again()
            if is_done():
                return
            self.desk.now += timedelta(seconds=errands.LEASE_SECONDS + 1)
        raise AssertionError("it came to no end")

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return self.desk.runs.drafts("promark", self.month)

    @property
    def _is_issued(self) -> bool:
        return bool(self.drafts) and not self.desk.runs.errands and all(one.is_settled for one in self.drafts)

    @property
    def _path(self) -> str:
        return f"/v1/desks/promark/runs/{self.month}"

    def _begins(self) -> None:
        if not self.desk.runs.run("promark", self.month):
            self._asks(self._path, {})

    def _presses(self) -> None:
        page = self.lead.get(self._path)
        if page.status != 200 or not page.body["begun_at"] or len(page.body["drafts"]) < page.body["customers"]:
            return
        if Standing.CHANGED in {draft["standing"] for draft in page.body["drafts"]}:
            self._asks(self._path, {})
        elif not page.body["approved_at"]:
            self._asks(f"{self._path}/approvals", {"hash": page.body["hash"]})

    def _asks(self, path: str, told: dict[str, str]) -> None:
        """Her page asks once more where no answer comes, under the same key."""
        key = str(uuid4())
        for _ in range(2):
            if self.lead.post(path, told, Idempotency_Key=key).status == 201:
                return

    @property
    def issued(self) -> tuple[Entered, ...]:
        """This month's statements."""
        return tuple(one for one in self.desk.store.statements.values() if one.month == self.month)

    @property
    def lines(self) -> Iterator[tuple[str, Line]]:
        """Those of all statements, as storage has them, each with its month."""
        for one in self.desk.store.statements.values():
            statement = statement_of(self.desk.files.get(f"{one.place}{DATA}"))
            yield from ((one.month, line) for line in statement.lines)

    def billed(self) -> Counter[str]:
        """How often each entry of time stands on a statement."""
        return Counter(entry for _, line in self.lines for entry in line.entries)

    def billed_seconds(self) -> int:
        return sum(line.seconds for _, line in self.lines)

    def month_of(self, entry: str) -> str:
        return next(month for month, line in self.lines if entry in line.entries)


def tick(world: World | None = None) -> None:
    """What each minute's round does of the month: it begins the one that is over, and does what waits."""
    world = world or wiring.world()
    running.begin_all(world)
    work(world)


def work(world: World | None = None) -> None:
    list(errands.do_due(world or wiring.world(), lambda: True))


def march_to_close(desk: FrontDoor, patch: pytest.MonkeyPatch) -> Closing:
    """The second of April: February was issued, and an hour of it is taken back since."""
    for customer in ORGANISATIONS:
        at_promark = tuple(one for one in customer.agreements if one.desk == "promark")
        desk.directory.keep_organisation(replace(customer, agreements=at_promark))
    desk.directory.keep_agent(LENA)
    desk.directory.keep_contact(RITA)
    desk.now = FEBRUARY
    lead, *_ = (desk.signed_in(one) for one in (LENA, ALICE, CHARLIE))
    desk.gate.keep_session(session_hash(lead.cookie.partition("=")[2]), LENA.ref, MAY + timedelta(days=1))
    assert keep(lead).status == keep(lead, {**TERMS, "agreement": "A-200"}, organisation="rival").status == 201
    tickets = (
        desk.signed_in(one).post("/v1/tickets", a_question()).body["ticket"]["number"] for one in (ALICE, CHARLIE)
    )
    closing = Closing(desk, lead, patch, *tickets)
    desk.now = MARCH
    taken_back = closing.works("2026-02-10", 60)
    closing.draws_up()
    closing.issues()
    desk.now = APRIL
    entries.correct(desk.world(), OLA, closing.bakery, taken_back, None, None, "Det var vår feil.", "back")
    closing.works("2026-03-11", 20)
    closing.works("2026-03-12", 20, closing.rival)
    return replace(closing, month="2026-03")
