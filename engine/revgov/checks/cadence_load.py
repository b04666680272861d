"""Do meetings leave people time for anything else?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from revgov.checks.registry import WARNING, Findings, Found, check
from revgov.checks.timetable import Timetable, Who, timetable_of
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Node, Person, Role
from revgov.schedule import Slot, away

# Minutes by meeting.
Load = Counter[str]
MOST_NAMED = 4


@check("cadence-load-exceeded", severity=WARNING, startup=WARNING)
def too_many_meetings(
    governance: Governance, *, hours: float = 6.0, leader_hours: float = 10.0, days: int = 90
) -> Findings:
    """What a role or a person has to attend again and again takes at most `hours` hours a week, counted over the whole
    weeks of the next `days` days; for whom others report to at most `leader_hours`.

    Meetings that have to be attended crowd out the work that they are about.

    Remedy: make the role optional where it only listens, merge two meetings, shorten one, or meet less often.
    """
    timetable = timetable_of(governance)
    weeks = max((away(governance.as_of, days) - governance.as_of).days // 7, 1)
    leaders = {role.reports_to for role in governance.every(Role) if role.reports_to}
    by_role, by_person = loads(timetable, max(days, weeks * 7), weeks)
    crowded: set[str] = set()
    for role in governance.every(Role):
        limit = leader_hours if role.id in leaders else hours
        if over(by_role.get(role.id), limit, weeks):
            crowded.update(timetable.acting(role.id, governance.as_of))
            yield finding(timetable, role, by_role[role.id], limit, weeks)
    leading = {person for role in leaders for person in timetable.acting(role, governance.as_of)}
    for person in governance.every(Person):
        limit = leader_hours if person.ref in leading else hours
        # Whose role is too crowded by itself has been told of.
        if over(by_person.get(person.ref), limit, weeks) and person.ref not in crowded:
            yield finding(timetable, person, by_person[person.ref], limit, weeks)


def loads(timetable: Timetable, days: int, weeks: int) -> tuple[Mapping[str, Load], Mapping[str, Load]]:
    """The minutes that each role, by id, and each person, by reference, spends in each meeting that is repeated."""
    by_role: defaultdict[str, Load] = defaultdict(Counter)
    by_person: defaultdict[str, Load] = defaultdict(Counter)
    end = away(timetable.governance.as_of, weeks * 7)
    for meeting, slots in timetable.by_meeting(days).items():
        series = timetable.series[meeting]
        own = [slot for slot in slots if slot.turn.day and slot.turn.day < end] if series.repeat or series.rule else []
        for roles, people, minutes in shares(timetable, meeting, own):
            for role in roles:
                by_role[role][meeting] += minutes
            for person in people:
                by_person[person][meeting] += minutes
    return by_role, by_person


def shares(timetable: Timetable, meeting: str, slots: list[Slot]) -> Iterator[tuple[Who, Who, int]]:
    """The roles and the people of some slots, and how many minutes these last together."""
    everybody = timetable.everybody(meeting)
    if everybody is not None:
        yield timetable.roles(meeting, 0), everybody, sum([slot.last - slot.first for slot in slots])
        return
    for slot in slots:
        yield timetable.roles(meeting, timetable.entry(slot)), timetable.people(slot), slot.last - slot.first


def over(load: Load | None, limit: float, weeks: int) -> bool:
    return load is not None and load.total() > limit * 60 * weeks


def finding(timetable: Timetable, node: Node, load: Load, limit: float, weeks: int) -> Found:
    most = sorted(load.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMED]
    said = (
        f"{cut(node.title)} has to spend {load.total() / 60 / weeks:.1f} hours a week in meetings over the next "
        f"{weeks} weeks; {limit:g} are the most"
    )
    related = (
        (timetable.meetings[meeting].at(), f"this one takes {minutes / 60 / weeks:.1f} hours a week")
        for meeting, minutes in most
    )
    return node.at(), said, *related
