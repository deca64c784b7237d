"""What can be chosen on the command line of scripts/serve."""

import argparse
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from local.paths import REPOSITORY

EXAMPLES = """examples:
  scripts/serve                               the desk at http://127.0.0.1:8000
  scripts/serve --now 2026-12-23T13:00+01:00  the same, two days before Christmas
  scripts/serve --fresh                       forget all tickets, mails and letters, and start anew
"""


@dataclass(frozen=True, slots=True)
class Options:
    """A run's choices. `shift_seconds` is added to the clock."""

    port: int
    smtp_port: int
    emulator_port: int
    mail_domain: str
    home: Path
    fresh: bool
    samples: bool
    shift_seconds: int

    @property
    def portal(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def read_options(arguments: list[str] | None = None) -> Options:
    """Read the command line; ends the process with a message where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="scripts/serve",
        description="Runs the whole desk on this machine, until Ctrl-C.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=8000, help="of the portal, the functions and the outbox (8000)")
    parser.add_argument("--smtp-port", type=_port, default=2525, help="that takes mail for the desks (2525)")
    parser.add_argument("--emulator-port", type=_port, default=4566, help="of the embedded AWS (4566)")
    parser.add_argument("--mail-domain", type=_domain, default="support.example.com", help="of the desks' addresses")
    parser.add_argument(
        "--now", type=_instant, metavar="INSTANT", help="live at another time; without an offset it is UTC"
    )
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs kept")
    parser.add_argument("--no-samples", action="store_true", help="start with no people and no tickets")
    parser.add_argument(
        "--home", type=_folder, default=REPOSITORY / ".tuki", help="the folder that keeps the data (.tuki)"
    )
    given = parser.parse_args(arguments)
    ports = (given.port, given.smtp_port, given.emulator_port)
    if len(set(ports)) < len(ports):
        parser.error("the three ports must differ")
    shift = 0 if given.now is None else round((given.now - datetime.now(UTC)).total_seconds())
    return Options(
        given.port,
        given.smtp_port,
        given.emulator_port,
        given.mail_domain,
        given.home.resolve(),
        given.fresh,
        not given.no_samples,
        shift,
    )


def _domain(text: str) -> str:
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", text.lower()):
        raise argparse.ArgumentTypeError(f"{text!r} is no domain, like support.example.com")
    return text.lower()


def _folder(text: str) -> Path:
    folder = Path(text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise argparse.ArgumentTypeError(f"{text!r} cannot be a folder for the data: {refused.strerror}") from None
    return folder


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no instant, like 2026-12-23T13:00+01:00") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
