"""Logs as JSON lines in a file: the terminal stays for what a person must know."""

import json
import logging
import sys
from datetime import UTC, datetime
from io import TextIOBase
from logging.handlers import RotatingFileHandler
from pathlib import Path

from chalicelib import journal

FILE = "serve.jsonl"
LARGEST_BYTES = 10 * 1024 * 1024

# What every record carries; the rest was given to it as `extra`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _STANDARD},
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


class _Printed(TextIOBase):
    """Standard output of the functions, line by line into the log: in AWS that is where it goes."""

    def __init__(self) -> None:
        self._log = logging.getLogger("local.printed")
        self._begun = ""

    def write(self, text: str) -> int:
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._log.info("%s", line)
        return len(text)


def open_log(folder: Path) -> None:
    """From now on everything logged or printed goes to the log, and what is wrong to the terminal too."""
    folder.mkdir(parents=True, exist_ok=True)
    to_file = RotatingFileHandler(folder / FILE, maxBytes=LARGEST_BYTES, backupCount=2, encoding="utf-8")
    to_file.setFormatter(_JsonLines())
    to_terminal = logging.StreamHandler(sys.__stderr__)
    to_terminal.setLevel(logging.WARNING)
    to_terminal.setFormatter(_Brief("%(levelname)s %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.handlers = [to_file, to_terminal]
    # The functions' own log goes the same way, not through Chalice's logger above it, which would print it.
    journal.LOG.handlers, journal.LOG.propagate = root.handlers, False
    journal.LOG.setLevel(logging.INFO)
    for noisy in ("botocore", "boto3", "urllib3", "mail.log"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    sys.stdout = _Printed()


class _Brief(logging.Formatter):
    """One line a record; the whole story stands in the log."""

    def format(self, record: logging.LogRecord) -> str:
        reason = f" ({record.exc_info[1]!r})" if record.exc_info else ""
        return f"  {record.levelname.lower()}: {record.getMessage()}{reason}"
