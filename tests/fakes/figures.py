"""What the tallies add up to, without a table."""

from chalicelib.domain.tally import Count
from tests.fakes.store import FakeStore


class FakeFigures:
    """The port `Figures`, over the tallies that the store was given by steps."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()

    def of_desk(self, desk: str, first_month: str, last_month: str) -> tuple[Count, ...]:
        counted: dict[tuple[str, str, int, str], list[int]] = {}
        for tally in self.store.tallies:
            if tally.desk == desk and first_month <= tally.month <= last_month:
                place = (tally.month, tally.organisation, tally.severity, tally.matter)
                counted.setdefault(place, [0, 0])[0 if tally.met else 1] += 1
        return tuple(Count(*place, met, missed) for place, (met, missed) in sorted(counted.items()))
