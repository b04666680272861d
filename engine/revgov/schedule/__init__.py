"""Meetings, working calendars and fiscal calendars -> occurrences: one answer for checks, feeds, the site and diffs."""

from revgov.schedule.dates import EARLIEST, LATEST, away
from revgov.schedule.frequency import Frequency, frequency
from revgov.schedule.problems import Judged, Problem, judge, problems_of, takes_place
from revgov.schedule.series import Dropped, Occurrence, Series, between, expand, occurrences, series, upcoming
from revgov.schedule.slots import Almanac, Slot, slots
from revgov.schedule.working import NotFrozen, WorkingDays, calendar_of, not_frozen
from revgov.schedule.zones import UTC

__all__ = [
    "EARLIEST",
    "LATEST",
    "UTC",
    "Almanac",
    "Dropped",
    "Frequency",
    "Judged",
    "NotFrozen",
    "Occurrence",
    "Problem",
    "Series",
    "Slot",
    "WorkingDays",
    "away",
    "between",
    "calendar_of",
    "expand",
    "frequency",
    "judge",
    "not_frozen",
    "occurrences",
    "problems_of",
    "series",
    "slots",
    "takes_place",
    "upcoming",
]
