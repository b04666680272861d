"""Meetings that say what they are for, what they need and what comes out of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "cadence-purpose-incomplete"
TIMES = "starts: 2026-02-02, time: 09:00, timezone: UTC"
FIELDS = {
    "purpose": "Agree",
    "inputs": "[page]",
    "agenda": "[{item: Talk, minutes: 30}]",
    "outputs": "[minutes]",
    "schedule": f"{{{TIMES}, duration: 30m}}",
}


def meeting(**changed: str | None) -> str:
    whole = {**FIELDS, **changed}
    return "meetings:\n  «m»: {" + ", ".join(f"{name}: {text}" for name, text in whole.items() if text) + "}\n"


@pytest.mark.parametrize("gap", ["purpose", "inputs", "agenda", "outputs"])
def test_a_meeting_that_does_not_say(tmp_path: Path, gap: str) -> None:
    told = found(tmp_path, CHECK, meeting(**{gap: None}))
    assert [(one.field, one.message) for one in told] == [(None, f"m has no `{gap}`")]


def test_several_gaps_are_told_at_once_and_mildly_to_a_startup(tmp_path: Path) -> None:
    (one,) = found(tmp_path, CHECK, "meetings:\n  «m»: {name: Call}\n", profile="startup")
    assert one.message == "Call has no `purpose`, `inputs`, `agenda` and no `outputs`"
    assert one.severity is Severity.INFO


@pytest.mark.parametrize(
    ("agenda", "schedule", "field", "said"),
    [
        ("[«Talk»]", FIELDS["schedule"], "agenda", "'Talk' on the agenda of m has no `minutes`"),
        ("[«{item: Talk, minutes: 0}»]", FIELDS["schedule"], "agenda", "cannot take 0 minutes"),
        (
            "«[{item: A, minutes: 20}, {item: B, minutes: 11}]»",
            FIELDS["schedule"],
            "agenda",
            "the agenda of m takes 31 minutes, but the meeting lasts 30",
        ),
        (
            "«[{item: A, minutes: 30}]»",
            f"{{{TIMES}, duration: 45m, repeat: every day, rotation: [{{}}, {{duration: 25m}}]}}",
            "agenda",
            "takes 30 minutes, but the meeting lasts 25",
        ),
    ],
)
def test_an_agenda_that_takes_no_time_or_too_much(
    tmp_path: Path, agenda: str, schedule: str, field: str, said: str
) -> None:
    text = meeting(agenda=agenda, schedule=schedule).replace("«m»", "m")
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("meeting:m", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        meeting(),
        meeting(purpose=None, decisions="[undeclared]"),
        meeting(agenda="[{item: A, minutes: 10}, {item: B, minutes: 20}]"),
        meeting(agenda="[{item: A, minutes: 300}]", schedule=None),
        meeting(agenda="[{item: A, minutes: 300}]", schedule=f"{{{TIMES}}}"),
        meeting(agenda="[{item: A, minutes: 300}]", schedule=f"{{{TIMES}, duration: long}}"),
        meeting(agenda="[{item: A, minutes: long}]"),
        meeting(agenda="{item: A}"),
        meeting(inputs="[{due: 24h before}]"),
        meeting(purpose="[Agree]"),
        meeting(outputs=None, until="2026-11-01"),
    ],
)
def test_a_meeting_that_says_it_or_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text.replace("«m»", "m")) == []
