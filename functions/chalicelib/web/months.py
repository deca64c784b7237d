"""The calls about a customer's month: what it comes to so far, line by line, and what a lead should look at."""

from decimal import Decimal

from chalicelib.desk.billing.preview import preview
from chalicelib.desk.documents.problems import problem_said
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.statement import Problem, Statement
from chalicelib.domain.languages import in_language
from chalicelib.policies.desk import Desk
from chalicelib.web.call import Call, Reply
from chalicelib.web.shapes import Shape


def show_month(call: Call, desk: str) -> Reply:
    """A month drawn up now, for a lead; nothing is written."""
    month = call.query("month") or call.world.policies[desk].local(call.world.now).isoformat()[:7]
    found = preview(call.world, call.person, desk, call.query("organisation")[:100], month[:7])
    policy = call.world.policies[desk]
    draft = found.draft
    vocabulary = vocabulary_for(call, policy)
    return Reply(
        {
            "month": month,
            "standing": draft.standing.value,
            "hash": draft.data_hash or None,
            "statement": _statement_shape(found.statement, policy, call.language) if found.statement else None,
            "problems": [problem_shape(one, vocabulary) for one in draft.problems],
            "remarks": [{"code": one.code, **one.facts} for one in draft.remarks],
            "faults": list(draft.faults),
        }
    )


def problem_shape(problem: Problem, vocabulary: Vocabulary) -> Shape:
    """A problem in words, and its facts, such as the ticket that it is about."""
    return {**problem.facts, "code": problem.code, "text": problem_said(problem, vocabulary)}


def vocabulary_for(call: Call, policy: Desk) -> Vocabulary:
    """The reader's words for what a month of the desk holds."""
    return Vocabulary(call.world.words, call.language, {work.id: work.name for work in policy.billing.works})


def _statement_shape(statement: Statement, policy: Desk, language: str) -> Shape:
    totals = statement.totals
    return {
        "currency": statement.currency,
        "buyer": statement.buyer.name,
        "lines": [_line_shape(line, policy, language) for line in statement.lines],
        "discount": str(totals.discount),
        "net": str(totals.net),
        "vat": [
            {"percent": str(one.percent), "base": str(one.base), "vat": str(one.vat), "reason": one.reason}
            for one in statement.vat
        ],
        "total": str(totals.total),
        "rounding": str(totals.rounding),
        "payable": str(totals.payable),
    }


def _line_shape(line: Line, policy: Desk, language: str) -> Shape:
    work = policy.billing.work(line.work)
    return {
        "kind": line.kind.value,
        "name": line.name,
        "ticket": line.ticket or None,
        "work": in_language(work.name, language) if work else line.work,
        "charging": line.charging.value if line.charging else None,
        "out_of_hours": line.out_of_hours,
        "first_day": line.period.first.isoformat(),
        "last_day": line.period.last.isoformat(),
        "days": line.days,
        "seconds": line.seconds,
        "minutes": _plain(line.minutes),
        "included": _plain(line.included),
        "quantity": _plain(line.quantity),
        "unit": line.unit.value,
        "price": str(line.price),
        "net": str(line.net),
        "vat_percent": str(line.vat.percent),
        "corrects": line.corrects or None,
    }


def _plain(number: Decimal) -> str:
    """A number of minutes or pieces, with two decimals where it has any."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
