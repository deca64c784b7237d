"""The entry points: each reads its input, calls one command of the desk, and shows the result."""

from typing import Any

from chalice.app import Chalice, Rate, Response

from chalicelib import arrivals, journal, ticking
from chalicelib.web import billing_routes, calls, cases, figures, mails
from chalicelib.web.call import serve

app = Chalice(app_name="tuki")
app.register_blueprint(billing_routes.routes)
journal.begin()


@app.route("/v1/codes", methods=["POST", "OPTIONS"])
def codes() -> Response:
    return serve(app.current_request, {"POST": calls.ask_code})


@app.route("/v1/sessions", methods=["POST", "OPTIONS"])
def sessions() -> Response:
    return serve(app.current_request, {"POST": calls.open_session})


@app.route("/v1/session", methods=["GET", "DELETE", "OPTIONS"])
def session() -> Response:
    return serve(app.current_request, {"GET": calls.show_session, "DELETE": calls.end_session})


@app.route("/v1/files", methods=["POST", "OPTIONS"])
def files() -> Response:
    return serve(app.current_request, {"POST": calls.ask_upload})


@app.route("/v1/tickets", methods=["GET", "POST", "OPTIONS"])
def tickets() -> Response:
    return serve(app.current_request, {"GET": calls.list_tickets, "POST": calls.file_ticket})


@app.route("/v1/tickets/{number}", methods=["GET", "OPTIONS"])
def ticket(number: str) -> Response:
    return serve(app.current_request, {"GET": calls.show_ticket}, number)


@app.route("/v1/tickets/{number}/files/{id}", methods=["GET", "OPTIONS"])
def ticket_file(number: str, id: str) -> Response:
    return serve(app.current_request, {"GET": calls.link_file}, number, id)


@app.route("/v1/tickets/{number}/additions", methods=["POST", "OPTIONS"])
def additions(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.add}, number)


@app.route("/v1/tickets/{number}/closure", methods=["POST", "OPTIONS"])
def closure(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.end}, number)


@app.route("/v1/tickets/{number}/reopening", methods=["POST", "OPTIONS"])
def reopening(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.reopen}, number)


@app.route("/v1/tickets/{number}/handling", methods=["POST", "OPTIONS"])
def handling(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.start_handling}, number)


@app.route("/v1/tickets/{number}/answers", methods=["POST", "OPTIONS"])
def answers(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.answer}, number)


@app.route("/v1/tickets/{number}/notes", methods=["POST", "OPTIONS"])
def notes(number: str) -> Response:
    return serve(app.current_request, {"POST": calls.note}, number)


@app.route("/v1/tickets/{number}/acceptances", methods=["POST", "OPTIONS"])
def acceptances(number: str) -> Response:
    return serve(app.current_request, {"POST": mails.accept}, number)


@app.route("/v1/tickets/{number}/dismissals", methods=["POST", "OPTIONS"])
def dismissals(number: str) -> Response:
    return serve(app.current_request, {"POST": mails.dismiss}, number)


@app.route("/v1/tickets/{number}/messages/{sequence}", methods=["GET", "OPTIONS"])
def message(number: str, sequence: str) -> Response:
    return serve(app.current_request, {"GET": mails.show_html}, number, sequence)


@app.route("/v1/tickets/{number}/messages/{sequence}/mail", methods=["GET", "OPTIONS"])
def message_mail(number: str, sequence: str) -> Response:
    return serve(app.current_request, {"GET": mails.link_mail}, number, sequence)


@app.route("/v1/tickets/{number}/trials", methods=["POST", "OPTIONS"])
def trials(number: str) -> Response:
    return serve(app.current_request, {"POST": mails.try_again}, number)


@app.route("/v1/tickets/{number}/severity", methods=["POST", "OPTIONS"])
def severity(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.set_severity}, number)


@app.route("/v1/tickets/{number}/error-class", methods=["POST", "OPTIONS"])
def error_class(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.identify}, number)


@app.route("/v1/tickets/{number}/agreement", methods=["POST", "OPTIONS"])
def agreement(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.settle_agreement}, number)


@app.route("/v1/tickets/{number}/promises", methods=["POST", "OPTIONS"])
def promises(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.promise}, number)


@app.route("/v1/tickets/{number}/escalations", methods=["POST", "OPTIONS"])
def escalations(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.escalate}, number)


@app.route("/v1/tickets/{number}/returns", methods=["POST", "OPTIONS"])
def returns(number: str) -> Response:
    return serve(app.current_request, {"POST": cases.take_back}, number)


@app.route("/v1/desks/{desk}/queue", methods=["GET", "OPTIONS"])
def queue(desk: str) -> Response:
    return serve(app.current_request, {"GET": calls.show_queue}, desk)


@app.route("/v1/desks/{desk}/figures", methods=["GET", "OPTIONS"])
def figures_of_desk(desk: str) -> Response:
    return serve(app.current_request, {"GET": figures.show_figures}, desk)


@app.route("/v1/desks/{desk}/figures.csv", methods=["GET", "OPTIONS"])
def figures_as_csv(desk: str) -> Response:
    return serve(app.current_request, {"GET": figures.figures_csv}, desk)


@app.route("/v1/desks/{desk}/set-aside", methods=["GET", "OPTIONS"])
def set_aside(desk: str) -> Response:
    return serve(app.current_request, {"GET": mails.show_set_aside}, desk)


@app.route("/v1/desks/{desk}/set-aside/{id}/acceptances", methods=["POST", "OPTIONS"])
def set_aside_acceptances(desk: str, id: str) -> Response:
    return serve(app.current_request, {"POST": mails.accept_set_aside}, desk, id)


@app.route("/v1/desks/{desk}/set-aside/{id}/discards", methods=["POST", "OPTIONS"])
def set_aside_discards(desk: str, id: str) -> Response:
    return serve(app.current_request, {"POST": mails.discard_set_aside}, desk, id)


@app.route("/v1/desks/{desk}/set-aside/{id}/files/{file}", methods=["GET", "OPTIONS"])
def set_aside_file(desk: str, id: str, file: str) -> Response:
    return serve(app.current_request, {"GET": mails.link_set_aside}, desk, id, file)


@app.route("/v1/desks/{desk}/set-aside/{id}/html", methods=["GET", "OPTIONS"])
def set_aside_html(desk: str, id: str) -> Response:
    return serve(app.current_request, {"GET": mails.show_html_set_aside}, desk, id)


@app.route("/v1/desks/{desk}/customers", methods=["GET", "OPTIONS"])
def customers(desk: str) -> Response:
    return serve(app.current_request, {"GET": mails.list_customers}, desk)


@app.route("/v1/desks/{desk}/returns", methods=["GET", "OPTIONS"])
def returns_to_agents(desk: str) -> Response:
    return serve(app.current_request, {"GET": mails.show_returned}, desk)


@app.route("/v1/desks/{desk}/returns/{agent}/trials", methods=["POST", "OPTIONS"])
def trials_of_agent(desk: str, agent: str) -> Response:
    return serve(app.current_request, {"POST": mails.try_agent_again}, desk, agent)


@app.lambda_function(name="mail_in")
def mail_in(event: dict[str, Any], context: object) -> dict[str, Any]:
    return arrivals.take_in(event)


@app.lambda_function(name="post")
def post(event: dict[str, Any], context: object) -> dict[str, Any]:
    return ticking.deliver(event)


@app.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: object) -> dict[str, int]:
    return ticking.tick()


@app.schedule(Rate(5, unit=Rate.MINUTES), name="refresh")
def refresh(event: object) -> dict[str, str]:
    return ticking.refresh()
