"""Minutes of the meetings that decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "cadence-decision-unlogged"


def meeting(
    decisions: str = "[d]", repeat: str = "every tuesday", more: str = "", time: str = "09:00, timezone: UTC"
) -> str:
    """Before 2026-11-24, itself a Tuesday, it was held on 17 and 10 November."""
    schedule = f"starts: 2026-02-03, time: {time}, duration: 45m, repeat: {repeat}"
    fields = f"name: Board, decisions: {decisions}, {more}schedule: {{{schedule}}}"
    return f"decisions: {{d: {{name: Budget}}}}\nmeetings:\n  m: {{{fields}}}\n"


def minutes(*dates: str, of: str = "m") -> str:
    return "minutes:\n" + "".join(f"  x{at}: {{meeting: {of}, on: {day}}}\n" for at, day in enumerate(dates))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (meeting("«[d]»"), "2026-11-10 and 2026-11-17"),
        (meeting("«[d]»") + minutes("2026-11-17"), "2026-11-10"),
        (meeting("«[d]»") + minutes("2026-11-10", "2026-11-16"), "2026-11-17"),
        (meeting("«[d]»") + minutes("2026-11-10", "2026-11-17", of="n") + "#", "2026-11-10 and 2026-11-17"),
        (meeting("«[gone]»") + minutes("2026-11-17"), "2026-11-10"),
        (meeting("«[d]»", "every 3 months on the first tuesday"), "2026-08-04 and 2026-11-03"),
        (meeting("«[d]»", "every month on the first tuesday", "since: 2026-11-01, "), "2026-11-03"),
        (meeting("«[d]»", "every year on 02-03"), "2026-02-03"),
        (meeting("«[d]»", "every tuesday, cancelled: [2026-11-17]") + minutes("2026-11-10"), "2026-11-03"),
    ],
)
def test_what_was_decided_and_not_written_down(tmp_path: Path, text: str, dates: str) -> None:
    if text.endswith("#"):
        text = text.replace("meetings:\n", "meetings:\n  n: {}\n")
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("meeting:m", "decisions")]
    assert told[0].message == f"nobody wrote down what Board decided on {dates}; write it under `minutes`"


@pytest.mark.parametrize(
    "text",
    [
        meeting() + minutes("2026-11-10", "2026-11-17"),
        meeting() + minutes("2026-11-10") + "recommendations: {r: {decided_on: 2026-11-17}}\n",
        meeting("[]"),
        meeting(repeat="every tuesday, cancelled: [2026-11-17]") + minutes("2026-11-10", "2026-11-03"),
        # A meeting that was moved has minutes of its new day, or of its own.
        meeting(repeat="every tuesday, moved: {2026-11-17: 2026-11-19}") + minutes("2026-11-10", "2026-11-19"),
        meeting(repeat="every tuesday, moved: {2026-11-17: 2026-11-19}") + minutes("2026-11-10", "2026-11-17"),
        # 09:00 in Sydney is the evening before by the company's clock.
        meeting(time="09:00, timezone: Australia/Sydney") + minutes("2026-11-09", "2026-11-16"),
        meeting(more="since: 2026-11-24, "),
        meeting(more="until: 2026-11-20, "),
        meeting().replace("starts: 2026-02-03", "starts: 2026-11-24"),
        meeting(repeat="monthly"),
        # Three days to write them are not over.
        meeting(repeat="every monday").replace("02-03", "11-21"),
        meeting() + minutes("2026-11-10", "soon"),
        meeting() + minutes("2026-11-10", "2026-11-17", of="mm"),
    ],
)
def test_what_was_written_down_or_needs_no_minutes(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_a_startup_decides_at_its_table(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, meeting(), profile="startup") == []


def test_minutes_may_stand_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    files = {"raci/all.yaml": meeting(), "cadence/minutes.yaml": "minutes: [\n"}
    assert findings(tmp_path, files, CHECK) == []


@pytest.mark.parametrize(
    ("setting", "dates"),
    [("last: 1", "2026-11-17"), ("last: 3", "2026-11-03, 2026-11-10 and 2026-11-17"), ("grace_days: 7", "2026-11-10")],
)
def test_how_many_and_how_late_is_a_setting(tmp_path: Path, setting: str, dates: str) -> None:
    files = {"raci/all.yaml": meeting(), "revgov.yaml": f"checks: {{{CHECK}: {{{setting}}}}}\n"}
    (one,) = findings(tmp_path, files, CHECK)
    assert f" decided on {dates};" in one.message
