"""What meetings are placed with: calendars, frozen holidays, and what of their schedules could be read."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Holiday, Meeting
from revgov.schedule import calendar_of, takes_place


class Diary(NamedTuple):
    """What meetings are placed with: calendars by id, frozen holidays, and what of schedules could not be read."""

    calendars: Mapping[str, Calendar]
    holidays: tuple[Holiday, ...]
    unread: Mapping[str, frozenset[str]]

    def knows(self, meeting: Meeting) -> bool:
        """Whether the calendar that a meeting names, if any, is declared."""
        return not meeting.calendar or plain(meeting.calendar) in self.calendars

    def calendar(self, meeting: Meeting) -> Calendar | None:
        return calendar_of(plain(meeting.calendar) if meeting.calendar else None, self.calendars)

    def has(self, meeting: Meeting, since: datetime.date) -> bool:
        """Whether a meeting takes place on a day or later, as far as it can be placed."""
        unread = self.unread.get(meeting.ref, ())
        return not self.knows(meeting) or takes_place(meeting, self.calendar(meeting), self.holidays, since, unread)


def diary_of(governance: Governance) -> Diary:
    calendars = {calendar.id: calendar for calendar in governance.every(Calendar)}
    return Diary(calendars, tuple(governance.every(Holiday)), schedule_parts_unread(governance))


def schedule_parts_unread(governance: Governance) -> Mapping[str, frozenset[str]]:
    """The fields of schedules that stand in the text and could not be read, by meeting."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for spot in (report.spot for report in governance.faults.reports):
        path = spot.path[spot.base :]
        if spot.node and path[:1] == ("schedule",):
            found[spot.node] |= {str(path[1]) if len(path) > 1 else "schedule"}
    return found
