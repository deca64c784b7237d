"""The SMTP port: takes ordinary mail for the desks' domain, and says 250 only when it lies on disk."""

import logging
from collections.abc import Callable
from typing import AnyStr

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from local.spool import Spool, Spooled

LARGEST_BYTES = 40 * 1024 * 1024  # What SES takes, headers included.
_TOO_LARGE = f"552 5.3.4 This mail is over the limit of {LARGEST_BYTES // 1024 // 1024} MB"

log = logging.getLogger("local.smtp")


class MailIn:
    """aiosmtpd's handler: checks recipients, spools, hands on."""

    def __init__(self, domain: str, spool: Spool, hand_on: Callable[[Spooled], None]) -> None:
        self._domain = domain
        self._spool = spool
        self._hand_on = hand_on

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take recipients of the desks' domain only: this port forwards nothing."""
        if address.rpartition("@")[2].lower() != self._domain:
            return f"550 5.7.1 {address} is not here: this port takes mail for addresses at {self._domain}"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Write the mail down, then accept it."""
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        try:
            mail = self._spool.accept(envelope.mail_from or "", tuple(envelope.rcpt_tos), content)
        except OSError as failed:
            log.error("a mail could not be written down: %s", failed)
            return "451 4.3.0 The mail could not be stored just now. Please try again later"
        log.info("accepted %s from <%s> for %s", mail.id, mail.sender, ", ".join(mail.recipients))
        self._hand_on(mail)
        return f"250 2.0.0 OK {mail.id}"


class _Listener(Controller):
    def factory(self) -> SMTP:
        return _Conversation(self.handler, **self.SMTP_kwargs)


class _Conversation(SMTP):
    """aiosmtpd's own, which says by the limit's number what is too large: before the mail, or where it ends."""

    async def push(self, status: AnyStr) -> None:
        if isinstance(status, str) and status.startswith("552 "):
            await super().push(_TOO_LARGE)
        else:
            await super().push(status)


def open_port(handler: MailIn, port: int) -> Controller:
    """Listen on 127.0.0.1. Raises OSError when the port is taken."""
    controller = _Listener(
        handler,
        hostname="127.0.0.1",
        port=port,
        data_size_limit=LARGEST_BYTES,
        enable_SMTPUTF8=True,
        ident="Tuki",
        server_hostname="localhost",
    )
    controller.start()
    return controller
