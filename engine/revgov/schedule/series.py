"""A schedule -> its occurrences: local wall time in its zone, after holidays, freezes, moves and cancellations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import NamedTuple

from revgov.kinds.calendar import Calendar, Holiday
from revgov.kinds.meeting import Meeting, Schedule, Variant
from revgov.kinds.values.repeat import Repeat
from revgov.kinds.values.time import Duration, Moment
from revgov.schedule.dates import EARLIEST, LATEST, dates
from revgov.schedule.rule_dates import rule_dates
from revgov.schedule.rules import Refused, Rule, as_repeat, last_day, rule
from revgov.schedule.working import REACH, WorkingDays
from revgov.schedule.zones import later, placed

ON_HOLIDAY = ("skip", "next business day", "previous business day", "keep")
ON_FREEZE = ("skip", "keep")
MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}


class Occurrence(NamedTuple):
    """One meeting on one day.

    `key` is the series' own local date before any rule: what `moved` and `cancelled` name. `usual` is when it would
    have begun on that date. `start` and `end` are aware, in the meeting's zone. `turn` counts from the first
    occurrence of the series, 0, and is None where nothing counts. `because` says why `start` is not `usual`: `moved`,
    `holiday`, or ''.
    """

    meeting: str
    key: datetime.date
    usual: datetime.datetime
    start: datetime.datetime
    end: datetime.datetime
    turn: int | None = None
    because: str = ""


class Dropped(NamedTuple):
    """An occurrence that does not take place: `cancelled`, or left out for a `holiday` or a `freeze`."""

    meeting: str
    key: datetime.date
    usual: datetime.datetime
    because: str


class Series(NamedTuple):
    """A schedule that can be placed: everything it needs is there."""

    meeting: str
    starts: datetime.date
    time: datetime.time
    timezone: str
    minutes: int
    repeat: Repeat | None
    rule: Rule | None
    until: datetime.date
    times: int | None
    moved: Mapping[datetime.date, Moment]
    cancelled: frozenset[datetime.date]
    rotation: tuple[Variant, ...]
    on_holiday: str
    on_freeze: str
    days: WorkingDays

    @property
    def counted(self) -> bool:
        """Whether it matters how many occurrences went before."""
        return self.times is not None or bool(self.rotation)

    @property
    def shifts(self) -> bool:
        """Whether a holiday may move an occurrence to another day."""
        return self.on_holiday.endswith("business day") and bool(self.days.regions)


def whole_minutes(duration: Duration) -> int | None:
    """The minutes of a duration by the clock; None for business time, months, fractions and nothing at all."""
    minutes = duration.number * MINUTES.get(duration.unit, 0)
    return int(minutes) if minutes >= 1 and minutes == int(minutes) and minutes <= 31 * 1440 else None


def series(meeting: Meeting, calendar: Calendar | None, holidays: Iterable[Holiday]) -> Series | None:
    """The series of a meeting, or None if its schedule cannot be placed; `problems` says why."""
    schedule = meeting.schedule
    if schedule is None or schedule.starts is None or schedule.time is None:
        return None
    minutes = whole_minutes(schedule.duration) if schedule.duration else None
    if schedule.timezone is None or minutes is None or not EARLIEST <= schedule.starts <= LATEST:
        return None
    try:
        written = rule(schedule.rrule) if schedule.rrule is not None and schedule.repeat is None else None
    except Refused:
        return None
    return Series(
        meeting.id,
        schedule.starts,
        schedule.time,
        schedule.timezone,
        minutes,
        schedule.repeat or (as_repeat(written) if written else None),
        written,
        ends(schedule, written),
        schedule.count or (written.times if written else None),
        schedule.moved or {},
        frozenset(schedule.cancelled),
        schedule.rotation,
        schedule.on_holiday or "keep",
        schedule.on_freeze or "keep",
        WorkingDays(calendar, holidays),
    )


def ends(schedule: Schedule, written: Rule | None) -> datetime.date:
    until = schedule.until or LATEST
    if written and written.until and schedule.time and schedule.timezone:
        until = min(until, last_day(written.until, schedule.time, schedule.timezone))
    return min(until, LATEST)


def keys(series: Series, first: datetime.date, last: datetime.date) -> Iterator[tuple[datetime.date, int | None]]:
    """The series' own dates from first to last, each with its turn where that counts."""
    last = min(last, series.until)
    since = series.starts if series.counted else first
    if series.repeat is None and series.rule is None:
        found: Iterator[datetime.date] = iter((series.starts,))
    elif series.repeat is not None:
        found = dates(series.repeat, series.starts, since, series.days)
    else:
        assert series.rule is not None
        found = rule_dates(series.rule, series.starts, since, last)
    found = islice(takewhile(lambda day: day <= last, found), series.times)
    numbered = enumerate(found) if series.counted else ((None, day) for day in found)
    return ((day, turn) for turn, day in numbered if day >= first)


