"""Which policies are in force, looked up at most once a minute."""

import time
from collections.abc import Callable

from chalicelib.desk.ports import Archive
from chalicelib.journal import LOG
from chalicelib.policies.book import Policies

LOOK_SECONDS = 60.0


class PoliciesInForce:
    """What was published last is in force, even where a later package carries other policies: people read the pages.

    Those that the package carries are in force until any were published. Where storage fails, the ones found last stay,
    and before any were found the package's own. `clock` tells monotonic seconds.
    """

    def __init__(
        self, archive: Archive, carried: Callable[[], Policies], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._archive = archive
        self._carried = carried
        self._clock = clock
        self._found: Policies | None = None
        self._look_at = float("-inf")
        self._fails = False

    def policies(self) -> Policies:
        """The policies in force a minute ago at the most."""
        if self._found is None or self._clock() >= self._look_at:
            self._look_at = self._clock() + LOOK_SECONDS
            self._found = self._looked_up()
        return self._found

    def look_again(self) -> None:
        """Other policies may have come into force: the minute is over."""
        self._look_at = float("-inf")

    def _looked_up(self) -> Policies:
        try:
            found = self._taken() or self._carried()
        except Exception:
            if not self._fails:
                LOG.exception("policies in force not read")
            self._fails = True
            return self._found or self._carried()
        self._fails = False
        return found

    def _taken(self) -> Policies | None:
        """Those that the archive names, None when it names none. Raises LookupError where they are gone."""
        hash = self._archive.in_force()
        if not hash:
            return None
        at_hand = self._found or self._carried()
        found = at_hand if at_hand.hash == hash else self._archive.of(hash)
        if found is None:
            raise LookupError(hash)
        return found
