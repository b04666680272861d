"""New pipeline that is planned, and how much is needed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.unit.checks.measured import found, notes, places

CHECK = "forecast-pipeline-shortfall"
TEXT = """forecasts:
  f: {name: New, win_rate: w, new_pipeline: {every: week, plan: %s, target: t, closed: c, open: o, cycle: y}}
kpis: {w: {unit: percent}, t: {unit: USD, %s}, c: {unit: USD}, o: {unit: USD}, y: {unit: days}}
"""
# From 24 November to the end of the year there are 37 days; less 16 days of a deal's cycle three weeks are usable.
QUARTER = "targets: {2026-Q3: 9 USD, 2026-Q4: 1000 USD}"
ROWS = "c,,,2026-11-20,400 USD\no,,,2026-11-20,1200 USD\nw,,,2026-11-20,25%\ny,,,2026-11-20,16 days\n"


def told(folder: Path, plan: str, target: str = QUARTER, rows: str = ROWS) -> list[tuple[str | None, str | None]]:
    return places(found(folder, CHECK, TEXT % (plan, target), rows))


FALLS_SHORT = [("forecast:f", "new_pipeline.plan")]


def test_the_plan_has_to_be_enough(tmp_path: Path) -> None:
    # (1000 - 400 - 300) / (25% x 3 weeks) = 400
    assert told(tmp_path, "400 USD") == []
    assert told(tmp_path, "399 USD") == FALLS_SHORT


def test_what_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, TEXT % ("100 USD", QUARTER), ROWS)[0].message == (
        "'New' lacks 300 USD of 1,000 USD by 2026-12-31 (400 USD closed, 300 USD weighted): at a win rate of 25% and "
        "3.0 usable weeks it needs 400 USD a week, and 100 USD is planned"
    )


@pytest.mark.parametrize(
    ("every", "plan", "short"),
    [("month", "1750 USD", False), ("month", "1735 USD", True), ("day", "58 USD", False), ("day", "57 USD", True)],
)
def test_plans_of_other_lengths(tmp_path: Path, every: str, plan: str, short: bool) -> None:
    text = TEXT.replace("every: week", f"every: {every}") % (plan, QUARTER)
    assert places(found(tmp_path, CHECK, text, ROWS)) == FALLS_SHORT * short


def test_where_no_deal_can_close_in_time_only_what_is_there_counts(tmp_path: Path) -> None:
    late = ROWS.replace("16 days", "37 days")
    one = found(tmp_path, CHECK, TEXT % ("9000 USD", QUARTER), late)
    assert "no new deal can close in time: 5.3 weeks are left and a deal takes 5.3" in one[0].message
    assert told(tmp_path, "9000 USD", rows=late.replace("400 USD", "700 USD")) == []


@pytest.mark.parametrize(
    ("target", "short"),
    [
        ("target: {value: 1000 USD, by: 2026-12-31}", True),
        ("target: {value: 1000 USD, by: 2026-11-23}", False),
        ("targets: {2026-11: 1000 USD}", True),
        ("targets: {2026-10: 1000 USD}", False),
        ("targets: {FY2026: 1000 USD}", False),
    ],
)
def test_the_target_is_that_of_the_running_period(tmp_path: Path, target: str, short: bool) -> None:
    assert told(tmp_path, "100 USD", target) == FALLS_SHORT * short


@pytest.mark.parametrize(
    ("period", "short"),
    [("FY2027-Q4", True), ("FY2027-P10", True), ("FY2027", True), ("FY2027-Q3", False),
     ("FY2027-P09", False), ("FY2027-P13", False)],
)  # fmt: skip
def test_fiscal_periods_follow_the_calendar(tmp_path: Path, period: str, short: bool) -> None:
    text = TEXT % ("1 USD", f"targets: {{{period}: 1000 USD}}")
    calendar = "calendars: {company: {fiscal_year: {starts: 02-01}}}\n"
    assert places(found(tmp_path, CHECK, text + calendar, ROWS)) == FALLS_SHORT * short


def test_rate_and_cycle_may_be_the_targets_where_nothing_is_measured(tmp_path: Path) -> None:
    text = (TEXT % ("399 USD", QUARTER)).replace("w: {unit: percent}", "w: {unit: percent, target: 25%}")
    text = text.replace("y: {unit: days}", "y: {unit: days, target: 16 days}")
    rows = "".join(ROWS.splitlines(keepends=True)[:2])
    assert places(found(tmp_path, CHECK, text, rows)) == FALLS_SHORT


@pytest.mark.parametrize(
    "rows",
    ["", ROWS.replace("c,,,2026-11-20", "c,,,2026-09-30"), ROWS.replace("o,,,", "w,,,").replace("1200 USD", "30%"),
     ROWS.replace("25%", "0%"), ROWS.replace("c,,,2026-11-20", "c,,,2026-11-25")],
)  # fmt: skip
def test_what_is_not_measured_in_the_period_is_said(tmp_path: Path, rows: str) -> None:
    one = found(tmp_path, CHECK, TEXT % ("1 USD", QUARTER), rows)
    assert places(one) == []
    if not rows or "2026-09-30" in rows or "2026-11-25" in rows:
        assert notes(one) == [
            "not measured: of the forecasts with planned pipeline New; so nobody can tell how they do"
        ]


def test_without_a_plan_or_files_nothing_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, TEXT % ("1 USD", QUARTER), None) == []
    assert found(tmp_path, CHECK, "forecasts: {f: {new_pipeline: {every: week}}, g: {}}\n", "") == []
    assert found(tmp_path, CHECK, TEXT.replace("every: week", "every: now and then") % ("1 USD", QUARTER), "") == []


def test_the_day_counts(tmp_path: Path) -> None:
    text = TEXT % ("120 USD", QUARTER)
    rows = ROWS.replace("2026-11-20", "2026-10-02")
    assert found(tmp_path, CHECK, text, rows, as_of=datetime.date(2026, 10, 2)) == []
    assert places(found(tmp_path, CHECK, text, rows, as_of=datetime.date(2026, 12, 1))) == FALLS_SHORT
