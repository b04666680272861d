"""How often a schedule makes people meet, for questions such as whether they meet at least weekly."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import NamedTuple

from revgov.kinds.meeting import Schedule
from revgov.schedule.rule_dates import rule_dates
from revgov.schedule.rules import Refused, as_repeat, rule

YEARS = 5


class Frequency(NamedTuple):
    """The shortest and the longest usual distance between two occurrences, in days; a month is 365.25 / 12."""

    every_days: float
    longest_days: float


def frequency(schedule: Schedule) -> Frequency | None:
    """How often a schedule repeats; None where it takes place once or its rule cannot be used.

    Exceptions and ends are left out: this is the rhythm people agreed on. What only a recurrence rule can say is
    measured over five years.
    """
    repeat = schedule.repeat
    if repeat is not None:
        return Frequency(repeat.every_days, repeat.longest_days)
    try:
        written = rule(schedule.rrule) if schedule.rrule is not None else None
    except Refused:
        return None
    if written is None:
        return None
    said = as_repeat(written)
    if said is not None:
        return Frequency(said.every_days, said.longest_days)
    starts = schedule.starts or datetime.date(2026, 1, 1)
    dates = list(rule_dates(written, starts, starts, starts + datetime.timedelta(days=366 * YEARS)))
    gaps = [(after - before).days for before, after in pairwise(dates)]
    return Frequency(min(gaps), max(gaps)) if gaps else None
