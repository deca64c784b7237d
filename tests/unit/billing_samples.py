"""Issued statements of five sellers, small enough to add up by hand; every company and number in them is invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.domain.billing.agreement import Address, Buyer, Endpoint
from chalicelib.domain.billing.documents.ubl import Described
from chalicelib.domain.billing.line import Line, LineKind, LineVat, Unit
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.seller import Croatian, Seller
from chalicelib.domain.billing.statement import Carried, Issued, Statement
from chalicelib.domain.billing.totals import totals, vat_totals
from chalicelib.domain.billing.vat import Category, VatRate
from chalicelib.domain.billing.worklog import Charging

_EARLY = date(2000, 1, 1)
OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))


def _seller(id: str, name: str, address: Address, rate: str, **fields: Any) -> Seller:
    given = {"mail": f"invoices@{id}.example", "phone": "+00 00 00 00 00", "bic": f"EXMP{address.country}22"}
    return Seller(id=id, name=name, address=address, vat_rates=(VatRate(_EARLY, Decimal(rate)),), **{**given, **fields})


PAYROLL = _seller(
    "lonnsprosessen",
    "Lønnsprosessen AS",
    Address("Eksempelveien 2", "0151", "Oslo", "NO"),
    "25",
    registration="310 001 104",
    vat_number="NO310001104MVA",
    iban="NO2799990000110",
    register="Foretaksregisteret",
)
CRM = replace(PAYROLL, id="kundekjernen", name="Kundekjernen AS", registration="310001201", vat_number="NO310001201MVA")
SWEDISH = _seller(
    "stampelklockan",
    "Stämpelklockan AB",
    Address("Exempelgatan 9", "211 21", "Malmö", "SE"),
    "25",
    registration="559999-1105",
    vat_number="SE559999110501",
    iban="SE66 9990 0000 0000 0011 0000",
    register="Godkänd för F-skatt",
)
FINNISH = _seller(
    "verkkokone",
    "Verkkokone Oy",
    Address("Esimerkkikatu 5", "33101", "Tampere", "FI"),
    "25.5",
    registration="9991100-6",
    vat_number="FI99911006",
    iban="FI5099900000001100",
)
CROATIAN = _seller(
    "radno-vrijeme",
    "Radno vrijeme d.o.o.",
    Address("Primjerova 7", "10000", "Zagreb", "HR"),
    "25",
    registration="99900110000",
    vat_number="HR99900110000",
    iban="HR0699900011100000011",
    croatian=Croatian("P1", "1", "Mia Babić", "99900130006"),
)

BUYERS = {
    "NO": Buyer("Fjellbrød AS", Address("Bakerveien 1", "5003", "Bergen", "NO"), "310001309", "NO310001309MVA"),
    "SE": Buyer("Åkeri & Söner AB", Address("Hamngatan 3", "411 14", "Göteborg", "SE"), "5599991204", "SE559999120401"),
    "FI": Buyer("Järvi Oy", Address("Rantatie 4", "00101", "Helsinki", "FI"), "9991200-9", "FI99912009"),
    "HR": Buyer("Hotel Bura d.o.o.", Address("Riva 1", "21000", "Split", "HR"), "99900120005", "HR99900120005"),
    "US": Buyer("Prairie Foods Inc.", Address("1 Example Road", "60601", "Chicago", "US"), mail="ap@prairie.example"),
}


def vat(
    percent: str = "25", category: Category = Category.STANDARD, reason: str = "", on: date | None = None
) -> LineVat:
    return LineVat(category, Decimal(percent), reason, on or OCTOBER.last)


def rent(price: str, quantity: str = "1", tax: LineVat | None = None, **fields: Any) -> Line:
    """A flat rate for whole periods, next month's unless the fields say otherwise; negative: given back."""
    given: dict[str, Any] = {"key": f"U-7/rent/{price}/{quantity}", "period": NOVEMBER, "name": "Leie av stemplingsur"}
    net = (Decimal(price) * Decimal(quantity)).quantize(Decimal("0.01"))
    figures = (Decimal(quantity), Unit.PIECE, Decimal(price), Decimal(1), net, tax or vat())
    return _line(LineKind.FLAT_RATE, figures, **{**given, **fields})


