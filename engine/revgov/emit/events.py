"""A meeting -> VEVENTs. A regular series is one event with a rule and exceptions to it; any other, one event a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID, uuid5

from revgov.emit.ics import component, text, uri, utc, wall
from revgov.emit.invitation import Invitation
from revgov.emit.recurrence import recurrence
from revgov.emit.vtimezone import change_days
from revgov.schedule.dates import EARLIEST
from revgov.schedule.series import Dropped, Occurrence, Series, between, expand, keys
from revgov.schedule.working import ONE_DAY
from revgov.schedule.zones import UTC, later, placed, skipped

# SEQUENCE is seconds since then: it rises with the stamp and fits into the 31 bits that clients keep it in.
SEQUENCE_START = datetime.datetime(2020, 1, 1, tzinfo=UTC)
# Google dislikes zones that are UTC by name; every client knows the letter Z.
AS_UTC = frozenset(
    f"{area}{name}" for area in ("", "Etc/") for name in ("UTC", "UCT", "Universal", "Zulu", "GMT", "Greenwich")
)


class Horizon(NamedTuple):
    """The days that a feed is right for, both included."""

    first: datetime.date
    last: datetime.date


class Event(NamedTuple):
    """A VEVENT and what its feed sorts and needs by it. `zone` is '' for times in UTC."""

    uid: str
    recurrence_id: str
    zone: str
    data: bytes


class Entry(NamedTuple):
    """What all events of one meeting have in common."""

    uid: str
    invitation: Invitation
    stamp: datetime.datetime


def events(series: Series, entry: Entry, horizon: Horizon) -> list[Event]:
    """The events of a meeting over a horizon, in no order."""
    if series.repeat is None and series.rule is None:
        return [
            event(entry, entry.uid, zone_of(found.start, found.end), found.start, found.end)
            for found in between(series, horizon.first, horizon.last)
        ]
    rule = recurrence(series)
    first = next((key for key, _ in keys(series, series.starts, series.until)), None)
    if rule is None or first is None or any(astray(series, day) for day in (first, *near_changes(series, horizon))):
        return singles(series, entry, horizon)
    return regular(series, entry, horizon, rule, first)


def singles(series: Series, entry: Entry, horizon: Horizon) -> list[Event]:
    """One event for each occurrence, named by its date: nothing that happens to one of them changes another."""
    return [
        event(entry, uid_of_date(entry.uid, found.key), zone_of(found.start, found.end), found.start, found.end)
        for found in between(series, horizon.first, horizon.last)
    ]


def uid_of_date(uid: str, day: datetime.date) -> str:
    return str(uuid5(UUID(int=0), f"{uid}/{day.isoformat()}"))


def zone_of(*moments: datetime.datetime) -> str:
    """The zone an event is written in: UTC where clocks show one of its times twice, and readers choose differently."""
    twice = any(moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in moments)
    return "" if twice else str(moments[0].tzinfo)


def astray(series: Series, day: datetime.date) -> bool:
    """Whether clocks skip or repeat the usual time on a day, or change while people meet.

    Readers expand a rule there in as many ways as they are, and take its end by the wall or by the minute.
    """
    start = placed(day, series.time, series.timezone)
    changes = later(start, series.minutes).utcoffset() != start.utcoffset()
    return changes or skipped(day, series.time, series.timezone) or not zone_of(start)


def near_changes(series: Series, horizon: Horizon) -> Iterator[datetime.date]:
    """The dates of a series around which clocks change: no other can be astray."""
    before = 1 + series.minutes // 1440
    for change in change_days(series.timezone, horizon.first, horizon.last):
        found = keys(series, max(EARLIEST, change - before * ONE_DAY), change + ONE_DAY)
        yield from (key for key, _ in found if horizon.first <= key <= horizon.last)


def regular(series: Series, entry: Entry, horizon: Horizon, rule: str, first: datetime.date) -> list[Event]:
    """The event of the rule, and an event in place of each occurrence that is moved."""
    found = exceptions(series, horizon)
    if not visible(series, found, horizon):
        return []
    gone = [one.usual for one in found.values() if isinstance(one, Dropped)]
    gone += [placed(day, series.time, series.timezone) for day in holidays_off(series, first, horizon)]
    start = placed(first, series.time, series.timezone)
    lines = [f"RRULE:{rule}", *(timed("EXDATE", moment, series.timezone) for moment in sorted(gone))]
    master = event(entry, entry.uid, series.timezone, start, later(start, series.minutes), lines)
    moved = (one for one in found.values() if isinstance(one, Occurrence))
    return [master, *(override(entry, series.timezone, one) for one in moved)]


def exceptions(series: Series, horizon: Horizon) -> dict[datetime.date, Occurrence | Dropped]:
    """What does not take place as the rule says: by the rules for holidays and freezes, moved, or cancelled."""
    holidays = series.on_holiday != "keep" and series.days.regions
    freezes = series.on_freeze == "skip" and series.days.freezes
    found = list(expand(series, horizon.first, horizon.last)) if holidays or freezes else []
    for key in {*series.moved, *series.cancelled} - {one.key for one in found}:
        found += expand(series, key, key)
    return {one.key: one for one in found if isinstance(one, Dropped) or one.start != one.usual}


def visible(series: Series, found: Mapping[datetime.date, Occurrence | Dropped], horizon: Horizon) -> bool:
    """Whether anything takes place inside the horizon. A rule of which nothing is left is no event."""
    inside = (key for key, _ in keys(series, horizon.first, horizon.last))
    moved = (one.start.date() for one in found.values() if isinstance(one, Occurrence))
    here = any(horizon.first <= day <= horizon.last for day in moved)
    return here or any(not isinstance(found.get(key), Dropped) for key in inside)


def holidays_off(series: Series, first: datetime.date, horizon: Horizon) -> Iterator[datetime.date]:
    """The days on which `every business day` leaves out a date that its rule names, every weekday of the week."""
    if series.repeat is None or series.repeat.unit != "business day":
        return
    day = max(first, horizon.first)
    while day <= min(series.until, horizon.last):
        if day.weekday() not in series.days.weekend and not series.days.works_on(day):
            yield day
        day += ONE_DAY


def override(entry: Entry, timezone: str, one: Occurrence) -> Event:
    made = timed("RECURRENCE-ID", one.usual, timezone)
    return event(entry, entry.uid, timezone, one.start, one.end, [made])


def timed(name: str, moment: datetime.datetime, zone: str) -> str:
    if not zone or zone in AS_UTC:
        return f"{name}:{utc(moment)}"
    return f"{name};TZID={zone}:{wall(moment)}"


def event(
    entry: Entry,
    uid: str,
    zone: str,
    start: datetime.datetime,
    end: datetime.datetime,
    recurring: Iterable[str] = (),
) -> Event:
    """One VEVENT. LAST-MODIFIED and SEQUENCE rise together: Google takes an edit only if one of them did."""
    recurring = list(recurring)
    sequence = max(0, int((entry.stamp - SEQUENCE_START).total_seconds()))
    lines = [
        f"UID:{text(uid)}",
        f"DTSTAMP:{utc(entry.stamp)}",
        f"LAST-MODIFIED:{utc(entry.stamp)}",
        f"SEQUENCE:{sequence}",
        timed("DTSTART", start, zone),
        timed("DTEND", end, zone),
        *recurring,
        *described(entry.invitation),
    ]
    own = next((line for line in recurring if line.startswith("RECURRENCE-ID")), "")
    return Event(uid, own, "" if zone in AS_UTC else zone, component("VEVENT", lines))


def described(invitation: Invitation) -> Iterator[str]:
    yield f"SUMMARY:{text(invitation.summary)}"
    if invitation.description:
        yield f"DESCRIPTION:{text(invitation.description)}"
    if invitation.location:
        yield f"LOCATION:{text(invitation.location)}"
    if invitation.categories:
        yield f"CATEGORIES:{','.join(map(text, invitation.categories))}"
    conference = uri(invitation.conference) if invitation.conference else None
    if conference:
        yield f"CONFERENCE;VALUE=URI:{conference}"
    yield "STATUS:CONFIRMED"
