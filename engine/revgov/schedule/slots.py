"""Occurrences as spans of whole minutes: the thousands of the coming weeks, to be compared with one another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revgov.schedule.dates import EARLIEST, LATEST
from revgov.schedule.series import Series, Turn, turns, variant, whole_minutes
from revgov.schedule.working import ONE_DAY, REACH
from revgov.schedule.zones import UTC, placed, zone

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = datetime.timedelta(minutes=1)


class Slot(NamedTuple):
    """When a meeting takes up people's time: from `first` to before `last`, in minutes of UTC since 1970. `turn.day` is
    the day of its own clock."""

    first: int
    last: int
    meeting: str
    turn: Turn


class Almanac:
    """What was worked out about dates and clocks: hundreds of meetings share a few rhythms, hours and zones."""

    def __init__(self) -> None:
        self._turns: dict[tuple[object, ...], Sequence[Turn]] = {}
        self._minutes: dict[tuple[str, datetime.time], dict[datetime.date, int]] = {}
        self._walls: dict[str, dict[int, datetime.datetime]] = {}

    def turns(self, series: Series, first: datetime.date, last: datetime.date) -> Sequence[Turn]:
        """The turns of a series that are held from one day to another, in the order of its own dates."""
        if series.moved or series.cancelled or series.rule:
            return list(held(series, first, last))
        rhythm = (
            series.repeat, series.starts, series.until, series.times, len(series.rotation), series.on_holiday,
            series.on_freeze, id(series.days), first, last,
        )  # fmt: skip
        if rhythm not in self._turns:
            self._turns[rhythm] = list(held(series, first, last))
        return self._turns[rhythm]

    def minutes(self, time: datetime.time, timezone: str, days: Iterable[datetime.date]) -> dict[datetime.date, int]:
        """The minute at which a wall clock shows a time on some days; skipped and repeated hours as in `placed`."""
        known = self._minutes.setdefault((timezone, time), {})
        for day in days:
            if day not in known:
                known[day] = (placed(day, time, timezone) - EPOCH) // MINUTE
        return known

    def wall(self, minute: int, timezone: str) -> datetime.datetime:
        """What a wall clock in a zone shows at a minute, without its zone."""
        known = self._walls.setdefault(timezone, {})
        if minute not in known:
            moment = EPOCH + minute * MINUTE
            known[minute] = moment.astimezone(zone(timezone)).replace(tzinfo=None)
        return known[minute]


def slots(series: Series, first: datetime.date, last: datetime.date, almanac: Almanac) -> list[Slot]:
    """What `between` finds, in the order of the series' own dates. Series whose days are one object share their dates
    in the almanac."""
    found = almanac.turns(series, first, last)
    if series.rotation or series.moved:
        return [own_slot(series, turn, almanac) for turn in found]
    days = [turn.day for turn in found if turn.day]
    minutes = almanac.minutes(series.time, series.timezone, days)
    length, meeting = series.minutes, series.meeting
    return [Slot(minute := minutes[day], minute + length, meeting, turn) for day, turn in zip(days, found, strict=True)]


def own_slot(series: Series, turn: Turn, almanac: Almanac) -> Slot:
    """The slot of a turn that may have its own time, zone and length."""
    assert turn.day is not None
    changes = variant(series, turn.turn)
    move = series.moved[turn.key] if turn.because == "moved" else None
    time = (move.time if move else None) or changes.time or series.time
    minute = almanac.minutes(time, changes.timezone or series.timezone, (turn.day,))[turn.day]
    length = (whole_minutes(changes.duration) if changes.duration else None) or series.minutes
    return Slot(minute, minute + length, series.meeting, turn)


def held(series: Series, first: datetime.date, last: datetime.date) -> Iterator[Turn]:
    """The turns held from first to last: by rules they come from near by, by moves from any distance."""
    reach = (REACH + 1) * ONE_DAY if series.shifts else 0 * ONE_DAY
    since, until = max(first, EARLIEST + reach) - reach, min(last, LATEST - reach) + reach
    found = [*turns(series, since, until)]
    for key, move in series.moved.items():
        if not since <= key <= until and first <= move.date <= last:
            found += turns(series, key, key)
    return (turn for turn in found if turn.day and first <= turn.day <= last)
