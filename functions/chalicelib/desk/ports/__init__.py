"""What the desk needs of the world, and the one value that carries it: every command's first argument.

Each port has a fake beside the tests and an adapter in `aws/`; both pass the same contract suite.
"""

from chalicelib.desk.ports.books import Books, Closing, Entered, HandedOn, Kept, Month
from chalicelib.desk.ports.files import Archive, Files, Stored, Upload
from chalicelib.desk.ports.letters import Letterbox, Mailer, Undeliverable
from chalicelib.desk.ports.people import Directory, Gate
from chalicelib.desk.ports.runs import Claim, Errand, Runs, Task
from chalicelib.desk.ports.steps import AlreadyDone, Conflict, Once, Page, Step
from chalicelib.desk.ports.tickets import Aside, Figures, Moving, Tickets
from chalicelib.desk.ports.worklog import MonthClosed, Worklog
from chalicelib.desk.ports.world import Settings, World

__all__ = [
    "AlreadyDone",
    "Archive",
    "Aside",
    "Books",
    "Claim",
    "Closing",
    "Conflict",
    "Directory",
    "Entered",
    "Errand",
    "Figures",
    "Files",
    "Gate",
    "HandedOn",
    "Kept",
    "Letterbox",
    "Mailer",
    "Month",
    "MonthClosed",
    "Moving",
    "Once",
    "Page",
    "Runs",
    "Settings",
    "Step",
    "Stored",
    "Task",
    "Tickets",
    "Undeliverable",
    "Upload",
    "Worklog",
    "World",
]
