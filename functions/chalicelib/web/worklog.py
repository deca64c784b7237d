"""The calls of time tracking: an agent's stopwatch, and the time of a ticket. For staff of the ticket's desk only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.desk.worklog import entries, stopwatch
from chalicelib.desk.worklog.overview import time_of
from chalicelib.desk.worklog.said import Span, Task
from chalicelib.desk.worklog.writing import overlaps
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.instants import read
from chalicelib.domain.refusal import Refusal
from chalicelib.web.bodies import Body
from chalicelib.web.call import Call, Reply
from chalicelib.web.worklog_shapes import Shape, entered_shape, span_shape, time_shape, watch_shape

_MOST_NUMBER_CHARACTERS = 18


def show_time(call: Call, number: str) -> Reply:
    return Reply(_time(call, number))


def enter_time(call: Call, number: str) -> Reply:
    entry = entries.enter(call.world, call.agent, number, _span(call.body), _task(call.body), call.key)
    return Reply(_time(call, number, entry), 201)


def correct_time(call: Call, number: str, id: str) -> Reply:
    """`withdraw` enters nothing instead; without a `date` the time stays as it is, to the second."""
    body = call.body
    task = None if body.flag("withdraw") else _task(body)
    span = _span(body) if body.text("date") else None
    entry = entries.correct(call.world, call.agent, number, id, span, task, body.text("reason"), call.key)
    return Reply(_time(call, number, None if entry.corrects else entry), 201)


def show_stopwatch(call: Call) -> Reply:
    return Reply(_watch(call))


def start_stopwatch(call: Call) -> Reply:
    body = call.body
    number, instead_of = _number(body, "ticket"), _number(body, "instead_of")
    entry = stopwatch.start(call.world, call.agent, number, _task(body), instead_of, call.key)
    return Reply(_watch(call, entry), 201)


def stop_stopwatch(call: Call) -> Reply:
    body = call.body
    number, at = _number(body, "ticket"), _instant(body.text("started_at"))
    entry = stopwatch.stop(call.world, call.agent, number, at, _task(body), body.text("until"), call.key)
    return Reply(_watch(call, entry), 201)


def discard_stopwatch(call: Call) -> Reply:
    stopwatch.discard(call.world, call.agent, _instant(call.query("started_at")))
    return Reply(_watch(call))


def _time(call: Call, number: str, entry: TimeEntry | None = None) -> Shape:
    time = time_of(call.world, call.agent, number)
    running = stopwatch.running(call.world, call.agent)
    shape = time_shape(call.world, time, call.language)
    return {**shape, "stopwatch": watch_shape(call.world, running), **_told(call, entry)}


def _watch(call: Call, entry: TimeEntry | None = None) -> dict[str, Any]:
    return {"stopwatch": watch_shape(call.world, stopwatch.running(call.world, call.agent)), **_told(call, entry)}


def _told(call: Call, entry: TimeEntry | None) -> Shape:
    """What was entered just now, and what else was noted for the same time."""
    others: Iterable[TimeEntry] = overlaps(call.world, entry) if entry else ()
    told = entered_shape(call.world, entry) if entry else None
    return {"entry": told, "overlaps": [span_shape(other) for other in others]}


def _task(body: Body) -> Task:
    return Task(body.text("work"), body.text("charging"), body.text("note"))


def _span(body: Body) -> Span:
    return Span(body.text("date"), body.text("from"), body.text("to"), body.integer("minutes"))


def _number(body: Body, key: str) -> str:
    number = body.text(key).strip().upper()
    if len(number) > _MOST_NUMBER_CHARACTERS:
        raise Refusal("not_found")
    return number


def _instant(text: str) -> datetime:
    try:
        return read(text)
    except ValueError:
        raise Refusal("stopwatch_gone") from None
