"""The calls about the month's bill: its run for leads, and issued statements for those whom they concern."""

from chalicelib.desk.billing import reading, running
from chalicelib.desk.ports import Entered
from chalicelib.domain.billing.run import Draft, Run, hash_of_all
from chalicelib.domain.instants import written
from chalicelib.web.call import Call, Reply
from chalicelib.web.months import problem_shape, vocabulary_for
from chalicelib.web.shapes import Shape


def show_run(call: Call, desk: str, month: str) -> Reply:
    run, drafts = running.run_of(call.world, call.person, desk, month)
    return Reply(_run_shape(call, desk, month, run, drafts))


def begin_run(call: Call, desk: str, month: str) -> Reply:
    """Has the month drawn up for every customer, anew where it was before."""
    running.begin(call.world, call.person, desk, month)
    return Reply(_now(call, desk, month), 201)


def approve_run(call: Call, desk: str, month: str) -> Reply:
    """Has issued what the lead saw, by its hash."""
    running.approve(call.world, call.person, desk, month, call.body.text("hash"))
    return Reply(_now(call, desk, month), 201)


def list_statements(call: Call) -> Reply:
    page = reading.statements_of(call.world, call.person, call.query("cursor"))
    return Reply({"statements": [_entered_shape(one) for one in page.items], "cursor": page.cursor or None})


def list_issued(call: Call, desk: str, month: str) -> Reply:
    organisation = call.query("organisation")[:100]
    page = reading.statements_in(call.world, call.person, desk, month, call.query("cursor"), organisation)
    return Reply({"statements": [_entered_shape(one) for one in page.items], "cursor": page.cursor or None})


def list_journal(call: Call, desk: str, month: str) -> Reply:
    """What was issued for a month as CSV, page by page: each has the columns' names in its first line."""
    vocabulary = vocabulary_for(call, call.world.policies[desk])
    csv, cursor = reading.journal_in(call.world, call.person, desk, month, call.query("cursor"), vocabulary)
    return Reply({"csv": csv.decode("utf-8-sig"), "cursor": cursor or None})


def show_statement(call: Call, id: str) -> Reply:
    """A statement as it was issued, in words and figures; a lead names the customer by `organisation`."""
    entered = reading.statement_of(call.world, call.person, call.query("organisation")[:100], id)
    return Reply({"statement": _entered_shape(entered), "sheet": reading.sheet_of(call.world, entered)})


def link_statement(call: Call, id: str, file: str) -> Reply:
    entered = reading.statement_of(call.world, call.person, call.query("organisation")[:100], id)
    return Reply({"url": reading.link_of(call.world, entered, file, call.language)})


def _now(call: Call, desk: str, month: str) -> Shape:
    return _run_shape(call, desk, month, *running.run_of(call.world, call.person, desk, month))


def _run_shape(call: Call, desk: str, month: str, run: Run | None, drafts: tuple[Draft, ...]) -> Shape:
    vocabulary = vocabulary_for(call, call.world.policies[desk])
    now = call.world.policies[desk].local(call.world.now).isoformat()[:7]
    people = call.world.directory.people(filter(None, (run.begun_by, run.approved_by))) if run else {}
    is_looked_at = run is not None and len(drafts) >= run.customers and not run.approved
    since = running.come_since(call.world, run, drafts) if run and is_looked_at else {}
    known = {one.organisation for one in drafts}
    return {
        "month": month,
        "is_over": month < now,
        "customers": run.customers if run else 0,
        "begun_at": written(run.begun_at) if run else None,
        "approved_at": written(run.approved_at) if run and run.approved_at else None,
        "approved_by": people[run.approved_by].name if run and run.approved_by in people else "",
        "hash": hash_of_all(drafts) if drafts else None,
        "currency": call.world.policies[desk].currency,
        "newcomers": len(since.keys() - known),
        "drafts": [
            {
                "organisation": {"id": one.organisation, "name": one.name},
                "standing": one.standing.value,
                "net": str(one.net),
                "payable": str(one.payable),
                "before": str(one.before) if one.before is not None else None,
                "lines": one.lines,
                "number": one.number,
                "come_since": since.get(one.organisation, 0),
                "problems": [problem_shape(each, vocabulary) for each in one.problems],
                "remarks": [{"code": each.code, **each.facts} for each in one.remarks],
                "faults": list(one.faults),
            }
            for one in drafts
        ],
    }


def _entered_shape(entered: Entered) -> Shape:
    return {
        "id": entered.id,
        "number": entered.number,
        "desk": entered.desk,
        "organisation": entered.organisation,
        "month": entered.month,
        "issued_on": entered.issued_on.isoformat(),
        "due_on": entered.due_on.isoformat(),
        "currency": entered.currency,
        "net": str(entered.net),
        "payable": str(entered.payable),
        "is_credit": entered.is_credit,
        "files": list(reading.FILES),
    }
