"""When meetings take place in the coming weeks, and who has to be there: worked out once for all checks of a run."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from revgov.checks.diary import diary_of
from revgov.governance.attendance import seats
from revgov.governance.governance import Governance
from revgov.governance.reads import REFERENCES, shared_within
from revgov.kinds import Calendar, Council, Holiday, Meeting, Person, Role
from revgov.kinds.role import Holding
from revgov.schedule import LATEST, Almanac, Series, Slot, away, slots

ONE_DAY = datetime.timedelta(days=1)
Who = tuple[str, ...]


@shared_within("cadence")
def timetable_of(governance: Governance) -> Timetable:
    """The timetable that all checks of one run share. It answers later, too, and keeps what it was asked for."""
    if governance.reads:
        governance.reads.add_all_of(Meeting, Calendar, Holiday, Person, Role, Council)
        governance.reads.add(REFERENCES)
    return Timetable(governance)


class Timetable:
    """The meetings in force that can be placed, by id, their series, and what is asked of these."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.almanac = Almanac()
        self.meetings: dict[str, Meeting] = {}
        self.series: dict[str, Series] = {}
        self._by_meeting: dict[int, Mapping[str, list[Slot]]] = {}
        self._slots: dict[int, list[Slot]] = {}
        self._roles: dict[tuple[str, int], Who] = {}
        self._people: dict[str, Who | None] = {}
        self._terms: dict[str, list[datetime.date]] = {}
        self._acting: dict[tuple[str, int], Who] = {}
        self._place_meetings()

    def _place_meetings(self) -> None:
        diary = diary_of(self.governance)
        for meeting in self.governance.every(Meeting):
            placed = diary.judged(meeting).placed if diary.knows(meeting) else None
            if placed is not None:
                self.series[meeting.id] = placed
                self.meetings[meeting.id] = meeting

    def by_meeting(self, days: int) -> Mapping[str, list[Slot]]:
        """What takes place of each meeting in so many days from the as-of date on, in the order of its own dates."""
        if days not in self._by_meeting:
            first = self.governance.as_of
            last = away(first, max(days, 1) - 1)
            self._by_meeting[days] = {id_: self.between(id_, first, last) for id_ in self.series}
        return self._by_meeting[days]

    def slots(self, days: int) -> Sequence[Slot]:
        """The same of all meetings, in the order in which it begins."""
        if days not in self._slots:
            found = [slot for own in self.by_meeting(days).values() for slot in own]
            self._slots[days] = sorted(found, key=itemgetter(0))
        return self._slots[days]

    def between(self, meeting: str, first: datetime.date, last: datetime.date) -> list[Slot]:
        """What of a meeting takes place from one day to another; nothing after the `until` of the meeting itself."""
        ends = self.meetings[meeting].until
        return slots(self.series[meeting], first, min(last, ends) if ends else last, self.almanac)

    def entry(self, slot: Slot) -> int:
        """Which entry of the rotation a slot takes; 0 without a rotation."""
        length = len(self.series[slot.meeting].rotation)
        return (slot.turn.turn or 0) % length if length else 0

    def roles(self, meeting: str, entry: int) -> Who:
        """The ids of the declared roles that have to be there; an entry of a rotation may ask for others."""
        key = (meeting, entry)
        if key not in self._roles:
            self._roles[key] = required(self.governance, self.meetings[meeting], entry)
        return self._roles[key]

    def people(self, slot: Slot) -> Who:
        """Who has to be there on that day: the people who act in its roles; for a role that nobody ever held itself.
        As references, each once."""
        constant = self.everybody(slot.meeting)
        if constant is not None:
            return constant
        day = slot.turn.day or self.governance.as_of
        return self._together(self.roles(slot.meeting, self.entry(slot)), day)

    def everybody(self, meeting: str) -> Who | None:
        """Who has to be there at every date to come; None where that changes, by rotation or by terms."""
        if meeting not in self._people:
            roles = self.roles(meeting, 0)
            found = self._together(roles, self.governance.as_of)
            changing = self.series[meeting].rotation or any(self._terms[role] for role in roles)
            self._people[meeting] = None if changing else found
        return self._people[meeting]

    def _together(self, roles: Who, day: datetime.date) -> Who:
        return tuple(dict.fromkeys([person for role in roles for person in self.acting(role, day)]))

    def acting(self, role: str, day: datetime.date) -> Who:
        """The references of the people who act in a role on a day to come, or of the role if nobody ever held it."""
        if role not in self._terms:
            self._terms[role] = sorted(day for day in changes(self.governance, role) if day > self.governance.as_of)
        key = (role, bisect_right(self._terms[role], day))
        if key not in self._acting:
            declared = self.governance.find(Role, role)
            people = tuple(f"person:{person}" for person in self.governance.holders(role, day))
            self._acting[key] = people if declared is not None and declared.held_by else (f"role:{role}",)
        return self._acting[key]


def required(governance: Governance, meeting: Meeting, entry: int) -> Who:
    """The declared roles that have to attend a meeting when it takes an entry of its rotation, sorted."""
    rotation = meeting.schedule.rotation if meeting.schedule else ()
    own = (rotation[entry].required if rotation else ()) or meeting.required
    roles = {*meeting.owner, *own, *(item.lead for item in meeting.agenda if item.lead)}
    if meeting.council:
        roles |= seats(governance, meeting.council) - set(meeting.optional)
    return tuple(sorted(role for role in roles if governance.find(Role, role)))


def changes(governance: Governance, role_id: str) -> Iterator[datetime.date]:
    """The days from which others may act in a role: terms begin and end, people leave, go on leave and come back."""
    role = governance.find(Role, role_id)
    people = [governance.find(Person, holding.person) for holding in role.held_by] if role else []
    terms: list[Role | Holding | Person] = [role, *role.held_by] if role else []
    terms += [person for person in people if person]
    for term in terms:
        if term.since:
            yield term.since
        if term.until:
            yield following(term.until)
    for leave in (leave for person in people if person for leave in person.leaves):
        yield leave.first
        yield following(leave.last)


def following(day: datetime.date) -> datetime.date:
    return min(day, LATEST) + ONE_DAY
