"""The language that a reader is written to in, and how instants are said in it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from chalicelib.desk.ports import World
from chalicelib.domain.people import Contact, Person


def language_of(world: World, person: Person) -> str:
    """The reader's language: the person's, else the organisation's, else that of the first desk they have."""
    if person.language:
        return person.language
    desks: list[str] = []
    if isinstance(person, Contact):
        organisation = world.directory.organisation(person.organisation)
        if organisation and organisation.language:
            return organisation.language
        desks = sorted(organisation.desks) if organisation else []
    else:
        desks = list(person.desks)
    return next((world.policies[desk].language for desk in desks if desk in world.policies), "en")


def shown_instant(world: World, language: str, at: datetime, zone: str) -> str:
    """An instant as people of this language write it, on the desk's clock, and whose clock that is."""
    local = at.astimezone(ZoneInfo(zone))
    time = {"hour": f"{local.hour:02d}", "minute": f"{local.minute:02d}", "zone": shown_zone(world, language, local)}
    return world.words.say(language, "letters.instant", **_day(world, language, local.date()), **time)


def shown_zone(world: World, language: str, local: datetime) -> str:
    """The zone of a local time by its city, as the portal's pages name it; by its distance from UTC where our words
    have no name for the city.
    """
    city = world.words.of(language).get(f"letters.cities.{local.tzinfo}")
    if city:
        return world.words.say(language, "desk.now.desk_time", city=city)
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def shown_day(world: World, language: str, day: date) -> str:
    """A date as people of this language write it."""
    return world.words.say(language, "letters.day", **_day(world, language, day))


def shown_money(language: str, amount: Decimal, currency: str) -> str:
    """An amount with two decimals: a comma before them in all our languages but English."""
    written = f"{amount:.2f}"
    return f"{written if language == 'en' else written.replace('.', ',')} {currency}"


def _day(world: World, language: str, day: date) -> dict[str, object]:
    return {
        "weekday": world.words.say(language, "letters.weekdays").split()[day.weekday()],
        "day": day.day,
        "month": world.words.say(language, "letters.months").split()[day.month - 1],
        "year": day.year,
    }
