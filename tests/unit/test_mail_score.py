"""How much is understood of real mails with other systems' own expectations, where those lie beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT.parent / "shared" / "mails"
LOWEST = {
    "from": 1.0, "from_name": 0.99, "to": 1.0, "subject": 0.976, "subject_clean": 1.0, "body": 0.942,
    "reply": 0.953, "reply_modsig": 0.976, "reply_noloss": 1.0, "reply_noleak": 0.964,
    "forward": 1.0, "forwarded_from": 1.0, "forwarded_subject": 1.0, "forward_note": 1.0,
    "att_names": 0.897, "att_data": 0.897, "att_count": 0.888, "tnef": 1.0, "auto_reply": 1.0,
    "bounce": 1.0, "bounce_status": 1.0, "bounce_hard": 0.937, "bounce_rcpt": 0.9, "feedback": 1.0,
    "thread": 1.0, "token": 1.0, "subject_ref": 1.0, "spam": 1.0,
}  # fmt: skip


@pytest.mark.skipif(not CASES.exists(), reason="the real mails of ../shared/mails are not here")
def test_no_column_falls_below_what_was_reached(tmp_path: Path) -> None:
    told = tmp_path / "score.json"
    program = f'"{sys.executable}" "{ROOT / "scripts" / "read-mail"}"'
    command = [sys.executable, str(CASES / "score.py"), "--batch", program, "--quiet", "--json", str(told)]
    subprocess.run(command, check=True, timeout=60, cwd=tmp_path)
    score = json.loads(told.read_text(encoding="utf-8"))
    assert score["errors"] == 0
    fallen = {name: one["share"] for name, one in score["metrics"].items() if one["share"] < LOWEST[name]}
    assert not fallen
