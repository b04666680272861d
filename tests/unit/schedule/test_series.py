"""Occurrences: moves, cancellations, holidays, freezes, rotations, ends and clock changes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.schedule.meetings import COMPANY, HOLIDAYS, meeting, met, starts

from revgov.schedule import between, occurrences, series
from revgov.schedule.zones import UTC

date = datetime.date


def test_a_meeting_without_repeat_happens_once() -> None:
    assert starts("{}", "2026-01-01", "2026-12-31") == ["2026-02-02 09:00"]


def test_an_occurrence_knows_its_place() -> None:
    (one,) = met("{repeat: every monday}", "2026-11-30", "2026-11-30")
    assert (one.meeting, str(one.key), one.because, one.turn) == ("weekly", "2026-11-30", "", None)
    assert (one.start.isoformat(), one.end.isoformat()) == ("2026-11-30T09:00:00-05:00", "2026-11-30T09:45:00-05:00")


def test_an_interval_counts_from_starts() -> None:
    text = "{starts: 2026-02-02, repeat: every 2 weeks on monday and thursday}"
    assert starts(text, "2026-02-01", "2026-02-20") == [
        "2026-02-02 09:00", "2026-02-05 09:00", "2026-02-16 09:00", "2026-02-19 09:00",
    ]  # fmt: skip
    assert starts(text, "2027-01-01", "2027-01-15") == ["2027-01-04 09:00", "2027-01-07 09:00"]


def test_moved_and_cancelled_name_the_own_date_and_beat_the_holiday_rule() -> None:
    text = """
        repeat: every thursday
        on_holiday: next business day
        moved: {2026-11-26: 2026-11-24 10:00, 2026-12-03: 2026-12-04}
        cancelled: [2026-12-10]
    """
    assert [
        (str(one.key), f"{one.start:%m-%d %H:%M}", one.because) for one in met(text, "2026-11-20", "2026-12-20")
    ] == [
        ("2026-11-26", "11-24 10:00", "moved"),
        ("2026-12-03", "12-04 09:00", "moved"),
        ("2026-12-17", "12-17 09:00", ""),
    ]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("keep", "2026-11-26 09:00"),
        ("next business day", "2026-11-27 09:00"),
        ("previous business day", "2026-11-25 09:00"),
    ],
)
def test_on_holiday(rule: str, found: str) -> None:
    assert starts(f"{{repeat: every thursday, on_holiday: {rule}}}", "2026-11-25", "2026-11-28") == [found]
    assert starts("{repeat: every thursday, on_holiday: skip}", "2026-11-25", "2026-11-28") == []
    assert starts("{repeat: every thursday}", "2026-11-25", "2026-11-28") == ["2026-11-26 09:00"]


def test_a_shift_never_doubles_a_meeting() -> None:
    """Thanksgiving is a Thursday: what would move to Friday meets Friday's own meeting."""
    text = "{repeat: every week on thursday and friday, on_holiday: next business day}"
    assert starts(text, "2026-11-23", "2026-11-29") == ["2026-11-27 09:00"]
    # Christmas Day 2026 is a Friday; 26 to 27 is a weekend.
    assert starts("{repeat: every friday, on_holiday: next business day}", "2026-12-23", "2026-12-31") == [
        "2026-12-28 09:00"
    ]


def test_on_freeze_skips_also_what_a_holiday_shifts_into_it() -> None:
    text = "{repeat: every friday, on_holiday: next business day, on_freeze: skip}"
    assert starts(text, "2026-12-14", "2027-01-10") == ["2026-12-18 09:00", "2027-01-08 09:00"]


def test_a_rotation_keeps_the_turn_of_what_is_skipped_and_cancelled() -> None:
    text = """
        starts: 2026-11-05
        repeat: every thursday
        on_holiday: skip
        cancelled: [2026-12-03]
        rotation: [{}, {time: '17:00'}, {timezone: Europe/Berlin, time: '10:00', duration: 30m}]
    """
    found = [(one.turn, one.start.isoformat()) for one in met(text, "2026-11-01", "2026-12-20")]
    assert found == [
        (0, "2026-11-05T09:00:00-05:00"),
        (1, "2026-11-12T17:00:00-05:00"),
        (2, "2026-11-19T10:00:00+01:00"),
        # 26 November is a holiday, turn 3; 3 December is cancelled, turn 4.
        (5, "2026-12-10T10:00:00+01:00"),
        (6, "2026-12-17T09:00:00-05:00"),
    ]
    assert met(text, "2026-12-10", "2026-12-10")[0].end.isoformat() == "2026-12-10T10:30:00+01:00"


