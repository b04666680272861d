"""Do meetings take place while people work, wherever they live?"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revgov.checks.diary import diary_of
from revgov.checks.registry import INFO, WARNING, Findings, Found, check
from revgov.checks.timetable import Timetable, timetable_of
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Meeting, Person
from revgov.kinds.values import Hours
from revgov.schedule import Almanac, Slot, WorkingDays, away, calendar_of

# Where neither a person nor their calendar says when they work (by these hours others count out-of-hours meetings).
USUAL = Hours(datetime.time(8), datetime.time(18))
# Of a series with fewer dates than these in the window a whole year is looked at.
FEW, YEAR = 4, 365


class Life(NamedTuple):
    """Where and when some people work; `weekend` are weekdays, Monday is 0."""

    timezone: str
    hours: Hours
    weekend: frozenset[int]


class Burden(NamedTuple):
    """Somebody who is outside working hours in some slots of a series: these, and all that they have to attend."""

    person: str
    timezone: str
    outside: Sequence[Slot]
    attended: Sequence[Slot]

    @property
    def share(self) -> float:
        return 100 * len(self.outside) / len(self.attended)


class Lives:
    """Who works when, as far as people say where: asked for thousands of slots, so each answer is kept."""

    def __init__(self, governance: Governance, almanac: Almanac) -> None:
        self.almanac = almanac
        self.lives: list[Life] = []
        self.of: dict[str, int] = {}
        self._outside: dict[tuple[int, int, int], bool] = {}
        calendars = diary_of(governance).calendars
        for person in governance.all(Person):
            if person.timezone:
                named = person.holidays if person.holidays in calendars else None
                life = life_of(person, person.timezone, calendar_of(named, calendars))
                if life not in self.lives[-1:]:
                    self.lives.append(life)
                self.of[person.ref] = len(self.lives) - 1

    def known(self, people: Iterable[str]) -> set[int]:
        """The lives that some people lead, by their numbers."""
        return {self.of[person] for person in people if person in self.of}

    def outside(self, which: int, slot: Slot) -> bool:
        """Whether a slot lies, in part at least, outside the working hours of a life."""
        key = (which, slot.first, slot.last)
        known = self._outside.get(key)
        if known is None:
            life = self.lives[which]
            first = self.almanac.wall(slot.first, life.timezone)
            last = first + datetime.timedelta(minutes=slot.last - slot.first)
            within = life.hours.start <= first.time() and last.time() <= life.hours.end
            known = not within or first.date() != last.date() or first.weekday() in life.weekend
            self._outside[key] = known
        return known


def life_of(person: Person, timezone: str, calendar: Calendar | None) -> Life:
    hours = person.hours or (calendar.hours if calendar else None) or USUAL
    return Life(timezone, hours, WorkingDays(calendar, ()).weekend)


@check("cadence-timezone-unfair", severity=WARNING, startup=INFO)
def meeting_outside_working_hours(governance: Governance, *, percent: float = 25.0, days: int = 90) -> Findings:
    """Nobody has to attend more than `percent` percent of a series outside their working hours in the next `days` days,
    unless its slots rotate: then nobody has to attend every one so.

    When it is always the same region that gets up early or stays late, it soon stays away. Weeks in which a meeting
    leaves somebody's hours only because clocks change on different days are told as a note.

    Remedy: find an hour that lies in everybody's day, take turns with `rotation`, or make those far away optional. For
    the weeks between two changes of clocks write other times under `moved`.
    """
    timetable = timetable_of(governance)
    lives = Lives(governance, timetable.almanac)
    for id_, slots in timetable.by_meeting(days).items():
        series = timetable.series[id_]
        if (series.repeat or series.rule) and ever_outside(timetable, id_, slots, lives):
            if len(slots) < FEW:
                slots = timetable.between(id_, governance.as_of, away(governance.as_of, YEAR))
            yield from findings(timetable, timetable.meetings[id_], burdens_of(timetable, slots, lives), percent)


def ever_outside(timetable: Timetable, meeting: str, slots: Iterable[Slot], lives: Lives) -> bool:
    """Whether anybody is outside working hours at any of the slots of a meeting."""
    everybody = timetable.everybody(meeting)
    constant = None if everybody is None else lives.known(everybody)
    for slot in slots:
        for life in lives.known(timetable.people(slot)) if constant is None else constant:
            if lives.outside(life, slot):
                return True
    return False


def burdens_of(timetable: Timetable, slots: Iterable[Slot], lives: Lives) -> Iterator[Burden]:
    attended: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        for person in timetable.people(slot):
            attended[person].append(slot)
    for person, own in attended.items():
        life = lives.of.get(person)
        late = [] if life is None else [slot for slot in own if lives.outside(life, slot)]
        if life is not None and late:
            yield Burden(person, lives.lives[life].timezone, late, own)


def findings(timetable: Timetable, meeting: Meeting, burdens: Iterable[Burden], percent: float) -> Findings:
    """The findings about one series: who is outside too often, and whom only a change of clocks puts outside."""
    rotates = timetable.series[meeting.id].rotation != ()
    spot = meeting.at("schedule", "time")
    unfair, shifted = [], []
    for burden in burdens:
        if burden.share >= 100 if rotates else burden.share > percent:
            unfair.append(burden)
        elif not rotates and shifts(timetable, burden).issuperset(burden.outside):
            shifted.append(burden)
    if unfair:
        told = listed(worded(timetable, burden) for burden in unfair)
        limit = "every turn of its rotation" if rotates else f"more than {percent:g}% of the dates"
        yield spot, f"{cut(meeting.title)} lies outside working hours in {limit} for {told}"
    if shifted:
        yield clocks(timetable, meeting, shifted)


def worded(timetable: Timetable, burden: Burden) -> str:
    """`Ada (10 of 12, at 23:00 in Australia/Sydney)`."""
    wall = timetable.almanac.wall(burden.outside[0].first, burden.timezone)
    name = timetable.governance.title(burden.person)
    return f"{cut(name)} ({len(burden.outside)} of {len(burden.attended)}, at {wall:%H:%M} in {burden.timezone})"


def shifts(timetable: Timetable, burden: Burden) -> set[Slot]:
    """The slots at which a series begins at another hour for somebody than it usually does, though nobody moved it."""
    regular = [slot for slot in burden.attended if slot.turn.because != "moved"]
    hours = {slot: timetable.almanac.wall(slot.first, burden.timezone).time() for slot in regular}
    usual = Counter(hours.values()).most_common(1)[:1]
    return {slot for slot, hour in hours.items() if usual and hour != usual[0][0]}


def clocks(timetable: Timetable, meeting: Meeting, burdens: Sequence[Burden]) -> Found:
    """The note on the weeks in which clocks that change on different days put somebody outside their hours."""
    days = sorted({slot.turn.day or slot.turn.key for burden in burdens for slot in burden.outside})
    weeks = listed(dict.fromkeys(str(day - datetime.timedelta(days=day.weekday())) for day in days))
    names = listed(worded(timetable, burden) for burden in burdens)
    said = f"clocks change on different days, so that {cut(meeting.title)} lies outside working hours for {names}"
    return meeting.at("schedule", "time"), f"{said} in the weeks of {weeks}", INFO
