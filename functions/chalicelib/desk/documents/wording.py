"""Lines of a statement in words: the same ones on the page, in the PDF and in the e-invoice (BT-153, BT-154)."""

from collections.abc import Mapping
from datetime import date

from chalicelib.desk.documents.times import charged_minutes
from chalicelib.desk.documents.vocabulary import Vocabulary, shown_minutes, shown_seconds
from chalicelib.domain.billing.agreement import Counted
from chalicelib.domain.billing.documents.ubl import Described
from chalicelib.domain.billing.flat_due import Key
from chalicelib.domain.billing.line import Line, LineKind, Unit
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.billing.worklog import Charging

DOT = " · "


def described(line: Line, vocabulary: Vocabulary, corrected: Mapping[str, date] | None = None) -> Described:
    """What a line is called, and what else there is to say of it. `corrected`: days of issue of what lines correct."""
    if line.kind is LineKind.TIME:
        ticket = vocabulary.say("line.ticket", number=line.ticket)
        said = [vocabulary.subject(line.ticket), charging_of(line, vocabulary), _times(line, vocabulary)]
        name = f"{ticket}: {vocabulary.work(line.work)}"
    else:
        said = []
        name = name_of(line, vocabulary)
    return Described(name, DOT.join(filter(None, [*said, *when_and_why(line, vocabulary, corrected or {})])))


def name_of(line: Line, vocabulary: Vocabulary) -> str:
    """The agreement's own words for a flat rate; ours for a payroll day, and for work."""
    if line.kind is LineKind.TIME:
        return vocabulary.work(line.work)
    if line.kind is LineKind.PAYROLL_DAYS:
        return line.name or vocabulary.say("line.payroll_day")
    return line.name


def charging_of(line: Line, vocabulary: Vocabulary) -> str:
    """Who bears a line's time (MP7), and whether it was out of hours (PM8)."""
    told = vocabulary.say(f"charging.{line.charging}") if line.charging else ""
    return f"{told}, {vocabulary.say('line.out_of_hours')}" if line.out_of_hours else told


def when_and_why(line: Line, vocabulary: Vocabulary, corrected: Mapping[str, date]) -> list[str]:
    """The days of a line, how many of a period, what its ticket came to so far, and which statement it corrects."""
    told = [vocabulary.span(line.period)]
    if line.unit is Unit.DAY:
        told += _several(line, vocabulary)
        told.append(vocabulary.say("line.part", days=abs(line.days), whole=line.period_days))
    if line.running:
        seconds, minutes, billed = line.running.seconds, line.running.minutes, line.running.billed
        times = {"rounded": shown_minutes(minutes), "billed": shown_minutes(billed)}
        told.append(vocabulary.say("line.running", exact=shown_seconds(seconds), **times))
    why = "settles" if line.settles else "corrects"
    if line.corrects in corrected:
        on = vocabulary.day(corrected[line.corrects])
        told.append(vocabulary.say(f"line.{why}_of", number=line.corrects, day=on))
    elif line.corrects:
        told.append(vocabulary.say(f"line.{why}", number=line.corrects))
    return told


def _several(line: Line, vocabulary: Vocabulary) -> list[str]:
    """How many of what, where a part of a period hides it in the price of all of them."""
    key = Key.read(line.key)
    many = key is not None and key.quantity != 1
    return [f"{vocabulary.number(key.quantity)} × {vocabulary.amount(key.price)}"] if key and many else []


def percent_of(line: Line, vocabulary: Vocabulary) -> str:
    """The rate of tax; a dash for what is outside its scope."""
    return "–" if line.vat.category is Category.OUTSIDE_SCOPE else vocabulary.number(line.vat.percent)


def _times(line: Line, vocabulary: Vocabulary) -> str:
    times = {
        "exact": shown_seconds(line.seconds),
        "charged": shown_minutes(charged_minutes(line)),
        "rounded": shown_minutes(line.minutes),
        "included": shown_minutes(line.included),
    }
    if line.charging is not Charging.BILLABLE:
        return vocabulary.say("line.time_free", **times)
    if line.included and line.counted is Counted.BEFORE_ROUNDING:
        return vocabulary.say("line.time_included_first", **times)
    return vocabulary.say("line.time_included" if line.included else "line.time", **times)
