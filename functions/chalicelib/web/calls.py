"""The calls of the API, one function each: read the request, one command of the desk, show the result."""

from chalicelib.desk import correspondence, sign_in, tickets, triage, uploads
from chalicelib.desk.intake import Filing, file_by_form
from chalicelib.domain.people import Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.record import Ticket
from chalicelib.journal import LOG
from chalicelib.web.call import Call, Reply
from chalicelib.web.cases import case
from chalicelib.web.shapes import person_shape, tickets_shape


def ask_code(call: Call) -> Reply:
    asked = sign_in.ask_code(call.world, call.body.text("address"), call.source)
    if asked.failure:
        LOG.warning("code not sent", extra={"request": call.id, "reason": asked.failure})
    return Reply({"challenge": asked.challenge}, 202)


def open_session(call: Call) -> Reply:
    address, challenge, code = (call.body.text(key) for key in ("address", "challenge", "code"))
    person, token = sign_in.sign_in(call.world, address, challenge, code, call.source)
    return Reply({"person": person_shape(call.world, person, call.language)}, 201, session=token)


def show_session(call: Call) -> Reply:
    return Reply({"person": person_shape(call.world, call.person, call.language)})


def end_session(call: Call) -> Reply:
    sign_in.sign_out(call.world, call.token)
    return Reply({}, 204, session="")


def ask_upload(call: Call) -> Reply:
    body = call.body
    id, upload = uploads.ask_upload(call.world, call.person, body.text("desk"), body.text("name"), body.integer("size"))
    return Reply({"id": id, "upload": {"url": upload.url, "fields": dict(upload.fields)}}, 201)


def file_ticket(call: Call) -> Reply:
    body = call.body
    filing = Filing(
        desk=body.text("desk"),
        kind=body.text("kind"),
        subject=body.text("subject"),
        text=body.text("text"),
        severity=body.integer("severity", 2),
        area=body.text("area"),
        release=body.text("release"),
        answers=body.texts("answers"),
        files=body.files(),
    )
    contact = call.contact
    return _ticket(call, contact, file_by_form(call.world, contact, filing, call.key))


def list_tickets(call: Call) -> Reply:
    contact = call.contact
    page = call.world.tickets.of_organisation(contact.organisation, call.wants_closed, call.query("cursor"))
    return Reply({"tickets": tickets_shape(call.world, contact, page.items), "cursor": page.cursor or None})


def show_ticket(call: Call, number: str) -> Reply:
    return case(call, number, 200)


def link_file(call: Call, number: str, id: str) -> Reply:
    _, entries = tickets.history(call.world, call.person, number)
    for entry in entries:
        for file in entry.message.attachments if entry.message else ():
            if file.id == id:
                return Reply({"url": call.world.files.link(uploads.file_key(id), file.name, file.content_type)})
    raise Refusal("not_found")


def add(call: Call, number: str) -> Reply:
    correspondence.add(call.world, call.contact, number, call.body.text("text"), call.body.files(), call.key)
    return case(call, number, 201)


def end(call: Call, number: str) -> Reply:
    correspondence.end(call.world, call.person, number, call.body.text("text"), call.key)
    return case(call, number, 201)


def reopen(call: Call, number: str) -> Reply:
    correspondence.reopen(call.world, call.person, number, call.body.text("text"), call.key)
    return case(call, number, 201)


def start_handling(call: Call, number: str) -> Reply:
    triage.start_handling(call.world, call.agent, number, call.key)
    return case(call, number, 201)


def answer(call: Call, number: str) -> Reply:
    body = call.body
    text, then, until = (body.text(key) for key in ("text", "then", "until"))
    correspondence.answer(call.world, call.agent, number, text, body.files(), then, call.key, until)
    return case(call, number, 201)


def note(call: Call, number: str) -> Reply:
    correspondence.note(call.world, call.agent, number, call.body.text("text"), call.body.files(), call.key)
    return case(call, number, 201)


def show_queue(call: Call, desk: str) -> Reply:
    agent = call.agent_of(desk)
    page = call.world.tickets.queue(desk, call.wants_closed, call.query("cursor"))
    return Reply({"tickets": tickets_shape(call.world, agent, page.items), "cursor": page.cursor or None})


def _ticket(call: Call, reader: Person, ticket: Ticket) -> Reply:
    return Reply({"ticket": tickets_shape(call.world, reader, (ticket,))[0]}, 201)
