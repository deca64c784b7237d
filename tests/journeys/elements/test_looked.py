"""How an HTML mail looked: shown on a paper of its own, where nothing runs and nothing is fetched (MP2 TC3)."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elements.acts import open_ticket
from tests.journeys.elements.samples import agent, contact, entry
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey

Fetched = list[tuple[str, str]]
SUMMARY = "Show the mail as it looked"
NASTY = """</iframe><base href="{there}/base/"><meta http-equiv="refresh" content="0;url={there}/refresh">
<link rel="stylesheet" href="{there}/sheet.css"><link rel="prefetch" href="{there}/prefetch">
<style>@import "{there}/import.css"; body {{ background: url({there}/ground) }}</style>
<script>top.ran = 1; top.document.title = "ran"</script><script src="{there}/script.js"></script>
<script src="/js/ticket.js"></script><body onload="top.ran = 2">
<svg onload="top.ran = 3"><image href="{there}/svg" /></svg>
<img src="{there}/pixel" onerror="top.ran = 4"><img src="x" onerror="top.ran = 5"><img srcset="{there}/set 2x">
<p style="background: url({there}/style)">Words of the mail</p><object data="{there}/object"></object>
<embed src="{there}/embed"><video poster="{there}/poster" src="{there}/video" autoplay></video>
<iframe src="{there}/frame"></iframe><iframe srcdoc="<script>top.ran = 6</script>"></iframe>
<form action="{there}/form"><input name="a" autofocus onfocus="top.ran = 7"><button>Send it</button></form>
<a href="javascript:top.ran = 8">Press me</a> <a href="{there}/link" ping="{there}/ping">Read on</a>
<img alt="its own picture" src="data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==">"""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, Fetched]]:
    """A host that is not ours, and what was fetched from it: path and referrer."""
    fetched: Fetched = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fetched.append((self.path, self.headers.get("Referer") or ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Elsewhere</title><script>window.runs = true</script>")

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing: what was fetched is asked for."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}", fetched
    server.shutdown()
    server.server_close()
    thread.join()


def mailed(stub: Stub, html: str) -> None:
    stub.html = html
    stub.entries = [entry(1, "opened", "It shows error 17.", via="mail", has_html=True)]


def test_a_mail_is_shown_as_it_looked_once_it_is_asked_for(page: Page, stub: Stub) -> None:
    mailed(stub, "<p>It shows <b>error 17</b>.</p>")
    open_ticket(page, stub, contact(), [])
    assert [sent for sent in stub.sent if "messages" in sent.path] == []
    page.get_by_text(SUMMARY).click()
    expect(page.frame_locator("iframe").locator("b")).to_have_text("error 17")
    expect(page.locator("iframe")).to_have_attribute("title", "The mail as it looked")
    page.get_by_text(SUMMARY).click()
    page.get_by_text(SUMMARY).click()
    expect(page.locator("iframe")).to_be_visible()
    assert [sent.path for sent in stub.sent if "messages" in sent.path] == ["/tickets/PRO-1042/messages/1"]


def test_a_look_that_fails_says_so_and_is_tried_again_when_unfolded_again(page: Page, stub: Stub) -> None:
    mailed(stub, "<p>Hello</p>")
    open_ticket(page, stub, contact(), [])
    stub.answers["/tickets/PRO-1042/messages/1"] = problem(500, "internal")
    page.get_by_text(SUMMARY).click()
    expect(page.locator(".tk-looked").get_by_role("alert")).to_contain_text("Something went wrong at our end.")
    stub.answers.clear()
    page.get_by_text(SUMMARY).click()
    page.get_by_text(SUMMARY).click()
    expect(page.frame_locator("iframe").locator("p")).to_have_text("Hello")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_read_on_white_paper_and_scrolled_by_keyboard(
    chromium: Browser, origin: str, stub: Stub, scheme: str
) -> None:
    context = chromium.new_context(base_url=origin, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    mailed(stub, "<p>A line</p>" * 99 + "<p id='end'>The end</p>")
    open_ticket(page, stub, agent(), [])
    page.get_by_text(SUMMARY).click()
    body = page.frame_locator("iframe").locator("body")
    expect(body).to_have_css("color", "rgb(20, 41, 43)")
    expect(page.locator("iframe")).to_have_css("background-color", "rgb(255, 255, 255)")
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["height"] <= 576
    page.keyboard.press("Tab")
    expect(body).to_be_focused()
    page.keyboard.press("End")
    expect(page.frame_locator("iframe").locator("#end")).to_be_in_viewport()
    context.close()


def test_a_short_mail_lies_on_a_small_paper(page: Page, stub: Stub) -> None:
    mailed(stub, "<p>Thanks!</p>")
    open_ticket(page, stub, agent(), [])
    page.get_by_text(SUMMARY).click()
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["height"] <= 240


def test_nothing_in_a_mail_runs_and_nothing_is_fetched_for_it(
    chromium: Browser, origin: str, stub: Stub, elsewhere: tuple[str, Fetched]
) -> None:
    there, fetched = elsewhere
    context = chromium.new_context(base_url=origin)
    page = context.new_page()
    mailed(stub, NASTY.format(there=there))
    open_ticket(page, stub, agent(), [])
    title = page.title()
    page.get_by_text(SUMMARY).click()
    mail = page.frame_locator("iframe")
    expect(mail.get_by_text("Words of the mail")).to_be_visible()
    expect(mail.get_by_alt_text("its own picture")).to_have_js_property("naturalWidth", 1)
    mail.get_by_role("button", name="Send it").click()
    mail.get_by_text("Press me").click()
    page.wait_for_load_state("networkidle")
    expect(mail.get_by_text("Words of the mail")).to_be_visible()
    assert fetched == []
    assert page.evaluate("window.ran") is None
    assert page.title() == title
    context.close()


def test_a_link_opens_a_tab_of_its_own_that_knows_nothing_of_ours(
    chromium: Browser, origin: str, stub: Stub, elsewhere: tuple[str, Fetched]
) -> None:
    there, fetched = elsewhere
    context = chromium.new_context(base_url=origin)
    page = context.new_page()
    mailed(stub, f'<a href="{there}/report" rel="noopener noreferrer nofollow">the report</a>')
    open_ticket(page, stub, agent(), [])
    address = page.url
    page.get_by_text(SUMMARY).click()
    with context.expect_page() as opened:
        page.frame_locator("iframe").get_by_text("the report").click()
    expect(opened.value).to_have_title("Elsewhere")
    assert opened.value.evaluate("[window.opener, window.runs]") == [None, True]
    assert ("/report", "") in fetched
    assert page.url == address
    context.close()
