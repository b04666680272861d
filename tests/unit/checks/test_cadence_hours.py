"""Meetings while people sleep."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, marked

from revgov.finding import Severity

CHECK = "cadence-timezone-unfair"
AROUND = """people:
  ada: {name: Ada, timezone: America/New_York, hours: 09:00-17:00}
  kai: {name: Kai, timezone: Australia/Sydney, hours: 09:00-17:00}
  lena: {name: Lena, timezone: Europe/Berlin, hours: 09:00-17:30}
  nowhere: {hours: 09:00-10:00}
  usual: {timezone: UTC}
  local: {timezone: UTC, holidays: c}
roles: {a: {held_by: [ada]}, k: {held_by: [kai]}, l: {held_by: [lena]}, n: {held_by: [nowhere]},
  u: {held_by: [usual]}, c: {held_by: [local]}, empty: {}}
calendars: {company: {regions: []}, c: {hours: 10:00-12:00, weekend: [friday]}}
meetings:
"""


def meeting(who: str, time: str, zone: str = "America/New_York", more: str = "repeat: every tuesday") -> str:
    schedule = f"starts: 2026-02-03, time: {time}, duration: 60m, timezone: {zone}, {more}"
    return f"{AROUND}  m: {{{who}, schedule: {{{schedule}}}}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (meeting("owner: a, required: [k]", "«09:00»"), "for Kai (13 of 13, at 01:00 in Australia/Sydney)"),
        (meeting("owner: a", "«08:59»"), "for Ada (13 of 13, at 08:59 in America/New_York)"),
        (meeting("owner: a", "«16:01»"), "for Ada (13 of 13, at 16:01"),
        (meeting("owner: u", "«07:30»", "UTC"), "for usual (13 of 13, at 07:30 in UTC)"),
        (meeting("owner: u", "«17:30»", "UTC"), "for usual"),
        (meeting("owner: c", "«09:30»", "UTC"), "for local"),
        (meeting("owner: c", "«10:30»", "UTC", "repeat: every friday"), "for local"),
        # Monday 09:00 in Sydney is Sunday in New York.
        (meeting("owner: a", "«09:00»", "Australia/Sydney", "repeat: every monday"), "at 17:00 in America/New_York"),
        (meeting("owner: u", "«07:00»", "UTC", "rrule: FREQ=WEEKLY"), "in more than 25% of the dates"),
        (
            meeting("owner: u", "«07:00»", "UTC", "repeat: every tuesday, rotation: [{}, {time: 18:00}]"),
            "in every turn of its rotation for usual (13 of 13, at 07:00 in UTC)",
        ),
    ],
)
def test_a_meeting_outside_somebodys_hours(tmp_path: Path, text: str, said: str) -> None:
    (one,) = found(tmp_path, CHECK, text)
    assert (one.severity, one.field) == (Severity.WARNING, "schedule.time")
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        meeting("owner: a, required: [l]", "10:00"),
        meeting("owner: a", "09:00"),
        meeting("owner: a", "16:00"),
        meeting("owner: u", "17:00", "UTC"),
        meeting("owner: c", "11:00", "UTC", "repeat: every saturday"),
        meeting("owner: a, optional: [k]", "09:00"),
        meeting("owner: n", "03:00", "UTC"),
        meeting("owner: empty", "03:00", "UTC"),
        meeting("owner: u", "03:00", "UTC", "on_holiday: skip"),
        meeting("owner: u", "07:00", "UTC", "repeat: every tuesday, rotation: [{}, {time: 12:00}]"),
        meeting("owner: u", "09:00", "UTC", "repeat: every tuesday, rotation: [{}, {}, {time: 03:00}]"),
        meeting("owner: u", "03:00", "UTC", "repeat: monthly"),
        # A quarter of thirteen dates is three.
        meeting(
            "owner: u", "09:00", "UTC", "repeat: every tuesday, moved: {2026-11-24: 2026-11-24 03:00, "
            "2026-12-01: 2026-12-01 03:00, 2026-12-08: 2026-12-08 03:00}",
        ),
    ],
)  # fmt: skip
def test_a_meeting_within_everybodys_hours(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_more_than_a_quarter_is_too_often(tmp_path: Path) -> None:
    early = ", ".join(f"{day}: {day} 03:00" for day in ("2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"))
    text = meeting("owner: u", "«09:00»", "UTC", f"repeat: every tuesday, moved: {{{early}}}")
    (one,) = found(tmp_path, CHECK, text, profile="startup")
    assert "usual (4 of 13, at 03:00 in UTC)" in one.message
    assert one.severity is Severity.INFO
    files = {"raci/all.yaml": marked(text)[0], "revgov.yaml": f"checks: {{{CHECK}: {{percent: 31}}}}\n"}
    assert findings(tmp_path, files, CHECK) == []


@pytest.mark.parametrize(("percent", "fields"), [("19.9", ["schedule.time"]), ("20", [])])
def test_just_so_often_is_not_too_often(tmp_path: Path, percent: str, fields: list[str]) -> None:
    """One of five dates."""
    text = meeting("owner: u", "09:00", "UTC", "repeat: every 3 weeks, moved: {2026-11-24: 2026-11-24 03:00}")
    files = {"raci/all.yaml": text, "revgov.yaml": f"checks: {{{CHECK}: {{percent: {percent}}}}}\n"}
    assert [one.field for one in findings(tmp_path, files, CHECK)] == fields


def test_a_series_of_few_dates_is_looked_at_for_a_year(tmp_path: Path) -> None:
    """07:30 in UTC is 08:30 in Berlin from November to March, and 09:30 in summer; the window sees only winter."""
    text = meeting("owner: l", "«07:30»", "UTC", "repeat: every month on the first tuesday")
    (one,) = found(tmp_path, CHECK, text)
    assert one.severity is Severity.WARNING
    assert "Lena (5 of 12, at 08:30 in Europe/Berlin)" in one.message


def test_weeks_between_two_changes_of_clocks_are_a_note(tmp_path: Path) -> None:
    """New York changes its clocks on 14 March 2027 and Berlin on the 28th: 10:00 is 15:00 there, and not 16:00."""
    text = meeting("owner: a, required: [l]", "«10:00»").replace("hours: 09:00-17:30", "hours: 15:30-19:30")
    (one,) = found(tmp_path, CHECK, text, as_of=datetime.date(2027, 2, 1))
    assert one.severity is Severity.INFO
    assert "clocks change on different days, so that m lies outside working hours for Lena (2 of 13" in one.message
    assert one.message.endswith("in the weeks of 2027-03-15 and 2027-03-22")
