"""VTIMEZONE: a zone's clock changes, in the one form that every reader gets right.

One STANDARD and one DAYLIGHT with a yearly rule each, because Outlook falls back to UTC on a second STANDARD. Never
RDATE: ical.js takes only the first date of a list and ignores DTSTART beside it, and is an hour off from then on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from revgov.emit.ics import component, offset, text, wall
from revgov.schedule.rules import CODES
from revgov.schedule.zones import UTC, zone

STEP = datetime.timedelta(days=7)
# A rule that holds for so many years is the rule of the zone; fewer years cannot tell the fourth Sunday from the last.
SAMPLE = datetime.timedelta(days=8 * 366)
# In Cairo the day after the last Thursday of October is the last Friday, but for the years in which it is in November.
SHORT_SAMPLE = datetime.timedelta(days=3 * 366)
EPOCH = 1970


class Change(NamedTuple):
    """Clocks change: the wall time they show just before, the offsets before and after, and the name after."""

    onset: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str

    @property
    def part(self) -> str:
        """Summer time is the greater offset, in Dublin too, where the law says otherwise."""
        return "DAYLIGHT" if self.after > self.before else "STANDARD"


def changes(name: str, first: datetime.datetime, last: datetime.datetime) -> Iterator[Change]:
    """The changes of a zone between two moments in UTC. Two changes lie further apart than a week."""
    where = zone(name)
    while first < last:
        following = min(first + STEP, last)
        before, after = first.astimezone(where), following.astimezone(where)
        if before.utcoffset() != after.utcoffset():
            moment = halved(first, following, name)
            old, new = before.utcoffset(), moment.astimezone(where)
            assert old is not None
            yield Change((moment + old).replace(tzinfo=None), old, new.utcoffset() or old * 0, new.tzname() or name)
        first = following


@cache
def change_days(name: str, first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
    """The local dates from first to last on which clocks change."""
    begin, end = (datetime.datetime.combine(day, datetime.time(), UTC) for day in (first, last))
    found = changes(name, begin - datetime.timedelta(days=2), end + datetime.timedelta(days=2))
    return tuple(change.onset.date() for change in found)


def halved(low: datetime.datetime, high: datetime.datetime, name: str) -> datetime.datetime:
    """The moment in UTC from which the offset of `high` holds, to the second."""
    where = zone(name)
    aim = high.astimezone(where).utcoffset()
    while (gap := int((high - low).total_seconds())) > 1:
        middle = low + datetime.timedelta(seconds=gap // 2)
        low, high = (low, middle) if middle.astimezone(where).utcoffset() == aim else (middle, high)
    return high


@cache
def vtimezone(name: str, first: datetime.date, last: datetime.date) -> bytes:
    """The VTIMEZONE of a zone, right from the first date to the last."""
    begin = datetime.datetime.combine(first, datetime.time(), UTC)
    end = datetime.datetime.combine(last, datetime.time(), UTC) + datetime.timedelta(days=2)
    inside = list(changes(name, begin, end))
    for sample in (changes(name, begin, begin + SAMPLE), changes(name, begin, max(end, begin + SHORT_SAMPLE)), inside):
        parts = by_rule(list(sample))
        if parts:
            return component("VTIMEZONE", [f"TZID:{name}"], parts)
    return component("VTIMEZONE", [f"TZID:{name}"], explicit(name, begin, inside))


def by_rule(sample: Sequence[Change]) -> list[bytes]:
    """Two parts with a yearly rule each, if one rule gives every change of the sample; else none."""
    parts = []
    for kind in ("DAYLIGHT", "STANDARD"):
        some = [change for change in sample if change.part == kind]
        if len(some) < 2 or len({(change.before, change.after, change.name) for change in some}) > 1:
            return []
        rule = yearly([change.onset for change in some])
        if rule is None:
            return []
        parts.append(part(some[0], *rule))
    return parts


def yearly(onsets: Sequence[datetime.datetime]) -> tuple[datetime.datetime, str] | None:
    """The first onset from 1970 on and the rule that gives these onsets, one in each year; None if no rule does.

    `2SU` is the second Sunday, `-1SU` the last. Some zones change on the day after such a day, which is a weekday
    within seven dates: `SU` on one of the days 2 to 8.
    """
    years = [onset.year for onset in onsets]
    same = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(same) > 1 or years != list(range(years[0], years[0] + len(years))):
        return None
    days = [onset.day for onset in onsets]
    month, weekday, time = same.pop()
    lengths = [length(onset.year, month) for onset in onsets]
    for nth in (-1, 1, 2, 3, 4):
        lowest = 7 * nth - 6
        floors = [lowest if nth > 0 else size - 6 for size in lengths]
        if all(floor <= day <= floor + 6 for floor, day in zip(floors, days, strict=True)):
            start = weekday_from(month, weekday, lowest if nth > 0 else length(EPOCH, month) - 6)
            return datetime.datetime.combine(start, time), f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{CODES[weekday]}"
    floor = max(days) - 6
    if min(days) < floor or len(set(days)) < 5:
        return None
    dates = ",".join(str(day) for day in range(floor, floor + 7))
    start = weekday_from(month, weekday, floor)
    rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={dates};BYDAY={CODES[weekday]}"
    return datetime.datetime.combine(start, time), rule


def length(year: int, month: int) -> int:
    return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day


def weekday_from(month: int, weekday: int, day: int) -> datetime.date:
    """The first such weekday of a month of 1970 from a day on."""
    start = datetime.date(EPOCH, month, day)
    return start + datetime.timedelta(days=(weekday - start.weekday()) % 7)


def part(change: Change, onset: datetime.datetime, rule: str | None = None) -> bytes:
    lines = [
        f"DTSTART:{wall(onset)}",
        f"TZOFFSETFROM:{offset(change.before)}",
        f"TZOFFSETTO:{offset(change.after)}",
        f"TZNAME:{text(change.name)}",
    ]
    return component(change.part, lines + ([f"RRULE:{rule}"] if rule else []))


def explicit(name: str, begin: datetime.datetime, inside: Sequence[Change]) -> list[bytes]:
    """The offset at the beginning, and each change after it: for zones whose law changes inside the horizon."""
    local = begin.astimezone(zone(name))
    now = local.utcoffset() or datetime.timedelta()
    summer = bool(inside) and inside[0].part == "STANDARD"
    # Only the part's name depends on the offset before; nothing else reads it.
    first = Change(datetime.datetime(EPOCH, 1, 1), now, now, local.tzname() or name)
    opening = part(first, first.onset)
    if summer:
        opening = opening.replace(b":STANDARD\r\n", b":DAYLIGHT\r\n")
    return [opening, *(part(change, change.onset) for change in inside)]
