"""A desk's prices as its page shows them: hours of work by kind, in force and to come (PM5 PM8)."""

from datetime import date

from chalicelib.domain.billing.prices import ListRate, list_rate
from chalicelib.domain.billing.seller import Seller
from chalicelib.policies.billing import Work
from chalicelib.policies.desk import Desk
from portal.speech import Speech


def prices_of(desk: Desk, seller: Seller, speech: Speech, today: date) -> dict[str, object]:
    """What the page of prices shows. `has_out_of_hours`: any kind of work costs more out of hours, now or later."""
    rates = desk.billing.rates
    in_force = [(work, list_rate(rates, work.id, today)) for work in desk.billing.works]
    to_come = [(rate, work) for work in desk.billing.works for rate in desk.billing.rates_of(work.id)]
    return {
        "rows": [_row(work, rate, desk, speech) for work, rate in in_force if rate],
        "to_come": [
            _row(work, rate, desk, speech)
            for rate, work in sorted(to_come, key=lambda pair: pair[0].valid_from)
            if rate.valid_from > today
        ],
        "has_out_of_hours": any(rate.out_of_hours is not None for rate in rates),
        "seller": seller,
    }


def out_of_hours_price(desk: Desk, speech: Speech, today: date) -> tuple[str, list[tuple[str, str]]]:
    """What an hour of help by phone out of hours costs, and the dates of later prices with them; "" without such help.

    The first price holds before its own date, too.
    """
    told, shown, to_come = "", None, []
    for rate in desk.out_of_hours_rates:
        if rate.out_of_hours is None or rate.out_of_hours == shown:
            continue
        shown, price = rate.out_of_hours, speech.money(rate.out_of_hours, desk.currency)
        if not told or rate.valid_from <= today:
            told = price
        else:
            to_come.append((speech.date(rate.valid_from), price))
    return told, to_come


def _row(work: Work, rate: ListRate, desk: Desk, speech: Speech) -> dict[str, object]:
    out = rate.out_of_hours
    return {
        "work": speech.of(work.name),
        "per_hour": speech.money(rate.per_hour, desk.currency),
        "out_of_hours": "" if out is None else speech.money(out, desk.currency),
        "valid_from": speech.date(rate.valid_from),
    }
