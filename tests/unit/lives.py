"""A ticket's life in a few lines: each step taken at an instant and kept as the desk keeps it, over fakes.

    case = Life("promark").opened("mon 09:00", severity=1).asked("mon 10:00").added("mon 14:00")
    assert case.due("start") == "mon 13:00"

Instants are told by the desk's clock. `mon` to `sun` lie in the week of 2 March 2026, `next mon` to `next sun` in the
one after: two weeks without a holiday or a clock change anywhere. Other dates stand in full: `2026-08-31 10:00`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.fakes import (
    FakeArchive,
    FakeAside,
    FakeBooks,
    FakeDirectory,
    FakeFigures,
    FakeFiles,
    FakeGate,
    FakeLetterbox,
    FakeMailer,
    FakeRuns,
    FakeStore,
    FakeTickets,
    FakeWorklog,
)
from tests.unit.policy_edits import POLICIES

from chalicelib.desk.ports import Settings, Step, World
from chalicelib.desk.tickets import take
from chalicelib.desk.watch.agenda import agenda
from chalicelib.desk.watch.deadlines import deadlines
from chalicelib.desk.watch.keeping import kept
from chalicelib.desk.watch.lookout import Sight, look_out
from chalicelib.desk.watch.why import Explained, explained
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agent, Contact, Person, Role
from chalicelib.domain.ticket import correspondence, ending, escalation, triage
from chalicelib.domain.ticket.course import Course, course_of
from chalicelib.domain.ticket.deadline import Deadline
from chalicelib.domain.ticket.history import Entry, Message, Via
from chalicelib.domain.ticket.promise import promises_of
from chalicelib.domain.ticket.record import (
    Change,
    EscalatedTo,
    Escalation,
    Kind,
    Side,
    State,
    Ticket,
    open_ticket,
)
from chalicelib.policies.book import Policies
from chalicelib.policies.desk import Desk
from chalicelib.policies.words import Phrasebook

ALICE = Contact("alice", "bakery", "Alice", "alice@bakery.example")
BOB = Agent("bob", "Bob", "bob@vendor.example", tuple(POLICIES))
LENE = Agent("lene", "Lene", "lene@vendor.example", tuple(POLICIES), Role.LEAD)
WORDS = Message("It has stopped again.")
NUMBER = "PRO-1001"

_MOST_LOOKS = 10
_FIRST_MONDAY = date(2026, 3, 2)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEY = b"a secret key of more than 32 bytes"
_SETTINGS = Settings("support.example.com", "https://support.example.com", lambda: _KEY)


class Life:
    """One ticket of a desk. Every step returns the life itself, so that one may follow the other."""

    def __init__(self, desk: str = "promark", policies: Policies = POLICIES) -> None:
        self.store = FakeStore()
        self.archive = FakeArchive()
        self._tickets = FakeTickets(self.store)
        self._directory = FakeDirectory((), (ALICE, BOB, LENE))
        self._desk = desk
        self.under(policies)

    def under(self, policies: Policies) -> "Life":
        """From here on other policies are in force."""
        self.policies = policies
        self.archive.keep(policies)
        return self

    def opened(
        self, when: str, severity: int = 2, kind: Kind = Kind.FAULT, via: Via = Via.FORM, **more: object
    ) -> "Life":
        """Filed by Alice, who proposes the severity in the form; a mail proposes none."""
        now = self.at(when)
        ticket = Ticket(NUMBER, self._desk, "bakery", ALICE.ref, "It has stopped", kind, via, "nb", now, now)
        if via is Via.FORM:
            ticket = replace(ticket, severity=severity, severity_proposed=severity, severity_proposed_by=Side.CUSTOMER)
        opening = open_ticket(replace(ticket, **more), WORDS)  # type: ignore[arg-type]
        opened = kept(self.world(when), (), opening)
        self._tickets.commit(Step(opened.ticket, (opened.entry,), 0))
        return self

    def handled(self, when: str) -> "Life":
        return self.took(when, lambda ticket, now: triage.start_handling(ticket, BOB, now))

    def answered(self, when: str, then: State = State.OPEN, until: str = "") -> "Life":
        next_word = self.at(until) if until else None
        return self.took(
            when, lambda ticket, now: correspondence.answer(ticket, BOB, WORDS, then, now, until=next_word)
        )

    def asked(self, when: str, until: str = "") -> "Life":
        return self.answered(when, State.AWAITING_CUSTOMER, until)

    def resolved(self, when: str) -> "Life":
        return self.answered(when, State.RESOLVED)

    def added(self, when: str) -> "Life":
        return self.took(when, lambda ticket, now: correspondence.add(ticket, ALICE, WORDS, now))

    def noted(self, when: str) -> "Life":
        return self.took(when, lambda ticket, now: correspondence.note(ticket, BOB, WORDS, now))

    def held(self, when: str) -> "Life":
        return self.took(when, lambda ticket, now: correspondence.hold(ticket, WORDS, "stranger", "foreign", now))

    def accepted(self, when: str) -> "Life":
        held = next(entry for entry in reversed(self.entries) if entry.act.value == "held")
        return self.took(when, lambda ticket, now: correspondence.accept(ticket, held, BOB, now))

    def severity(self, when: str, severity: int, by: Person = BOB, agreed: bool = False) -> "Life":
        return self.took(when, lambda ticket, now: triage.set_severity(ticket, by, severity, agreed, now))

    def settled(self, when: str, level: Level = Level.STANDARD) -> "Life":
        return self.took(when, lambda ticket, now: triage.settle_agreement(ticket, BOB, level, now))

    def identified(self, when: str, error_class: str) -> "Life":
        return self.took(when, lambda ticket, now: triage.identify(ticket, BOB, error_class, now))

    def promised(self, when: str, until: str) -> "Life":
        return self.took(when, lambda ticket, now: escalation.promise(ticket, BOB, WORDS, self.at(until), now))

    def escalated(self, when: str, until: str = "") -> "Life":
        to, next_word = Escalation(EscalatedTo.DEVELOPMENT), self.at(until) if until else None
        return self.took(when, lambda ticket, now: escalation.escalate(ticket, BOB, to, WORDS, next_word, now))

    def taken_back(self, when: str) -> "Life":
        return self.took(when, lambda ticket, now: escalation.take_back(ticket, BOB, None, now))

    def closed(self, when: str, by: Person = ALICE) -> "Life":
        return self.took(when, lambda ticket, now: ending.close(ticket, by, None, now))

    def reopened(self, when: str, by: Person = ALICE) -> "Life":
        return self.took(when, lambda ticket, now: ending.reopen(ticket, by, WORDS, now))

    def took(self, when: str, change: Callable[[Ticket, datetime], Change]) -> "Life":
        """Any other step."""
        take(self.world(when), self.ticket, f"{len(self.entries)}", lambda ticket: change(ticket, self.at(when)))
        return self

    def looked_out(self, when: str) -> "Life":
        """The lookout does at this instant whatever has come due."""
        for _ in range(_MOST_LOOKS):
            looks = look_out(self.world(when))
            assert all(look.sight in (Sight.ACTED, Sight.NOTHING) for look in looks), looks
            if not any(look.acts for look in looks):
                return self
        raise AssertionError(f"the lookout finds no end: {self.acts[-_MOST_LOOKS:]}")

    def world(self, when: str) -> World:
        return World(
            tickets=self._tickets,
            figures=FakeFigures(self.store),
            aside=FakeAside(self.store),
            letterbox=FakeLetterbox(self.store),
            directory=self._directory,
            gate=FakeGate(),
            files=FakeFiles(),
            mailer=FakeMailer(),
            archive=self.archive,
            books=FakeBooks(self.store, FakeFiles(), self._directory),
            worklog=FakeWorklog(self.store),
            runs=FakeRuns(self.store),
            policies=self.policies,
            words=Phrasebook({}),
            settings=_SETTINGS,
            now=self.at(when),
        )

    def at(self, when: str) -> datetime:
        """The instant that is meant, in UTC."""
        *day, time = when.split()
        weeks, name = len(day) - 1, day[-1]
        on = _FIRST_MONDAY + timedelta(days=7 * weeks + _WEEKDAYS.index(name)) if name in _WEEKDAYS else name
        return datetime.fromisoformat(f"{on}T{time}").replace(tzinfo=ZoneInfo(self.desk.zone)).astimezone(UTC)

    def told(self, at: datetime | None) -> str:
        """An instant as it is written here; nothing for None."""
        if at is None:
            return ""
        local = self.desk.local(at)
        days = (local.date() - _FIRST_MONDAY).days
        near = ("", "next ")[days // 7] + _WEEKDAYS[days % 7] if 0 <= days < 14 else f"{local:%Y-%m-%d}"
        return f"{near} {local:%H:%M:%S}".removesuffix(":00")

    @property
    def desk(self) -> Desk:
        return self.policies[self._desk]

    @property
    def ticket(self) -> Ticket:
        return self.store.tickets[NUMBER]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.store.entries.get(NUMBER, ()))

    @property
    def course(self) -> Course:
        return course_of(self.entries)

    @property
    def acts(self) -> list[str]:
        return [entry.act.value for entry in self.entries]

    @property
    def judged(self) -> list[tuple[str, bool]]:
        """What was judged so far, and whether it was met."""
        return [(tally.matter, tally.met) for tally in self.store.tallies]

    def deadline(self, matter: str) -> Deadline | None:
        """The last deadline of a matter."""
        found = [it for it in deadlines(self.desk, self.ticket, self.entries) if it.matter == matter]
        return found[-1] if found else None

    def due(self, matter: str) -> str:
        deadline = self.deadline(matter)
        return self.told(deadline.due_at) if deadline else ""

    def is_missed(self, matter: str, when: str) -> bool:
        deadline = self.deadline(matter)
        assert deadline is not None
        return deadline.is_missed(self.at(when))

    def agenda(self) -> list[tuple[str, str]]:
        """What is to come, and when."""
        occasions = agenda(self.desk, self.ticket, self.entries)
        return [(occasion.what.value, self.told(occasion.at)) for occasion in occasions]

    def promises(self, when: str) -> list[str]:
        """What has become of each promise by then."""
        return [promise.state(self.at(when)).value for promise in promises_of(self.entries)]

    def why(self, matter: str, when: str) -> Explained:
        found = explained(self.world(when), self.ticket, self.entries)
        return next(one for one in found if one.matter == matter)
