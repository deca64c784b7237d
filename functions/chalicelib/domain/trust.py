"""The trust ladder: what a mail may do, by what is proven of it (MP1 MP6 TC3).

A reference counts only with a sender who belongs to the ticket and is proven. A ticket number in the subject grants
nothing to a stranger; a proven contact who may read the ticket is taken at her word, an agent's is kept among staff.
"""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.authentication import is_aligned


class Rung(StrEnum):
    """What becomes of a mail."""

    APPEND = "append"
    NOTE = "note"
    HOLD = "hold"
    OPEN = "open"
    SET_ASIDE = "set_aside"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the receiving side (SES) found: PASS, FAIL, GRAY or PROCESSING_FAILED each.

    `source` is the envelope sender that SPF speaks of, `signers` the domains whose DKIM signature holds.
    """

    spf: str = "GRAY"
    dkim: str = "GRAY"
    dmarc: str = "GRAY"
    spam: str = "GRAY"
    virus: str = "GRAY"
    source: str = ""
    signers: tuple[str, ...] = ()

    def prove(self, sender: str) -> bool:
        """Whether the address in From is proven: by DMARC; where its domain has none, by an aligned SPF or DKIM."""
        if self.dmarc != "GRAY":
            return self.dmarc == "PASS"
        by_spf = self.spf == "PASS" and is_aligned(self.source.rpartition("@")[2], sender)
        by_dkim = self.dkim == "PASS" and any(is_aligned(signer, sender) for signer in self.signers)
        return by_spf or by_dkim


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the decision rests on.

    `has_reference`: a signed reply address or a known Message-ID names a ticket; `is_signed`: the address was signed
    for this very sender; `is_hinted`: only the subject names one. `belongs`: the sender may read that ticket.
    `seems_automatic`: only by its words, or by how many came, is it a machine's. `says_nothing`: all of it is quoted.
    `is_forward`: an agent passes on another's mail; `of_customer`: that of a contact of this desk.
    """

    is_proven: bool
    is_virus: bool
    is_spam: bool
    is_automatic: bool
    has_reference: bool
    is_signed: bool
    is_hinted: bool
    is_known: bool
    is_staff: bool
    belongs: bool
    may_file: bool
    takes_strangers: bool
    is_forward: bool = False
    of_customer: bool = False
    seems_automatic: bool = False
    says_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A rung, and the reason that staff read where it is not plain."""

    rung: Rung
    reason: str = ""


def decide(evidence: Evidence) -> Decision:
    """The rung on which a mail stands. Pure; every branch ends with the mail kept somewhere."""
    if evidence.is_virus:
        return Decision(Rung.SET_ASIDE, "virus")
    if evidence.is_automatic:
        return Decision(Rung.FILE if evidence.has_reference else Rung.SET_ASIDE, "automatic")
    if evidence.seems_automatic:
        return Decision(Rung.HOLD if evidence.has_reference else Rung.SET_ASIDE, "automatic")
    if evidence.is_spam:
        return Decision(Rung.SET_ASIDE, "spam")
    if evidence.has_reference:
        return _referring(evidence)
    if evidence.is_hinted and evidence.belongs and evidence.is_proven:
        return Decision(Rung.NOTE if evidence.is_staff else Rung.APPEND)
    if evidence.is_staff:
        return _of_staff(evidence)
    if evidence.is_known and not evidence.is_proven:
        return Decision(Rung.SET_ASIDE, "unverified")
    if evidence.is_known:
        return Decision(Rung.OPEN) if evidence.may_file else Decision(Rung.SET_ASIDE, "not_trained")
    if evidence.takes_strangers and evidence.is_proven:
        return Decision(Rung.OPEN, "stranger")
    return Decision(Rung.SET_ASIDE, "stranger")


def _of_staff(evidence: Evidence) -> Decision:
    """An agent's mail about no ticket. What she passes on of a contact is that contact's ticket (MP3)."""
    if evidence.is_forward and evidence.of_customer and evidence.is_proven:
        return Decision(Rung.OPEN, "forwarded")
    return Decision(Rung.SET_ASIDE, "forwarded" if evidence.is_forward else "staff")


def _referring(evidence: Evidence) -> Decision:
    """A mail that names a ticket. An agent's becomes an answer only by the address that was signed for her.

    What she passes on, or quotes without a word of her own, is a note: it may be others' words.
    """
    if not evidence.belongs:
        return Decision(Rung.HOLD, "foreign")
    if not evidence.is_proven:
        return Decision(Rung.HOLD, "unverified")
    if not evidence.is_staff:
        return Decision(Rung.APPEND)
    is_answer = evidence.is_signed and not evidence.is_forward and not evidence.says_nothing
    return Decision(Rung.APPEND if is_answer else Rung.NOTE)
