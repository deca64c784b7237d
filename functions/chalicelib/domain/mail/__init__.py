"""Raw mail, understood: `read(raw)` gives a `Mail` for any bytes."""

from chalicelib.domain.mail.machines.bounce import Bounce
from chalicelib.domain.mail.message import Mail, read
from chalicelib.domain.mail.wire.attachments import Attachment

__all__ = ["Attachment", "Bounce", "Mail", "read"]
