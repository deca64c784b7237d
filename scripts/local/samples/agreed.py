"""What the desks and customers of the samples agreed. kb/samples/billing/promark.yaml says how it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.desk.agreements.reading import Whose, read_version
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.people import Agreement, Organisation
from chalicelib.policies.desk import Desk
from chalicelib.policies.mistakes import Mistake
from local.samples.months import dated

LATER = "later"


def read_agreements(
    written: list[Any], file: str, desk: Desk, organisations: tuple[Organisation, ...], today: date
) -> Iterator[tuple[Version | None, tuple[Mistake, ...]]]:
    """Each version, oldest first, or the mistakes in it. Days are counted from `today`.

    Of whom, from when to when, and the payroll days are the customer's, who is found by the agreement's id.
    """
    known = {agreed.id: (one, agreed) for one in organisations for agreed in one.agreements if agreed.desk == desk.id}
    for number, terms in enumerate(written):
        key = f"agreements.{number}"
        id = terms.get("agreement", "") if isinstance(terms, Mapping) else ""
        if id not in known:
            yield None, (Mistake(file, f"{key}.agreement", repr(id), ", ".join(sorted(known))),)
            continue
        organisation, agreement = known[id]
        whose = Whose(organisation.id, desk.id, desk.currency, tuple(work.id for work in desk.billing.works))
        for version in _versions(terms):
            read, mistakes = read_version(_whole(dated(version, today), organisation, agreement), whose)
            yield read, tuple(replace(one, file=file, key=f"{key}.{one.key}") for one in mistakes)


def _versions(terms: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The agreement as it began, and then with what each later version says anew."""
    now = {key: value for key, value in terms.items() if key != LATER}
    yield now
    for changes in terms.get(LATER, []):
        now = {**now, **changes}
        yield now


def _whole(version: Any, organisation: Organisation, agreement: Agreement) -> dict[str, Any]:
    """The version as a lead would write it, with what the customer's own record tells."""
    begins = agreement.first_day.isoformat()
    whole = {"valid_from": begins, **version, "first_day": begins}
    whole["buyer"] = {"name": organisation.name, **version.get("buyer", {})}
    if agreement.last_day:
        whole["last_day"] = agreement.last_day.isoformat()
    if agreement.payroll:
        days, prepares = agreement.payroll.days_of_month, agreement.payroll.prepares_days
        own = {"days": list(map(str, days)), "prepares_days": str(prepares)}
        whole["payroll"] = {**own, **version.get("payroll", {})}
    return whole
