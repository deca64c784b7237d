"""The way out for letters, ending in a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.desk.ports import Undeliverable
from chalicelib.domain.letter import Outgoing


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that left, under its Message-ID."""

    mail_id: str
    letter: Outgoing


class FakeMailer:
    """The port `Mailer`. Addresses in `refused` never take mail; while `is_down`, nothing leaves."""

    def __init__(self, refused: Iterable[str] = ()) -> None:
        self.refused = set(refused)
        self.is_down = False
        self.sent: list[Sent] = []

    def send(self, letter: Outgoing) -> str:
        if self.is_down:
            raise ConnectionError("the mailer is down")
        if letter.to in self.refused or "@" not in letter.to:
            raise Undeliverable(letter.to)
        mail_id = f"<{len(self.sent) + 1:06d}@eu-west-1.amazonses.com>"
        self.sent.append(Sent(mail_id, letter))
        return mail_id
