"""What the operator is told that a desk costs while nobody uses it: counted from what is deployed."""

import json
from pathlib import Path

from cloud.advice import idle_cost


def _template(folder: Path, alarms: int, *rates: str) -> Path:
    schedules = {
        f"Clock{number}": {"Type": "Schedule", "Properties": {"Schedule": rate}} for number, rate in enumerate(rates)
    }
    mail = {"Mail": {"Type": "SQS", "Properties": {"Queue": "mail"}}}
    resources = {f"Alarm{number}": {"Type": "AWS::CloudWatch::Alarm"} for number in range(alarms)}
    resources["Table"] = {"Type": "AWS::DynamoDB::Table"}
    functions = {"Tick": {**mail, **schedules}, "Door": None}
    for name, events in functions.items():
        resources[name] = {"Type": "AWS::Serverless::Function", "Properties": {"Events": events}}
    path = folder / "template.json"
    path.write_text(json.dumps({"Resources": resources}))
    return path


def test_every_alarm_and_every_run_by_the_clock_is_counted(tmp_path: Path) -> None:
    told = idle_cost(_template(tmp_path, 12, "rate(1 minute)", "rate(5 minutes)")).splitlines()
    assert told[1].split()[:4] == ["alarms", "1.20", "12", "of"]
    assert "0.12   52,560 short runs" in told[3]
    assert told[5].split() == ["together", "about", "1.67"]


def test_what_costs_nothing_is_told_as_nothing(tmp_path: Path) -> None:
    told = idle_cost(_template(tmp_path, 0)).splitlines()
    assert told[1].split()[:3] == ["alarms", "0.00", "0"]
    assert "0.00   0 short runs" in told[3]
