"""How a desk treats tickets and files: who files and closes, reminders, limits, what is kept (TC1 TC11 MP5 MP6)."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.policies.section import Section

_MAX_DAYS = 365
_MAX_MEGABYTES = 100_000


class WhoMayFile(StrEnum):
    """Which contacts of an organisation file tickets."""

    CONTACTS = "contacts"
    TRAINED = "trained"


class CustomerCloses(StrEnum):
    """What a customer's wish to close does: the ticket ends, or the desk is asked to end it."""

    ENDS = "ends"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Closing:
    """How tickets end. Days are days of the desk on which it is open, from its unanswered question."""

    by_customer: CustomerCloses
    by_agent: bool
    remind_after_days: tuple[int, ...]
    auto_close_after_days: int | None


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Files that the desk takes: by form up to `max_megabytes`, more by resumable upload; extensions without dot."""

    max_megabytes: int
    max_upload_megabytes: int | None
    extensions: tuple[str, ...]

    @property
    def max_bytes(self) -> int:
        """The largest file by form (a megabyte is 1,000,000 bytes)."""
        return self.max_megabytes * 1_000_000


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept; correspondence for good where `correspondence_months` is None."""

    correspondence_months: int | None
    set_aside_days: int
    uploads_days: int


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a desk treats tickets and files."""

    who_may_file: WhoMayFile
    closing: Closing
    files: FileLimits
    retention: Retention


def read_conduct(desk: Section) -> Conduct:
    """The keys `who_may_file`, `closing`, `files` and `retention` of a desk's file."""
    files, retention = desk.section("files"), desk.section("retention")
    forever = retention.text("correspondence", r"forever|months", "forever, months") == "forever"
    extensions = files.texts("extensions")
    for number, extension in enumerate(extensions):
        if not extension.isalnum() or not extension.islower():
            files.mistake(f"extensions.{number}", repr(extension), "small letters and digits without a dot, like pdf")
    uploads = files.integer("max_upload_megabytes", 1, _MAX_MEGABYTES) if files.has("max_upload_megabytes") else None
    return Conduct(
        who_may_file=WhoMayFile(desk.choice("who_may_file", tuple(WhoMayFile))),
        closing=_closing(desk.section("closing")),
        files=FileLimits(files.integer("max_megabytes", 1, 25), uploads, extensions),
        retention=Retention(
            correspondence_months=None if forever else retention.integer("correspondence_months", 1, 600),
            set_aside_days=retention.integer("set_aside_days", 1, 10 * _MAX_DAYS),
            uploads_days=retention.integer("uploads_days", 1, _MAX_DAYS),
        ),
    )


def _closing(section: Section) -> Closing:
    never = section.choice("auto_close", ("never", "after_reminders")) == "never"
    noted = len(section.mistakes)
    reminders = [part.integer("after_days", 1, _MAX_DAYS) for part in section.sections("reminders", needed=False)]
    if reminders != sorted(set(reminders)):
        section.mistake("reminders", str(reminders), "days that grow from one reminder to the next")
    if not (never or reminders) and len(section.mistakes) == noted:
        section.mistake("reminders", "no reminder", "at least one where auto_close is after_reminders")
    after = None if never else section.integer("auto_close_after_days", 1, _MAX_DAYS)
    if after is not None and after <= max(reminders, default=0):
        section.mistake("auto_close_after_days", str(after), f"more than the last reminder's {max(reminders)} days")
    return Closing(
        by_customer=CustomerCloses(section.choice("by_customer", tuple(CustomerCloses))),
        by_agent=section.flag("by_agent"),
        remind_after_days=tuple(reminders),
        auto_close_after_days=after,
    )
