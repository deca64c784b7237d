"""Filing in the form: MP2 AD2 AD3 TC1 PM3 PM6 TC9, and what goes wrong."""

from datetime import UTC, datetime

from tests.rules.front_door import ALICE, BOB, DORA, IVANA, OLA, FrontDoor, a_question


def test_mp2_a_filed_ticket_has_a_number_and_a_due_time_at_once(desk: FrontDoor) -> None:
    filed = desk.signed_in(ALICE).post("/v1/tickets", a_question())
    assert filed.status == 201
    assert filed.body["ticket"]["number"].startswith("PRO-")
    assert filed.body["ticket"]["due_at"] == "2026-03-03T12:00:00.000Z", "Monday 09:00 and 12 hours of an 8-hour day"


def test_mp1_the_sender_gets_a_receipt_and_the_technicians_are_told(desk: FrontDoor) -> None:
    number = desk.signed_in(ALICE).post("/v1/tickets", a_question()).body["ticket"]["number"]
    receipt = desk.letters_to(ALICE.address)[-1]
    assert number in receipt.subject
    assert "tirsdag 3. mars 2026 kl. 13.00" in receipt.text, "the desk's clock, in her language"
    assert "Fjellbakeriet AS" in desk.letters_to(OLA.address)[-1].text


def test_the_same_key_files_one_ticket(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    first = alice.post("/v1/tickets", a_question(), Idempotency_Key="the-same-key")
    again = alice.post("/v1/tickets", a_question(), Idempotency_Key="the-same-key")
    assert first.body["ticket"]["number"] == again.body["ticket"]["number"]
    assert len(alice.get("/v1/tickets").body["tickets"]) == 1
    assert len(desk.letters_to(ALICE.address)) == 2, "the code and one receipt"


def test_ad2_ad3_everything_missing_is_told_at_once_in_her_language(desk: FrontDoor) -> None:
    refused = desk.signed_in(ALICE).post("/v1/tickets", {"desk": "promark", "kind": "fault"})
    assert refused.status == 422
    assert {"subject", "text", "area", "release", "answers.environment"} == refused.fields
    assert any("Emne" in fault["detail"] for fault in refused.body["fields"])


def test_ad2_at_least_one_thing_that_the_request_concerns_is_asked_for(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    vague = a_question(desk="adminet", area="", subject="Lasku", text="Lasku on väärin.")
    assert alice.post("/v1/tickets", vague).fields == {"answers.person"}
    assert alice.post("/v1/tickets", {**vague, "answers": {"invoice": "10023"}}).status == 201


def test_a_file_that_she_sent_is_kept_with_the_ticket(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    file = {"id": desk.upload(alice, "skjerm.png", b"picture"), "name": "skjerm.png"}
    number = alice.post("/v1/tickets", a_question(files=[file])).body["ticket"]["number"]
    kept = alice.get(f"/v1/tickets/{number}").body["entries"][0]["attachments"][0]
    assert (kept["name"], kept["type"], kept["size"]) == ("skjerm.png", "image/png", 7)
    assert "skjerm.png" in alice.get(f"/v1/tickets/{number}/files/{kept['id']}").body["url"]


def test_a_file_over_the_limit_or_of_a_refused_type_is_told_by_name_and_limit(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    large = alice.post("/v1/files", {"desk": "promark", "name": "film.png", "size": 26_000_000})
    assert (large.status, large.code) == (422, "file_too_large")
    assert "film.png" in large.body["detail"] and "25" in large.body["detail"]
    program = alice.post("/v1/files", {"desk": "promark", "name": "virus.exe", "size": 10})
    assert (program.status, program.code) == (422, "file_type_refused")
    assert "pdf" in program.body["detail"]


def test_nobody_can_attach_another_persons_upload(desk: FrontDoor) -> None:
    alices = {"id": desk.upload(desk.signed_in(ALICE)), "name": "screen.png"}
    refused = desk.signed_in(BOB).post("/v1/tickets", a_question(files=[alices]))
    assert (refused.status, refused.code) == (422, "file_missing")


def test_tc1_at_timecare_only_the_trained_file(desk: FrontDoor) -> None:
    schedule = a_question(desk="timecare", area="schedule", subject="Schema", text="Passet syns inte.")
    refused = desk.signed_in(BOB).post("/v1/tickets", schedule)
    assert (refused.status, refused.code) == (403, "not_trained")
    assert desk.signed_in(ALICE).post("/v1/tickets", schedule).status == 201


def test_tc9_a_timecare_ticket_is_due_two_opening_hours_away(desk: FrontDoor) -> None:
    desk.now = datetime(2026, 4, 30, 9, 0, tzinfo=UTC)
    schedule = a_question(desk="timecare", area="schedule", subject="Schema", text="Passet syns inte.")
    alice = desk.signed_in(ALICE)
    before_may_day = alice.post("/v1/tickets", schedule).body["ticket"]["due_at"]
    assert before_may_day == "2026-05-04T08:00:00.000Z", "11:00 on a short day; 1 May and the weekend; Monday 10:00"
    desk.now = datetime(2026, 5, 13, 9, 0, tzinfo=UTC)
    before_ascension = desk.signed_in(ALICE).post("/v1/tickets", schedule).body["ticket"]["due_at"]
    assert before_ascension == "2026-05-18T08:00:00.000Z", "short Wednesday, Ascension Day, closed bridge day, weekend"
    desk.now = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    over_lunch = desk.signed_in(ALICE).post("/v1/tickets", schedule).body["ticket"]["due_at"]
    assert over_lunch == "2026-03-02T13:30:00.000Z", "11:30, lunch 12-13, 14:30"


def test_pm3_without_an_agreement_it_is_taken_and_marked_and_no_clock_runs(desk: FrontDoor) -> None:
    dora = desk.signed_in(DORA)
    ticket = dora.post("/v1/tickets", a_question()).body["ticket"]
    assert (ticket["under_agreement"], ticket["due_at"]) == (False, None)
    assert "vedlikeholdsavtale" in desk.letters_to(DORA.address)[-1].text
    ola = desk.signed_in(OLA)
    assert ola.post(f"/v1/tickets/{ticket['number']}/handling").code == "no_agreement"


def test_ad6_a_development_proposal_has_no_clock(desk: FrontDoor) -> None:
    proposal = a_question(kind="development_proposal", answers={"benefit": "Spart tid", "trouble": "Mye klikking"})
    ticket = desk.signed_in(ALICE).post("/v1/tickets", proposal).body["ticket"]
    assert ticket["due_at"] is None


def test_an_unknown_desk_kind_or_release_is_refused(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    assert alice.post("/v1/tickets", a_question(desk="nowhere")).code == "desk_unknown"
    assert alice.post("/v1/tickets", a_question(kind="wish")).fields == {"kind"}
    assert alice.post("/v1/tickets", a_question(release="0.0.1")).fields == {"release"}


def test_a_desk_that_is_not_hers_is_refused(desk: FrontDoor) -> None:
    refused = desk.signed_in(DORA).post("/v1/tickets", a_question(desk="adminet", answers={"invoice": "1"}, area=""))
    assert (refused.status, refused.code) == (403, "desk_not_yours")


def test_subject_text_and_area_cannot_hide_among_the_other_answers(desk: FrontDoor) -> None:
    hidden = {"subject": "x", "description": "y", "area": "absence"}
    refused = desk.signed_in(ALICE).post("/v1/tickets", a_question(subject="", text="", area="", answers=hidden))
    assert refused.fields == {"subject", "text", "area"}


def test_a_kept_file_stays_as_it_was_whatever_is_uploaded_afterwards(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    upload = desk.upload(alice, "skjerm.png", b"first")
    file = {"id": upload, "name": "skjerm.png"}
    number = alice.post("/v1/tickets", a_question(files=[file]), Idempotency_Key="first-time").body["ticket"]["number"]
    kept = alice.get(f"/v1/tickets/{number}").body["entries"][0]["attachments"][0]["id"]
    key = next(key for key in desk.files.stored if key.startswith("uploads/"))
    desk.files.put(key, b"other bytes", "image/png")
    alice.post("/v1/tickets", a_question(files=[file]), Idempotency_Key="first-time")
    alice.post(f"/v1/tickets/{number}/additions", {"text": "Igjen.", "files": [file]})
    assert desk.files.get(f"files/{kept}") == b"first"


def test_a_first_answer_is_still_due_when_handling_has_started(desk: FrontDoor) -> None:
    alice, ivana = desk.signed_in(ALICE), desk.signed_in(IVANA)
    rent = a_question(desk="evidencija", area="", subject="Najam", text="Kako produžiti najam?")
    ticket = alice.post("/v1/tickets", rent).body["ticket"]
    started = ivana.post(f"/v1/tickets/{ticket['number']}/handling").body["ticket"]
    assert started["due_at"] == ticket["due_at"]
    answered = ivana.post(f"/v1/tickets/{ticket['number']}/answers", {"text": "Tako.", "then": "open"})
    assert answered.body["ticket"]["due_at"] is None


def test_pm3_an_answer_starts_nothing_where_no_agreement_is_in_force(desk: FrontDoor) -> None:
    number = desk.signed_in(DORA).post("/v1/tickets", a_question()).body["ticket"]["number"]
    told = desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", {"text": "Vi ringer.", "then": "open"})
    assert told.body["ticket"]["started_at"] is None


def test_a_fault_is_told_in_the_pages_language_label_and_all(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    refused = alice.post("/v1/tickets", {"desk": "promark", "kind": "question"}, Accept_Language="fi")
    assert any("Otsikko" in fault["detail"] for fault in refused.body["fields"])
    assert not any("Emne" in fault["detail"] for fault in refused.body["fields"])
