"""What keeps a readable schedule from being placed: missing parts, rules without a day, exceptions that hit nothing."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from revgov.kinds.calendar import Calendar, Holiday
from revgov.kinds.meeting import Meeting, Schedule
from revgov.kinds.values.repeat import FISCAL, WEEKDAYS
from revgov.schedule.dates import EARLIEST, LATEST, opens_with
from revgov.schedule.rules import Refused, rule
from revgov.schedule.series import ON_FREEZE, ON_HOLIDAY, Occurrence, Series, expand, keys, series, whole_minutes
from revgov.schedule.zones import zone

NEEDED = {
    "starts": "starts: 2026-02-02",
    "time": "time: 09:00",
    "duration": "duration: 45m",
    "timezone": "timezone: Europe/Berlin",
}
# How far a next occurrence is looked for: the longest gap of any rule in use is that of 29 February over a year 2100.
AHEAD = datetime.timedelta(days=8 * 366)
NEAR = datetime.timedelta(days=400)


class Problem(NamedTuple):
    """Something wrong with a schedule: the path of keys and indices in the declaration, and a sentence."""

    path: tuple[str | int, ...]
    message: str


Fault = tuple[tuple[str | int, ...], str]


class Judged(NamedTuple):
    """What the schedule of a meeting amounts to: what is wrong with it, else its series, if all of it could be read."""

    faults: tuple[Fault, ...]
    placed: Series | None


def judge(
    meeting: Meeting, calendar: Calendar | None, holidays: Iterable[Holiday], unread: Collection[str] = ()
) -> Judged:
    """Whether and how a meeting can be placed; an exception or its end may be wrong all the same.

    `unread` names fields of the schedule that stand in the text but could not be read: they are not missing, and what
    depends on them is not judged.
    """
    if meeting.schedule is None:
        return Judged((), None)
    found = tuple(faults(meeting.schedule, calendar, unread))
    return Judged(found, None if found or unread else series(meeting, calendar, holidays))


def problems_of(meeting: Meeting, judged: Judged, as_of: datetime.date) -> list[Problem]:
    """Why a judged meeting cannot be placed, or which of its exceptions hit nothing, or that it never takes place
    again."""
    schedule = meeting.schedule
    if schedule is None:
        said = "no schedule says when it takes place; write starts, time, duration and timezone under `schedule`"
        return [Problem((), said)]
    found = [*judged.faults, *(misses(judged.placed, schedule, as_of) if judged.placed is not None else ())]
    return [Problem(("schedule", *path), message) for path, message in found]


def faults(schedule: Schedule, calendar: Calendar | None, unread: Collection[str]) -> Iterator[Fault]:
    """What can be told from the schedule alone."""
    for field, example in NEEDED.items():
        if getattr(schedule, field) is None and field not in unread:
            yield (), f"`{field}` is missing, so that it cannot be placed; write, for example, {example}"
    yield from bounds(schedule)
    yield from words(schedule)
    yield from turns(schedule)
    if not (schedule.repeat or schedule.rrule) and not {"repeat", "rrule"}.intersection(unread):
        yield from once(schedule)
    yield from rules(schedule, calendar)


def bounds(schedule: Schedule) -> Iterator[Fault]:
    starts, until = schedule.starts, schedule.until
    for field, day in (("starts", starts), ("until", until)):
        if day and not EARLIEST <= day <= LATEST:
            yield (field,), f"{day} lies outside the years {EARLIEST.year} to {LATEST.year}"
    if starts and until and until < starts:
        yield ("until",), f"it ends on {until}, before it starts on {starts}"
    if until and schedule.count is not None:
        yield ("count",), "a series ends once: write either `until` or `count`"
    if schedule.count is not None and not 1 <= schedule.count <= 9999:
        yield ("count",), f"{schedule.count} meetings cannot be held; write a number from 1 to 9999"
    if schedule.duration and whole_minutes(schedule.duration) is None:
        yield ("duration",), f"{schedule.duration} is no length of a meeting; write minutes or hours, such as 45m"


def words(schedule: Schedule) -> Iterator[Fault]:
    for field, known in (("on_holiday", ON_HOLIDAY), ("on_freeze", ON_FREEZE)):
        word = getattr(schedule, field)
        if word is not None and word not in known:
            yield (field,), f"'{word[:60]}' is no rule; write {', '.join(known[:-1])} or {known[-1]}"
    if schedule.timezone is not None:
        try:
            zone(schedule.timezone)
        except KeyError:
            yield (
                ("timezone",),
                f"'{schedule.timezone[:60]}' is no time zone; write an IANA name, such as Europe/Berlin",
            )


def once(schedule: Schedule) -> Iterator[Fault]:
    """What has no meaning for a meeting that is not repeated."""
    if schedule.until or schedule.count is not None:
        yield ("until" if schedule.until else "count",), "it takes place once; an end needs `repeat`"
    if schedule.rotation:
        yield ("rotation",), "it takes place once; a rotation needs `repeat`"


def turns(schedule: Schedule) -> Iterator[Fault]:
    for at, turn in enumerate(schedule.rotation):
        if turn.duration and whole_minutes(turn.duration) is None:
            yield ("rotation", at, "duration"), f"{turn.duration} is no length of a meeting; write, for example, 45m"


def rules(schedule: Schedule, calendar: Calendar | None) -> Iterator[Fault]:
    repeat = schedule.repeat
    if repeat and schedule.rrule is not None:
        yield ("rrule",), "`rrule` stands in place of `repeat`; keep one of them"
    if repeat and repeat.unit.removeprefix("fiscal ") in FISCAL and repeat.unit.startswith("fiscal"):
        yield from fiscal_faults(repeat.unit, calendar)
    if schedule.rrule is None:
        return
    try:
        written = rule(schedule.rrule)
    except Refused as reason:
        yield ("rrule",), str(reason)
        return
    if (written.until or written.times) and (schedule.until or schedule.count is not None):
        yield ("rrule",), "the series ends twice: by its rule, and by `until` or `count`; keep one of them"


def fiscal_faults(unit: str, calendar: Calendar | None) -> Iterator[Fault]:
    rules = calendar.fiscal_year if calendar else None
    if rules is None:
        name = f"calendar '{calendar.id}'" if calendar else "meeting's calendar"
        yield ("repeat",), f"the {name} has no `fiscal_year`, so that no {unit} can be told"
    elif rules.starts_on not in WEEKDAYS:
        yield ("repeat",), f"the fiscal year starts on '{rules.starts_on[:60]}', which is no weekday"


def misses(placed: Series, schedule: Schedule, as_of: datetime.date) -> Iterator[Fault]:
    """What can only be told from the dates: a start beside its rule, exceptions that hit nothing, a dead series."""
    beside = start_fault(placed)
    if beside:
        yield beside
        return
    yield from exceptions(placed, schedule)
    if not lives(placed, as_of):
        yield dead(placed, as_of)


def start_fault(placed: Series) -> Fault | None:
    """Why nobody can tell from `starts` which days are meant, if so."""
    if placed.rule and next(keys(placed, placed.starts, placed.starts), None) is None:
        return rule_fault(placed)
    following = next((key for key, _ in keys(placed, placed.starts, placed.until)), None)
    if following is None:
        return ("repeat",), f"there is no such day from {placed.starts} to {placed.until}"
    repeat = placed.repeat
    if repeat and repeat.interval > 1 and not opens_with(repeat, placed.starts, placed.days):
        return ("starts",), (
            f"'{repeat}' counts from {told(placed.starts)}, whose {repeat.unit} has no such day left; "
            f"write the first date it takes place, such as {following}"
        )
    return None


def rule_fault(placed: Series) -> Fault:
    """A rule does not yield `starts`, its first date in every calendar; how far to look for one is bounded."""
    following = next((key for key, _ in keys(placed, placed.starts, day_at(placed.starts + AHEAD))), None)
    if following is None:
        return ("rrule",), f"the rule has no date in the eight years from {placed.starts}"
    return ("starts",), f"{told(placed.starts)} is no date of the rule; write its first date, such as {following}"


def exceptions(placed: Series, schedule: Schedule) -> Iterator[Fault]:
    """Every exception hits exactly one occurrence; a cancellation that cancels nothing leaves people waiting."""
    named = [*schedule.cancelled, *(schedule.moved or ())]
    if not named:
        return
    hit = hits(placed, set(named))
    for at, day in enumerate(schedule.cancelled):
        if day in schedule.cancelled[:at]:
            yield ("cancelled", at), f"{day} is cancelled twice"
        elif day not in hit:
            yield ("cancelled", at), miss(placed, day)
    for day, move in (schedule.moved or {}).items():
        if day not in hit:
            yield ("moved", day.isoformat()), miss(placed, day)
        elif day in schedule.cancelled:
            yield ("moved", day.isoformat()), f"the occurrence on {day} is moved and also cancelled; keep one of them"
        elif not EARLIEST <= move.date <= LATEST:
            yield ("moved", day.isoformat()), f"{move.date} lies outside the years {EARLIEST.year} to {LATEST.year}"


def hits(placed: Series, named: set[datetime.date]) -> set[datetime.date]:
    if placed.counted or placed.repeat is None:
        return {day for day, _ in keys(placed, min(named), min(max(named), LATEST))} & named
    return {day for day in named if next(keys(placed, day, day), None)}


def miss(placed: Series, day: datetime.date) -> str:
    """The sentence for an exception that hits nothing, with the nearest dates that it could mean."""
    around = (
        [key for key, _ in keys(placed, day_at(day - NEAR), day_at(day + NEAR))] if EARLIEST <= day <= LATEST else []
    )
    before = [key for key in around if key < day][-1:]
    nearest = [str(key) for key in (*before, *[key for key in around if key > day][:1])]
    hint = f"; the nearest are {' and '.join(nearest)}" if nearest else ""
    return f"nothing takes place on {told(day)}{hint}"


def day_at(day: datetime.date) -> datetime.date:
    return min(max(day, EARLIEST), LATEST)


def told(day: datetime.date) -> str:
    return f"{day}, a {WEEKDAYS[day.weekday()].capitalize()}"


def lives(placed: Series, as_of: datetime.date) -> bool:
    """Whether anything takes place on the as-of date or later."""
    since = day_at(max(as_of, placed.starts))
    if any(move.date >= as_of for move in placed.moved.values()):
        return True
    open_ended = placed.until == LATEST and placed.times is None and placed.rule is None
    if open_ended and placed.repeat and placed.repeat.unit in ("day", "week"):
        return True
    ahead = (key for key, _ in keys(placed, since, min(day_at(since + AHEAD), placed.until)))
    if placed.on_holiday != "skip" and placed.on_freeze != "skip" and not placed.cancelled:
        return next(ahead, None) is not None
    # Few rules lose more than a handful of dates in a row, so that looking at one after the other ends soon.
    return any(isinstance(one, Occurrence) for key in ahead for one in expand(placed, key, key))


def takes_place(judged: Judged, since: datetime.date) -> bool:
    """Whether a meeting takes place on a day or later. Where it cannot be placed it does: `problems` has a word."""
    placed = judged.placed
    return placed is None or start_fault(placed) is not None or lives(placed, since)


def dead(placed: Series, as_of: datetime.date) -> Fault:
    if not (placed.repeat or placed.rule) and placed.starts not in placed.cancelled:
        day = placed.moved[placed.starts].date if placed.starts in placed.moved else placed.starts
        if day < as_of:
            return ("starts",), f"it took place on {day}; give the meeting itself an `until`"
    if placed.until < as_of:
        return ("until" if not (placed.rule and placed.rule.until) else "rrule",), (
            f"the series ended on {placed.until}; continue it, or give the meeting itself an `until`"
        )
    field = "rrule" if placed.rule else "repeat" if placed.repeat else "starts"
    return (field,), f"nothing takes place on {as_of} or later"
