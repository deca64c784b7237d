"""Opens the desk on this machine, part by part, and closes it in the opposite order."""

import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import IO, Any

from local import build, emulator, quirks, settings
from local.background import Background
from local.functions import Functions
from local.mail_queue import Courier, MailQueue
from local.options import Options
from local.origin import Origin, listen
from local.outbox import Outbox
from local.pages import Pages
from local.paths import FUNCTIONS, RESOURCES, Home
from local.receipt_rule import ReceiptRule
from local.smtp_port import MailIn, open_port
from local.spool import Spool

SWEEP_SECONDS = 2.0
TICK_SECONDS = 5.0
REFRESH_SECONDS = 30.0
LOOK_SECONDS = 1.0
END_SECONDS = 20.0

log = logging.getLogger("local.desk")

Client = Callable[[str], Any]


def open_desk(
    options: Options,
    lock: IO[str],
    ends: ExitStack,
    fill: Callable[[Functions], None],
    gone: Callable[[], None],
) -> Functions:
    """Open everything; whatever has been opened is closed by `ends`. `lock` is the folder's.

    `fill` may put people and tickets into the desk before its doors open; `gone` hears when the emulator ends.
    Raises NoEmulator, NotBuilt, PolicyError, OSError for a port in use, and what `fill` raises.
    """
    home = Home(options.home)
    if options.fresh:
        shutil.rmtree(home.emulator, ignore_errors=True)
        shutil.rmtree(home.spool, ignore_errors=True)
    settings.take_over_environment(options, f"http://127.0.0.1:{options.emulator_port}")
    with ThreadPoolExecutor(1) as beside:
        portal = beside.submit(build.build_portal, home.portal, settings.for_portal(options))
        build.write_bundle()
        spool = Spool(home.spool, options.shift_seconds)
        cloud = _open_emulator(options, home, lock, spool, ends)
        made = _deploy(options, home, cloud)
        os.environ |= settings.for_functions(options, made)
        functions = Functions(FUNCTIONS)
        functions.load()
        fill(functions)
        portal.result()
    _open_doors(options, home, spool, cloud, made, functions, ends, gone)
    return functions


def client(service: str) -> Any:
    """A client of the emulator that this process was pointed at."""
    return emulator.client(service, os.environ["AWS_ENDPOINT_URL"])


def _open_emulator(options: Options, home: Home, lock: IO[str], spool: Spool, ends: ExitStack) -> emulator.Emulator:
    log_file = ends.enter_context((home.log / "emulator.log").open("ab"))
    started = emulator.start(home.emulator, port=options.emulator_port, keep=True, log=log_file, lock=lock)
    ends.callback(_close_emulator, started, spool)
    return started


def _close_emulator(cloud: emulator.Emulator, spool: Spool) -> None:
    if cloud.stop():
        spool.sweep(time.monotonic_ns())


def _deploy(options: Options, home: Home, cloud: emulator.Emulator) -> dict[str, str]:
    parameters = {"PortalOrigin": options.portal, "MailDomain": options.mail_domain}
    made = emulator.deploy(cloud.endpoint, RESOURCES, parameters=parameters)
    if options.shift_seconds < 0:
        quirks.keep_what_has_expired(client("dynamodb"), made["Table"])
    settings.keep_secret_key(home.secret_key, client("ssm"))
    return made


def _open_doors(
    options: Options,
    home: Home,
    spool: Spool,
    cloud: emulator.Emulator,
    made: dict[str, str],
    functions: Functions,
    ends: ExitStack,
    gone: Callable[[], None],
) -> None:
    """Mail, pages and schedules; closed in the opposite order, so that what has come in is still dealt with."""
    written = threading.Event()
    courier = Courier(ReceiptRule(client("s3"), client("sns"), made["Bucket"], made["MailTopic"]))
    mails = MailQueue(client("sqs"), made["MailQueue"], made["MailQueueArn"], functions.mail_in, spool, written.set)
    for mail in spool.left_over():
        log.info("mail %s was accepted by an earlier run, and is taken up again", mail.id)
        courier.take(mail)

    background = Background()
    ends.callback(background.end, within_seconds=END_SECONDS)
    background.repeat("the way of mail into storage", courier.step)
    background.repeat("the way of mail into the desk", mails.step)
    background.repeat("the post", lambda: _deliver(functions, written))
    background.repeat("the spool", lambda: spool.sweep(cloud.saved_until), every_seconds=SWEEP_SECONDS)
    background.repeat("the schedule", lambda: functions.tick(_minute()), every_seconds=TICK_SECONDS)
    background.repeat("the watch over the emulator", lambda: None if cloud.alive else gone(), every_seconds=1.0)

    port = open_port(MailIn(options.mail_domain, spool, courier.take), options.smtp_port)
    ends.callback(port.stop)
    outbox = Outbox(lambda: emulator.letters(cloud.endpoint), options.shift_seconds)
    origin = Origin(Pages(home.portal), functions, outbox, written.set)
    server, run = listen(origin, options.port)
    ends.callback(server.server_close)
    threading.Thread(target=run, name="the web server", daemon=True).start()
    ends.callback(server.shutdown)
    # Last: the policies come from the portal, which must be open.
    background.repeat("the policies", lambda: functions.refresh(_minute()), every_seconds=REFRESH_SECONDS)


def _deliver(functions: Functions, written: threading.Event) -> None:
    """Letters leave right after what they tell of, as the table's stream has it elsewhere."""
    if written.wait(LOOK_SECONDS):
        written.clear()
        functions.post()


def _minute() -> dict[str, Any]:
    """The event that a schedule sends."""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {
        "version": "0",
        "id": "local",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": at,
        "region": emulator.REGION,
        "resources": [],
        "detail": {},
    }
