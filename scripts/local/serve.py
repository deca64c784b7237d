"""scripts/serve: the whole desk on this machine, until Ctrl-C."""

import logging
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack

from chalicelib.policies.mistakes import PolicyError
from local import logs, samples
from local.build import NotBuilt
from local.desk import client, open_desk
from local.emulator import NoEmulator
from local.functions import Functions
from local.lock import Taken, hold
from local.options import Options, read_options
from local.paths import Home
from local.welcome import people_to_sign_in_as

log = logging.getLogger("local.serve")

SAMPLES_PARAMETER = "/tuki/samples"


class CannotServe(Exception):
    """Why the desk does not open, and what to do; for a person to read."""


def main() -> int:
    """Open the desk, tell where it is, and close it when asked to. The exit status."""
    begun = time.monotonic()
    options = read_options()
    asked_to_end = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _end(asked_to_end))
    logs.open_log(Home(options.home).log)
    try:
        with ExitStack() as ends:
            functions = _open(options, ends, asked_to_end)
            _say_where(options, functions, time.monotonic() - begun)
            asked_to_end.wait()
            _say("\nEnding: what is under way is finished, and everything saved.")
    except CannotServe as reason:
        print(f"{reason}", file=sys.stderr)
        return 1
    _say("Ended.")
    return 0


def _end(asked_to_end: threading.Event) -> None:
    """The first time gently; who asks again does not want to wait."""
    if asked_to_end.is_set():
        raise KeyboardInterrupt
    asked_to_end.set()


def _open(options: Options, ends: ExitStack, asked_to_end: threading.Event) -> Functions:
    def gone() -> None:
        print(f"The embedded AWS has ended by itself; {options.home}/log/emulator.log says why.", file=sys.stderr)
        asked_to_end.set()

    try:
        lock = ends.enter_context(hold(Home(options.home).lock))
        _check_ports(options)
        return open_desk(options, lock, ends, _fill_with_samples if options.samples else _leave_empty, gone)
    except Taken as taken:
        raise CannotServe(
            f"A desk is already open here (process {taken}): see it at its address, or end it with Ctrl-C.\n"
            "A second one beside it needs its own folder and ports:\n"
            "  scripts/serve --home .tuki/second --port 8001 --smtp-port 2526 --emulator-port 4567"
        ) from None
    except NotBuilt as failed:
        raise CannotServe(f"The portal cannot be built:\n{failed}") from None
    except PolicyError as mistakes:
        raise CannotServe(f"What the editors wrote has mistakes:\n{mistakes}") from None
    except NoEmulator as failed:
        raise CannotServe(f"{failed} Its log: {options.home}/log/emulator.log") from None


def _check_ports(options: Options) -> None:
    taken = [
        (option, port)
        for option, port in (
            ("--port", options.port),
            ("--smtp-port", options.smtp_port),
            ("--emulator-port", options.emulator_port),
        )
        if _answers(port)
    ]
    if taken:
        lines = [f"  port {port} is in use: choose another with {option}" for option, port in taken]
        raise CannotServe(
            "The desk cannot open, because another program (or another desk) is there:\n" + "\n".join(lines)
        )


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _leave_empty(_: Functions) -> None:
    """No samples are wanted."""


def _fill_with_samples(functions: Functions) -> None:
    """People and tickets to look at, once in the life of the data; whether it was done is kept with them."""
    ssm = client("ssm")
    if ssm.get_parameters(Names=[SAMPLES_PARAMETER])["Parameters"]:
        return
    _say("Bringing in sample people and tickets: on the first start only.")
    try:
        samples.load(functions.world())
    except Exception as failed:
        log.exception("the samples cannot be brought in")
        raise CannotServe(
            f"The samples cannot be brought in: {failed}\n"
            "  scripts/serve --fresh        starts anew\n"
            "  scripts/serve --no-samples   starts without them"
        ) from None
    ssm.put_parameter(Name=SAMPLES_PARAMETER, Value="loaded", Type="String")


def _say_where(options: Options, functions: Functions, seconds: float) -> None:
    lines = [
        f"The desk is open, {seconds:.1f} seconds after the start.",
        "",
        f"  Portal    {options.portal}/",
        f"  Letters   {options.portal}/outbox/",
        f"  Mail in   smtp://127.0.0.1:{options.smtp_port}  for …@{options.mail_domain}",
        f"  Log       {options.home}/log/{logs.FILE}",
    ]
    if options.samples:
        lines += ["", "Sign in as one of these; the code comes as a letter:"]
        lines += [f"  {address:<34} {who}" for address, who in people_to_sign_in_as(functions.world())]
    _say("\n".join([*lines, "", "Ctrl-C ends it; what it holds stays."]))


def _say(text: str) -> None:
    """To the terminal: standard output itself belongs to the functions, and goes into the log."""
    if sys.__stdout__ is not None:
        print(text, file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    sys.exit(main())