def part_of(price: str, days: int, of: int, net: str, tax: LineVat | None = None, name: str = "Leie av ur") -> Line:
    """So many of a flat rate's days in October."""
    figures = (Decimal(days), Unit.DAY, Decimal(price), Decimal(of), Decimal(net), tax or vat())
    period = Period(OCTOBER.first, OCTOBER.first + timedelta(days=days))
    return _line(LineKind.FLAT_RATE, figures, key=f"U-7/part/{days}", period=period, name=name)


def time_of(ticket: str, minutes: int, per_hour: str, net: str, tax: LineVat | None = None, **fields: Any) -> Line:
    """A ticket's time in October at so much an hour."""
    charging = fields.get("charging", Charging.BILLABLE)
    figures = (Decimal(minutes), Unit.MINUTE, Decimal(per_hour), Decimal(60), Decimal(net), tax or vat())
    given: dict[str, Any] = {
        "key": f"U-7/{ticket}/{charging}/support/in/{per_hour}/25",
        "period": OCTOBER,
        "ticket": ticket,
        "work": "support",
        "charging": charging,
        "seconds": minutes * 60,
        "minutes": Decimal(minutes),
    }
    return _line(LineKind.TIME, figures, **{**given, **fields})


def _line(kind: LineKind, figures: tuple[Decimal, Unit, Decimal, Decimal, Decimal, LineVat], **fields: Any) -> Line:
    quantity, unit, price, per, net, tax = figures
    return Line(
        kind=kind, agreement="U-7", quantity=quantity, unit=unit, price=price, per=per, net=net, vat=tax, **fields
    )


def statement(seller: Seller, to: str, currency: str, lines: Iterable[Line], **fields: Any) -> Statement:
    """October's statement; `discount` percent, and whole units where `whole_units` says so."""
    lines = tuple(lines)
    discount, whole = Decimal(fields.pop("discount", 0)), fields.pop("whole_units", False)
    groups = vat_totals(lines, discount)
    given: dict[str, Any] = {
        "seller": seller.id,
        "desk": "promark",
        "organisation": "bakery",
        "month": "2026-10",
        "currency": currency,
        "language": "nb",
        "buyer": BUYERS[to],
        "payment_days": 14,
        "discount_percent": discount,
        "lines": lines,
        "vat": groups,
        "totals": totals(groups, whole),
        "carried": Carried(),
        "policies": "0123456789ab",
        "whole_units": whole,
    }
    return Statement(**{**given, **fields})


def issued(stated: Statement, number: str = "2026-00017", **fields: Any) -> Issued:
    """Issued on the first of November, due in a fortnight."""
    on = NOVEMBER.first
    given: dict[str, Any] = {"issue_time": time(7, 15, 2)}
    return Issued(number, on, on + timedelta(days=14), stated, "cafe", **{**given, **fields})


def described(line: Line) -> Described:
    return Described(line.name or f"Support {line.ticket}", f"{line.minutes} min" if line.ticket else "")


_REVERSED = vat("0", Category.REVERSE_CHARGE, "Omvänd betalningsskyldighet")
_EXPORTED = vat("0", Category.EXPORT, "Eksport av tjenester, mval. § 6-22")
_OUTSIDE = vat("0", Category.OUTSIDE_SCOPE, "Utenfor avgiftsområdet")
_FINNISH_VAT = vat("25.5")
_FINNISH_BEFORE = vat("24", on=date(2024, 8, 31))
_ORIGINAL = {"2026-00009": date(2026, 9, 1)}


def _free(ticket: str, charging: Charging) -> Line:
    return time_of(ticket, 15, "0", "0.00", charging=charging)


def _norwegian(*lines: Line, to: str = "NO", **fields: Any) -> Statement:
    return statement(PAYROLL, to, "NOK", lines, **fields)


def _swedish(*lines: Line, to: str = "SE", **fields: Any) -> Statement:
    return statement(SWEDISH, to, "SEK", lines, **fields)


def _croatian(*lines: Line, **fields: Any) -> Statement:
    return statement(CROATIAN, "HR", "EUR", lines, **fields)


def _with(buyer: str, **fields: Any) -> Buyer:
    return replace(BUYERS[buyer], **fields)


