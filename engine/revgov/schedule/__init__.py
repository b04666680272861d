"""Meetings, working calendars and fiscal calendars -> occurrences: one answer for checks, feeds, the site and diffs."""

from revgov.schedule.frequency import Frequency, frequency
from revgov.schedule.problems import Problem, problems, takes_place
from revgov.schedule.series import Dropped, Occurrence, Series, between, expand, occurrences, series, upcoming
from revgov.schedule.working import NotFrozen, WorkingDays, calendar_of, not_frozen
from revgov.schedule.zones import UTC

__all__ = [
    "UTC",
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
    "takes_place",
    "upcoming",
]
