"""A rule of repetition -> dates, by arithmetic on the calendar alone: no clock and no zone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from revgov.kinds.values.repeat import WEEKDAYS, NthDay, Repeat
from revgov.schedule import fiscal
from revgov.schedule.fiscal import ONE_DAY, Span
from revgov.schedule.working import WorkingDays

# Outside these years nothing is placed: time zones on the wire begin in 1970, and nobody plans beyond 2199. It also
# bounds how far any rule is expanded.
EARLIEST, LATEST = datetime.date(1970, 1, 1), datetime.date(2199, 12, 31)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def away(day: datetime.date, days: float) -> datetime.date:
    """The date so many days after another, or before it; within the years in which anything takes place."""
    ordinal = day.toordinal() + int(days)
    return datetime.date.fromordinal(min(max(ordinal, EARLIEST.toordinal()), LATEST.toordinal()))


class Units(NamedTuple):
    """Months, quarters or years numbered through: which one a day lies in, and the days of each."""

    index_of: Callable[[datetime.date], int]
    span: Callable[[int], Span]


def dates(repeat: Repeat, starts: datetime.date, since: datetime.date, days: WorkingDays) -> Iterator[datetime.date]:
    """The dates of a series on or after `since` in order, until LATEST.

    `starts` is the day from which the series holds and from which intervals above 1 are counted. A month that does not
    have the day is left out: `day 31` has seven dates a year. Fiscal units without a fiscal year have no dates.
    """
    first = max(starts, since)
    if repeat.unit == "day":
        found = every_nth_day(repeat.interval, starts, first)
    elif repeat.unit == "business day":
        found = days.business_days(first, LATEST)
    elif repeat.unit == "week":
        found = in_weeks(repeat, starts, first)
    else:
        found = in_units(repeat, starts, first, days)
    return (day for day in found if day >= first)


def every_nth_day(interval: int, starts: datetime.date, first: datetime.date) -> Iterator[datetime.date]:
    ordinal = starts.toordinal() + -(-(first - starts).days // interval) * interval
    return map(datetime.date.fromordinal, range(ordinal, LATEST.toordinal() + 1, interval))


def in_weeks(repeat: Repeat, starts: datetime.date, first: datetime.date) -> Iterator[datetime.date]:
    """Weeks begin on Monday, and the week of `starts` is the first."""
    monday = starts.toordinal() - starts.weekday()
    step = 7 * repeat.interval
    monday += (first.toordinal() - monday) // step * step
    for week in range(monday, LATEST.toordinal() - 6, step):
        for weekday in repeat.weekdays or (starts.weekday(),):
            yield datetime.date.fromordinal(week + weekday)


def in_units(repeat: Repeat, starts: datetime.date, first: datetime.date, days: WorkingDays) -> Iterator[datetime.date]:
    units = units_of(repeat.unit, days)
    if units is None:
        return
    anchor, last = units.index_of(starts), units.index_of(LATEST)
    begin = anchor + (units.index_of(first) - anchor) // repeat.interval * repeat.interval
    for index in range(begin, last, repeat.interval):
        yield from days_in(repeat, units.span(index), starts, days)


def units_of(unit: str, days: WorkingDays) -> Units | None:
    if unit in MONTHS:
        size = MONTHS[unit]
        return Units(lambda day: (day.year * 12 + day.month - 1) // size, lambda index: months(index * size, size))
    rules = days.fiscal_year
    if rules is None or rules.starts_on not in WEEKDAYS:
        return None
    return Units(lambda day: fiscal.index_of(rules, unit, day), lambda index: fiscal.span(rules, unit, index))


def months(first: int, size: int) -> Span:
    """The days of so many months; the first is 12 · year + month - 1."""
    year, month = divmod(first, 12)
    next_year, next_month = divmod(first + size, 12)
    return Span(datetime.date(year, month + 1, 1), datetime.date(next_year, next_month + 1, 1) - ONE_DAY)


def days_in(repeat: Repeat, span: Span, starts: datetime.date, days: WorkingDays) -> list[datetime.date]:
    """The dates that a rule names inside one month, quarter or year, in order."""
    if repeat.days:
        found = {nth_day(day, span, days) for day in repeat.days}
    else:
        wanted = repeat.dates or ((starts.month, starts.day),)
        found = {day_of_year(span.first.year, month, day) for month, day in wanted}
    return sorted(day for day in found if day is not None)


def day_of_year(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:  # 29 February
        return None


def nth_day(day: NthDay, span: Span, days: WorkingDays) -> datetime.date | None:
    """A day counted from the beginning of a span, or from its end; None where the span is too short."""
    away = abs(day.nth) - 1
    edge, other = (span.first, span.last) if day.nth > 0 else (span.last, span.first)
    if day.noun == "business day":
        counted = days.business_days(edge, other)
        return next((one for passed, one in enumerate(counted) if passed == away), None)
    step = 1 if day.nth > 0 else -1
    if day.noun != "day":
        gap = (WEEKDAYS.index(day.noun) - edge.weekday()) * step % 7
        away = gap + 7 * away
    found = edge + datetime.timedelta(days=step * away)
    return found if span.first <= found <= span.last else None


def opens_with(repeat: Repeat, starts: datetime.date, days: WorkingDays) -> bool:
    """Whether the week, month or year of `starts` still has a date of the rule on or after `starts`.

    If not, a rule with an interval above 1 is a riddle: every second Monday from a Wednesday on may mean two things.
    """
    following = next(dates(repeat, starts, starts, days), None)
    if following is None or repeat.unit in ("day", "business day"):
        return following is not None
    if repeat.unit == "week":
        return following.toordinal() - following.weekday() == starts.toordinal() - starts.weekday()
    units = units_of(repeat.unit, days)
    return units is not None and units.index_of(following) == units.index_of(starts)