_ON_THE_NETWORK = _with("US", endpoint=Endpoint("0088", "9990000000012"))
_RENT_AND_TIME = (rent("1200.00"), part_of("1200.00", 22, 31, "851.61"), time_of("PM-31", 105, "1195.00", "2091.25"))
_GIVEN_BACK = (rent("2700.00", "-1", corrects="2026-00009"), time_of("PM-31", 30, "1200.00", "600.00"))
_MONTH_END = (rent("250.00", name="Najam uređaja", product_class="77.33.01"), time_of("EV-4", 90, "60.00", "90.00"))
_THOUSAND = tuple(time_of(f"PM-{place}", 5, "1195.00", "99.58") for place in range(1, 1001))

CASES: dict[str, tuple[Issued, Seller]] = {
    "norwegian": (issued(_norwegian(*_RENT_AND_TIME)), PAYROLL),
    "norwegian_discount": (issued(_norwegian(*_RENT_AND_TIME, discount="7.5")), PAYROLL),
    "norwegian_of_the_other": (issued(statement(CRM, "NO", "NOK", _RENT_AND_TIME)), CRM),
    "norwegian_credit": (issued(_norwegian(*_GIVEN_BACK), corrected=_ORIGINAL), PAYROLL),
    "norwegian_credit_discount": (issued(_norwegian(*_GIVEN_BACK, discount="10"), corrected=_ORIGINAL), PAYROLL),
    "norwegian_correction": (issued(_norwegian(rent("9000.00"), *_GIVEN_BACK), corrected=_ORIGINAL), PAYROLL),
    "norwegian_export": (issued(_norwegian(rent("1200.00", tax=_EXPORTED), buyer=_ON_THE_NETWORK)), PAYROLL),
    "norwegian_export_by_mail": (issued(_norwegian(rent("1200.00", tax=_EXPORTED), to="US")), PAYROLL),
    "norwegian_outside": (
        issued(_norwegian(rent("1200.00", tax=_OUTSIDE), buyer=_ON_THE_NETWORK, discount="5")),
        PAYROLL,
    ),
    "norwegian_outside_credit": (issued(_norwegian(rent("1200.00", "-1", tax=_OUTSIDE))), PAYROLL),
    "norwegian_nothing_to_pay": (
        issued(_norwegian(_free("PM-32", Charging.FREE), _free("PM-33", Charging.WARRANTY))),
        PAYROLL,
    ),
    "norwegian_thousand": (issued(_norwegian(*_THOUSAND)), PAYROLL),
    "norwegian_order": (
        issued(_norwegian(rent("1.00"), buyer=_with("NO", order="PO 7", reference="Kari"))),
        PAYROLL,
    ),
    "swedish_rounded": (issued(_swedish(rent("3500.00"), rent("720.00"), rent("247.75"), whole_units=True)), SWEDISH),
    "swedish_credit_rounded": (issued(_swedish(rent("247.75", "-1"), whole_units=True)), SWEDISH),
    "swedish_to_finland": (
        issued(_swedish(part_of("1200.00", 22, 31, "851.61", _REVERSED, "Hyra av stämpelklocka"), to="FI")),
        SWEDISH,
    ),
    "finnish": (issued(statement(FINNISH, "FI", "EUR", [rent("33.33", tax=_FINNISH_VAT)])), FINNISH),
    "finnish_two_rates": (
        issued(
            statement(
                FINNISH,
                "FI",
                "EUR",
                [
                    rent("33.33", tax=_FINNISH_VAT),
                    rent("100.00", "-1", tax=_FINNISH_BEFORE),
                    rent("500", tax=_FINNISH_VAT),
                ],
                discount="10",
            )
        ),
        FINNISH,
    ),
    "croatian": (issued(_croatian(*_MONTH_END, _free("EV-5", Charging.WARRANTY)), "17/P1/1"), CROATIAN),
    "croatian_credit": (
        issued(_croatian(rent("250.00", "-1", corrects="9/P1/1")), "18/P1/1", corrected={"9/P1/1": date(2026, 9, 1)}),
        CROATIAN,
    ),
    "croatian_outside": (
        issued(_croatian(rent("250.00", tax=vat("0", Category.OUTSIDE_SCOPE, "Izvan područja PDV-a"))), "19/P1/1"),
        CROATIAN,
    ),
    "croatian_nothing_to_pay": (issued(_croatian(_free("EV-5", Charging.FREE)), "20/P1/1"), CROATIAN),
}
