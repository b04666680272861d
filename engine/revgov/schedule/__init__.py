"""Meetings, working calendars and fiscal calendars -> occurrences. Checks, feeds, the site and diffs share this one answer."""

from revgov.schedule.frequency import Frequency, frequency
from revgov.schedule.problems import Problem, problems
from revgov.schedule.series import Dropped, Occurrence, Series, between, expand, occurrences, series
from revgov.schedule.working import NotFrozen, WorkingDays, calendar_of, not_frozen

__all__ = [
    "Dropped",
    "Frequency",
    "NotFrozen",
    "Occurrence",
    "Problem",
    "Series",
    "WorkingDays",
    "between",
    "calendar_of",
    "expand",
    "frequency",
    "not_frozen",
    "occurrences",
    "problems",
    "series",
]
