"""Recurrence rules: what is taken, what is refused and why."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.schedule.rules import FREQUENCIES, Refused, last_day, rule


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "is no part of a rule"),
        ("every monday", "one rule is taken"),
        ("FREQ=HOURLY", "`FREQ=HOURLY` is not taken"),
        ("FREQ=SECONDLY;INTERVAL=1", "is not taken"),
        ("INTERVAL=2", "`FREQ=` is not taken"),
        ("FREQ=DAILY;BYHOUR=9,17", "once a day at most"),
        ("FREQ=YEARLY;BYWEEKNO=20", "calendars disagree"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "a rule ends once"),
        ("FREQ=WEEKLY;BYDAY=2MO", "an n-th weekday needs"),
        ("FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1", "calendars disagree on it in weeks"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "a day of the month needs"),
        ("FREQ=MONTHLY;BYDAY=XX", "`BYDAY=XX` is no weekday"),
        ("FREQ=MONTHLY;BYDAY=0MO", "is no weekday"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "out of bounds"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "out of bounds"),
        ("FREQ=DAILY;INTERVAL=0", "out of bounds"),
        ("FREQ=DAILY;INTERVAL=2,3", "takes one number"),
        ("FREQ=DAILY;COUNT=99999", "out of bounds"),
        ("FREQ=DAILY;FREQ=WEEKLY", "stands twice"),
        ("FREQ=DAILY;UNTIL=20270230", "is no date"),
        ("FREQ=DAILY;WKST=XX", "is no weekday"),
        ("FREQ=DAILY\nRRULE:FREQ=WEEKLY", "for several write several meetings"),
        ("RRULE:FREQ=DAILY;RRULE:FREQ=WEEKLY", "for several write several meetings"),
        ("RDATE:20270101", "extra dates are not taken"),
        ("FREQ=DAILY;" + "BYMONTH=1;" * 100, "more than 500 characters"),
    ],
)
def test_refused(written: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        rule(written)
    assert why in str(refused.value)


def test_taken_with_its_name_and_in_small_letters() -> None:
    assert rule("rrule:freq=weekly;byday=mo;interval=2;") == rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270108", "2027-01-08"),
        ("20270108T100000", "2027-01-08"),
        ("20270108T085900", "2027-01-07"),
        ("20270108T170000Z", "2027-01-08"),  # 09:00 in Los Angeles
        ("20270108T165959Z", "2027-01-07"),
    ],
)
def test_until_is_the_last_local_date_that_still_fits(until: str, last: str) -> None:
    written = rule(f"FREQ=DAILY;UNTIL={until}").until
    assert written is not None
    assert str(last_day(written, datetime.time(9), "America/Los_Angeles")) == last


@given(st.text(max_size=80) | st.from_regex(r"FREQ=[A-Z]{5,7};[A-Z]{5,10}=[-0-9A-Z,]{1,20}", fullmatch=True))
def test_any_text_is_taken_or_refused(written: str) -> None:
    with suppress(Refused):
        assert rule(written).frequency in FREQUENCIES.values()
