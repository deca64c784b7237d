"""The books: versions of agreements, closed months, numbers without gaps."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.contract.worlds import Ports

from chalicelib.desk.billing.data import data_of
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Closing, Conflict, Entered, HandedOn, Kept, Month, MonthClosed, Once
from chalicelib.domain.billing.agreement import Address, Buyer, Every, FlatKind, FlatRate, Rate, Version, When
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.statement import Carried, Statement, TicketTotal, Totals
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.payroll import Payroll
from chalicelib.domain.people import Agreement as Coverage, Organisation

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LENE = "agent:lene"
BUYER = Buyer("Hotel Bura d.o.o.", Address("Riva 1", "21000", "Split", "HR"), vat_number="HR12345678903")
RENT = FlatRate(
    "printer", "Najam pisača", FlatKind.RENT, Decimal("93.00"), Every.MONTH, When.ADVANCE, date(2026, 1, 10),
    suspended=(Period(date(2026, 8, 1), date(2026, 8, 16)),),
)  # fmt: skip
FIRST = Version(
    "U-0187", "bura", "evidencija", date(2026, 1, 1), date(2026, 1, 1), "EUR", BUYER,
    flat_rates=(RENT,), rates=(Rate("support", Decimal("60.00")),), payroll=Payroll((15,), 2),
)  # fmt: skip
SECOND = replace(FIRST, valid_from=date(2026, 7, 1), last_day=date(2027, 6, 30), discount_percent=Decimal("2.5"))
NOTHING = Decimal("0.00")
CARRIED = Carried(tickets={"EVI-1001": TicketTotal(1355, Decimal(30), Decimal(0), "2026-10")})
STATEMENT = Statement(
    "evidencija-sustavi", "evidencija", "bura", "2026-10", "EUR", "hr", BUYER, 15, Decimal(0), (), (),
    Totals(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING), CARRIED, "abc",
)  # fmt: skip


def entered(position: int, organisation: str = "bura", month: str = "2026-10") -> Entered:
    return Entered(
        "evidencija-sustavi", 2026, position, f"{position}/P1/1", "evidencija", organisation, month,
        NOON, date(2026, 11, 1), date(2026, 11, 16), "EUR", Decimal("340.00"), Decimal("425.00"), False,
        "abc", f"statements/{position}/",
    )  # fmt: skip


def closing(ports: Ports, one: Entered) -> Closing:
    month = ports.books.month(one.organisation, one.desk, one.month)
    follows = ports.books.handed_on(one.organisation, one.desk).number
    return Closing(one.organisation, one.desk, one.month, month, follows, one)


@pytest.fixture(autouse=True)
def customers(ports: Ports) -> None:
    ports.directory.keep_organisation(Organisation("bura", "Hotel Bura d.o.o."))
    ports.directory.keep_organisation(Organisation("rival", "Rivalen AS"))
    for position in (1, 2):
        ports.files.put(f"statements/{position}/{DATA}", data_of(STATEMENT), "application/json")


def test_an_agreement_is_kept_by_versions_and_read_whole(ports: Ports) -> None:
    ports.books.keep_version(Kept(SECOND, LENE, NOON))
    ports.books.keep_version(Kept(FIRST, LENE, NOON))
    (agreement,) = ports.books.agreements_of("bura", "evidencija")
    assert agreement.versions == (FIRST, SECOND)
    assert ports.books.agreements_of("bura") == (agreement,)
    assert ports.books.agreements_of("bura", "promark") == ()
    assert ports.books.agreements_of("rival") == ()


def test_what_tickets_need_of_an_agreement_stands_with_its_customer(ports: Ports) -> None:
    ports.directory.keep_organisation(
        Organisation("bura", "Hotel Bura d.o.o.", (Coverage("evidencija", date(2026, 1, 1)),))
    )
    for version in (FIRST, SECOND):
        ports.books.keep_version(Kept(version, LENE, NOON))
    bura = ports.directory.organisation("bura")
    assert bura is not None
    assert bura.agreements == (
        Coverage("evidencija", date(2026, 1, 1), date(2027, 6, 30), Payroll((15,), 2), "U-0187"),
    )
    assert ports.directory.customers_of("evidencija", "hotel") == (bura,)


def test_two_leads_cannot_write_over_each_others_version(ports: Ports) -> None:
    ports.books.keep_version(Kept(FIRST, LENE, NOON))
    with pytest.raises(Conflict):
        ports.books.keep_version(Kept(replace(FIRST, payment_days=30), LENE, NOON))
    ports.books.keep_version(Kept(replace(FIRST, payment_days=30), LENE, NOON, revision=2))
    assert [(one.version.payment_days, one.revision) for one in ports.books.kept("bura", "U-0187")] == [(30, 2)]


def test_two_leads_cannot_agree_on_two_things_at_once(ports: Ports) -> None:
    seen = ports.directory.organisation("bura")
    ports.books.keep_version(Kept(FIRST, LENE, NOON), seen)
    with pytest.raises(Conflict):
        ports.books.keep_version(Kept(replace(FIRST, agreement="U-0200"), LENE, NOON), seen)
    ports.books.keep_version(Kept(SECOND, LENE, NOON), ports.directory.organisation("bura"))


def test_an_agreement_needs_its_customer(ports: Ports) -> None:
    with pytest.raises(Conflict):
        ports.books.keep_version(Kept(replace(FIRST, organisation="nobody"), LENE, NOON))


def test_a_month_that_nobody_touched_is_open_and_empty(ports: Ports) -> None:
    assert ports.books.month("bura", "evidencija", "2026-10") == Month()
    assert ports.books.handed_on("bura", "evidencija") == HandedOn()
    assert ports.books.last_position("evidencija-sustavi", 2026) == 0


def test_the_first_earlier_month_with_time_that_nobody_closed_is_found(ports: Ports) -> None:
    for id, month in (("a", "2025-12"), ("b", "2026-08"), ("c", "2026-10"), ("d", "2022-01")):
        entry = TimeEntry(
            id, "EVI-1", "evidencija", "bura", LENE, NOON, 60, "support", Charging.BILLABLE, month, NOON, LENE
        )
        ports.worklog.write((entry,), Once(id, ""))
    assert ports.books.open_before("bura", "evidencija", "2026-10") == "2025-12"
    ports.books.close(Closing("bura", "evidencija", "2025-12", Month(1, 1), ""))
    assert ports.books.open_before("bura", "evidencija", "2026-10") == "2026-08"
    assert ports.books.open_before("bura", "evidencija", "2026-08") == ""
    assert ports.books.open_before("bura", "promark", "2026-10") == ""
    assert ports.books.open_before("bura", "evidencija", "2026-01") == ""


def test_a_month_that_was_passed_over_takes_no_more_time(ports: Ports) -> None:
    ports.books.close(closing(ports, entered(1)))
    late = TimeEntry(
        "a", "EVI-1", "evidencija", "bura", LENE, NOON, 60, "support", Charging.BILLABLE, "2026-09", NOON, LENE
    )
    with pytest.raises(MonthClosed, match="2026-09"):
        ports.worklog.write((late,), Once("late", ""))
    assert ports.worklog.of_ticket("EVI-1") == ()
    ports.worklog.write((replace(late, month="2026-11"),), Once("late", ""))
    assert ports.books.month("bura", "evidencija", "2026-11").entries == 1


def test_an_issued_month_is_closed_under_its_number_and_hands_on(ports: Ports) -> None:
    letter = Letter("01J", LetterKind.ANSWER, "contact:bura:ana", "evidencija", NOON)
    ports.books.close(replace(closing(ports, entered(1)), letters=(letter,)))
    assert ports.books.month("bura", "evidencija", "2026-10").statement == "1/P1/1"
    assert ports.books.last_position("evidencija-sustavi", 2026) == 1
    assert ports.books.handed_on("bura", "evidencija") == HandedOn("1/P1/1", STATEMENT, date(2026, 11, 1))
    (carried,) = ports.books.handed_on("bura", "evidencija").carried.tickets.values()
    assert carried == replace(CARRIED.tickets["EVI-1001"], statement="1/P1/1", issued_on=date(2026, 11, 1))
    assert ports.books.statement("bura", entered(1).id) == entered(1)
    assert ports.books.statement("rival", entered(1).id) is None
    assert [one.id for one in ports.letterbox.owed(NOON)] == ["01J"]


def test_a_number_is_given_once_and_none_is_left_out(ports: Ports) -> None:
    ports.books.close(closing(ports, entered(1)))
    for position in (1, 3):
        with pytest.raises(Conflict):
            ports.books.close(closing(ports, entered(position, "rival")))
    ports.books.close(closing(ports, entered(2, "rival")))
    assert [one.position for one in ports.books.statements_in("evidencija", "2026-10").items] == [1, 2]


def test_a_month_is_closed_once(ports: Ports) -> None:
    ports.books.close(closing(ports, entered(1)))
    with pytest.raises(Conflict):
        ports.books.close(closing(ports, entered(2)))
    with pytest.raises(Conflict):
        ports.books.close(replace(closing(ports, entered(2)), expects=Month()))
    assert ports.books.last_position("evidencija-sustavi", 2026) == 1


def test_a_statement_follows_the_one_whose_totals_it_goes_on_from(ports: Ports) -> None:
    ports.books.close(closing(ports, entered(1)))
    with pytest.raises(Conflict):
        ports.books.close(replace(closing(ports, entered(2, month="2026-11")), follows=""))
    ports.books.close(closing(ports, entered(2, month="2026-11")))
    assert [one.position for one in ports.books.statements_of("bura").items] == [2, 1]
    assert ports.books.handed_on("bura", "evidencija").number == "2/P1/1"


def test_a_month_with_nothing_to_state_is_closed_without_a_number(ports: Ports) -> None:
    ports.books.close(Closing("bura", "evidencija", "2026-10", Month(), ""))
    assert ports.books.month("bura", "evidencija", "2026-10").is_closed
    assert ports.books.last_position("evidencija-sustavi", 2026) == 0
    assert ports.books.statements_of("bura").items == ()
