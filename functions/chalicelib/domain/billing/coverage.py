"""What of an agreement a ticket needs to know: from when to when it covers, and on which days it promises more."""

from dataclasses import replace

from chalicelib.domain.billing.agreement import Agreement as Terms
from chalicelib.domain.people import Agreement, Organisation


def covered_by(organisation: Organisation, terms: Terms) -> Organisation:
    """The customer whose record holds the days of these terms' latest version, instead of what it held (PM3 PM11)."""
    latest = terms.latest
    own = Agreement(latest.desk, latest.first_day, latest.last_day, latest.payroll, latest.agreement)
    others = [one for one in organisation.agreements if not _is_same(one, own)]
    return replace(organisation, agreements=tuple(sorted((*others, own), key=lambda one: (one.desk, one.first_day))))


def _is_same(one: Agreement, own: Agreement) -> bool:
    """Whether both speak of one agreement; one without an id was only noted, and is known by its first day."""
    if one.desk != own.desk:
        return False
    return one.id == own.id if one.id else one.first_day == own.first_day
