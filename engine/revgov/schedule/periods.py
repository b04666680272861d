"""Months, quarters and years as people write them -> their days."""

from __future__ import annotations

from revgov.kinds.calendar import FiscalYear
from revgov.kinds.values.repeat import WEEKDAYS
from revgov.kinds.values.time import Period
from revgov.schedule import fiscal
from revgov.schedule.dates import months
from revgov.schedule.fiscal import Span


def days_of(period: Period, rules: FiscalYear | None) -> Span | None:
    """The days of a period; None for a fiscal one without a fiscal year, and for a thirteenth month."""
    if not 1900 <= period.year <= 2300:
        return None
    if not period.fiscal:
        size, part = (3, period.quarter) if period.quarter else (1, period.number)
        return months(period.year * 12 + ((part or 1) - 1) * size, size)
    if rules is None or rules.starts_on not in WEEKDAYS or (period.number or 0) > 12:
        return None
    if period.number:
        return fiscal.span(rules, "fiscal month", period.year * 12 + period.number - 1)
    if period.quarter:
        return fiscal.span(rules, "fiscal quarter", period.year * 4 + period.quarter - 1)
    return fiscal.span(rules, "fiscal year", period.year)


def parts_of(period: Period) -> tuple[frozenset[Period], ...]:
    """The sets of shorter periods that make up a period: of a year its quarters and its months, of a quarter these."""
    if period.number:
        return ()
    first, last = (3 * period.quarter - 2, 3 * period.quarter) if period.quarter else (1, 12)
    numbers = frozenset(Period(period.fiscal, period.year, None, number) for number in range(first, last + 1))
    if period.quarter:
        return (numbers,)
    return numbers, frozenset(Period(period.fiscal, period.year, quarter, None) for quarter in range(1, 5))
