"""scripts/replay: so many more breaches, for whom and on which tickets, had a changed policy been in force."""

import argparse
import calendar
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.desk.ports import Archive
from chalicelib.desk.watch.replay import replay
from chalicelib.domain.working_time.timeline import NoSuchTime
from chalicelib.policies.book import Policies
from chalicelib.policies.desk import Desk
from chalicelib.policies.folder import read_policies
from chalicelib.policies.mistakes import PolicyError
from cloud.account import NotDeployed
from cloud.stage import table_and_bucket
from local.emulator import NoEmulator
from local.paths import REPOSITORY
from local.replay.changed import POLICIES, all_along, policies_with
from local.replay.report import Asked, report
from local.replay.stored import NothingStored, Stored, kept, stored_in

MOST_MONTHS = 24

OpenStore = Callable[[argparse.Namespace], AbstractContextManager[Stored]]


class Refused(Exception):
    """What was asked cannot be answered; the message says why."""


def store_of(options: argparse.Namespace) -> AbstractContextManager[Stored]:
    """The store that the options name. Raises NotDeployed, and when it is opened NothingStored or NoEmulator."""
    return nullcontext(stored_in(*table_and_bucket(options.stage))) if options.stage else kept(options.home)


def main(arguments: list[str] | None = None, open_store: OpenStore = store_of) -> int:
    """Print the answer; 2 and why on standard error where there is none."""
    options = _options(arguments)
    try:
        print(_answer(options, open_store))
    except (Refused, PolicyError, NothingStored, NotDeployed, NoEmulator) as refused:
        print(f"replay: {refused}", file=sys.stderr)
    except NoSuchTime as refused:
        print(f"replay: {options.file}: hours: a target is never reached, as {refused}", file=sys.stderr)
    except (BotoCoreError, ClientError) as refused:
        print(f"replay: the store cannot be read: {refused}", file=sys.stderr)
    else:
        return 0
    return 2


def _answer(options: argparse.Namespace, open_store: OpenStore) -> str:
    id, changed = _changed(options.file)
    after = (changed if options.as_dated else all_along(changed, id))[id]
    now = (options.now or datetime.now(UTC)).replace(microsecond=0)
    since = _start(after, now, options.months)
    with open_store(options) as stored:
        before, against = _before(stored.archive, id)
        found = replay(stored.tickets, before, after, since, now)
        customers = stored.directory.organisations({one.organisation for one in (*found.more, *found.fewer)})
    names = {customer.id: customer.name for customer in customers.values()}
    return report(Asked(str(options.file), against, options.as_dated, since, now), after, found, names)


def _changed(file: Path) -> tuple[str, Policies]:
    try:
        return policies_with(file)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}") from None


def _before(archive: Archive, id: str) -> tuple[Desk, str]:
    """The desk as it is in force, and which policies those are: the file may have been changed in its place here."""
    policies, against = _in_force(archive)
    if id not in policies:
        raise Refused(f"no desk {id} is in force that the file could change; the desks are {', '.join(policies)}")
    return policies[id], against


def _in_force(archive: Archive) -> tuple[Policies, str]:
    hash = archive.in_force()
    if not hash:
        return read_policies(POLICIES), "kb/policies, as none were published yet"
    try:
        policies = archive.of(hash)
    except PolicyError as error:
        raise Refused(f"the policies in force can be read no more:\n{error}") from None
    if policies is None:
        raise Refused(f"the policies in force ({hash}) are not in storage")
    return policies, "the policies in force"


def _start(desk: Desk, now: datetime, months: int) -> datetime:
    """The beginning of the same day, so many months earlier, by the desk's clock."""
    today = desk.local(now).date()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    first = date(year, month + 1, min(today.day, last_day))
    return datetime.combine(first, time(), ZoneInfo(desk.zone)).astimezone(UTC)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/replay",
        description="Judges the stored tickets of the last months under a changed policy file, and says what would have"
        " been missed and what not. It only reads.",
    )
    parser.add_argument("file", type=Path, help="a changed copy of a desk's policy, like kb/policies/promark.yaml")
    parser.add_argument("--months", type=_months, default=3, help="how far back (3)")
    parser.add_argument("--as-dated", action="store_true", help="heed valid_from, and not only what is newest")
    parser.add_argument("--now", type=_instant, metavar="INSTANT", help="judge as of then; without an offset it is UTC")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--stage", help="read a deployed stage, in the AWS account that boto3's own settings lead to")
    where.add_argument(
        "--home", type=Path, default=REPOSITORY / ".tuki", help="read the desk that scripts/serve keeps here (.tuki)"
    )
    return parser.parse_args(arguments)


def _months(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_MONTHS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of months from 1 to {MOST_MONTHS}")
    return int(text)


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no instant, like 2026-12-23T13:00+01:00") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main())
