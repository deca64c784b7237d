"""The calls about mails: those set aside, what staff make of them, and how a mail on a ticket looked."""

from chalicelib.desk import tickets, uploads
from chalicelib.desk.mail import held, returns, settling
from chalicelib.desk.mail.settling import Acceptance
from chalicelib.desk.mail.shown import html_shown
from chalicelib.domain.file_names import safe_name
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Message
from chalicelib.web.call import Call, Reply
from chalicelib.web.cases import case
from chalicelib.web.mail_shapes import asides_shape, customers_shape, unreached_shape
from chalicelib.web.shapes import may_see_whole, tickets_shape

_RAW = "mail"
_MOST_LISTED = 20
_RAW_TYPE = "message/rfc822"


def show_set_aside(call: Call, desk: str) -> Reply:
    call.agent_of(desk)
    page = call.world.aside.of_desk(desk, call.wants_closed, call.query("cursor"), _MOST_LISTED)
    return Reply({"mails": asides_shape(call.world, page.items), "cursor": page.cursor or None})


def accept_set_aside(call: Call, desk: str, id: str) -> Reply:
    agent, body = call.agent_of(desk), call.body
    to, ticket, address, organisation, name = (
        body.text(key) for key in ("to", "ticket", "address", "organisation", "name")
    )
    accepted = settling.accept(call.world, agent, desk, id, Acceptance(to, ticket, address, organisation, name))
    return Reply({"ticket": tickets_shape(call.world, agent, (accepted,))[0]}, 201)


def discard_set_aside(call: Call, desk: str, id: str) -> Reply:
    discarded = settling.discard(call.world, call.agent_of(desk), desk, id)
    return Reply({"mail": asides_shape(call.world, (discarded,))[0]}, 201)


def link_set_aside(call: Call, desk: str, id: str, file: str) -> Reply:
    """A file of a mail set aside, or the mail itself; nothing of one in which a virus was found."""
    mail = settling.read(call.world, call.agent_of(desk), desk, id)
    if not mail.is_safe:
        raise Refusal("virus_inside")
    if file == _RAW:
        return _link_raw(call, mail.raw, safe_name(mail.subject[:80]) if mail.subject.strip() else mail.id)
    for kept in mail.attachments:
        if kept.id == file:
            return Reply({"url": call.world.files.link(uploads.file_key(kept.id), kept.name, kept.content_type)})
    raise Refusal("not_found")


def show_html_set_aside(call: Call, desk: str, id: str) -> Reply:
    mail = settling.read(call.world, call.agent_of(desk), desk, id)
    return Reply({"html": html_shown(call.world, mail.html, mail.attachments)})


def list_customers(call: Call, desk: str) -> Reply:
    call.agent_of(desk)
    found = call.world.directory.customers_of(desk, call.query("beginning")[:100])
    return Reply({"customers": customers_shape(found)})


def show_html(call: Call, number: str, sequence: str) -> Reply:
    message = _message(call, number, sequence)
    return Reply({"html": html_shown(call.world, message.html, message.attachments)})


def link_mail(call: Call, number: str, sequence: str) -> Reply:
    """The whole mail as it came, for staff only."""
    agent = call.agent
    _, entries = tickets.history(call.world, agent, number)
    for entry in entries:
        if str(entry.sequence) == sequence and entry.message and entry.message.mail:
            return _link_raw(call, entry.message.mail, f"{number}-{sequence}")
    raise Refusal("not_found")


def accept(call: Call, number: str) -> Reply:
    held.accept(call.world, call.agent, number, call.body.integer("sequence"))
    return case(call, number, 201)


def dismiss(call: Call, number: str) -> Reply:
    sequence, elsewhere = call.body.integer("sequence"), call.body.flag("belongs_elsewhere")
    held.dismiss(call.world, call.agent, number, sequence, elsewhere)
    return case(call, number, 201)


def try_again(call: Call, number: str) -> Reply:
    returns.try_again(call.world, call.agent, number)
    return case(call, number, 201)


def show_returned(call: Call, desk: str) -> Reply:
    call.agent_of(desk)
    return Reply(unreached_shape(returns.agents_unreached(call.world, desk)))


def try_agent_again(call: Call, desk: str, agent: str) -> Reply:
    call.agent_of(desk)
    return Reply(unreached_shape(returns.try_agent_again(call.world, desk, agent)), 201)


def _message(call: Call, number: str, sequence: str) -> Message:
    """The message of an entry whose whole mail the reader may see. Raises Refusal `not_found`."""
    _, entries = tickets.history(call.world, call.person, number)
    for entry in entries:
        if str(entry.sequence) == sequence and entry.message and may_see_whole(call.person, entry):
            return entry.message
    raise Refusal("not_found")


def _link_raw(call: Call, raw: str, name: str) -> Reply:
    return Reply({"url": call.world.files.link(raw, f"{name}.eml", _RAW_TYPE)})
