"""The functions' log: one JSON object a line, with the ids that a line is told, never what people wrote.

An exception is told by its type and where it was raised; its own words may hold somebody's text, and stay out.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

LOG = logging.getLogger("tuki.journal")
_OWN = frozenset(vars(logging.makeLogRecord({})))


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "what": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str)


def begin() -> None:
    """Has the log go to standard error as JSON lines; once, however often it is called."""
    if not LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Lines())
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
