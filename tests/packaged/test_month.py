"""A month closed in the deployed desk: drawn up and issued by the tick under its own role, read through the gateway."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.packaged.deployed import ADA, LENA, Deployed, eventually, fetch
from tests.packaged.test_journey import file_ticket
from tests.packaged.test_unattended import SCHEDULE
from tests.rules.test_agreements import TERMS

pytestmark = pytest.mark.packaged


def test_mp9_a_month_is_issued_under_the_ticks_role_and_read_by_the_customer(deployed: Deployed) -> None:
    over = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    begins = f"{over.replace(day=1):%Y-%m-%d}"
    lena, path = deployed.signed_in(LENA), f"/v1/desks/promark/runs/{over:%Y-%m}"
    terms = {**TERMS, "first_day": "2020-01-01", "valid_from": begins, "billed_from": begins}
    agreed = lena.post("/v1/desks/promark/agreements", {"organisation": "bakery", "terms": terms, "revision": 0})
    assert agreed.status == 201, agreed.body
    worked = {"date": f"{over:%Y-%m-%d}", "from": "09:00", "to": "09:30", "work": "consulting", "charging": "billable"}
    noted = lena.post(f"/v1/tickets/{file_ticket(deployed)}/time", worked)
    assert noted.status == 201, noted.body

    def run(standing: str) -> dict[str, Any] | None:
        deployed.invoke("Tick", SCHEDULE)
        found: dict[str, Any] = lena.get(path).body
        drafts = {draft["organisation"]["id"]: draft["standing"] for draft in found["drafts"]}
        return found if len(drafts) == found["customers"] and drafts["bakery"] == standing else None

    assert lena.post(path, {}).status == 201
    seen = eventually(lambda: run("drawn_up"), "the month is drawn up")
    assert lena.post(f"{path}/approvals", {"hash": seen["hash"]}).status == 201
    eventually(lambda: run("issued"), "the month is issued")
    (statement,) = lena.get(f"{path}/statements").body["statements"]
    assert Decimal(statement["net"]) > 900
    word = deployed.letter(ADA.address, "/nb/statements/")
    assert statement["number"] in str(word.message["Subject"])
    ada = deployed.signed_in(ADA)
    assert ada.get(f"/v1/statements/{statement['id']}").body["sheet"]["number"] == statement["number"]
    begin = {"pdf": b"%PDF", "invoice": b"<?xml", "journal": b"\xef\xbb\xbf", "time": b"\xef\xbb\xbf"}
    for name in statement["files"]:
        document = fetch(ada.get(f"/v1/statements/{statement['id']}/files/{name}").body["url"])
        assert document.body.startswith(begin[name])
        assert document.headers["Content-Disposition"].startswith("attachment")
