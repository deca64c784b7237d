"""The whole portal, built as it is published: every page in every language, nothing from third parties, no barrier."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from chalicelib.domain.languages import LANGUAGES
from chalicelib.policies import bundle
from chalicelib.policies.folder import read_policies

HOME = Path(__file__).parents[2]
SITE = "https://help.example.com"
API = "https://api.example.com"
FETCHED = re.compile(
    r"""<(?:script|link|img|iframe|source|form|object)\b[^>]*?\b(?:src|href|action|data)=["']([^"']+)"""
)
EVERYWHERE = (
    "adminet/duties crm-insight/how-a-case-travels crm-insight/third-parties evidencija/contact guides "
    "guides/before-payroll promark promark/contact promark/hours promark/new promark/prepare promark/prices "
    "promark/service-levels promark/services promark/versions search sign-in staff staff/set-aside "
    "ticket tickets timecare/hours"
).split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal, strictly built into a folder of its own."""
    target = tmp_path_factory.mktemp("portal") / "public"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    settings = {"TUKI_PORTAL": SITE, "TUKI_API": API, "NO_MKDOCS_2_WARNING": "1"}
    env = {**os.environ, **settings}
    done = subprocess.run(command, cwd=HOME, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_exists_in_every_language(site: Path) -> None:
    addresses = [{str(page.relative_to(site / code)) for page in (site / code).rglob("*.html")} for code in LANGUAGES]
    assert all(found == addresses[0] for found in addresses)
    assert {f"{address}/index.html" for address in EVERYWHERE} <= addresses[0]


def test_the_root_lets_one_choose_a_language_without_scripts(site: Path) -> None:
    root = (site / "index.html").read_text("utf-8")
    for language in LANGUAGES:
        assert f'href="{language}/" hreflang="{language}" lang="{language}"' in root


def test_one_page_for_lost_addresses_speaks_all_languages(site: Path) -> None:
    lost = (site / "404.html").read_text("utf-8")
    assert re.findall(r'data-lost="(\w+)"', lost) == list(LANGUAGES)
    assert 'href="/css/tuki.css' in lost
    assert not list(site.glob("*/404.html"))


def test_no_page_fetches_anything_from_a_third_party(site: Path) -> None:
    foreign = {
        (str(page.relative_to(site)), address)
        for page in pages(site)
        for address in FETCHED.findall(page.read_text("utf-8"))
        if "//" in address and not address.startswith(f"{SITE}/")
    }
    assert foreign == set()
    styles = [style.read_text("utf-8") for style in site.rglob("*.css")]
    assert not [address for style in styles for address in re.findall(r"url\(\s*[\"']?(https?:|//)", style)]


def test_every_page_carries_a_policy_that_allows_nothing_unsafe(site: Path) -> None:
    for page in pages(site):
        policies = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.read_text("utf-8"))
        assert len(policies) == 1, page
        assert "default-src 'none'" in policies[0]
        assert f"connect-src 'self' {API};" in policies[0]
        assert "unsafe" not in policies[0]


def test_every_page_has_one_title_and_its_language(site: Path) -> None:
    for language in LANGUAGES:
        for page in (site / language).rglob("*.html"):
            text = page.read_text("utf-8")
            assert f'<html lang="{language}"' in text, page
            assert len(re.findall(r"<h1\b", text)) == 1, page


def test_no_paragraph_swallows_an_element_of_ours(site: Path) -> None:
    assert [page for page in pages(site) if re.search(r"<p>\s*<tuki-", page.read_text("utf-8"))] == []


def test_nothing_is_published_that_no_page_uses(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert not list(site.glob("*/assets"))
    assert not list((site / "assets").rglob("*.js"))


def test_the_published_policies_are_those_of_the_desks(site: Path) -> None:
    published = bundle.from_bundle((site / "policies.json").read_bytes())
    assert published.hash == read_policies(HOME / "kb" / "policies").hash
    assert not list(site.glob("*/policies.json")), "one for all languages"


def test_each_map_of_the_site_names_the_page_in_all_languages(site: Path) -> None:
    names = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.parse(site / "sitemap.xml")
    maps = [location.text for location in root.iterfind("map:sitemap/map:loc", names)]
    assert maps == [f"{SITE}/{language}/sitemap.xml" for language in LANGUAGES]
    urls = ElementTree.parse(site / "nb" / "sitemap.xml").findall("map:url", names)
    hours = next(url for url in urls if url.findtext("map:loc", "", names) == f"{SITE}/nb/promark/hours/")
    sisters = {link.attrib["hreflang"]: link.attrib["href"] for link in hours.iterfind("x:link", names)}
    assert sisters == {code: f"{SITE}/{code}/promark/hours/" for code in LANGUAGES} | {
        "x-default": f"{SITE}/en/promark/hours/"
    }
    assert not [url for url in urls if "/staff/" in url.findtext("map:loc", "", names)]


def test_each_language_has_its_own_index_for_searching(site: Path) -> None:
    for language in LANGUAGES:
        index = json.loads((site / language / "search" / "search_index.json").read_text("utf-8"))
        places = {entry["location"] for entry in index["docs"]}
        assert {"guides/before-payroll/", "timecare/hours/#coming"} <= places
        assert not [place for place in places if place.startswith(("staff/", "promark/new/"))]


def test_the_form_is_readable_without_scripts(site: Path) -> None:
    form = (site / "nb" / "promark" / "new" / "index.html").read_text("utf-8")
    assert "<noscript>" in form
    assert "promark@support.example.com" in form
    prepared = form.split("<tuki-form", 1)[1]
    assert "Beskrivelse" in prepared.split("</tuki-form>")[0]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP, as a static host has it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


READ = (
    "/ /404.html /en/ /nb/promark/ /sv/timecare/hours/ /nb/promark/service-levels/ /fi/adminet/contact/ "
    "/hr/evidencija/prepare/ /en/adminet/third-parties/ /nb/promark/versions/ /hr/guides/ /fi/guides/before-payroll/ "
    "/en/search/?q=invoices"
).split()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.journey
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_barrier_no_overflow_and_no_violation_of_the_policy(
    site: Path, chromium: Browser, width: int, scheme: str
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    with served(site) as origin:
        for address in READ:
            page.goto(origin + address)
            page.wait_for_load_state("networkidle")
            found = Axe().run(page, options={"runOnly": RULES})
            assert found.violations_count == 0, f"{address} {scheme}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide"
    context.close()
    assert said == []


@pytest.mark.journey
def test_the_search_finds_what_is_typed_and_leads_there(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(site) as origin:
        page.goto(f"{origin}/nb/")
        assert not [url for url in asked if "search_index" in url]
        page.get_by_role("searchbox").press_sequentially("fakturaene")
        found = page.locator(".search__list a", has_text="En faktura blir liggende i køen").first
        found.wait_for()
        page.keyboard.press("ArrowDown")
        expect(found).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{origin}/nb/guides/**")
    page.close()


@pytest.mark.journey
def test_a_desk_says_that_it_is_open_and_until_when(site: Path, chromium: Browser) -> None:
    page = chromium.new_page(timezone_id="Europe/Stockholm")
    page.clock.set_fixed_time("2026-11-24T11:30:00Z")
    with served(site) as origin:
        page.goto(f"{origin}/sv/timecare/")
        assert page.locator(".band tuki-open-now").inner_text().split() == "Stängt nu öppnar kl. 13:00".split()
        page.goto(f"{origin}/nb/promark/")
        assert page.locator(".band tuki-open-now").inner_text().split() == "Åpent nå til kl. 16:00".split()
    page.close()


@pytest.mark.journey
def test_whoever_is_elsewhere_is_told_whose_clock_the_hours_go_by(site: Path, chromium: Browser) -> None:
    page = chromium.new_page(timezone_id="Europe/London")
    page.clock.set_fixed_time("2026-11-24T11:30:00Z")
    with served(site) as origin:
        page.goto(f"{origin}/nb/promark/")
        expect(page.locator(".band tuki-open-now")).to_contain_text("til kl. 16:00 (lokal tid i Oslo)")
    page.close()


@pytest.mark.journey
def test_a_day_that_is_over_is_no_longer_told(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    with served(site) as origin:
        page.goto(f"{origin}/sv/timecare/hours/")
        days = page.locator("tuki-past-days tr[data-date]")
        first = days.first.get_attribute("data-date") or ""
        assert days.first.is_visible()
        page.clock.set_fixed_time(f"{date.fromisoformat(first) + timedelta(days=2)}T12:00:00Z")
        page.reload()
        assert not days.first.is_visible()
        assert days.last.is_visible()
    page.close()


@pytest.mark.journey
def test_another_language_is_the_same_page(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    with served(site) as origin:
        page.goto(f"{origin}/en/promark/hours/?n=PRO-1042")
        page.locator(".languages summary").click()
        page.get_by_role("link", name="Suomi").click()
        page.wait_for_url(f"{origin}/fi/promark/hours/?n=PRO-1042")
    page.close()