def test_ends() -> None:
    assert starts("{repeat: every monday, until: 2026-02-16}", "2026-01-01", "2027-01-01")[-1] == "2026-02-16 09:00"
    assert starts("{repeat: every monday, count: 2}", "2026-01-01", "2027-01-01") == [
        "2026-02-02 09:00",
        "2026-02-09 09:00",
    ]
    counted = "{repeat: every monday, count: 3, cancelled: [2026-02-09]}"
    assert starts(counted, "2026-01-01", "2027-01-01") == ["2026-02-02 09:00", "2026-02-16 09:00"]
    by_rule = "{rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260216T140000Z'}"
    assert starts(by_rule, "2026-01-01", "2027-01-01")[-1] == "2026-02-16 09:00"


def test_a_move_from_afar_and_into_another_year() -> None:
    text = "{repeat: every monday, moved: {2026-03-02: 2027-06-06 12:00}}"
    assert starts(text, "2027-06-02", "2027-06-06") == ["2027-06-06 12:00"]
    assert "2026-03-02 09:00" not in starts(text, "2026-03-01", "2026-03-03")


def test_business_days_are_those_of_the_calendar() -> None:
    text = "{repeat: every month on the second last business day}"
    assert starts(text, "2026-05-01", "2026-05-31") == ["2026-05-28 09:00"]
    assert starts("{repeat: every business day}", "2026-11-25", "2026-11-30") == [
        "2026-11-25 09:00", "2026-11-27 09:00", "2026-11-30 09:00",
    ]  # fmt: skip
    assert starts("{repeat: every business day}", "2026-11-25", "2026-11-27", None) == [
        "2026-11-25 09:00", "2026-11-26 09:00", "2026-11-27 09:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "missing",
    ["starts: none", "time: none", "duration: none", "timezone: none", "rrule: FREQ=HOURLY", "duration: 1 month"],
)
def test_what_cannot_be_placed_has_no_occurrences(missing: str) -> None:
    assert met(f"{{{missing}}}", "2020-01-01", "2030-01-01") == []


def test_the_same_minute_by_the_wall_before_and_after_clocks_change() -> None:
    found = met("{repeat: every day}", "2026-10-30", "2026-11-03")
    assert [one.start.astimezone(UTC).strftime("%d %H:%M") for one in found] == [
        "30 13:00", "31 13:00", "01 14:00", "02 14:00", "03 14:00",
    ]  # fmt: skip


SENTENCES = (
    "every day", "every business day", "every monday", "every week on thursday and friday", "every 2 weeks on monday",
    "every month on the first tuesday", "every month on day 31", "every month on the 5th business day",
    "every fiscal quarter on the last business day", "every 3 days",
)  # fmt: skip
schedules = st.fixed_dictionaries(
    {
        "repeat": st.sampled_from(SENTENCES),
        "time": st.sampled_from(["00:30", "01:30", "02:30", "09:00", "23:45"]),
        "timezone": st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Sydney", "UTC"]),
        "on_holiday": st.sampled_from(["skip", "next business day", "previous business day", "keep"]),
        "on_freeze": st.sampled_from(["skip", "keep"]),
        "moved": st.sampled_from(["{}", "{2026-11-30: 2026-12-24 08:00}", "{2027-03-15: 2026-11-02}"]),
        "cancelled": st.sampled_from(["[]", "[2026-12-07, 2026-12-08]"]),
        "rotation": st.sampled_from(["[]", "[{}, {time: '17:00'}, {timezone: Asia/Kolkata}]"]),
    }
).map(
    lambda parts: (
        "{" + ", ".join(f"{key}: {value if value[0] in '[{' else repr(value)}" for key, value in parts.items()) + "}"
    )
)


@settings(deadline=None)
@given(schedules, st.dates(date(2026, 2, 1), date(2027, 12, 31)))
def test_two_halves_are_the_whole(schedule: str, middle: date) -> None:
    placed = series(meeting(schedule), COMPANY, HOLIDAYS)
    assert placed is not None
    first, last = date(2026, 2, 1), date(2027, 12, 31)
    halves = between(placed, first, middle - datetime.timedelta(days=1)) + between(placed, middle, last)
    assert sorted(halves) == sorted(between(placed, first, last))


@settings(deadline=None)
@given(schedules)
def test_nothing_is_lost_or_doubled(schedule: str) -> None:
    """Own dates are unique; every occurrence begins on its wall time or later by the gap, and lasts what it should."""
    found = occurrences(meeting(schedule), COMPANY, HOLIDAYS, date(2026, 2, 1), date(2027, 12, 31))
    own = [one.key for one in found]
    assert len(set(own)) == len(own)
    for one in found:
        assert one.end.astimezone(UTC) - one.start.astimezone(UTC) == datetime.timedelta(minutes=45)
        if not one.because:
            assert one.start == one.usual
            assert one.start.date() == one.key
