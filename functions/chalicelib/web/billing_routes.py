"""The addresses of time and money: stopwatch, agreements, months, runs, replays, statements."""

from chalice.app import Blueprint, Response

from chalicelib.web import agreements, months, replays, statements, worklog
from chalicelib.web.call import serve

routes = Blueprint(__name__)


@routes.route("/v1/tickets/{number}/time", methods=["GET", "POST", "OPTIONS"])
def time_of_ticket(number: str) -> Response:
    return serve(routes.current_request, {"GET": worklog.show_time, "POST": worklog.enter_time}, number)


@routes.route("/v1/tickets/{number}/time/{id}/corrections", methods=["POST", "OPTIONS"])
def time_corrections(number: str, id: str) -> Response:
    return serve(routes.current_request, {"POST": worklog.correct_time}, number, id)


@routes.route("/v1/stopwatch", methods=["GET", "POST", "DELETE", "OPTIONS"])
def stopwatch() -> Response:
    views = {"GET": worklog.show_stopwatch, "POST": worklog.start_stopwatch, "DELETE": worklog.discard_stopwatch}
    return serve(routes.current_request, views)


@routes.route("/v1/stopwatch/stops", methods=["POST", "OPTIONS"])
def stopwatch_stops() -> Response:
    return serve(routes.current_request, {"POST": worklog.stop_stopwatch})


@routes.route("/v1/desks/{desk}/agreements", methods=["GET", "POST", "OPTIONS"])
def agreements_with(desk: str) -> Response:
    return serve(routes.current_request, {"GET": agreements.show_agreements, "POST": agreements.keep_agreement}, desk)


@routes.route("/v1/desks/{desk}/months", methods=["GET", "OPTIONS"])
def months_of_customers(desk: str) -> Response:
    return serve(routes.current_request, {"GET": months.show_month}, desk)


@routes.route("/v1/desks/{desk}/runs/{month}", methods=["GET", "POST", "OPTIONS"])
def runs_of_desk(desk: str, month: str) -> Response:
    return serve(routes.current_request, {"GET": statements.show_run, "POST": statements.begin_run}, desk, month)


@routes.route("/v1/desks/{desk}/runs/{month}/approvals", methods=["POST", "OPTIONS"])
def run_approvals(desk: str, month: str) -> Response:
    return serve(routes.current_request, {"POST": statements.approve_run}, desk, month)


@routes.route("/v1/desks/{desk}/runs/{month}/statements", methods=["GET", "OPTIONS"])
def run_statements(desk: str, month: str) -> Response:
    return serve(routes.current_request, {"GET": statements.list_issued}, desk, month)


@routes.route("/v1/desks/{desk}/runs/{month}/journal", methods=["GET", "OPTIONS"])
def run_journal(desk: str, month: str) -> Response:
    return serve(routes.current_request, {"GET": statements.list_journal}, desk, month)


@routes.route("/v1/desks/{desk}/replays", methods=["GET", "POST", "OPTIONS"])
def replays_of_desk(desk: str) -> Response:
    views = {"GET": replays.begin_replay, "POST": replays.replay_customer}
    return serve(routes.current_request, views, desk)


@routes.route("/v1/statements", methods=["GET", "OPTIONS"])
def own_statements() -> Response:
    return serve(routes.current_request, {"GET": statements.list_statements})


@routes.route("/v1/statements/{id}", methods=["GET", "OPTIONS"])
def statement(id: str) -> Response:
    return serve(routes.current_request, {"GET": statements.show_statement}, id)


@routes.route("/v1/statements/{id}/files/{file}", methods=["GET", "OPTIONS"])
def statement_file(id: str, file: str) -> Response:
    return serve(routes.current_request, {"GET": statements.link_statement}, id, file)
