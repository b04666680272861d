"""Meetings on holidays and in freezes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "cadence-calendar-clash"
AROUND = """calendars:
  company: {regions: [XX, YY], freezes: [{from: 2026-12-24, to: 2027-01-02, why: Year end}]}
  other: {regions: [ZZ], freezes: [{from: 2027-01-05, to: 2027-01-05}]}
holidays:
  x: {region: XX, year: 2026, days: {2026-11-26: Thanksgiving}}
  y: {region: YY, year: 2026, days: {2026-12-03: Founders' day}}
  z: {region: ZZ, year: 2026, days: {2026-12-08: Feast}}
meetings:
"""
BOTH = "on_holiday: keep, on_freeze: keep"


def meeting(repeat: str, more: str = BOTH, calendar: str = "") -> str:
    rest = f"starts: 2026-02-02, time: 09:00, duration: 30m, timezone: UTC, repeat: {repeat}, {more}"
    named = f"calendar: {calendar}, " if calendar else ""
    return f"{AROUND}  m: {{{named}«schedule»: {{{rest}}}}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            meeting("every thursday", "on_freeze: skip"),
            "m falls on Thanksgiving (2026-11-26), and 1 date more so; say what happens then: `on_holiday` is `skip`",
        ),
        (
            meeting("every thursday", "on_holiday: skip"),
            "m falls into the freeze 'Year end' (2026-12-24), and 1 date more so; say what happens then: `on_freeze`",
        ),
        (meeting("every year on 12-08", "on_freeze: keep", "other"), "m falls on Feast (2026-12-08); say"),
        (meeting("every year on 01-05", "on_holiday: keep", "other"), "m falls into a freeze (2027-01-05); say"),
    ],
)
def test_a_meeting_without_a_rule_for_days_off(tmp_path: Path, text: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("meeting:m", "schedule")]
    assert said in told[0].message


def test_each_rule_that_is_missing_is_told(tmp_path: Path) -> None:
    text = meeting("every thursday", "rotation: []").replace("«", "").replace("»", "")
    told = findings(tmp_path, {"raci/all.yaml": text, "revgov.yaml": "profile: startup\n"}, CHECK)
    assert {(one.severity, one.message.partition(": `")[2].partition("`")[0]) for one in told} == {
        (Severity.INFO, "on_holiday"),
        (Severity.INFO, "on_freeze"),
    }
    assert len({one.fingerprint for one in told}) == 2
    assert not any("-" in one.fingerprint for one in told)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "on_holiday: skip, on_freeze: skip, moved: {2026-11-24: «2026-11-26»}",
            "m is moved to 2026-11-26",
        ),
        ("on_freeze: skip, on_holiday: skip, moved: {2026-12-22: «2026-12-24»}", "into the freeze 'Year end'"),
        ("on_freeze: skip, moved: {2026-11-24: «2026-11-26»}", "which falls on Thanksgiving"),
    ],
)
def test_a_move_onto_a_day_off(tmp_path: Path, more: str, said: str) -> None:
    told = found(tmp_path, CHECK, meeting("every tuesday", more).replace("«schedule»", "schedule"))
    assert named(told)[0][1] is not None
    assert named(told)[0][1].startswith("schedule.moved")
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        meeting("every thursday"),
        meeting("every thursday", "on_holiday: previous business day, on_freeze: skip"),
        meeting("every tuesday", "on_freeze: skip"),
        meeting("every year on 12-08", "on_freeze: keep"),
        meeting("every thursday", f"{BOTH}, moved: {{2026-12-03: 2026-11-26}}"),
        meeting("every year on 11-26", "until: 2026-11-01"),
        meeting("every year on 11-26", "cancelled: [2026-11-26]"),
        meeting("every year on 03-15", "until: 2027-03-15"),
        meeting("every thursday", "on_holiday: sleep"),
        meeting("every thursday", "on_freeze: skip", "gone"),
        meeting("every monday", "until: 2026-12-30, on_freeze: skip", "other"),
    ],
)
def test_a_meeting_that_knows_what_to_do(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text.replace("«schedule»", "schedule")) == []


def test_how_far_to_look_ahead_is_a_setting(tmp_path: Path) -> None:
    text = meeting("every thursday", "on_holiday: keep").replace("«", "").replace("»", "")
    files = {"raci/all.yaml": text, "revgov.yaml": f"checks: {{{CHECK}: {{days: 30}}}}\n"}
    assert findings(tmp_path, files, CHECK) == []
    files["revgov.yaml"] = f"checks: {{{CHECK}: {{days: 31}}}}\n"
    assert [one.field for one in findings(tmp_path, files, CHECK)] == ["schedule"]


def test_holidays_nobody_wrote_down_clash_with_nothing(tmp_path: Path) -> None:
    """Which days a library knows depends on its version, and on whether it is there."""
    whole = meeting("every thursday", "on_freeze: keep").replace("«schedule»", "schedule")
    text = "calendars: {company: {regions: [US]}}\nmeetings:\n" + whole.partition("meetings:\n")[2]
    assert found(tmp_path, CHECK, text) == []
