"""A desk's service levels as its page shows them (PM9 PM10 PM11 TC9 CI5), its examples reckoned, not copied."""

from datetime import datetime

from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import ErrorClass, FixPromise, Target, WorkedExample
from portal.speech import Speech


def levels_of(desk: Desk, speech: Speech, now: datetime) -> dict[str, object]:
    """What the page of service levels shows."""
    targets = desk.targets(now)
    notes = [speech.of(target.footnote) for target in targets if target.footnote]
    footnotes = list(dict.fromkeys(notes))
    extended = [level for level in desk.levels.extended if level.valid_from <= desk.local(now).date()]
    return {
        "clock": targets[0].clock.value,
        "targets": [_target(target, speech, footnotes) for target in targets],
        "footnotes": footnotes,
        "classes": [_class(error, speech) for error in desk.levels.error_classes],
        "extended": extended
        and {
            "start": speech.working_hours(extended[-1].start_minutes),
            "solution": speech.working_hours(extended[-1].solution_minutes),
            "fee": speech.money(extended[-1].fee, desk.currency),
        },
        "updates": [
            {"severity": severity, "hours": speech.working_hours(minutes)}
            for severity, minutes in sorted(desk.levels.next_update_minutes.items())
        ],
        "examples": [_example(desk, example, speech) for example in desk.levels.examples],
    }


def _target(target: Target, speech: Speech, footnotes: list[str]) -> dict[str, object]:
    word = "within" if target.inclusive else "less"
    note = footnotes.index(speech.of(target.footnote)) + 1 if target.footnote else None
    hours = speech.say(f"desk.levels.{word}", hours=speech.working_hours(target.minutes))
    return {"severity": target.severity, "hours": hours, "note": note}


def _class(error: ErrorClass, speech: Speech) -> dict[str, object]:
    values: dict[str, object] = {}
    if error.promise is FixPromise.NEXT_RELEASE:
        values = {"from": error.months_from, "to": error.months_to}
    said = speech.say(f"desk.levels.{error.promise.value}", **values)
    return {"id": error.id, "promise": speech.of(error.text) or said}


def _example(desk: Desk, example: WorkedExample, speech: Speech) -> dict[str, object]:
    return {
        "start": speech.instant(desk.local(example.start)),
        "severity": example.severity,
        "due": speech.instant(desk.local(desk.example_due(example))),
        "note": speech.of(example.note),
    }
