"""The desk's world without AWS: a fake of each port, with state, held to the same contract as the real one.

Tickets, mails set aside and letters share one `FakeStore`, as they share one table.
"""

from tests.fakes.archive import FakeArchive
from tests.fakes.aside import FakeAside
from tests.fakes.books import FakeBooks
from tests.fakes.directory import FakeDirectory
from tests.fakes.figures import FakeFigures
from tests.fakes.files import FakeFiles
from tests.fakes.gate import FakeGate
from tests.fakes.letterbox import FakeLetterbox
from tests.fakes.mailer import FakeMailer
from tests.fakes.runs import FakeRuns
from tests.fakes.store import FakeStore
from tests.fakes.tickets import FakeTickets
from tests.fakes.worklog import FakeWorklog

__all__ = [
    "FakeArchive",
    "FakeAside",
    "FakeBooks",
    "FakeDirectory",
    "FakeFigures",
    "FakeFiles",
    "FakeGate",
    "FakeLetterbox",
    "FakeMailer",
    "FakeRuns",
    "FakeStore",
    "FakeTickets",
    "FakeWorklog",
]
