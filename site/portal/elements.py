"""What the interactive elements of a page are given: words, and of the policies what a browser needs."""

from collections.abc import Mapping

from chalicelib.domain.checklist import Field
from chalicelib.policies.conduct import WhoMayFile
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import ErrorClass
from chalicelib.policies.requests import Kind
from portal.shelf import Shelf
from portal.speech import Speech

Data = dict[str, object]


def data_for(shelf: Shelf, speech: Speech, *rooms: str) -> Data:
    """What each element takes: language, the functions' origin, the words of some rooms, and all desks."""
    words = {room: shelf.words.room(speech.language, room) for room in rooms}
    return {"lang": speech.language, "api": shelf.site.api, "words": words, "desks": _desks(shelf, speech)}


def form_data(shelf: Shelf, speech: Speech, desk: Desk) -> Data:
    """What `<tuki-form>` takes: the same, and all of a desk's policy that filing needs."""
    return {
        **data_for(shelf, speech, "form", "tickets", "sign_in", "kinds", "errors"),
        "desk": _filing(shelf, speech, desk),
    }


def stopwatch_data(shelf: Shelf, speech: Speech) -> Data:
    """What `<tuki-stopwatch>` takes: the bar that shows staff their running stopwatch needs few words."""
    words = shelf.words.room(speech.language, "worklog")
    shown = {key: text for key, text in words.items() if key.startswith("bar.") or key == "elapsed"}
    return {"lang": speech.language, "api": shelf.site.api, "words": {"worklog": shown}}


def _desks(shelf: Shelf, speech: Speech) -> dict[str, Data]:
    return {
        desk.id: {
            "name": speech.of(desk.name),
            "prefix": desk.prefix,
            "zone": desk.zone,
            "city": speech.city(desk.zone),
            "clock": desk.target(1, shelf.now).clock.value,
            "error_classes": [_error_class(each, speech) for each in desk.levels.error_classes],
            "extended": bool(desk.levels.extended),
            "files": _files(desk),
            "areas": {area.id: speech.of(area.name) for area in desk.areas},
            "fields": {field.id: _named(field, speech) for kind in desk.kinds for field in kind.checklist.fields},
        }
        for desk in shelf.policies.values()
    }


def _error_class(known: ErrorClass, speech: Speech) -> Data:
    return {"id": known.id, "promise": known.promise.value, "text": speech.of(known.text)}


def _filing(shelf: Shelf, speech: Speech, desk: Desk) -> Data:
    return {
        "id": desk.id,
        "name": speech.of(desk.name),
        "zone": desk.zone,
        "clock": desk.target(1, shelf.now).clock.value,
        "trained_only": desk.conduct.who_may_file is WhoMayFile.TRAINED,
        "files": _files(desk),
        "areas": [{"id": area.id, "name": speech.of(area.name)} for area in desk.areas],
        "kinds": [_kind(kind, speech) for kind in desk.kinds],
        "releases": _releases(shelf, desk),
        "third_parties": [
            {
                "id": party.id,
                "name": party.name,
                "what": speech.of(party.what),
                "why": speech.of(party.why),
                "phone": party.phone,
                "mail": party.mail,
                "web": party.web,
                "hints": list(party.hints[speech.language]),
            }
            for party in desk.offers.third_parties
        ],
    }


def _kind(kind: Kind, speech: Speech) -> Data:
    return {
        "id": kind.id,
        "has_clock": kind.has_clock,
        "fields": [_field(field, speech) for field in kind.checklist.fields],
    }


def _field(field: Field, speech: Speech) -> Data:
    return {
        "id": field.id,
        "type": field.type.value,
        "label": speech.of(field.label),
        "help": speech.of(field.help),
        "required": field.required,
        "any_of": field.any_of,
        "choices": [{"id": choice.id, "label": speech.of(choice.label)} for choice in field.choices],
        "max_characters": field.max_characters,
    }


def _named(field: Field, speech: Speech) -> Data:
    return {
        "label": speech.of(field.label),
        "choices": {choice.id: speech.of(choice.label) for choice in field.choices},
    }


def _files(desk: Desk) -> Mapping[str, object]:
    return {"extensions": list(desk.conduct.files.extensions), "max_megabytes": desk.conduct.files.max_megabytes}


def _releases(shelf: Shelf, desk: Desk) -> Data | None:
    if desk.offers.releases is None:
        return None
    oldest = desk.oldest_supported(shelf.now)
    released = [release for release in desk.offers.releases.versions if release.released <= shelf.today(desk)]
    return {
        "oldest": oldest.version if oldest else None,
        "versions": [
            {"version": release.version, "supported": desk.is_supported(release.version, shelf.now)}
            for release in released
        ],
    }
