"""The port `Files`: bytes under keys, and the signatures by which browsers send and fetch them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.contract.worlds import Cloud, Ports, fakes

from chalicelib.desk.ports import Stored


def test_bytes_come_back_as_they_were_put(ports: Ports) -> None:
    ports.files.put("files/1", b"\x00\xffbytes", "application/pdf")
    assert ports.files.get("files/1") == b"\x00\xffbytes"
    assert ports.files.look("files/1") == Stored(7, "application/pdf")


def test_what_was_never_put_is_not_there(ports: Ports) -> None:
    assert ports.files.look("files/none") is None
    with pytest.raises(KeyError):
        ports.files.get("files/none")
    with pytest.raises(KeyError):
        ports.files.copy("files/none", "files/other")


def test_a_copy_keeps_bytes_and_type(ports: Ports) -> None:
    ports.files.put("uploads/1", b"text", "text/plain")
    ports.files.copy("uploads/1", "files/1")
    ports.files.put("uploads/1", b"changed afterwards", "text/plain")
    assert ports.files.get("files/1") == b"text"
    assert ports.files.look("files/1") == Stored(4, "text/plain")


def test_an_upload_says_where_under_which_key_and_as_which_type(ports: Ports) -> None:
    upload = ports.files.upload("uploads/1", "image/png", 1000)
    assert urlsplit(upload.url).scheme in ("http", "https")
    assert upload.fields["key"] == "uploads/1"
    assert upload.fields["Content-Type"] == "image/png"


def test_a_link_is_to_the_file(ports: Ports) -> None:
    ports.files.put("files/1", b"text", "text/plain")
    assert urlsplit(ports.files.link("files/1", "lønn.txt", "text/plain")).path.endswith("files/1")


def test_a_link_forces_a_download_under_the_name_and_soon_ends(cloud: Cloud) -> None:
    asked = parse_qs(urlsplit(cloud.ports.files.link("files/1", 'Lønn "mars".pdf', "application/pdf")).query)
    assert asked["response-content-disposition"] == [
        "attachment; filename=\"L_nn _mars_.pdf\"; filename*=UTF-8''L%C3%B8nn%20%22mars%22.pdf"
    ]
    assert asked["response-content-type"] == ["application/pdf"]
    assert int(asked["X-Amz-Expires"][0]) <= 300


def test_browsers_are_sent_to_the_buckets_own_region(moto: Cloud) -> None:
    host = f"{moto.bucket}.s3.eu-west-1.amazonaws.com"
    assert urlsplit(moto.ports.files.upload("uploads/1", "image/png", 1000).url).netloc == host
    assert urlsplit(moto.ports.files.link("files/1", "a.png", "image/png")).netloc == host


@pytest.mark.parametrize("world", ["fake", "emulator"])
def test_a_browser_may_post_up_to_the_limit_and_no_more(request: pytest.FixtureRequest, world: str) -> None:
    ports: Ports = fakes() if world == "fake" else request.getfixturevalue(world).ports
    upload = ports.files.upload("uploads/1", "image/png", 1000)
    assert not ports.post(upload, b"x" * 1001)
    assert ports.files.look("uploads/1") is None
    assert ports.post(upload, b"x" * 1000)
    assert ports.files.look("uploads/1") == Stored(1000, "image/png")


def test_a_browser_cannot_post_another_type_or_key_than_was_signed(emulator: Cloud) -> None:
    ports = emulator.ports
    upload = ports.files.upload("uploads/2", "image/png", 1000)
    for field, value in (("Content-Type", "text/html"), ("key", "files/other")):
        forged = type(upload)(upload.url, {**upload.fields, field: value})
        assert not ports.post(forged, b"x")
    assert ports.files.look("uploads/2") is None
    assert ports.files.look("files/other") is None
