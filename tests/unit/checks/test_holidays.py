"""Holidays that are written down, or that each machine works out for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity
from revgov.schedule.working import computed_holidays

TIMES = "starts: 2026-02-02, time: 09:00, duration: 45m, timezone: UTC"


def company(schedule: str, regions: str = "[«QQ»]", frozen: str = "") -> str:
    calendars = f"calendars:\n  company: {{regions: {regions}}}\n  other: {{regions: [QX]}}\n"
    return f"{calendars}meetings:\n  m: {{schedule: {{{TIMES}, {schedule}}}}}\n{frozen}"


MOVED = "repeat: every monday, on_holiday: skip"
FROZEN = """holidays:
  one: {region: QQ, year: 2026, days: {2026-12-25: Christmas}}
  two: {region: QQ, year: 2027, days: {2027-12-25: Christmas}}
"""


@pytest.mark.parametrize(
    "schedule",
    [MOVED, "repeat: every business day", "repeat: every month on the last business day", "on_holiday: skip"],
)
def test_holidays_that_nobody_knows(tmp_path: Path, schedule: str) -> None:
    (one,) = found(tmp_path, "cadence-holidays-not-frozen", company(schedule))
    assert (one.node, one.field, one.severity) == ("calendar:company", "regions", Severity.ERROR)
    assert one.message.startswith("the holidays of QQ in 2026 and 2027 are not frozen, and nothing here computes them")


def test_a_startup_is_warned(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "cadence-holidays-not-frozen", company(MOVED), profile="startup")
    assert one.severity is Severity.WARNING


def test_the_year_that_is_not_frozen_is_named(tmp_path: Path) -> None:
    frozen = FROZEN.replace("2027", "2028")
    (one,) = found(tmp_path, "cadence-holidays-not-frozen", company(MOVED, frozen=frozen))
    assert one.message.startswith("the holidays of QQ in 2027 are not frozen")


@pytest.mark.skipif(computed_holidays("US", 2026) is None, reason="the optional library is not installed")
@pytest.mark.parametrize("profile", ["scale_up", "startup"])
def test_holidays_that_the_library_computes(tmp_path: Path, profile: str) -> None:
    text = company(MOVED, "[«US», «utils»]")
    computed, unknown = found(tmp_path, "cadence-holidays-not-frozen", text, profile=profile)
    assert (computed.severity is Severity.INFO, unknown.severity is Severity.INFO) == (True, False)
    assert computed.message.startswith("the holidays of US in 2026 and 2027 are not frozen, and the next version")


@pytest.mark.parametrize(
    "text",
    [
        company(MOVED, "[QQ]", FROZEN),
        company("repeat: every monday", "[QQ]"),
        company("repeat: every monday, on_holiday: keep", "[QQ]"),
        company(MOVED, "[]"),
    ],
)
def test_holidays_that_are_frozen_or_move_nothing(tmp_path: Path, text: str) -> None:
    assert named(found(tmp_path, "cadence-holidays-not-frozen", text)) == []
