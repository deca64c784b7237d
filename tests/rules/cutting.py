"""Worlds in which something happens at one call of a port: the function dies there, or somebody else does something."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from typing import Any

from chalicelib.desk.ports import World

_NO_PORTS = {"policies", "words", "settings", "now"}


class Cut(Exception):
    """The function dies here, or a call breaks off."""


def cut() -> None:
    raise Cut


class Calls:
    """Counts the calls of all ports of the worlds that it is over; at call `at`, `happening` comes before or after it.

    What raises there breaks the call off. With `dies`, no call works from then on, until `begins_again`.
    """

    def __init__(
        self, at: int = 0, happening: Callable[[], None] = cut, *, after: bool = False, dies: bool = False
    ) -> None:
        self.count = 0
        self._at = at
        self._happening = happening
        self._after = after
        self._dies = dies
        self._is_dead = False

    def over(self, world: World) -> World:
        names = (one.name for one in fields(world) if one.name not in _NO_PORTS)
        return replace(world, **{name: Counted(getattr(world, name), self) for name in names})

    def begins_again(self) -> None:
        """Another process takes over from the one that died."""
        self._is_dead = False

    def call(self, called: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if self._is_dead:
            raise Cut
        self.count += 1
        is_now = self.count == self._at
        self._is_dead = is_now and self._dies
        if is_now and not self._after:
            self._happening()
        answer = called(*given, **named)
        if is_now and self._after:
            self._happening()
        return answer


class Counted:
    """Something whose methods are counted with those of others: all of them, or only those named."""

    def __init__(self, counted: Any, calls: Calls, *only: str) -> None:
        self._counted = counted
        self._calls = calls
        self._only = only

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._counted, name)
        if self._only and name not in self._only:
            return found
        return partial(self._calls.call, found)
