"""Work that goes on beside the web server: one thread a task, each with an end that can be waited for."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger("local.background")

LONGEST_PAUSE_SECONDS = 30.0


class Background:
    """Threads that repeat a step until `end`. A step that fails is logged and tried again after a growing pause."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []

    def repeat(self, name: str, step: Callable[[], None], *, every_seconds: float = 0.0) -> None:
        """Begin to repeat `step` in a thread of its own, at once and then with `every_seconds` between."""
        thread = threading.Thread(target=self._run, args=(step, every_seconds), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def end(self, *, within_seconds: float) -> None:
        """Let every step under way come to its end."""
        self._ended.set()
        for thread in self._threads:
            thread.join(within_seconds)

    def _run(self, step: Callable[[], None], every_seconds: float) -> None:
        failures = 0
        while not self._ended.is_set():
            try:
                step()
            except Exception:
                if self._ended.is_set():
                    return
                failures += 1
                log.exception("%s failed, and is tried again", threading.current_thread().name)
            else:
                failures = 0
            pause = every_seconds if not failures else min(2.0**failures / 4, LONGEST_PAUSE_SECONDS)
            if pause:
                self._ended.wait(pause)
