"""The pages of a desk, made from its policy."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.checklist import Checklist
from chalicelib.policies.channels import MailRule
from chalicelib.policies.conduct import WhoMayFile
from chalicelib.policies.desk import Desk
from chalicelib.policies.offers import Releases, Terms
from portal.bodies import body
from portal.elements import form_data
from portal.guides import Written
from portal.levels_page import levels_of
from portal.opening_page import hours_of, open_now
from portal.pages import Page
from portal.prices_page import out_of_hours_price, prices_of
from portal.shelf import Shelf
from portal.speech import Speech

TINTS = 6

Values = dict[str, object]
"""What a body or a template reads, by name."""


@dataclass(frozen=True)
class _Setting:
    """A desk in a language, with the frame that all its pages have."""

    shelf: Shelf
    speech: Speech
    desk: Desk
    frame: Values

    def page(self, id: str, values: Values, path: str = "") -> Page:
        """The page of a section, its text from the body of the same name."""
        name = self.speech.of(self.desk.name)
        file = f"{self.desk.id}/{'index' if id == 'overview' else path or id}.md"
        title = name if id == "overview" else f"{self.speech.say(f'desk.sections.{id}')}: {name}"
        meta = {**self.frame, "section": id}
        if id == "hours":
            meta |= {"feed": "../hours.ics", "feed_title": self.speech.say("desk.hours.feed_name", desk=name)}
        text = body(id, self.speech, file, desk=self.desk, **values)
        return Page(file, title, text, self.speech.say(f"desk.{id}.description", desk=name), meta)


def desk_pages(shelf: Shelf, speech: Speech, desk: Desk, own: Sequence[Written]) -> Iterator[Page]:
    """All pages of a desk in a language but for the form; `own` are those that editors wrote about it."""
    sections = _sections(speech, desk, own)
    setting = _Setting(shelf, speech, desk, _frame(shelf, speech, desk, sections))
    offers = desk.offers
    yield setting.page("overview", {"sections": sections[1:]})
    yield setting.page("hours", hours_of(desk, speech, shelf.today(desk)))
    yield setting.page("levels", levels_of(desk, speech, shelf.now), path="service-levels")
    yield setting.page("contact", _contact(shelf, speech, desk))
    yield setting.page("prepare", {"kinds": checklists(desk)})
    if offers.releases:
        yield setting.page("versions", _versions(shelf, speech, desk, offers.releases))
    if offers.services or offers.hardware:
        groups = [(term.value, [service for service in offers.services if service.terms is term]) for term in Terms]
        yield setting.page("services", {"groups": groups, "hardware": offers.hardware})
    yield setting.page("prices", prices_of(desk, shelf.policies.sellers[desk.seller], speech, shelf.today(desk)))
    if offers.third_parties:
        yield setting.page("third_parties", {"parties": offers.third_parties}, path="third-parties")
    if offers.duties:
        yield setting.page("duties", {"duties": offers.duties})


def form_page(shelf: Shelf, speech: Speech, desk: Desk, own: Sequence[Written]) -> Page:
    """The page on which a ticket is filed: to be read, and how else to reach the desk, where no script runs."""
    file = f"{desk.id}/new.md"
    opens = desk.channels.mail.rule is MailRule.OPENS_TICKETS
    address = shelf.address(desk) if opens else None
    number = desk.channels.phone[0].number if desk.channels.phone else None
    data = form_data(shelf, speech, desk)
    text = body("new", speech, file, desk=desk, data=data, kinds=checklists(desk), address=address, number=number)
    title = f"{speech.say('desk.new.title')}: {speech.of(desk.name)}"
    meta = {**frame_of(shelf, speech, desk, own), "section": "new", "scripts": ["form"], "search": {"exclude": True}}
    return Page(file, title, text, speech.say("desk.new.intro"), meta)


def checklists(desk: Desk) -> list[Values]:
    """The desk's kinds of request, the fields of each by how much they are needed."""
    return [{"id": kind.id, "has_clock": kind.has_clock, **_needs(kind.checklist)} for kind in desk.kinds]


def frame_of(shelf: Shelf, speech: Speech, desk: Desk, own: Sequence[Written]) -> Values:
    """What every page of a desk has around it."""
    return _frame(shelf, speech, desk, _sections(speech, desk, own))


def tint_of(shelf: Shelf, desk: Desk) -> int:
    """The desk's colour, one of a few, by its place among the desks."""
    return list(shelf.policies).index(desk.id) % TINTS + 1


def _needs(checklist: Checklist) -> Values:
    return {
        "required": [field for field in checklist.fields if field.required],
        "at_least_one": [field for field in checklist.fields if field.any_of],
        "optional": [field for field in checklist.fields if not field.required and not field.any_of],
    }


def _sections(speech: Speech, desk: Desk, own: Sequence[Written]) -> list[Values]:
    offers = desk.offers
    there = {
        "overview": ("", True),
        "hours": ("hours/", True),
        "levels": ("service-levels/", True),
        "contact": ("contact/", True),
        "prepare": ("prepare/", True),
        "versions": ("versions/", bool(offers.releases)),
        "services": ("services/", bool(offers.services or offers.hardware)),
        "prices": ("prices/", True),
        "third_parties": ("third-parties/", bool(offers.third_parties)),
        "duties": ("duties/", bool(offers.duties)),
    }
    sections: list[Values] = [
        {"id": id, "path": path, "name": speech.say(f"desk.sections.{id}")}
        for id, (path, is_there) in there.items()
        if is_there
    ]
    for section in sections[1:]:
        section["text"] = speech.say(f"desk.overview.{section['id']}_text")
    pages = [page for page in own if not page.is_guide]
    for page in pages:
        path = page.address.removeprefix(f"{desk.id}/")
        sections.append({"id": path, "path": path, "name": page.title, "text": page.summary})
    guides = {"id": "guides", "path": f"../guides/#{desk.id}", "name": speech.say("desk.sections.guides")}
    return [*sections, {**guides, "text": speech.say("desk.overview.guides_text")}]


def _frame(shelf: Shelf, speech: Speech, desk: Desk, sections: list[Values]) -> Values:
    return {
        "desk": desk.id,
        "desk_name": speech.of(desk.name),
        "desk_line": speech.of(desk.about),
        "tint": tint_of(shelf, desk),
        "open_now": open_now(desk, speech, shelf.today(desk)),
        "sections": [{key: section[key] for key in ("id", "path", "name")} for section in sections],
    }


def _contact(shelf: Shelf, speech: Speech, desk: Desk) -> Values:
    price, prices_to_come = out_of_hours_price(desk, speech, shelf.today(desk))
    return {
        "address": shelf.address(desk),
        "only_portal": desk.channels.mail.rule is not MailRule.OPENS_TICKETS and not desk.channels.phone,
        "trained": desk.conduct.who_may_file is WhoMayFile.TRAINED,
        "price": price,
        "prices_to_come": prices_to_come,
    }


def _versions(shelf: Shelf, speech: Speech, desk: Desk, releases: Releases) -> Values:
    rows = [
        (release.version, speech.date(release.released), speech.date(_later(release.released, releases.support_months)))
        for release in reversed(releases.supported(shelf.today(desk)))
    ]
    return {"months": releases.support_months, "rows": rows, "oldest": desk.oldest_supported(shelf.now)}


def _later(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