def variant(series: Series, turn: int | None) -> Variant:
    """What the rotation changes for a turn."""
    return series.rotation[turn % len(series.rotation)] if series.rotation and turn is not None else Variant()


def place(
    series: Series, key: datetime.date, turn: int | None, day: datetime.date | None, because: str
) -> Occurrence | Dropped:
    """An occurrence on a day, at the time of its turn or of its move; dropped without a day."""
    changes = variant(series, turn)
    timezone = changes.timezone or series.timezone
    time = changes.time or series.time
    usual = placed(key, time, timezone)
    if day is None:
        return Dropped(series.meeting, key, usual, because)
    move = series.moved.get(key) if because == "moved" else None
    start = placed(day, move.time or time, timezone) if move else usual if day == key else placed(day, time, timezone)
    minutes = (whole_minutes(changes.duration) if changes.duration else None) or series.minutes
    return Occurrence(series.meeting, key, usual, start, later(start, minutes), turn, because)


class Turn(NamedTuple):
    """One date of a series and what the rules make of it: the day it is held on, None if it is not, and why."""

    key: datetime.date
    turn: int | None
    day: datetime.date | None
    because: str


def turns(series: Series, first: datetime.date, last: datetime.date) -> Iterator[Turn]:
    """Everything whose own date lies from first to last, in order of that date.

    `moved` and `cancelled` beat the rules for holidays and freezes. A shift from a holiday that would meet another
    occurrence of the same series leaves one of the two: nobody holds the same meeting twice on a day.
    """
    shifts = series.shifts
    margin = datetime.timedelta(days=REACH if shifts else 0)
    found = list(keys(series, max(first, EARLIEST) - margin, min(last, LATEST) + margin))
    taken = {series.moved[day].date if day in series.moved else day for day, _ in found} if shifts else set()
    for key, turn in found:
        if key in series.cancelled:
            day, because = None, "cancelled"
        elif key in series.moved:
            day, because = series.moved[key].date, "moved"
        else:
            day, because = by_rule(series, key, taken)
        if first <= key <= last:
            yield Turn(key, turn, day, because)


def expand(series: Series, first: datetime.date, last: datetime.date) -> Iterator[Occurrence | Dropped]:
    """The turns of a series as occurrences, or as what does not take place."""
    return (place(series, *turn) for turn in turns(series, first, last))


def by_rule(series: Series, key: datetime.date, taken: set[datetime.date]) -> tuple[datetime.date | None, str]:
    """Where the rules for holidays and freezes put an occurrence, and which of them did."""
    day: datetime.date | None = key
    because = ""
    if series.on_holiday != "keep" and series.days.holiday(key):
        because = "holiday"
        day = (
            None
            if series.on_holiday == "skip"
            else series.days.nearest(key, -1 if "previous" in series.on_holiday else 1)
        )
        day = None if day in taken else day
        if day:
            taken.add(day)
    # A freeze holds for the own date too: a holiday inside it must not bring the meeting back after it.
    if day and series.on_freeze == "skip" and (series.days.freeze(day) or series.days.freeze(key)):
        return None, "freeze"
    return day, because


def between(series: Series, first: datetime.date, last: datetime.date) -> list[Occurrence]:
    """The occurrences that begin on a local date from first to last, wherever their own date lies."""
    reach = datetime.timedelta(days=REACH + 1)
    since, until = max(first, EARLIEST + reach) - reach, min(last, LATEST - reach) + reach
    found = [*expand(series, since, until)]
    # A move may lead here from any distance.
    afar = [key for key in series.moved if not since <= key <= until and first <= series.moved[key].date <= last]
    for key in afar:
        found += expand(series, key, key)
    placed_here = (one for one in found if isinstance(one, Occurrence) and first <= one.start.date() <= last)
    return sorted(placed_here, key=lambda one: (one.start, one.key))


def upcoming(series: Series, since: datetime.date, last: datetime.date) -> Occurrence | None:
    """The first occurrence on a local date from `since` to `last`; looked for in growing steps, as most are near."""
    for days in (45, 400, (last - since).days):
        found = between(series, since, min(last, since + datetime.timedelta(days=max(days, 0))))
        if found:
            return found[0]
    return None


def occurrences(
    meeting: Meeting, calendar: Calendar | None, holidays: Iterable[Holiday], first: datetime.date, last: datetime.date
) -> list[Occurrence]:
    """The occurrences of a meeting that begin on a local date from first to last; none if it cannot be placed.

    `calendar` is the one the meeting names or the default (`calendar_of`), `holidays` all frozen lists.
    """
    found = series(meeting, calendar, holidays)
    return between(found, first, last) if found else []
