"""The dates of a recurrence rule (RFC 5545, 3.3.10), by looking at every day of its days, weeks, months or years.

Not with dateutil, which looks for a date that no rule has, such as 31 February, up to the year 9999.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from revgov.schedule.dates import LATEST, months
from revgov.schedule.fiscal import ONE_DAY, Span
from revgov.schedule.rules import Rule

MONTHS = {"month": 1, "year": 12}
Test = Callable[[datetime.date], bool]


def rule_dates(
    rule: Rule, starts: datetime.date, since: datetime.date, last: datetime.date = LATEST
) -> Iterator[datetime.date]:
    """The dates of a rule from `since` to `last`, neither before `starts`. A rule that names no day has none."""
    tests = list(tests_of(rule, starts))
    first, last = max(starts, since), min(last, LATEST)
    for span in spans(rule, starts, first, last):
        days = map(span.first.__add__, map(datetime.timedelta, range((span.last - span.first).days + 1)))
        found = [day for day in days if all(test(day) for test in tests)]
        yield from (day for day in chosen(rule, found) if first <= day <= last)


def spans(rule: Rule, starts: datetime.date, first: datetime.date, last: datetime.date) -> Iterator[Span]:
    """The days, weeks, months or years that the rule visits, from the one `first` lies in."""
    if rule.frequency in MONTHS:
        size = MONTHS[rule.frequency]
        anchor, now, end = ((day.year * 12 + day.month - 1) // size for day in (starts, first, last))
        for index in range(anchor + (now - anchor) // rule.interval * rule.interval, end + 1, rule.interval):
            yield months(index * size, size)
        return
    size = 7 if rule.frequency == "week" else 1
    begin = starts.toordinal() - ((starts.weekday() - rule.week_start) % 7 if size == 7 else 0)
    step = size * rule.interval
    for ordinal in range(begin + (first.toordinal() - begin) // step * step, last.toordinal() + 1, step):
        day = datetime.date.fromordinal(ordinal)
        yield Span(day, day + (size - 1) * ONE_DAY)


def tests_of(rule: Rule, starts: datetime.date) -> Iterator[Test]:
    """What a day has to fulfil. What the rule leaves open is taken from its first date."""
    by_day, open_ = rule.by_day, not (rule.by_day or rule.by_month_day)
    in_months = rule.by_month or ((starts.month,) if open_ and rule.frequency == "year" else ())
    in_days = rule.by_month_day or ((starts.day,) if open_ and rule.frequency in MONTHS else ())
    if in_months:
        yield lambda day: day.month in in_months
    if in_days:
        yield lambda day: day.day in in_days or from_end(day) in in_days
    if by_day:
        of_year = rule.frequency == "year" and not rule.by_month
        yield lambda day: any(day.weekday() == part.weekday and is_nth(day, part.nth, of_year) for part in by_day)
    elif open_ and rule.frequency == "week":
        yield lambda day: day.weekday() == starts.weekday()


def from_end(day: datetime.date, of_year: bool = False) -> int:
    """A day counted from the end of its month or year: the last is -1."""
    span = months(day.year * 12 + (0 if of_year else day.month - 1), 12 if of_year else 1)
    return (day - span.last).days - 1


def is_nth(day: datetime.date, nth: int, of_year: bool) -> bool:
    """Whether a day is the n-th such weekday of its month or year; 0 is any."""
    if nth == 0:
        return True
    if nth < 0:
        return -(from_end(day, of_year) + 1) // 7 == -nth - 1
    position = day.timetuple().tm_yday if of_year else day.day
    return (position - 1) // 7 == nth - 1


def chosen(rule: Rule, found: list[datetime.date]) -> list[datetime.date]:
    """What BYSETPOS chooses of the dates of one day, week, month or year."""
    if not rule.by_set_pos:
        return found
    kept = {found[at - 1 if at > 0 else at] for at in rule.by_set_pos if abs(at) <= len(found)}
    return sorted(kept)
