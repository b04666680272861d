"""What meetings are placed with: calendars, frozen holidays, and what of their schedules could be read."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping

from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.governance.reads import shared_within
from revgov.kinds import Calendar, Holiday, Meeting
from revgov.schedule import Judged, WorkingDays, calendar_of, judge, takes_place


class Diary:
    """What meetings are placed with: calendars by id, frozen holidays, and what of schedules could not be read.

    It keeps what each schedule amounts to.
    """

    def __init__(self, governance: Governance) -> None:
        self.calendars: Mapping[str, Calendar] = {calendar.id: calendar for calendar in governance.every(Calendar)}
        self.holidays = tuple(governance.every(Holiday))
        self.unread = schedule_parts_unread(governance)
        self._judged: dict[str, Judged] = {}
        self._days: dict[str, WorkingDays] = {}

    def knows(self, meeting: Meeting) -> bool:
        """Whether the calendar that a meeting names, if any, is declared."""
        return not meeting.calendar or plain(meeting.calendar) in self.calendars

    def calendar(self, meeting: Meeting) -> Calendar | None:
        return calendar_of(plain(meeting.calendar) if meeting.calendar else None, self.calendars)

    def judged(self, meeting: Meeting) -> Judged:
        """What the schedule of a meeting amounts to."""
        if meeting.ref not in self._judged:
            self._judged[meeting.ref] = self._judge(meeting)
        return self._judged[meeting.ref]

    def _judge(self, meeting: Meeting) -> Judged:
        calendar = self.calendar(meeting)
        judged = judge(meeting, calendar, self.holidays, self.unread.get(meeting.ref, ()))
        if judged.placed is None:
            return judged
        # One index of holidays for all meetings of a calendar.
        days = self._days.setdefault(calendar.id if calendar else "", judged.placed.days)
        return judged._replace(placed=judged.placed._replace(days=days))

    def has(self, meeting: Meeting, since: datetime.date) -> bool:
        """Whether a meeting takes place on a day or later, as far as it can be placed."""
        return not self.knows(meeting) or takes_place(self.judged(meeting), since)


@shared_within("cadence")
def diary_of(governance: Governance) -> Diary:
    """The diary that the checks of meetings share. It answers later, too, and keeps the answers."""
    if governance.reads:
        governance.reads.add_all_of(Meeting, Calendar, Holiday)
    return Diary(governance)


def schedule_parts_unread(governance: Governance) -> Mapping[str, frozenset[str]]:
    """The fields of schedules that stand in the text and could not be read, by meeting."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for spot in (defect.spot for defect in governance.faults.defects):
        path = spot.path[spot.base :]
        if spot.node and path[:1] == ("schedule",):
            found[spot.node] |= {str(path[1]) if len(path) > 1 else "schedule"}
    return found
