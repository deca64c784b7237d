"""Raw mails beside what is understood of them: `tests/mails/NAME.eml` and `NAME.json`, to be read side by side."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain import mail

MAILS = Path(__file__).parent.parent / "mails"
NAMES = sorted(path.stem for path in MAILS.glob("*.eml"))


def understood(seen: mail.Mail, key: str, wanted: Any) -> Any:
    """A field of a mail in the form that the JSON file states it."""
    if key == "attachments":
        return [
            {name: len(one.data) if name == "size" else getattr(one, name) for name in form}
            for one, form in zip(seen.attachments, wanted, strict=True)
        ]
    if key == "bounce" and seen.bounce:
        return {**asdict(seen.bounce), "codes": list(seen.bounce.codes)}
    found = getattr(seen, key)
    return list(found) if isinstance(found, tuple) else found


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_understood_as_its_file_says(name: str) -> None:
    wanted = json.loads((MAILS / f"{name}.json").read_text(encoding="utf-8"))
    seen = mail.read((MAILS / f"{name}.eml").read_bytes())
    for piece in wanted.pop("html_has", []):
        assert piece in seen.html
    for piece in wanted.pop("html_lacks", []):
        assert piece not in seen.html
    assert {key: understood(seen, key, value) for key, value in wanted.items()} == wanted


def test_the_languages_of_the_desks_have_mails() -> None:
    assert {"nb", "sv", "fi", "hr", "en"} <= {name.partition("-")[0] for name in NAMES}
