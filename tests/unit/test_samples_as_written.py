"""How the samples are written: instants, mistakes that are told with their place, and files made on the way."""

import re
import shutil
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.policy_edits import POLICIES
from tests.unit.sampled import DESKS, SUNDAY

from chalicelib.policies.mistakes import PolicyError
from local.samples import FOLDER
from local.samples.instants import instant, later
from local.samples.papers import made
from local.samples.script import read_samples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1d 10:12", datetime(2026, 11, 20, 9, 12, tzinfo=UTC)),
        ("6d 08:00", datetime(2026, 11, 13, 7, 0, tzinfo=UTC)),
        ("40m", datetime(2026, 11, 20, 14, 20, tzinfo=UTC)),
        ("9h30m", datetime(2026, 11, 19, 13, 30, tzinfo=UTC)),
    ],
)
def test_instants_are_counted_in_open_days_or_opening_time(text: str, expected: datetime) -> None:
    assert instant(POLICIES["promark"].calendar, SUNDAY, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+1d 10:12", datetime(2026, 4, 1, 8, 12, tzinfo=UTC)),
        ("+1d 16:00", datetime(2026, 4, 1, 14, 0, tzinfo=UTC)),  # When it closes.
        ("+1d 12:30", datetime(2026, 4, 1, 10, 0, tzinfo=UTC)),  # In the lunch hour, so before it.
        ("+2d 14:00", datetime(2026, 4, 2, 10, 0, tzinfo=UTC)),  # Maundy Thursday is short.
        ("+3d 09:30", datetime(2026, 4, 7, 7, 30, tzinfo=UTC)),
        ("+2h30m", datetime(2026, 4, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_words_are_promised_for_an_open_day_after_the_step_or_for_opening_time_later(
    text: str, expected: datetime
) -> None:
    tuesday = datetime(2026, 3, 31, 13, 0, tzinfo=UTC)
    assert later(POLICIES["timecare"].calendar, tuesday, text) == expected


@pytest.mark.parametrize("text", ["", "1d 10:00", "+0d 10:00", "+tomorrow", "+", "+3d"])
def test_what_is_no_promise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time like"):
        later(POLICIES["timecare"].calendar, SUNDAY, text)


@pytest.mark.parametrize("text", ["", "0d 10:00", "yesterday", "3d 25:00", "2d", "h"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time like"):
        instant(POLICIES["promark"].calendar, SUNDAY, text)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("does: handling", "does: handlin", r"tickets\.overtid-kveld\.steps\.0\.does: found 'handlin'"),
        ("at: 22d 08:41", "at: last Monday", r"tickets\.overtid-kveld\.at: found 'last Monday'"),
        (
            "contact: kari-nordmann",
            "contact: henrik-aasland",
            r"tickets\.overtid-kveld\.contact: found 'henrik-aasland'",
        ),
        ("severity: 3", "urgency: 3", r"tickets\.pause-i-mobilen\.urgency: found an unknown key"),
        ("until: +5d 12:00", "until: 5d 12:00", r"tickets\.jobbkoder-rekkefolge\.steps\.4\.until: found '5d 12:00'"),
        ("to: development", "to: developers", r"tickets\.jobbkoder-rekkefolge\.steps\.4\.to: found 'developers'"),
        (
            "does: handling}",
            "does: handling, until: +1d 10:00}",
            r"tickets\.overtid-kveld\.steps\.0\.until: found an unknown",
        ),
        ("days: [10, 25]", "days: [10, 32]", r"organisations\.havbris\.agreements\.0\.payroll\.days\.1: found '32'"),
    ],
)
def test_a_mistake_names_its_file_and_its_key(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "samples")
    file = folder / "promark.yaml"
    file.write_text(file.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    with pytest.raises(PolicyError, match=rf"samples/promark\.yaml: {told}"):
        read_samples(folder, DESKS, SUNDAY.date())


def test_a_desk_without_samples_does_not_stand_in_the_way_of_the_others(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "samples")
    (folder / "adminet.yaml").unlink()
    assert {desk for desk, _ in read_samples(folder, DESKS, SUNDAY.date()).tickets} == set(DESKS) - {"adminet"}


def test_a_picture_has_all_its_rows() -> None:
    picture = made("window.png", "")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    start = picture.index(b"IDAT") + 4
    rows = zlib.decompress(picture[start : picture.index(b"IEND") - 8])
    assert picture.startswith(b"\x89PNG")
    assert len(rows) == height * (1 + 3 * width)


def test_a_page_has_each_object_where_its_table_says() -> None:
    page = made("quote.pdf", "One (1) line\nand another")
    table = int(page.rpartition(b"startxref\n")[2].split()[0])
    assert page[table:].startswith(b"xref")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", page)]
    assert [page[place:].split(b" ", 1)[0] for place in places] == [b"1", b"2", b"3", b"4", b"5", b"6"]
    assert rb"(One \(1\) line) Tj" in page
