"""Checklists: what is still missing from a request."""

from chalicelib.domain.checklist import Checklist, Choice, Field, FieldType, Lack, LackCode

CHECKLIST = Checklist(
    "fault",
    (
        Field("subject", FieldType.TEXT, {}, required=True, max_characters=20),
        Field("description", FieldType.LONG, {}, required=True, max_characters=100),
        Field("area", FieldType.CHOICE, {}, choices=(Choice("payroll", {}), Choice("invoicing", {}))),
        Field("invoice", FieldType.TEXT, {}, any_of="what"),
        Field("person", FieldType.TEXT, {}, any_of="what"),
        Field("since", FieldType.DATE, {}),
        Field("screenshot", FieldType.FILE, {}),
    ),
)
GOOD = {"subject": "Invoice 17", "description": "It was sent twice.", "invoice": "17"}


def test_a_full_request_lacks_nothing() -> None:
    assert CHECKLIST.lacks(GOOD | {"area": "payroll", "since": "2026-11-22"}, ["screen.png"]) == ()


def test_required_fields_and_groups_are_named_in_order() -> None:
    assert CHECKLIST.lacks({}) == (
        Lack(LackCode.MISSING, ("subject",)),
        Lack(LackCode.MISSING, ("description",)),
        Lack(LackCode.AT_LEAST_ONE, ("invoice", "person")),
    )


def test_blanks_are_no_answer() -> None:
    assert CHECKLIST.lacks(GOOD | {"subject": "  \n"}) == (Lack(LackCode.MISSING, ("subject",)),)


def test_one_of_the_group_is_enough() -> None:
    assert CHECKLIST.lacks({**GOOD, "invoice": "", "person": "AB"}) == ()


def test_answers_that_do_not_fit_their_field_are_named() -> None:
    answers = GOOD | {"subject": "x" * 21, "area": "garden", "since": "22.11.2026", "colour": "red"}
    assert CHECKLIST.lacks(answers) == (
        Lack(LackCode.TOO_LONG, ("subject",), 20),
        Lack(LackCode.NOT_A_CHOICE, ("area",)),
        Lack(LackCode.NOT_A_DATE, ("since",)),
        Lack(LackCode.UNKNOWN_FIELD, ("colour",)),
    )


def test_a_required_file_is_missing_until_one_is_attached() -> None:
    picture = Checklist("hardware", (Field("picture", FieldType.FILE, {}, required=True),))
    assert picture.lacks({}) == (Lack(LackCode.MISSING, ("picture",)),)
    assert picture.lacks({}, ["photo.jpg"]) == ()
