"""Fiscal years, quarters and months: cut by calendar months, or by weeks as 4-4-5, 4-5-4 and 5-4-4."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from revgov.kinds.calendar import FiscalYear
from revgov.kinds.values.repeat import WEEKDAYS
from revgov.kinds.values.time import MonthDay, add_months

# How many months or equal parts of a year each unit has.
PARTS = {"fiscal month": 12, "fiscal quarter": 4, "fiscal year": 1}
ONE_DAY = datetime.timedelta(days=1)


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: datetime.date
    last: datetime.date


def year_start(rules: FiscalYear, year: int) -> datetime.date:
    """The first day of the fiscal year that bears a year.

    A fiscal year bears the year in which its nominal last day lies: with `starts: 02-01`, FY2027 is the one that starts
    in February 2026. With a week pattern the first day is the `starts_on` weekday nearest to `starts`, at most three
    days away, so that a year has 52 or 53 weeks.
    """
    nominal = on_day(year if rules.starts == MonthDay(1, 1) else year - 1, rules.starts)
    if rules.pattern == "months":
        return nominal
    away = (WEEKDAYS.index(rules.starts_on) - nominal.weekday()) % 7
    return nominal + datetime.timedelta(days=away if away <= 3 else away - 7)


def on_day(year: int, day: MonthDay) -> datetime.date:
    """A day of a year; 02-29 is the last of February in every year."""
    if day == MonthDay(2, 29):
        return datetime.date(year, 3, 1) - ONE_DAY
    return datetime.date(year, day.month, day.day)


def month_starts(rules: FiscalYear, year: int) -> list[datetime.date]:
    """The first days of the twelve months of a fiscal year. The week that a long year has more belongs to the last."""
    start = year_start(rules, year)
    if rules.pattern == "months":
        return [add_months(start, month) for month in range(12)]
    weeks = [int(part) for part in rules.pattern.split("-")] * 4
    return [start + datetime.timedelta(weeks=sum(weeks[:month])) for month in range(12)]


def span(rules: FiscalYear, unit: str, index: int) -> Span:
    """The days of a fiscal unit. Units are numbered through: the n-th month of FY y is 12 · y + n, from n = 0."""
    year, part = divmod(index, PARTS[unit])
    step = 12 // PARTS[unit]
    starts = [*month_starts(rules, year), year_start(rules, year + 1)]
    return Span(starts[part * step], starts[(part + 1) * step] - ONE_DAY)


def index_of(rules: FiscalYear, unit: str, day: datetime.date) -> int:
    """The number of the fiscal unit that a day lies in."""
    year = next(year for year in (day.year + 2, day.year + 1, day.year, day.year - 1) if year_start(rules, year) <= day)
    part = sum(start <= day for start in month_starts(rules, year)) - 1
    return year * PARTS[unit] + part * PARTS[unit] // 12
