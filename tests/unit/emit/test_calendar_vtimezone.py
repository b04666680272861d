"""Time zones on the wire: one rule for summer and one for winter, right on every day of the horizon."""

from __future__ import annotations

import datetime
import re

import icalendar
import pytest

from revgov.emit.vtimezone import vtimezone
from revgov.schedule.zones import zone

FIRST, LAST = datetime.date(2026, 10, 1), datetime.date(2028, 11, 30)
REGULAR = [
    "America/New_York", "Europe/London", "Europe/Berlin", "Australia/Sydney", "Europe/Dublin", "Pacific/Chatham",
    "America/Santiago", "America/Nuuk", "Asia/Jerusalem", "Australia/Lord_Howe", "Africa/Cairo", "Poland",
]  # fmt: skip
STEADY = ["Asia/Kolkata", "America/Sao_Paulo", "Pacific/Apia", "America/Vancouver", "Asia/Kathmandu"]
BY_LAW = ["Africa/Casablanca"]


def parts(name: str, first: datetime.date = FIRST) -> list[str]:
    return re.findall(r"BEGIN:(STANDARD|DAYLIGHT)", vtimezone(name, first, LAST).decode())


@pytest.mark.parametrize("name", [*REGULAR, *STEADY, *BY_LAW])
def test_offsets_are_those_of_the_database(name: str) -> None:
    data = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + vtimezone(name, FIRST, LAST) + b"END:VCALENDAR\r\n"
    read = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    moment, end = (datetime.datetime.combine(day, datetime.time(12)) for day in (FIRST, LAST))
    while moment < end:
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=zone(name)).utcoffset(), moment
        moment += datetime.timedelta(days=1)


@pytest.mark.parametrize("name", REGULAR)
def test_one_part_for_summer_and_one_for_winter(name: str) -> None:
    assert sorted(parts(name)) == ["DAYLIGHT", "STANDARD"]
    assert vtimezone(name, FIRST, LAST).count(b"RRULE:FREQ=YEARLY") == 2


@pytest.mark.parametrize("name", STEADY)
def test_one_part_where_clocks_stay(name: str) -> None:
    assert parts(name) == ["STANDARD"]


def test_listed_changes_where_the_law_ends_a_rule_inside_the_horizon() -> None:
    """British Columbia changed its clocks for the last time in March 2026."""
    data = vtimezone("America/Vancouver", datetime.date(2026, 2, 1), LAST).decode()
    assert re.findall(r"DTSTART:(\d+T\d+)", data) == ["19700101T000000", "20260308T020000"]
    assert "RRULE" not in data


def test_the_text_of_new_york() -> None:
    assert vtimezone("America/New_York", FIRST, LAST).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_never_rdate() -> None:
    assert [name for name in (*REGULAR, *STEADY, *BY_LAW) if b"RDATE" in vtimezone(name, FIRST, LAST)] == []
