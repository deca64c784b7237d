"""The page of figures: charts that every reader gets, by eye or by ear, and lists that lead to tickets; for leads."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import Json, agent, ticket
from tests.journeys.elements.stub import Stub

pytestmark = pytest.mark.journey

MONTHS = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

CUT = """[...document.querySelectorAll(".tk-chart text")].filter((text) => {
  const [its, card] = [text, text.closest(".tk-card")].map((node) => node.getBoundingClientRect());
  return its.left < card.left || its.right > card.right;
}).length"""


def lead(**other: Any) -> Json:
    return agent(role="lead", name="Ingrid Solheim", **other)


def count(met: int, missed: int, **other: Any) -> Json:
    fjord = {"id": "fjord", "name": "Fjord Industri"}
    usual = {"month": "2026-11", "organisation": fjord, "severity": 2, "matter": "start", "met": met, "missed": missed}
    return {**usual, **other}


def customer(number: int) -> Json:
    return {"id": f"c{number}", "name": f"Kunde nummer {number} med et langt og omstendelig navn AS"}


def figures(*counts: Json, **other: Any) -> Json:
    """The same counts as sums over all customers and over all months, which the page adds up as it needs them."""
    sums = {"by_month": without("organisation", counts), "by_customer": without("month", counts)}
    found = {"desk": "promark", "months": MONTHS, **sums, "due_next": [], "late": 0, "more_late": False}
    return {**found, **other}


def without(key: str, counts: tuple[Json, ...]) -> list[Json]:
    return [{name: value for name, value in one.items() if name != key} for one in counts]


def many() -> Json:
    """Half a year with every kind of figure and customer in it, and a month in which nothing was judged."""
    counts = [
        count(5 + number, number % 3, month=month, organisation=customer(number), severity=number % 3 + 1)
        for month in MONTHS[1:]
        for number in range(12)
    ]
    counts += [count(3, 1, month=month, matter="promise") for month in MONTHS[2:]]
    counts += [count(0, 2, month="2026-11", matter="fix", severity=1), count(40, 9, organisation=None)]
    late = ticket(number="PRO-1", due_at="2026-11-23T07:29:30Z", late=True)
    return figures(*counts, due_next=[late, ticket(number="PRO-2")], late=200, more_late=True)


def open_figures(page: Page, stub: Stub, found: Json, query: str = "", language: str = "en") -> None:
    sign_in(page, stub, lead())
    stub.figures = found
    page.goto(f"/{language}/staff/figures/{query}")
    page.wait_for_selector(".tk-tiles")


def test_each_chart_is_an_image_told_in_words_with_a_table_below_it(page: Page, stub: Stub) -> None:
    other = {"id": "havn", "name": "Havn AS"}
    open_figures(page, stub, figures(count(3, 1), count(1, 0, organisation=other, month="2026-10", severity=1)))
    chart = page.get_by_role("img", name="In time, by month")
    told = "October 2026: 100%, 1 of 1; November 2026: 75%, 3 of 4"
    expect(chart).to_have_accessible_description(re.compile(f"June 2026: none; .*{told}$"))
    expect(page.get_by_role("img", name="In time, by severity")).to_have_accessible_description(
        "Critical: 100%, 1 of 1; Functional: 75%, 3 of 4"
    )
    card = page.get_by_role("region", name="In time, by customer")
    card.get_by_text("Show as a table").click()
    table = card.get_by_role("table", name="In time, by customer")
    expect(table.get_by_role("row")).to_have_text(
        ["CustomerIn timeToo lateIn time, %", "Fjord Industri3175", "Havn AS10100"]
    )
    expect(table.get_by_role("rowheader", name="Havn AS")).to_be_visible()


def test_a_bar_is_as_long_as_the_share_met_and_the_rest_is_hatched(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures(count(3, 1)))
    card = page.get_by_role("region", name="In time, by customer")
    met, missed = (card.locator(f".tk-chart__{kind}").bounding_box() for kind in ("met", "missed"))
    assert met and missed
    assert met["width"] / missed["width"] == pytest.approx(3, rel=0.02)
    assert "url(#" in (card.locator(".tk-chart__missed").get_attribute("fill") or "")


def test_hundred_percent_is_said_only_where_nothing_was_missed(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures(count(399, 1)))
    expect(page.locator(".tk-tiles")).to_contain_text("99% 399 of 400")


def test_promises_are_told_apart_from_targets(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures(count(1, 1), count(3, 0, matter="promise")))
    tiles = page.locator(".tk-tiles > div")
    expect(tiles.nth(0)).to_have_text(re.compile("All targets.*50% 1 of 2"))
    expect(tiles.nth(1)).to_have_text(re.compile("Promises kept.*100% 3 of 3"))
    expect(page.get_by_role("img", name="Promises kept, by month")).to_be_visible()


def test_what_is_chosen_changes_the_charts_the_address_and_the_file(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures(count(1, 1), count(2, 0, severity=1), count(0, 3, matter="fix")))
    page.get_by_role("combobox", name="Severity").select_option("Critical")
    expect(page.locator(".tk-tiles > div").first).to_contain_text("100% 2 of 2")
    expect(page.get_by_role("status")).to_have_text("All targets: 100%, 2 of 2")
    page.get_by_role("combobox", name="What was promised").select_option("Fix")
    expect(page.locator(".tk-tiles > div").first).to_contain_text("–")
    page.get_by_role("combobox", name="Period").select_option("Last 12 months")
    expect(page).to_have_url(re.compile(r"\?desk=promark&months=12&matter=fix&severity=1$"))
    file = page.get_by_role("link", name="Download as a spreadsheet (CSV)")
    expect(file).to_have_attribute("href", "/v1/desks/promark/figures.csv?months=12&lang=en")
    expect(page.get_by_role("link", name="Timecare")).to_have_attribute("href", re.compile("months=12"))
    page.reload()
    expect(page.get_by_role("combobox", name="What was promised")).to_have_value("fix")


def test_of_many_customers_those_with_most_missed_and_all_others_are_drawn_and_the_table_has_more(
    page: Page, stub: Stub
) -> None:
    open_figures(page, stub, many())
    card = page.get_by_role("region", name="In time, by customer")
    expect(card.locator(".tk-chart__name")).to_have_count(9)
    expect(card).to_contain_text("More customers in the table: 5")
    expect(card.locator("tbody tr")).to_have_count(14)


def test_customers_who_are_not_told_apart_are_one_bar_and_the_last_row(page: Page, stub: Stub) -> None:
    told_apart = [count(9, 1 + number, organisation=customer(number)) for number in range(10)]
    others = [count(600, 400, organisation=None, severity=severity) for severity in (2, 3)]
    open_figures(page, stub, figures(*told_apart, *others, count(0, 50, organisation=None, matter="fix", severity=1)))
    card = page.get_by_role("region", name="In time, by customer")
    expect(card.locator(".tk-chart__name")).to_have_count(9)
    expect(card.locator(".tk-chart__name").last).to_have_text("All other customers")
    expect(card).to_contain_text("More customers in the table: 2")
    expect(card.locator("tbody tr")).to_have_count(11)
    expect(card.locator("tbody tr").last).to_have_text("All other customers120085058")
    page.get_by_role("combobox", name="Severity").select_option("Insignificant")
    expect(card.locator("tbody tr")).to_have_text(["All other customers60040060"])
    expect(page.locator(".tk-tiles > div").first).to_contain_text("60% 600 of 1000")


def test_what_is_late_and_due_next_leads_to_the_tickets(page: Page, stub: Stub) -> None:
    open_figures(page, stub, many())
    expect(page.locator(".tk-tiles > div").last).to_contain_text("200+")
    rows = page.get_by_role("table", name=re.compile("late and due next")).get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Late by 1 hour 30 minutes")
    expect(rows.nth(2).get_by_role("link")).to_have_attribute("href", "/en/ticket/?n=PRO-2")
    expect(page.get_by_role("link", name="See the whole queue")).to_have_attribute("href", "/en/staff/?desk=promark")


def test_where_nothing_was_counted_the_page_says_so(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures())
    expect(page.locator(".tk-empty")).to_contain_text("Nothing has been counted here")
    expect(page.locator("svg.tk-chart")).to_have_count(0)
    expect(page.get_by_text("Nothing is late, and nothing is due.")).to_be_visible()


def test_the_way_there_is_offered_to_leads_and_to_nobody_else(page: Page, stub: Stub) -> None:
    open_figures(page, stub, figures())
    expect(page.locator("tuki-person").get_by_role("link", name="Figures")).to_have_attribute("aria-current", "page")
    stub.person = agent()
    page.reload()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This page is for the desk's leads.")
    expect(alert.get_by_role("link", name="Queue")).to_have_attribute("href", "/en/staff/")
    expect(page.locator("tuki-person").get_by_role("link", name="Figures")).to_have_count(0)
    assert [sent.path for sent in stub.sent if "figures" in sent.path] == ["/desks/promark/figures"]


def test_a_customers_name_stays_text(page: Page, stub: Stub) -> None:
    hostile = {"id": "x", "name": "<img src=x onerror=alert(1)>"}
    open_figures(page, stub, figures(count(1, 1, organisation=hostile)))
    expect(page.locator("tuki-figures img:not(svg)")).to_have_count(0)
    expect(page.get_by_role("region", name="In time, by customer").locator(".tk-chart__name")).to_have_text(
        "<img src=x onerror=alert(1)>"
    )


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light"), (PHONE, "light"), (DESK, "dark")])
@pytest.mark.parametrize("language", ["nb", "fi"])
def test_no_reader_meets_a_fault_that_axe_can_see_or_scrolls_sideways(
    chromium: Browser, origin: str, stub: Stub, size: Any, scheme: Any, language: str
) -> None:
    context = chromium.new_context(base_url=origin, viewport=size, color_scheme=scheme)
    page = context.new_page()
    open_figures(page, stub, many(), language=language)
    for summary in page.locator(".tk-charts summary").all():
        summary.click()
    faults = [(one["id"], [node["target"] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    cut = page.evaluate(CUT)
    context.close()
    assert (faults, wider, cut) == ([], 0, 0)
