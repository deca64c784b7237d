"""Policies by their hash, without storage."""

from datetime import datetime

from chalicelib.policies.book import Policies


class FakeArchive:
    """The port `Archive`. `since` is when those in force were taken; while `is_down`, nothing can be read."""

    def __init__(self) -> None:
        self.is_down = False
        self.since: datetime | None = None
        self._kept: dict[str, Policies] = {}
        self._in_force = ""

    def in_force(self) -> str:
        self._must_be_up()
        return self._in_force

    def keep(self, policies: Policies) -> None:
        self._kept.setdefault(policies.hash, policies)

    def take(self, policies: Policies, since: datetime) -> None:
        self.keep(policies)
        if self._in_force != policies.hash:
            self._in_force, self.since = policies.hash, since

    def of(self, hash: str) -> Policies | None:
        self._must_be_up()
        return self._kept.get(hash)

    def _must_be_up(self) -> None:
        if self.is_down:
            raise ConnectionError("storage went away")
