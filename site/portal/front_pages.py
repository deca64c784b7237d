"""The pages of a language that belong to no desk: front page, guides, search, and shells of the interactive ones."""

from collections.abc import Iterator, Sequence

from portal.bodies import body
from portal.desk_pages import frame_of, tint_of
from portal.elements import Data, data_for, stopwatch_data
from portal.guides import Written
from portal.opening_page import open_now
from portal.pages import Page, up_from
from portal.shelf import Shelf
from portal.speech import Speech

_GUIDES_AT_HOME = 6

_FOR_STAFF = ("staff", "tickets", "sign_in", "kinds", "errors")

# Page, custom element, its script, and the rooms of words that it speaks from.
_SHELLS = (
    ("sign-in", "sign_in", "tuki-sign-in", "sign-in", ("sign_in", "errors")),
    ("tickets", "tickets", "tuki-tickets", "tickets", ("tickets", "sign_in", "kinds", "errors")),
    ("ticket", "ticket", "tuki-ticket", "ticket", ("form", "worklog", *_FOR_STAFF)),
    ("staff/index", "staff", "tuki-queue", "queue", _FOR_STAFF),
    ("staff/figures", "figures", "tuki-figures", "figures", ("figures", *_FOR_STAFF)),
    ("staff/agreements", "agreements", "tuki-agreements", "agreements", ("agreements", *_FOR_STAFF)),
    ("staff/billing", "billing", "tuki-billing", "billing", ("billing", "agreements", *_FOR_STAFF)),
    ("staff/replay", "replay", "tuki-replay", "replay", ("billing", *_FOR_STAFF)),
    ("statements", "statements", "tuki-statements", "statements", ("billing", "tickets", "sign_in", "errors")),
    ("staff/set-aside", "set_aside", "tuki-set-aside", "set-aside", _FOR_STAFF),
)

_STYLES = {
    "staff/figures": ["figures"],
    "staff/agreements": ["agreements", "sheet"],
    "staff/billing": ["agreements", "sheet"],
    "staff/replay": ["figures", "agreements", "replay"],
    "statements": ["agreements", "sheet"],
}
"""The stylesheets that a page needs beside those of all."""


def front_pages(shelf: Shelf, speech: Speech, guides: Sequence[Written]) -> Iterator[Page]:
    """All pages that belong to no desk."""
    yield _home(shelf, speech, guides)
    yield _guides(shelf, speech, guides)
    yield _search(speech)
    for path, place, element, script, rooms in _SHELLS:
        yield _shell(shelf, speech, path, place, element, script, data_for(shelf, speech, *rooms))


def editors_page(shelf: Shelf, speech: Speech, page: Written, own: Sequence[Written]) -> Page:
    """A page that an editor wrote, with a notice and its own language around it where it is not translated."""
    text = page.text if page.text.startswith("# ") else f"# {page.title}\n\n{page.text}"
    meta: dict[str, object] = {}
    if page.language != speech.language:
        notice = f'<p class="note">{speech.say("portal.guide_not_translated")}</p>'
        text = f'{notice}\n\n<div lang="{page.language}" markdown="1">\n\n{text}\n\n</div>'
        portal = shelf.site.url.rstrip("/")
        meta["canonical"] = f"{portal}/{page.language}/{page.address}"
    desks = [shelf.policies[desk] for desk in page.desks]
    if page.is_guide:
        meta |= {"place": "guides", "trail": [{"path": "guides/", "name": speech.say("portal.guides_title")}]}
        after = body("after_guide", speech, page.path, desks=desks or list(shelf.policies.values()))
        text = f"{text}\n\n{after}"
    else:
        section = page.address.removeprefix(f"{desks[0].id}/")
        meta |= {**frame_of(shelf, speech, desks[0], own), "section": section}
    return Page(page.path, page.title, text, page.summary, meta)


def _home(shelf: Shelf, speech: Speech, guides: Sequence[Written]) -> Page:
    desks = [
        {
            "id": desk.id,
            "name": speech.of(desk.name),
            "line": speech.of(desk.about),
            "tint": tint_of(shelf, desk),
            "open_now": open_now(desk, speech, shelf.today(desk)),
        }
        for desk in shelf.policies.values()
    ]
    text = body("home", speech, "index.md", desks=desks, guides=guides[:_GUIDES_AT_HOME])
    meta = {"home": True, "wide": True, "search": {"exclude": True}}
    return Page("index.md", speech.say("portal.home"), text, speech.say("portal.home_intro"), meta)


def _guides(shelf: Shelf, speech: Speech, guides: Sequence[Written]) -> Page:
    groups: list[dict[str, object]] = [
        {
            "id": desk.id,
            "name": speech.of(desk.name),
            "tint": tint_of(shelf, desk),
            "guides": [guide for guide in guides if guide.is_for(desk.id)],
        }
        for desk in shelf.policies.values()
    ]
    for_all = [guide for guide in guides if not guide.desks]
    if for_all:
        groups.insert(0, {"id": "all", "name": speech.say("portal.guides_everyone"), "tint": 0, "guides": for_all})
    path = "guides/index.md"
    text = body("guides", speech, path, groups=groups)
    title, intro = speech.say("portal.guides_title"), speech.say("portal.guides_intro")
    return Page(path, title, text, intro, {"place": "guides", "wide": True, "search": {"exclude": True}})


def _search(speech: Speech) -> Page:
    keys = ("search_none", "search_one", "search_many", "search_failed")
    data = {"words": {key.removeprefix("search_"): speech.words.of(speech.language)[f"portal.{key}"] for key in keys}}
    meta = {"private": True, "search": {"exclude": True}}
    title, intro = speech.say("portal.search_title"), speech.say("portal.search_intro")
    return Page("search.md", title, body("search", speech, "search.md", data=data), intro, meta)


def _shell(shelf: Shelf, speech: Speech, path: str, place: str, element: str, script: str, data: Data) -> Page:
    file = f"{path}.md"
    key = f"portal.{place}_intro"
    intro = speech.say(key) if key in speech.words.of(speech.language) else ""
    desks = [
        {"id": id, "name": speech.of(desk.name), "tint": tint_of(shelf, desk)} for id, desk in shelf.policies.items()
    ]
    watch = stopwatch_data(shelf, speech) if path == "ticket" or path.startswith("staff/") else None
    more = {"data": data, "desks": desks, "watch": watch}
    text = body("shell", speech, file, place=place, intro=intro, element=element, **more)
    meta = {"place": up_from(file) and path.removesuffix("/index"), "private": True, "wide": True}
    meta |= {"scripts": [script, *(["stopwatch"] if watch else [])], "search": {"exclude": True}}
    meta |= {"styles": [*_STYLES.get(path, []), *(["worklog"] if watch else [])]}
    return Page(file, speech.say(f"portal.{place}_title"), text, intro, meta)
