"""One desk at a time in one folder."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

# A desk that ends, and the child of one that was killed, still save what they hold.
ENDING_SECONDS = 5.0
SAVING_SECONDS = 35.0


class Taken(Exception):
    """Another process holds the folder; the message names it."""


def hold(path: Path) -> IO[str]:
    """Take the lock until the file returned is closed, or every process that inherited it has ended.

    Waits a little for a holder that may be about to end. Raises Taken.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    begun = time.monotonic()
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip()
            if time.monotonic() - begun > (ENDING_SECONDS if _lives(holder) else SAVING_SECONDS):
                file.close()
                raise Taken(holder) from None
            time.sleep(0.1)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _lives(holder: str) -> bool:
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return False
    except (ValueError, PermissionError):
        return True
    return True
