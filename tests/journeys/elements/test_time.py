"""Time on a ticket's page: a stopwatch that the server keeps, the price told beforehand, corrections (MP5 MP7)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import open_ticket
from tests.journeys.elements.samples import agent, contact, time_of, watch, work, worked
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey


def open_time(page: Page, stub: Stub, **known: object) -> None:
    stub.time = time_of(**known) if known else stub.time
    open_ticket(page, stub, agent(), ["answers", "notes"])
    page.wait_for_selector(".tk-time dl")


def test_a_customer_sees_and_asks_nothing_of_it(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, contact(), ["additions"])
    expect(page.locator(".tk-time, .tk-watch")).to_have_count(0)
    assert not [sent for sent in stub.sent if "time" in sent.path or "stopwatch" in sent.path]


def test_the_price_is_told_before_the_work_and_the_class_is_proposed(page: Page, stub: Stub) -> None:
    works = [
        work("support", "Support", out_of_hours="1800.00", included=True),
        work("training", "Training", basis="covered", charging="free", per_hour=None),
    ]
    agreement = {
        "id": "A-1", "step_minutes": 15, "minimum_minutes": 30, "rounded_by": "ticket", "included_minutes": 120,
        "left_minutes": 95, "counted": "after_rounding",
    }  # fmt: skip
    open_time(page, stub, works=works, agreement=agreement, is_open=True)
    form = page.locator(".tk-form--start")
    for said in (
        "1,200.00",
        "Out of hours",
        "1,800.00",
        "at most 1 hr 35 mins of 2 hrs",
        "steps of 15 minutes",
        "At least 30",
    ):
        expect(form.locator(".tk-said")).to_contain_text(said)
    form.get_by_label("Kind of work").select_option("training")
    expect(form.locator(".tk-said")).to_have_text("The agreement covers this work. It costs the customer nothing. ")
    expect(form.get_by_label("How is it charged?")).to_have_value("free")
    form.get_by_label("How is it charged?").select_option("billable")
    form.get_by_label("Kind of work").select_option("support")
    expect(form.get_by_label("How is it charged?")).to_have_value("billable")
    form.get_by_label("How is it charged?").select_option("warranty")
    expect(form.locator(".tk-said")).to_have_text(
        "The customer does not pay: the time stands on the statement as warranty. "
    )


def test_while_the_desk_is_closed_the_price_of_now_is_told(page: Page, stub: Stub) -> None:
    open_time(page, stub, works=[work("support", "Support", out_of_hours="1800.00")], is_open=False)
    said = page.locator(".tk-form--start .tk-said")
    expect(said).to_contain_text("The desk is closed now: an hour costs NOK")
    expect(said).to_contain_text("1,800.00")
    page.get_by_text("Enter time by hand").click()
    expect(page.locator(".tk-form--by_hand .tk-said")).to_contain_text("Out of hours it is")


def test_what_was_entered_tells_what_is_charged_of_it_and_where_it_is(page: Page, stub: Stub) -> None:
    open_time(page, stub, stopwatch=watch(ticket="PRO-7"))
    cost = {"seconds": 1800, "included_seconds": 900, "out_of_hours_seconds": 900, "net": "437.50", "problem": None}
    entry = worked(ticket="PRO-7", seconds=56, charging="billable", currency="NOK", cost=cost)
    stub.time = time_of(entry=entry, stopwatch=watch())
    page.get_by_role("button", name="Stop it there and start here").click()
    told = page.locator(".tk-time__entered")
    expect(told).to_contain_text("Entered: 0:00:56. Charged: 0:15, NOK")
    expect(told).to_contain_text("437.50. 0:15 of it out of hours. Included: 0:15.")
    expect(told.get_by_role("link", name="PRO-7")).to_have_attribute("href", "/en/ticket/?n=PRO-7")


@pytest.mark.parametrize(
    ("cost", "said"),
    [({"problem": "no_agreement"}, "No agreement is in force that day"), (None, "known when the month is drawn up")],
)
def test_what_was_entered_says_why_it_has_no_price_yet(page: Page, stub: Stub, cost: object, said: str) -> None:
    open_time(page, stub, stopwatch=watch(ticket="PRO-7"))
    stub.time = time_of(entry=worked(charging="billable", currency="NOK", cost=cost), stopwatch=watch())
    page.get_by_role("button", name="Stop it there and start here").click()
    expect(page.locator(".tk-time__entered")).to_contain_text(said)


def test_a_watch_is_started_counts_on_from_what_the_server_says_and_is_stopped(page: Page, stub: Stub) -> None:
    open_time(page, stub)
    stub.time = time_of(stopwatch=watch())
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", name="Your stopwatch is running")).to_be_focused()
    expect(page.locator(".tk-time__clock")).to_contain_text("1:01:0")
    expect(page.locator(".tk-watch")).to_contain_text("Your stopwatch is running on PRO-1042")
    assert stub.posts("/stopwatch")[0].body == {"ticket": "PRO-1042", "work": "support", "charging": "billable"}
    page.locator(".tk-form--stop").get_by_label("Note").fill("Set up anew")
    page.reload()
    expect(page.locator(".tk-form--stop").get_by_label("Note")).to_have_value("Set up anew")
    entry = worked()
    stub.time = time_of(entry, entry=entry, overlaps=[{"ticket": "PRO-7", "start": "", "end": ""}])
    page.get_by_role("button", name="Stop and enter the time").click()
    expect(page.locator(f"[id='time-{entry['id']}']")).to_be_focused()
    expect(page.locator(".tk-time").get_by_role("alert")).to_contain_text("also entered on PRO-7")
    expect(page.locator(".tk-watch")).to_have_count(0)
    (sent,) = stub.posts("/stopwatch/stops")
    assert (sent.body["started_at"], sent.body["note"]) == ("2026-11-23T08:00:00Z", "Set up anew")


def test_a_watch_elsewhere_is_stopped_there_and_started_here(page: Page, stub: Stub) -> None:
    open_time(page, stub, stopwatch=watch(ticket="PRO-7"))
    expect(page.locator(".tk-time").get_by_role("link", name="PRO-7")).to_have_attribute("href", "/en/ticket/?n=PRO-7")
    page.get_by_role("button", name="Stop it there and start here").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The time on PRO-7 is entered")
    assert stub.posts("/stopwatch")[0].body["instead_of"] == "PRO-7"


def test_a_forgotten_watch_asks_until_when(page: Page, stub: Stub) -> None:
    forgotten = watch(forgotten=True, seconds=60_000, suggested_until="2026-11-20T15:30")
    open_time(page, stub, stopwatch=forgotten)
    expect(page.locator(".tk-watch")).to_contain_text("Say until when you worked")
    expect(page.get_by_label("Worked until")).to_have_value("")
    expect(page.get_by_text("The desk closed at 15:30 that day.")).to_be_visible()
    page.get_by_role("button", name="Stop and enter the time").click()
    assert stub.posts("/stopwatch/stops") == []
    page.get_by_label("Worked until").fill("2026-11-20T15:30")
    page.get_by_role("button", name="Stop and enter the time").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The time is entered.")
    assert stub.posts("/stopwatch/stops")[0].body["until"] == "2026-11-20T15:30"


def test_a_watch_that_turns_out_forgotten_is_asked_for_then(page: Page, stub: Stub) -> None:
    open_time(page, stub, stopwatch=watch())
    stub.time = time_of(stopwatch=watch(forgotten=True))
    stub.answers["/stopwatch/stops"] = problem(409, "stopwatch_forgotten", "It ran on.")
    page.get_by_role("button", name="Stop and enter the time").click()
    expect(page.locator(".tk-time").get_by_role("alert")).to_have_text("It ran on.")
    expect(page.get_by_label("Worked until")).to_be_visible()


def test_a_discard_asks_again(page: Page, stub: Stub) -> None:
    open_time(page, stub, stopwatch=watch())
    page.get_by_role("button", name="Discard without an entry").click()
    assert not [sent for sent in stub.sent if sent.method == "DELETE"]
    stub.time = time_of()
    page.get_by_role("button", name="Really discard?").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("nothing is entered")
    assert [sent.path for sent in stub.sent if sent.method == "DELETE"] == ["/stopwatch"]


def test_time_is_entered_by_hand_by_minutes(page: Page, stub: Stub) -> None:
    open_time(page, stub, may_start=False)
    expect(page.locator(".tk-time")).to_contain_text("You can still enter time by hand.")
    page.get_by_text("Enter time by hand", exact=True).click()
    page.get_by_label("From").fill("08:10")
    page.get_by_label("Minutes").fill("20")
    page.get_by_role("button", name="Enter the time").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The time is entered.")
    assert stub.posts("/tickets/PRO-1042/time")[0].body == {
        "date": "2026-11-23", "from": "08:10", "to": "", "minutes": 20, "work": "support", "charging": "billable",
        "note": "",
    }  # fmt: skip


def test_an_end_and_minutes_that_contradict_it_are_both_sent_and_refused_at_their_field(page: Page, stub: Stub) -> None:
    open_time(page, stub)
    page.get_by_text("Enter time by hand", exact=True).click()
    form = page.locator(".tk-form--by_hand")
    form.get_by_label("From").fill("10:00")
    form.get_by_label("Minutes").fill("45")
    form.get_by_label("To", exact=True).fill("10:30")
    said = "The end and the minutes do not agree. Give only one of them."
    fault = {"field": "minutes", "code": "worked_twice_told", "detail": said}
    stub.answers["/tickets/PRO-1042/time"] = problem(422, "form_incomplete", fields=[fault])
    form.get_by_role("button", name="Enter the time").click()
    expect(form.locator("[data-field=minutes] .tk-error")).to_have_text(said)
    expect(form.get_by_label("To", exact=True)).to_have_value("10:30")
    (sent,) = stub.posts("/tickets/PRO-1042/time")
    assert (sent.body["to"], sent.body["minutes"]) == ("10:30", 45)


def test_a_correction_by_minutes_leaves_out_the_end_that_stood_there(page: Page, stub: Stub) -> None:
    stub.time = time_of(worked())
    open_time(page, stub)
    page.get_by_text("Entries: 1").click()
    page.get_by_role("button", name="Correct").click()
    form = page.locator(".tk-form--correction")
    form.get_by_label("Minutes").fill("20")
    expect(form.get_by_label("To", exact=True)).to_have_value("")
    form.get_by_label("Reason").fill("Slip")
    form.get_by_role("button", name="Save the correction").click()
    expect(form).to_have_count(0)
    (sent,) = stub.posts(f"/tickets/PRO-1042/time/{worked()['id']}/corrections")
    assert (sent.body["to"], sent.body["minutes"]) == ("", 20)


def test_a_correction_keeps_what_was_and_sends_only_what_is_another(page: Page, stub: Stub) -> None:
    stub.time = time_of(worked())
    open_time(page, stub)
    page.get_by_text("Entries: 1").click()
    page.get_by_role("button", name="Correct").click()
    expect(page.get_by_label("Reason")).to_be_focused()
    expect(page.get_by_label("From").last).to_have_value("09:10")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Correct")).to_be_focused()
    page.get_by_role("button", name="Correct").click()
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why the entry is corrected.")
    page.get_by_label("Reason").fill("On warranty")
    page.locator(".tk-form--correction [name=charging]").select_option("warranty")
    id, by = worked()["id"], {"name": "Ola Hansen"}
    gone = worked(counts=False)
    back = worked(id=f"{id}-back", seconds=-1500, corrects=id, reason="On warranty", noted_by=by, counts=False)
    again = worked(id="b", charging="warranty", reason="On warranty", month="2026-12")
    stub.time = time_of(gone, back, again, entry=again)
    page.get_by_role("button", name="Save the correction").click()
    items = page.locator(".tk-time__entries li")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Correction by Ola Hansen")
    expect(items.first).to_contain_text("On the statement of December 2026")
    expect(items.last).to_contain_text("Taken back by Ola Hansen")
    expect(items.last.get_by_role("button")).to_have_count(0)
    (sent,) = stub.posts(f"/tickets/PRO-1042/time/{id}/corrections")
    assert (sent.body["date"], sent.body["from"], sent.body["charging"]) == ("", "", "warranty")
    assert sent.body["withdraw"] is False


def test_what_cannot_be_read_of_time_leaves_the_ticket_as_it_is(page: Page, stub: Stub) -> None:
    stub.answers["/tickets/PRO-1042/time"] = problem(500, "internal")
    open_ticket(page, stub, agent(), ["notes"])
    expect(page.locator(".tk-time .tk-error")).to_contain_text("Something went wrong at our end.")
    expect(page.locator(".tk-entries")).to_be_visible()
