"""Slots are the occurrences, told in minutes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.schedule.meetings import COMPANY, HOLIDAYS, meeting

from revgov.schedule import UTC, Almanac, between, series, slots

FIRST, LAST = datetime.date(2026, 10, 1), datetime.date(2027, 4, 30)
SCHEDULES = (
    "{}",
    "{repeat: every monday, on_holiday: next business day}",
    "{repeat: every day, time: 02:30, on_holiday: skip, on_freeze: skip}",
    "{repeat: every 2 weeks on thursday, on_holiday: previous business day, count: 30}",
    "{repeat: every thursday, cancelled: [2026-12-03], moved: {2026-11-26: 2026-11-24 10:00, 2026-03-05: 2027-01-07}}",
    (
        "{repeat: every tuesday, starts: 2026-02-03, moved: {2026-11-24: 2026-12-26}, on_holiday: next business day, "
        "rotation: [{}, {time: 17:30, timezone: Australia/Sydney, duration: 2h}, {timezone: Europe/Berlin}]}"
    ),
    "{repeat: every fiscal month on the 5th business day, on_freeze: skip}",
    "{rrule: FREQ=MONTHLY;BYDAY=-1FR, starts: 2026-02-27, on_holiday: previous business day}",
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SCHEDULES), st.integers(0, 200), st.integers(0, 120), st.booleans())
def test_slots_are_what_takes_place_between_two_days(text: str, away: int, length: int, company: bool) -> None:
    placed = series(meeting(text), COMPANY if company else None, HOLIDAYS)
    if placed is None or (not company and "fiscal" in text):
        return
    first = FIRST + datetime.timedelta(days=away)
    last = first + datetime.timedelta(days=length)
    found = sorted(slots(placed, first, last, Almanac()))
    expected = between(placed, first, last)
    assert [(slot.first * 60, slot.last * 60) for slot in found] == [
        (one.start.timestamp(), one.end.timestamp()) for one in expected
    ]
    told = [(slot.turn.key, slot.turn.day, slot.turn.because, slot.turn.turn) for slot in found]
    assert told == [(one.key, one.start.date(), one.because, one.turn) for one in expected]


def test_series_of_one_rhythm_share_their_dates_and_not_their_hours() -> None:
    almanac = Almanac()
    one = series(meeting("{repeat: every monday}", "one"), COMPANY, HOLIDAYS)
    assert one is not None
    other = one._replace(meeting="other", time=datetime.time(15), minutes=30)
    found = [slots(each, FIRST, LAST, almanac) for each in (one, other)]
    assert [slot.turn for slot in found[0]] == [slot.turn for slot in found[1]]
    assert {(after.first - before.first, after.last - after.first) for before, after in zip(*found, strict=True)} == {
        (360, 30)
    }


@pytest.mark.parametrize("changed", ["on_holiday: skip", "on_freeze: skip", "until: 2026-12-01", "count: 44"])
def test_what_changes_the_dates_makes_another_rhythm(changed: str) -> None:
    almanac = Almanac()
    texts = ("{repeat: every thursday}", f"{{repeat: every thursday, {changed}}}")
    one, other = (series(meeting(text), COMPANY, HOLIDAYS) for text in texts)
    assert one is not None
    assert other is not None
    other = other._replace(days=one.days)
    assert len(slots(one, FIRST, LAST, almanac)) > len(slots(other, FIRST, LAST, almanac))


def test_a_wall_clock_shows_a_minute() -> None:
    almanac = Almanac()
    minute = int(datetime.datetime(2026, 11, 30, 14, tzinfo=UTC).timestamp() // 60)
    assert almanac.wall(minute, "America/New_York") == datetime.datetime(2026, 11, 30, 9)
    assert almanac.wall(minute, "Australia/Sydney") == datetime.datetime(2026, 12, 1, 1)
    day = datetime.date(2026, 11, 30)
    assert almanac.minutes(datetime.time(9), "America/New_York", (day,))[day] == minute
