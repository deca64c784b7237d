"""The calls about past months under another price list: what to begin with, and one customer's months."""

from decimal import Decimal

from chalicelib.desk.billing.replaying import Again, replay_of, start
from chalicelib.desk.billing.trying_prices import FilledIn
from chalicelib.desk.leading import must_lead
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.languages import in_language
from chalicelib.policies.desk import Desk
from chalicelib.web.bodies import Body
from chalicelib.web.call import Call, Reply
from chalicelib.web.months import problem_shape, vocabulary_for
from chalicelib.web.shapes import Shape


def begin_replay(call: Call, desk: str) -> Reply:
    """The list rates in force, the month that was over last, and the desk's customers."""
    found = start(call.world, call.person, desk)
    policy = call.world.policies[desk]
    return Reply(
        {
            "currency": policy.currency,
            "month": found.month,
            "works": [_rate_shape(rate, policy, call.language) for rate in found.listed.rates],
            "payroll_fee": _amount(found.listed.payroll_fee),
            "customers": [{"id": one.id, "name": one.name} for one in found.customers],
        }
    )


def replay_customer(call: Call, desk: str) -> Reply:
    """One customer's months, as they were and as they would have been."""
    must_lead(call.world, call.person, desk)
    found = replay_of(call.world, call.person, desk, call.body.text("organisation")[:100], _filled_in(call.body))
    vocabulary = vocabulary_for(call, call.world.policies[desk])
    each = [one.replayed for one in found.months]
    problems = [(one.month, problem) for one in each for problem in one.problems]
    return Reply(
        {
            "organisation": {"id": found.customer.id, "name": found.customer.name},
            "currency": found.currency,
            "months": [_month_shape(one) for one in found.months],
            "was": str(sum((one.was_net for one in each), Decimal("0.00"))),
            "would": str(sum((one.would_net for one in each), Decimal("0.00"))),
            "problems": [{**problem_shape(problem, vocabulary), "month": month} for month, problem in problems],
        }
    )


def _filled_in(body: Body) -> FilledIn:
    single = {name: body.text(name) for name in ("payroll_fee", "flat_rate_percent")}
    told = {name: text for name, text in single.items() if text}
    return FilledIn(body.text("first"), body.text("last"), {"rates": body.tree("rates"), **told})


def _rate_shape(rate: ListRate, policy: Desk, language: str) -> Shape:
    work = policy.billing.work(rate.work)
    return {
        "id": rate.work,
        "name": in_language(work.name, language) if work else rate.work,
        "per_hour": _amount(rate.per_hour),
        "out_of_hours": _amount(rate.out_of_hours),
    }


def _month_shape(again: Again) -> Shape:
    return {
        "month": again.replayed.month,
        "was": str(again.replayed.was_net),
        "would": str(again.replayed.would_net),
        "issued": _amount(again.issued),
        "same": again.same,
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
