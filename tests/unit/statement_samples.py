"""Statements as they could have been issued, built by hand: one for each desk, a credit note, and a long one."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.desk.documents.composing import compose
from chalicelib.desk.documents.sheet import Sheet
from chalicelib.desk.documents.specification import Worked, specification
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.domain.billing.agreement import Address, Buyer, RoundedBy, Rounding
from chalicelib.domain.billing.line import Line, LineKind, LineVat, Unit
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.rounding import charge
from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.billing.statement import Carried, Issued, Statement
from chalicelib.domain.billing.totals import totals, vat_totals
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import Phrasebook, read_words

KB = Path(__file__).parents[2] / "kb"
POLICIES = read_policies(KB / "policies")
WORDS: Phrasebook = read_words(KB / "words")
NAMES = {"agent:liv": "Liv Bakken", "agent:ana": "Ana Perić", "agent:mika": "Mika Lehtonen"}
FREE, WARRANTY, BILLABLE = Charging.FREE, Charging.WARRANTY, Charging.BILLABLE
STEPS_OF_15 = Rounding(RoundedBy.TICKET, 15)


@dataclass(frozen=True, slots=True)
class Sample:
    """A statement, as it was issued, with what a document says beside it."""

    issued: Issued
    language: str
    subjects: dict[str, str]
    entries: tuple[TimeEntry, ...] = ()

    @property
    def seller(self) -> Seller:
        return POLICIES.sellers[self.issued.statement.seller]

    @property
    def vocabulary(self) -> Vocabulary:
        works = {work.id: work.name for work in POLICIES[self.issued.statement.desk].billing.works}
        return Vocabulary(WORDS, self.language, works, self.subjects)

    @property
    def worked(self) -> Worked:
        return Worked(self.entries, NAMES, POLICIES[self.issued.statement.desk].zone)

    @property
    def sheet(self) -> Sheet:
        annexes = [specification(self.issued, self.worked, self.vocabulary)] if self.entries else []
        return compose(self.issued, self.seller, self.vocabulary, annexes)

    def told_in(self, language: str) -> "Sample":
        return replace(self, language=language)


def vat(
    percent: str = "25", on: str = "2026-11-30", category: Category = Category.STANDARD, reason: str = ""
) -> LineVat:
    return LineVat(category, Decimal(percent), reason, date.fromisoformat(on))


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


def flat(name: str, price: str, first: str, last: str, quantity: str = "1", **more: Any) -> Line:
    """Whole periods at a price; with `part=(days, of)` so many days of one. A negative quantity gives back."""
    part: tuple[int, int] | None = more.pop("part", None)
    amount, per = (Decimal(part[0]), Decimal(part[1])) if part else (Decimal(quantity), Decimal(1))
    given = {"agreement": "A-2024-07", "vat": vat(), **more}
    return Line(
        key=f"{given['agreement']}/{name}/{first}/{last}",
        kind=LineKind.FLAT_RATE,
        period=days(first, last),
        quantity=amount,
        unit=Unit.DAY if part else Unit.PIECE,
        price=Decimal(price),
        per=per,
        net=half_up(amount * Decimal(price) / per),
        name=name,
        days=part[0] if part else days(first, last).days,
        period_days=part[1] if part else days(first, last).days,
        **given,
    )


def payroll(on: str, fee: str, **more: Any) -> Line:
    given = {"agreement": "A-2024-07", "vat": vat(on=on), **more}
    amount = Decimal(fee)
    return Line(
        key=f"{given['agreement']}/payroll/{on}",
        kind=LineKind.PAYROLL_DAYS,
        period=days(on, on),
        quantity=Decimal(1),
        unit=Unit.PIECE,
        price=amount,
        per=Decimal(1),
        net=amount,
        days=1,
        period_days=1,
        **given,
    )


def work(
    ticket: str, kind: str, charging: Charging, clock: str, minutes: str, price: str, first: str, last: str, **more: Any
) -> Line:
    """Work of `clock` (h:mm:ss), rounded to so many minutes, less what is `included`, at so much an hour."""
    hours, mins, secs = map(int, clock.lstrip("-").split(":"))
    seconds = (hours * 3600 + mins * 60 + secs) * (-1 if clock.startswith("-") else 1)
    included = Decimal(more.pop("included", "0"))
    per_hour = Decimal(price) if charging is BILLABLE else Decimal("0.00")
    charged = Decimal(minutes) - included
    given = {"agreement": "A-2024-07", "vat": vat(on=last), **more}
    return Line(
        key=f"{given['agreement']}/{ticket}/{charging}/{kind}/{per_hour}/{given.get('out_of_hours', False)}",
        kind=LineKind.TIME,
        period=days(first, last),
        quantity=charged,
        unit=Unit.MINUTE,
        price=per_hour,
        per=Decimal(60),
        net=charge(per_hour, charged),
        ticket=ticket,
        work=kind,
        charging=charging,
        seconds=seconds,
        minutes=Decimal(minutes),
        included=included,
        **given,
    )


def entry(
    id: str, ticket: str, start: str, seconds: int, kind: str, agent: str, note: str = "", **more: Any
) -> TimeEntry:
    begun = datetime.fromisoformat(start).replace(tzinfo=UTC)
    given = {"charging": BILLABLE, "desk": "promark", "organisation": "fjordbygg", "month": "2026-11", **more}
    return TimeEntry(
        id=id,
        ticket=ticket,
        agent=agent,
        start=begun,
        seconds=seconds,
        work=kind,
        noted_at=begun,
        noted_by=agent,
        note=note,
        **given,
    )


def issued(number: str, desk: str, buyer: Buyer, lines: tuple[Line, ...], **more: Any) -> Issued:
    """A statement for November 2026 with its totals, issued on 1 December."""
    policy = POLICIES[desk]
    corrected = more.pop("corrected", {})
    discount, whole_units = more.get("discount_percent", Decimal(0)), more.get("whole_units", False)
    groups = vat_totals(lines, discount)
    statement = Statement(
        seller=policy.seller,
        desk=desk,
        organisation=buyer.name.split()[0].lower(),
        month="2026-11",
        currency=policy.currency,
        language=policy.language,
        buyer=buyer,
        payment_days=14,
        lines=lines,
        vat=groups,
        totals=totals(groups, whole_units),
        carried=Carried(),
        policies="0" * 64,
        **{"discount_percent": discount, "rounding": STEPS_OF_15, **more},
    )
    on = date(2026, 12, 1)
    return Issued(number, on, on + timedelta(days=14), statement, "0" * 64, time(9, 14, 5), corrected)


FJORDBYGG = Buyer(
    "Fjordbygg Entreprenør AS",
    Address("Havnegata 12", "4006", "Stavanger", "NO"),
    "310000337",
    "NO310000337MVA",
    reference="Kari Nesse",
    order="4500017788",
)


@cache
def promark() -> Sample:
    lines = (
        flat("Vedlikeholdsavtale Promark Tid, 120 ansatte", "12600.00", "2027-01-01", "2027-03-31"),
        flat("Terminaler, leie", "349.00", "2026-12-01", "2026-12-31", quantity="6"),
        flat("Modul for prosjektføring", "930.00", "2026-11-18", "2026-11-30", part=(13, 30)),
        payroll("2026-11-12", "500.00"),
        payroll("2026-11-26", "500.00"),
        work(
            "PRO-2611-0041", "guidance", BILLABLE, "0:22:35", "30", "1290.00", "2026-11-03", "2026-11-05", included="30"
        ),
        work(
            "PRO-2611-0057",
            "consulting",
            BILLABLE,
            "5:48:10",
            "360",
            "1490.00",
            "2026-11-10",
            "2026-11-13",
            included="90",
        ),
        work(
            "PRO-2611-0057",
            "phone",
            BILLABLE,
            "0:41:02",
            "45",
            "1800.00",
            "2026-11-12",
            "2026-11-12",
            out_of_hours=True,
        ),
        work("PRO-2611-0057", "setup", WARRANTY, "1:05:00", "75", "0.00", "2026-11-13", "2026-11-13"),
        work("PRO-2611-0083", "guidance", FREE, "0:08:47", "15", "0.00", "2026-11-24", "2026-11-24"),
    )
    lines = tuple(replace(line, entries=_ENTRIES.get((line.ticket, line.work), ())) for line in lines)
    subjects = {
        "PRO-2611-0041": "Overtid blir ikke med i lønnsfilen",
        "PRO-2611-0057": "Ny tariffavtale fra 1. november",
        "PRO-2611-0083": "Hvor finner jeg fraværsrapporten?",
    }
    return Sample(issued("2026-00017", "promark", FJORDBYGG, lines), "nb", subjects, _worked())


_ENTRIES = {
    ("PRO-2611-0041", "guidance"): ("e1", "e2"),
    ("PRO-2611-0057", "consulting"): ("e3", "e4", "e5", "e5-back"),
    ("PRO-2611-0057", "phone"): ("e6",),
    ("PRO-2611-0057", "setup"): ("e7",),
    ("PRO-2611-0083", "guidance"): ("e8",),
}


def _worked() -> tuple[TimeEntry, ...]:
    consulting, phone = "PRO-2611-0057", "PRO-2611-0057"
    return (
        entry(
            "e1", "PRO-2611-0041", "2026-11-03T07:12:04", 860, "guidance", "agent:liv", "Fant feil lønnsart i oppsettet"
        ),
        entry("e2", "PRO-2611-0041", "2026-11-05T12:40:00", 495, "guidance", "agent:liv"),
        entry("e3", consulting, "2026-11-10T08:00:00", 12_600, "consulting", "agent:liv", "Satser og tillegg"),
        entry("e4", consulting, "2026-11-11T08:30:00", 8_290, "consulting", "agent:ana"),
        entry("e5", consulting, "2026-11-11T13:00:00", 1_800, "consulting", "agent:ana"),
        entry(
            "e5-back",
            consulting,
            "2026-11-11T13:00:00",
            -1_800,
            "consulting",
            "agent:ana",
            corrects="e5",
            reason="Ført på feil sak",
        ),
        entry("e6", phone, "2026-11-12T18:05:00", 2_462, "phone", "agent:liv", "Lønnskjøringen stoppet"),
        entry("e7", consulting, "2026-11-13T09:00:00", 3_900, "setup", "agent:liv", charging=WARRANTY),
        entry("e8", "PRO-2611-0083", "2026-11-24T10:15:00", 527, "guidance", "agent:liv", charging=FREE),
    )


@cache
def timecare() -> Sample:
    """In Swedish: a discount, whole kronor, each entry rounded, time that goes on from October."""
    buyer = Buyer(
        "Åkeri Södra Vägen AB",
        Address("Industrigatan 4", "212 28", "Malmö", "SE"),
        "5599990115",
        "SE559999011501",
        reference="Anna Öberg",
    )
    more = {"agreement": "TC-118"}
    lines = (
        flat("Serviceavtal Timecare Standard", "4850.00", "2026-12-01", "2026-12-31", **more),
        flat("Stämplingsur, hyra", "195.50", "2026-12-01", "2026-12-31", quantity="8", **more),
        work("TIM-2611-0012", "support", BILLABLE, "0:54:20", "65", "1095.00", "2026-11-04", "2026-11-06", **more),
        work("TIM-2611-0020", "installation", WARRANTY, "2:10:00", "130", "0.00", "2026-11-17", "2026-11-17", **more),
        work("TIM-2611-0020", "database", BILLABLE, "1:27:31", "90", "1295.00", "2026-11-18", "2026-11-18", **more),
    )
    subjects = {
        "TIM-2611-0012": "Flextid räknas fel efter sommartiden",
        "TIM-2611-0020": "Nytt stämplingsur på terminal 3",
    }
    rounding = Rounding(RoundedBy.ENTRY, 5, 10)
    made = issued(
        "2026-00102", "timecare", buyer, lines, discount_percent=Decimal("7.5"), whole_units=True, rounding=rounding
    )
    return Sample(made, "sv", subjects)


@cache
def adminet() -> Sample:
    """In Finnish: 25.5 percent, time to the second."""
    buyer = Buyer(
        "Järvi-Suomen Sähkö Oy",
        Address("Satamakatu 9", "50100", "Mikkeli", "FI"),
        "9990102-7",
        "FI99901027",
        order="JSS/2231",
    )
    more: dict[str, Any] = {"agreement": "AD-31", "vat": vat("25.5")}
    lines = (
        flat("Adminet-ylläpito, 40 käyttäjää", "1240.00", "2026-12-01", "2026-12-31", **more),
        flat("Hinnastopalvelu", "96.00", "2026-11-01", "2026-11-30", **more),
        work(
            "ADM-2611-0009",
            "parameters",
            BILLABLE,
            "1:12:44",
            "72.73333333333333333333333333",
            "96.00",
            "2026-11-09",
            "2026-11-10",
            **more,
        ),
        work("ADM-2611-0031", "support", FREE, "0:17:03", "17.05", "0.00", "2026-11-25", "2026-11-25", **more),
    )
    subjects = {"ADM-2611-0009": "Uusi hinnasto ei lataudu", "ADM-2611-0031": "Käyttäjän lisääminen"}
    return Sample(issued("2026-00009", "adminet", buyer, lines, rounding=Rounding()), "fi", subjects)


@cache
def evidencija() -> Sample:
    """In Croatian: rents, a rent that ended, warranty and billable work on one ticket."""
    buyer = Buyer(
        "Hotel Bura d.o.o.",
        Address("Šetalište kralja Zvonimira 14", "21000", "Split", "HR"),
        "99900098767",
        "HR99900098767",
    )
    more = {"agreement": "U-0187"}
    lines = (
        flat("Najam sustava za evidenciju radnog vremena", "250.00", "2026-12-01", "2026-12-31", **more),
        flat("Održavanje čitača kartica", "18.40", "2026-12-01", "2026-12-31", quantity="12", **more),
        flat(
            "Najam čitača na ulazu za osoblje",
            "31.00",
            "2026-11-19",
            "2026-11-30",
            part=(-12, 30),
            corrects="94/P1/1",
            **more,
        ),
        work("EVI-2611-0004", "support", BILLABLE, "1:26:40", "90", "60.00", "2026-11-05", "2026-11-05", **more),
        work("EVI-2611-0004", "maintenance", WARRANTY, "0:41:15", "45", "0.00", "2026-11-06", "2026-11-06", **more),
        work("EVI-2611-0011", "field_visit", BILLABLE, "2:00:00", "120", "75.00", "2026-11-20", "2026-11-20", **more),
    )
    subjects = {"EVI-2611-0004": "Čitač kartica ne prepoznaje nove kartice", "EVI-2611-0011": "Premještanje čitača"}
    corrected = {"94/P1/1": date(2026, 11, 1)}
    return Sample(issued("117/P1/1", "evidencija", buyer, lines, corrected=corrected), "hr", subjects)


@cache
def crm_insight() -> Sample:
    """In English, to a buyer abroad: no tax, and why."""
    buyer = Buyer(
        "Greenfield Trading Ltd", Address("8 Harbour Lane", "D02 X285", "Dublin", "IE"), "990011", "IE9990011A"
    )
    why = "Services to a business abroad, Norwegian VAT Act section 6-22"
    more: dict[str, Any] = {"agreement": "CRM-55", "vat": vat("0", category=Category.EXPORT, reason=why)}
    lines = (
        flat("CRM Insight, 25 seats", "11250.00", "2027-01-01", "2027-12-31", **more),
        work(
            "CRM-2611-0003", "customisation", BILLABLE, "12:31:07", "765", "1550.00", "2026-11-02", "2026-11-27", **more
        ),
    )
    subjects = {"CRM-2611-0003": "Import of contacts from the old system"}
    return Sample(issued("2026-00044", "crm-insight", buyer, lines), "en", subjects)


@cache
def credit() -> Sample:
    """A prepaid quarter that ended early: the customer gets money back."""
    lines = (
        flat(
            "Vedlikeholdsavtale Promark Tid, 120 ansatte",
            "12600.00",
            "2026-11-15",
            "2026-12-31",
            part=(-47, 92),
            corrects="2026-00003",
        ),
        work(
            "PRO-2610-0022",
            "consulting",
            BILLABLE,
            "-0:25:00",
            "-30",
            "1490.00",
            "2026-10-20",
            "2026-10-20",
            corrects="2026-00009",
        ),
        work("PRO-2611-0091", "guidance", FREE, "0:10:00", "15", "0.00", "2026-11-12", "2026-11-12"),
    )
    corrected = {"2026-00003": date(2026, 10, 1), "2026-00009": date(2026, 11, 1)}
    subjects = {"PRO-2610-0022": "Feil i reiseregning", "PRO-2611-0091": "Avslutning av avtalen"}
    return Sample(issued("2026-00018", "promark", FJORDBYGG, lines, corrected=corrected), "nb", subjects)


@cache
def long() -> Sample:
    """Four pages of work."""
    lines: list[Line] = list(promark().issued.statement.lines[:5])
    subjects: dict[str, str] = {}
    for place in range(1, 34):
        ticket = f"PRO-2611-{place * 3:04d}"
        subjects[ticket] = f"Sak nummer {place} om skift, tillegg og kalendere"
        on = f"2026-11-{place % 28 + 1:02d}"
        clock = f"{place % 5}:{place * 7 % 60:02d}:{place * 13 % 60:02d}"
        steps = place % 5 * 4 + (place * 7 % 60) // 15 + 1
        lines.append(work(ticket, "consulting", BILLABLE, clock, str(15 * steps), "1490.00", on, on))
        if place % 4 == 0:
            lines.append(work(ticket, "setup", WARRANTY, "0:31:00", "45", "0.00", on, on))
    return Sample(issued("2026-00019", "promark", FJORDBYGG, tuple(lines)), "nb", subjects)


SAMPLES = {
    "promark": promark,
    "timecare": timecare,
    "adminet": adminet,
    "evidencija": evidencija,
    "crm-insight": crm_insight,
    "credit": credit,
    "long": long,
}
