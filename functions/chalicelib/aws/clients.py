"""The boto3 clients, each made when it is first needed. Region, endpoint and credentials are boto3's own business."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

_CONNECT_SECONDS = 3
_READ_SECONDS = 15
_MOST_ATTEMPTS = 4
# Version 4 signatures bind an upload's region; virtual addresses spare browsers a redirect that CORS would not survive.
_SPECIAL: Mapping[str, Mapping[str, Any]] = {"s3": {"signature_version": "s3v4", "s3": {"addressing_style": "virtual"}}}


class Clients:
    """One low-level client a service, safe to share between threads. `watch` is shown each one as it is made."""

    def __init__(self, watch: Callable[[Any], None] | None = None) -> None:
        self._watch = watch
        self._made: dict[str, Any] = {}
        self._lock = Lock()

    def of(self, service: str) -> Any:
        """The client of a service, e.g. `dynamodb`. The first one imports boto3."""
        with self._lock:
            if service not in self._made:
                self._made[service] = self._make(service)
            return self._made[service]

    def _make(self, service: str) -> Any:
        import boto3
        from botocore.config import Config

        settings = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": _MOST_ATTEMPTS},
            **_SPECIAL.get(service, {}),
        )
        client = boto3.Session().client(service, config=settings)
        if self._watch:
            self._watch(client)
        return client
