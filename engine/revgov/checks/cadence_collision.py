"""Can everybody be where they have to be, or are they in two meetings at once?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.timetable import Timetable, timetable_of
from revgov.checks.wording import cut, listed, plural
from revgov.governance.governance import Governance
from revgov.kinds import Meeting
from revgov.kinds.node import Spot
from revgov.schedule import Slot


class Clash(NamedTuple):
    """Somebody who has to be in two meetings at once; `earlier` begins first, or stands first in the files."""

    who: str
    earlier: Slot
    later: Slot


@check("cadence-collision", severity=ERROR, startup=WARNING)
def two_meetings_at_once(governance: Governance, *, days: int = 90) -> Findings:
    """Nobody has to be in two meetings at the same time in the next `days` days, by the clocks of all zones.

    Who is booked twice is missing once, and each time somebody finds out too late.

    Remedy: move one of the meetings, or make whoever is booked twice optional in one of them; a single day goes under
    `moved` or `cancelled`.
    """
    timetable = timetable_of(governance)
    order = {id_: at for at, id_ in enumerate(timetable.meetings)}
    pairs: defaultdict[tuple[int, int], list[Clash]] = defaultdict(list)
    for clash in clashes(timetable, days):
        one, other = sorted((order[clash.earlier.meeting], order[clash.later.meeting]))
        pairs[one, other].append(clash)
    meetings = tuple(timetable.meetings.values())
    for (one, other), found in sorted(pairs.items()):
        yield finding(timetable, meetings[one], meetings[other], found)


def clashes(timetable: Timetable, days: int) -> Iterator[Clash]:
    """Every pair of overlapping slots of one person. Whoever ends when the next begins is in time."""
    busy: dict[str, Slot] = {}
    open_: dict[str, list[Slot]] = {}
    everybody = {id_: timetable.everybody(id_) for id_ in timetable.meetings}
    for slot in timetable.slots(days):
        begin, constant = slot.first, everybody[slot.meeting]
        for person in timetable.people(slot) if constant is None else constant:
            before = busy.get(person)
            if before is None or before.last <= begin:
                busy[person] = slot
                continue
            still = [one for one in dict.fromkeys((*open_.get(person, ()), before)) if one.last > begin]
            yield from (Clash(person, one, slot) for one in still)
            open_[person] = [*still, slot]
            busy[person] = max(before, slot, key=lambda one: one.last)


def finding(timetable: Timetable, one: Meeting, other: Meeting, found: list[Clash]) -> Found:
    """One finding for two meetings, whoever is meant and however often: at the time of the one that begins later, or
    at the move that brought one of them there where nothing else does."""
    clash = next((clash for clash in found if not moved(clash.earlier) and not moved(clash.later)), found[0])
    people = dict.fromkeys(clash.who for clash in found)
    titles = f"{cut(one.title)} and {cut(other.title)}" if one is not other else f"{cut(one.title)} twice"
    has = f"{listed(map(timetable.governance.title, people))} {'has' if len(people) == 1 else 'have'} to be in"
    dates = {(clash.earlier.turn.day, clash.later.turn.day) for clash in found}
    more = f", and {plural(len(dates) - 1, 'time')} more" if len(dates) > 1 else ""
    timezone = timetable.series[clash.later.meeting].timezone
    wall = timetable.almanac.wall(clash.later.first, timezone)
    primary, second = (clash.earlier, clash.later) if moved(clash.earlier) else (clash.later, clash.earlier)
    related = (written(timetable, second), "this one takes place at the same time")
    said = f"{has} {titles} at once on {wall:%Y-%m-%d at %H:%M} ({timezone}){more}"
    return written(timetable, primary), said, related


def moved(slot: Slot) -> bool:
    return slot.turn.because == "moved"


def written(timetable: Timetable, slot: Slot) -> Spot:
    """Where the time of a slot is written: at the move that brought it there, or at the time of the series."""
    meeting = timetable.meetings[slot.meeting]
    return meeting.at("schedule", "moved", str(slot.turn.key)) if moved(slot) else meeting.at("schedule", "time")
