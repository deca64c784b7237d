"""What a lead should look at before a month is issued (MP9): what changed and is unusual, and nothing that is not."""

from dataclasses import replace

import pytest
from tests.unit.flat_accounts import account, day, flat, version

from chalicelib.domain.billing.agreement import Every, FlatKind, Version, When
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.review import review
from chalicelib.domain.billing.statement import Carried, Statement

ALWAYS = flat("100.00", id="always", first_day=day("2025-01-01"))
JANUARY = day("2025-01-01")


def remarks(months: int, *versions: Version) -> dict[str, list[str]]:
    """The remarks on so many months from January on, each issued after the one before, by month."""
    carried, before = Carried(), None
    found: dict[str, list[str]] = {}
    for number in range(months):
        month = add_months(JANUARY, number).isoformat()[:7]
        statement = draw_up(account(month, *versions, carried=carried)).statement
        assert statement
        found[month] = [f"{one.code} {one.facts.get('line', '')}".strip() for one in review(statement, before)]
        carried, before = issued(statement), statement
    return found


def issued(statement: Statement) -> Carried:
    billed = statement.carried.flat_rates.items()
    return replace(
        statement.carried, flat_rates={key: replace(one, statement=one.statement or "1") for key, one in billed}
    )


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("every", [Every.QUARTER, Every.HALF_YEAR])
def test_a_flat_rate_of_several_months_is_neither_gone_nor_new_between_its_periods(every: Every, when: When) -> None:
    longer = flat("900.00", every, id="longer", name="Longer", when=when, first_day=JANUARY)
    told = [one for month in remarks(14, version(ALWAYS, longer)).values() for one in month]
    assert [one for one in told if one.startswith("flat_rate_gone")] == []
    assert len([one for one in told if one == "flat_rate_new Longer"]) <= 1


@pytest.mark.parametrize("when", When)
def test_a_flat_rate_that_ended_is_gone_once_from_the_month_that_it_is_not_in(when: When) -> None:
    ends = flat("90.00", id="ends", name="Ends", when=when, first_day=JANUARY, last_day=day("2025-03-31"))
    found = remarks(8, version(ALWAYS, ends))
    gone = [month for month, told in found.items() if "flat_rate_gone Ends" in told]
    assert gone == ["2025-03" if when is When.ADVANCE else "2025-04"]


def test_what_is_given_back_is_told_as_an_amount_above_nothing() -> None:
    rent = flat("310.00", when=When.ADVANCE, first_day=JANUARY)
    before = draw_up(account("2024-12", version(ALWAYS, rent))).statement
    assert before
    ended = version(ALWAYS, replace(rent, last_day=day("2025-01-10")))
    statement = draw_up(account("2025-01", ended, carried=issued(before))).statement
    assert statement
    (remark,) = [one for one in review(statement, before) if one.code == "gives_back"]
    assert remark.facts["net"] == "210.00"


def test_an_advance_that_is_settled_each_month_is_not_worth_a_look() -> None:
    advance = flat("120.00", kind=FlatKind.ON_ACCOUNT, when=When.ADVANCE, first_day=JANUARY)
    found = remarks(3, version(ALWAYS, advance))
    assert not [one for told in found.values() for one in told if one.startswith("gives_back")]
