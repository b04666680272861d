"""What is said of schedules that cannot be placed, exceptions that hit nothing, and series that are dead."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from typing import Any

import pytest
from tests.unit.schedule.meetings import AS_OF, COMPANY, HOLIDAYS, declared, faults, meeting, problems

from revgov.kinds import Calendar, Meeting

FINE = [
    "{repeat: every monday}",
    "{repeat: every 2 weeks on monday, cancelled: [2026-03-02], moved: {2026-03-16: 2026-03-17 10:00}}",
    "{starts: 2026-02-04, repeat: every monday}",
    "{starts: 2026-02-04, repeat: every month on the first tuesday}",
    "{repeat: every 3 months on the first tuesday}",
    "{repeat: every fiscal quarter on the last business day, on_holiday: next business day, on_freeze: skip}",
    "{repeat: every year on 02-29}",
    "{rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'}",
    "{repeat: every monday, rotation: [{}, {time: '17:00'}], moved: {2026-12-07: 2026-12-08}}",
    "{starts: 2026-12-02}",
    "{moved: {2026-02-02: 2026-12-02}}",
    "{moved: {2026-02-02: 2027-01-01}}",
    "{repeat: every monday, until: 2026-11-23}",
]


@pytest.mark.parametrize("schedule", FINE)
def test_nothing_to_say(schedule: str) -> None:
    assert faults(schedule) == {}


WRONG = [
    ("{starts: none, repeat: every monday}", (), "`starts` is missing"),
    ("{timezone: none}", (), "`timezone` is missing"),
    ("{until: 2026-01-01, repeat: every monday}", ("until",), "before it starts"),
    ("{until: 2027-01-01}", ("until",), "an end needs `repeat`"),
    ("{count: 3}", ("count",), "an end needs `repeat`"),
    ("{repeat: every monday, until: 2027-01-01, count: 3}", ("count",), "a series ends once"),
    ("{repeat: every monday, count: 0}", ("count",), "cannot be held"),
    ("{starts: 0001-01-01, repeat: every day}", ("starts",), "outside the years"),
    ("{duration: 2 business days}", ("duration",), "no length of a meeting"),
    ("{duration: 0m}", ("duration",), "no length of a meeting"),
    ("{repeat: every monday, on_holiday: next day}", ("on_holiday",), "'next day' is no rule"),
    ("{repeat: every monday, on_freeze: stop}", ("on_freeze",), "'stop' is no rule"),
    ("{}", ("starts",), "it took place on 2026-02-02; give the meeting itself an `until`"),
    ("{moved: {2026-02-02: 2026-11-20}}", ("starts",), "it took place on 2026-11-20"),
    ("{starts: 2026-12-02, cancelled: [2026-12-02]}", ("starts",), "nothing takes place on 2026-11-23 or later"),
    ("{starts: 2026-12-02, rotation: [{}]}", ("rotation",), "a rotation needs `repeat`"),
    ("{repeat: every monday, rotation: [{}, {duration: 1 month}]}", ("rotation", 1, "duration"), "no length"),
    ("{repeat: every monday, rrule: FREQ=DAILY}", ("rrule",), "keep one of them"),
    ("{rrule: FREQ=HOURLY}", ("rrule",), "`FREQ=HOURLY` is not taken"),
    ("{rrule: FREQ=DAILY;COUNT=3, until: 2027-01-01}", ("rrule",), "ends twice"),
    ("{rrule: FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31}", ("rrule",), "no date in the eight years"),
    ("{rrule: FREQ=WEEKLY;BYDAY=TU}", ("starts",), "such as 2026-02-03"),
    ("{starts: 2026-02-04, repeat: every 2 weeks on monday}", ("starts",), "such as 2026-02-16"),
    ("{starts: 2026-02-10, repeat: every 3 months on the first monday}", ("starts",), "such as 2026-05-04"),
    ("{starts: 2026-02-01, repeat: every 12 months on day 30}", ("repeat",), "there is no such day"),
    ("{repeat: every monday, cancelled: [2026-12-08]}", ("cancelled", 0), "the nearest are 2026-12-07 and 2026-12-14"),
    ("{repeat: every monday, cancelled: [2026-01-26]}", ("cancelled", 0), "the nearest are 2026-02-02"),
    ("{repeat: every monday, cancelled: [2026-12-07, 2026-12-07]}", ("cancelled", 1), "cancelled twice"),
    ("{repeat: every monday, moved: {2026-12-08: 2026-12-09}}", ("moved", "2026-12-08"), "a Tuesday"),
    ("{repeat: every monday, until: 2026-12-01, moved: {2026-12-07: 2026-12-09}}", ("moved", "2026-12-07"), "nothing"),
    ("{repeat: every monday, cancelled: [9999-12-27]}", ("cancelled", 0), "nothing takes place"),
    ("{repeat: every monday, count: 50, cancelled: [2027-02-01]}", ("cancelled", 0), "nothing takes place"),
    ("{starts: 2026-12-02, cancelled: [2026-12-03]}", ("cancelled", 0), "the nearest are 2026-12-02"),
    (
        "{repeat: every monday, cancelled: [2026-12-07], moved: {2026-12-07: 2026-12-09}}",
        ("moved", "2026-12-07"),
        "moved and also cancelled",
    ),
    ("{repeat: every monday, until: 2026-11-16}", ("until",), "the series ended on 2026-11-16"),
    ("{repeat: every monday, until: 2026-11-29, cancelled: [2026-11-23]}", ("repeat",), "on 2026-11-23 or later"),
    ("{repeat: every monday, count: 3}", ("repeat",), "nothing takes place on 2026-11-23 or later"),
    ("{starts: 2026-12-25, repeat: every year on 12-25, until: 2026-12-31, on_holiday: skip}", ("repeat",), "or later"),
    ("{rrule: FREQ=WEEKLY;BYDAY=MO;UNTIL=20260301}", ("rrule",), "the series ended on"),
]


@pytest.mark.parametrize(("schedule", "path", "why"), WRONG)
def test_wrong(schedule: str, path: tuple[Any, ...], why: str) -> None:
    found = faults(schedule)
    assert list(found) == [path]
    assert why in found[path]


def test_no_schedule_at_all() -> None:
    never = declared(Meeting, "never", "purpose: x")
    assert [problem.path for problem in problems(never, COMPANY, (), AS_OF)] == [()]


def test_fiscal_rules_need_a_fiscal_year() -> None:
    plain = declared(Calendar, "plain", "weekend: [sunday]")
    text = "{repeat: every fiscal month on the first monday}"
    assert "calendar 'plain' has no `fiscal_year`" in faults(text, plain)["repeat",]
    assert "meeting's calendar has no `fiscal_year`" in faults(text, None)["repeat",]
    odd = declared(Calendar, "odd", "fiscal_year: {starts: 02-01, pattern: 4-4-5, starts_on: moonday}")
    assert "'moonday'" in faults(text, odd)["repeat",]


def test_what_could_not_be_read_is_not_missing() -> None:
    text = "{repeat: none, timezone: none, cancelled: [2026-12-08]}"
    assert problems(meeting(text), COMPANY, (), AS_OF, unread=("timezone", "repeat")) == []


def test_hostile_schedules_end_soon() -> None:
    started = time.process_time()
    faults("{starts: 1970-01-01, repeat: every day, count: 9999, cancelled: [2199-12-31]}")
    faults("{starts: 1970-01-01, repeat: every business day, count: 9999, moved: {9999-12-31: 0001-01-01}}")
    faults("{starts: 1970-01-01, rrule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30}")
    faults("{starts: 1970-01-01, rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=5MO;BYSETPOS=366}")
    faults(
        "{starts: 1970-01-01, repeat: every day, rotation: [{}], cancelled: [2199-12-31]}",
        as_of=datetime.date(9999, 12, 31),
    )
    assert time.process_time() - started < 5


def test_1200_meetings_are_looked_at_in_a_moment() -> None:
    some = [meeting(text) for text in FINE[:5]] * 240
    started = time.process_time()
    assert [problem for one in some for problem in problems(one, COMPANY, HOLIDAYS, AS_OF)] == []
    assert time.process_time() - started < 0.3


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import revgov.schedule, sys; print(sorted({'icalendar', 'dateutil', 'holidays', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout == "[]\n"
