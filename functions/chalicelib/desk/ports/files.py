"""Bytes under keys, and policies by their hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.policies.book import Policies


@dataclass(frozen=True, slots=True)
class Upload:
    """Where and with which fields a browser posts a file straight to storage."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """What storage knows of a file; `size` in bytes."""

    size: int
    content_type: str


class Files(Protocol):
    """Bytes under random keys. Names are metadata elsewhere."""

    def put(self, key: str, data: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes:
        """The bytes. Raises KeyError when there are none."""

    def look(self, key: str) -> Stored | None:
        """Size and type of what is there, None when nothing is."""

    def copy(self, source: str, target: str) -> None:
        """Copies bytes and type. Raises KeyError when there is nothing to copy."""

    def upload(self, key: str, content_type: str, most_bytes: int) -> Upload: ...

    def link(self, key: str, name: str, content_type: str) -> str:
        """A short-lived address that forces a download under this name."""


class Archive(Protocol):
    """The policies that are in force and those that were, by the hash of their content."""

    def in_force(self) -> str:
        """The hash of those taken last, empty when none ever were."""

    def keep(self, policies: Policies) -> None:
        """Keeps them for whoever asks under what a thing was judged. Those in force stay in force."""

    def take(self, policies: Policies, since: datetime) -> None:
        """Keeps them and puts them in force, unless they are."""

    def of(self, hash: str) -> Policies | None:
        """Those with this hash, None when they were never kept. Raises PolicyError where they can be read no more."""
