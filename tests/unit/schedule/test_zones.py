"""Local times in zones: the pinned database, clock changes, and every hour once."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.schedule.zones import UTC, footer, later, placed, skipped, zone

GOLDEN = Path(__file__).parents[4] / "shared" / "data" / "calendars" / "golden_dst.json"
date, time, datetime_ = datetime.date, datetime.time, datetime.datetime


def test_clock_changes_are_those_of_the_golden_table() -> None:
    if not GOLDEN.exists():
        pytest.skip(f"{GOLDEN} is absent")
    zones = json.loads(GOLDEN.read_text())["zones"]
    for name, changes in zones.items():
        for change in changes:
            moment = datetime_.fromisoformat(change["utc"])
            before = (moment - datetime.timedelta(seconds=1)).astimezone(zone(name))
            after = moment.astimezone(zone(name))
            assert (before + datetime.timedelta(seconds=1)).strftime("%H:%M") == change["wall_before"]
            assert after.strftime("%H:%M") == change["wall_after"]
            assert after.tzname() == change["name_after"]


def test_a_skipped_time_moves_forward_by_the_gap() -> None:
    start = placed(date(2027, 3, 14), time(2, 30), "America/New_York")
    assert start.isoformat() == "2027-03-14T03:30:00-04:00"
    assert skipped(date(2027, 3, 14), time(2, 30), "America/New_York")
    assert not skipped(date(2027, 3, 14), time(3, 30), "America/New_York")
    # Half an hour only.
    assert placed(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe").isoformat() == "2026-10-04T02:45:00+11:00"


def test_a_repeated_time_is_the_first() -> None:
    assert placed(date(2026, 11, 1), time(1, 30), "America/New_York").isoformat() == "2026-11-01T01:30:00-04:00"


def test_an_hour_is_an_hour_when_clocks_change() -> None:
    start = placed(date(2026, 10, 24), time(23, 30), "Europe/Berlin")
    assert later(start, 240).isoformat() == "2026-10-25T02:30:00+01:00"
    assert later(start, 240).astimezone(UTC) - start.astimezone(UTC) == datetime.timedelta(minutes=240)


def test_links_are_zones_and_the_database_is_the_pinned_one() -> None:
    assert zone("Poland").utcoffset(datetime_(2026, 7, 1)) == datetime.timedelta(hours=2)
    assert footer("America/New_York") == "EST5EDT,M3.2.0,M11.1.0"
    # The system's copy of Debian 12 still has winter time here.
    assert placed(date(2026, 12, 1), time(12), "America/Vancouver").utcoffset() == datetime.timedelta(hours=-7)


@pytest.mark.parametrize("name", ["", "EST3", "../etc/passwd", "Europe", "Europe/Nowhere", "/etc/localtime"])
def test_what_is_no_zone(name: str) -> None:
    with pytest.raises(KeyError):
        zone(name)


@given(
    st.sampled_from(["America/New_York", "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.integers(0, 1439),
)
def test_days_keep_their_order_and_their_time(name: str, day: date, minute: int) -> None:
    at = time(minute // 60, minute % 60)
    today, tomorrow = placed(day, at, name), placed(day + datetime.timedelta(days=1), at, name)
    assert (
        datetime.timedelta(hours=22) < tomorrow.astimezone(UTC) - today.astimezone(UTC) < datetime.timedelta(hours=26)
    )
    assert today.date() == day
    assert today.replace(tzinfo=None).time() == at or skipped(day, at, name)
