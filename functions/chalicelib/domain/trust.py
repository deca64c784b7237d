"""The trust ladder: what a mail may do, by what is proven of it (MP1 MP6 TC3).

A ticket number in the subject never grants anything; a reference counts only with a sender who belongs to the ticket
and whom the receiving side has verified.
"""

from dataclasses import dataclass
from enum import StrEnum


class Rung(StrEnum):
    """What becomes of a mail."""

    APPEND = "append"
    HOLD = "hold"
    OPEN = "open"
    SET_ASIDE = "set_aside"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the receiving side (SES) found: PASS, FAIL, GRAY or PROCESSING_FAILED each."""

    spf: str = "GRAY"
    dkim: str = "GRAY"
    dmarc: str = "GRAY"
    spam: str = "GRAY"
    virus: str = "GRAY"

    @property
    def is_verified(self) -> bool:
        """Whether the sender's address is proven: by DMARC, or where the domain has none, by SPF or DKIM."""
        if self.dmarc == "PASS":
            return True
        return self.dmarc != "FAIL" and "PASS" in (self.spf, self.dkim) and "FAIL" not in (self.spf, self.dkim)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the decision rests on. `has_reference`: a signed reply address or a known Message-ID names a ticket;
    `is_hinted`: only the subject does. `belongs`: the sender may read that ticket."""

    verdicts: Verdicts
    is_automatic: bool
    has_reference: bool
    is_hinted: bool
    is_known: bool
    belongs: bool
    may_file: bool
    takes_strangers: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A rung, and the reason that staff read where it is not plain."""

    rung: Rung
    reason: str = ""


def decide(evidence: Evidence) -> Decision:
    """The rung on which a mail stands. Pure; every branch ends with the mail kept somewhere."""
    verdicts = evidence.verdicts
    if verdicts.virus == "FAIL":
        return Decision(Rung.SET_ASIDE, "virus")
    if evidence.is_automatic:
        return Decision(Rung.FILE if evidence.has_reference else Rung.SET_ASIDE, "automatic")
    if verdicts.spam == "FAIL":
        return Decision(Rung.SET_ASIDE, "spam")
    if evidence.has_reference:
        return _referring(evidence)
    if evidence.is_hinted and evidence.belongs and verdicts.is_verified:
        return Decision(Rung.APPEND)
    if evidence.is_known and not verdicts.is_verified:
        return Decision(Rung.SET_ASIDE, "unverified")
    if evidence.is_known:
        return Decision(Rung.OPEN) if evidence.may_file else Decision(Rung.SET_ASIDE, "not_trained")
    if evidence.takes_strangers and verdicts.is_verified:
        return Decision(Rung.OPEN, "stranger")
    return Decision(Rung.SET_ASIDE, "stranger")


def _referring(evidence: Evidence) -> Decision:
    if not evidence.belongs:
        return Decision(Rung.HOLD, "foreign")
    return Decision(Rung.APPEND) if evidence.verdicts.is_verified else Decision(Rung.HOLD, "unverified")
