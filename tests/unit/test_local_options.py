"""The command line of scripts/serve: sensible by default, and clear about what makes no sense."""

from datetime import UTC, datetime, timedelta

import pytest

from local.options import read_options


def test_without_a_word_the_desk_opens_at_its_usual_place() -> None:
    options = read_options([])
    assert (options.portal, options.smtp_port, options.shift_seconds) == ("http://127.0.0.1:8000", 2525, 0)


def test_another_time_is_a_shift_in_whole_seconds() -> None:
    wanted = datetime.now(UTC) + timedelta(days=30)
    assert abs(read_options(["--now", wanted.isoformat()]).shift_seconds - 30 * 86400) <= 1


def test_an_instant_without_an_offset_is_utc() -> None:
    with_offset = read_options(["--now", "2027-01-01T12:00+00:00"]).shift_seconds
    assert abs(read_options(["--now", "2027-01-01T12:00"]).shift_seconds - with_offset) <= 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--now", "tomorrow"], "is no instant, like"),
        (["--port", "0"], "is no port"),
        (["--port", "2525"], "the three ports must differ"),
        (["--mail-domain", "bad_domain!!"], "is no domain, like support.example.com"),
        (["--home", __file__], "cannot be a folder for the data"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word_why(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        read_options(arguments)
    assert said in capsys.readouterr().err
