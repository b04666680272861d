"""Do people meet: can every meeting be placed, is the rhythm right, and is whoever decides in the room?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read, lacks, missing, unread
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt
from revgov.checks.owners import responsible_role
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import attendance, in_person, plain
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Council, Decision, Holiday, Kpi, Meeting, Node, Risk, Role
from revgov.kinds.values import Duration
from revgov.schedule import calendar_of, frequency, problems


@check("cadence-schedule-invalid", severity=ERROR, startup=ERROR)
def meeting_that_cannot_be_placed(governance: Governance) -> Findings:
    """A meeting has a start, a time, a length, a zone and a rhythm that make dates, exceptions that hit one of them, and
    a date still to come.

    A series that calendars cannot place is a meeting nobody comes to.

    Remedy: complete the schedule as the finding says; give a meeting that is over an `until` of its own.
    """
    calendars = {calendar.id: calendar for calendar in governance.every(Calendar)}
    holidays, half_read = governance.every(Holiday), schedule_parts_unread(governance)
    for meeting in governance.every(Meeting):
        parts = half_read.get(meeting.ref, frozenset())
        if meeting.schedule is None and parts:
            continue
        if meeting.calendar and plain(meeting.calendar) not in calendars:
            continue
        calendar = calendar_of(plain(meeting.calendar) if meeting.calendar else None, calendars)
        for path, message in problems(meeting, calendar, holidays, governance.as_of, parts):
            yield meeting.at(*path) if path else lacks(meeting, "schedule"), f"{cut(meeting.title)}: {message}"


def schedule_parts_unread(governance: Governance) -> Mapping[str, frozenset[str]]:
    """The fields of schedules that stand in the text and could not be read, by meeting."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for spot in (report.spot for report in governance.reports):
        path = spot.path[spot.base :]
        if spot.node and path[:1] == ("schedule",):
            found[spot.node] |= {str(path[1]) if len(path) > 1 else "schedule"}
    return found


@check("cadence-required-missing", severity=ERROR, startup=ERROR)
def required_meeting_missing(governance: Governance) -> Findings:
    """Every meeting that the profile lists for a company of this stage takes place, at least as often as it says there.

    Weekly numbers that are looked at monthly are history by then.

    Remedy: declare the meeting under the id that the finding names, or write that word under `is:` on the one that is it.
    """
    known, unread_fields = governance.profile.known.get("meeting", ()), unread(governance)
    meetings = governance.every(Meeting)
    odd = Misspelt(frozenset(meeting.is_ for meeting in meetings if meeting.is_ and meeting.is_ not in known))
    for word, longest in governance.profile.meetings.items():
        found = [one for one in meetings if one.is_ == word or (one.is_ is None and one.id == word)]
        limit = Duration.read(longest)
        if found:
            yield from too_seldom(found, word, limit, governance.profile.title, unread_fields)
        elif all_read(governance) and not odd.may_mean(word):
            said = f"no meeting is `{word}`, which the profile '{governance.profile.title}' asks for at least every {limit}"
            yield missing(f"meeting:{word}"), said


def too_seldom(
    meetings: list[Meeting], word: str, limit: Duration, profile: str, unread_fields: frozenset[tuple[str, str]]
) -> Findings:
    """The finding that none of the meetings that are one known thing is frequent enough."""
    rhythms = [
        (frequency(one.schedule), one)
        for one in meetings
        if one.schedule and (one.ref, "schedule") not in unread_fields
    ]
    # What cannot be placed is `cadence-schedule-invalid` and may be frequent enough once it can.
    if len(rhythms) < len(meetings) or any(not found and one.schedule and one.schedule.rrule for found, one in rhythms):
        return
    best = min((found.longest_days if found else float("inf")) for found, _ in rhythms)
    if best > limit.days + 1e-6:
        meeting = rhythms[0][1]
        spot = meeting.at("schedule", "repeat" if meeting.schedule and meeting.schedule.repeat else "rrule")
        rhythm = "takes place once" if best == float("inf") else f"takes place every {best:.0f} days"
        yield (
            spot,
            f"{cut(meeting.title)} {rhythm}; as `{word}` the profile '{profile}' asks for at least every {limit}",
        )


@check("cadence-council-never-meets", severity=ERROR, startup=OFF)
def council_that_never_meets(governance: Governance) -> Findings:
    """Every council has a meeting.

    A council on paper decides nothing, and what it should have decided is decided in corridors.

    Remedy: name the council under `council` of the meeting in which it sits, or dissolve it.
    """
    names = misspelt(governance, "meeting", "council")
    blind = not all_read(governance) or anything_unread(governance, "meeting", "council")
    sitting = {plain(meeting.council) for meeting in governance.every(Meeting) if meeting.council}
    for council in governance.every(Council):
        if council.id not in sitting and not blind and not names.may_mean(council.id):
            yield (
                lacks(council, "meeting"),
                f"no meeting names {cut(council.title)} as its `council`, so it never meets",
            )


@check("cadence-decider-absent", severity=ERROR, startup=WARNING)
def decider_not_in_the_room(governance: Governance) -> Findings:
    """Whoever decides a decision on the agenda, and whoever owns a KPI or risk that is reviewed, is required in the meeting.

    Without the decider a meeting prepares the next meeting.

    Remedy: add the role to `required`, or move the item to a meeting that it attends.
    """
    for meeting in governance.every(Meeting):
        if not meeting.decisions and not meeting.reviews:
            continue
        there = attendance(governance, meeting).required
        absent: dict[str, list[Need]] = {}
        for need in needed(governance, meeting, there):
            if need.role.id not in there and not in_person(governance, need.role.id, there):
                absent.setdefault(need.role.id, []).append(need)
        for needs in absent.values():
            first, *others = needs
            role, meeting_title = cut(first.role.title), cut(meeting.title)
            reasons = listed(f"{need.does} {cut(need.item.title)}" for need in needs)
            related = ((meeting.at(*need.path), f"{role} {need.does} this") for need in others[:4])
            yield meeting.at(*first.path), f"{role} {reasons}, but is not required in {meeting_title}", *related


class Need(NamedTuple):
    """A role without which an item of the agenda cannot be dealt with: what it does with the item, and where that stands."""

    role: Role
    does: str
    item: Node
    path: tuple[str, int]


def needed(governance: Governance, meeting: Meeting, there: frozenset[str]) -> Iterator[Need]:
    for index, written in enumerate(meeting.decisions):
        decision = governance.find(Decision, plain(written))
        if decision is not None:
            for role in deciders(governance, decision, meeting, there):
                yield Need(role, "decides", decision, ("decisions", index))
    edges = governance.out.get(meeting.ref, ()) if meeting.reviews else ()
    reviewed = {ref.partition(":")[2]: ref for field, ref in edges if field == "reviews"}
    for index, written in enumerate(meeting.reviews):
        node = governance.get(written if ":" in written else reviewed.get(written, ""))
        # The roles that are there by name are most of all: nothing more has to be known of them.
        if isinstance(node, (Kpi, Risk)) and there.isdisjoint(node.owner):
            owner = responsible_role(governance, node)
            if owner is not None:
                yield Need(owner, "owns", node, ("reviews", index))


def deciders(governance: Governance, decision: Decision, meeting: Meeting, there: frozenset[str]) -> Iterator[Role]:
    """Who has to be there for a decision: its role, or for a council its chair, or a member where nobody has the chair."""
    for name in map(plain, decision.decides):
        council = governance.find(Council, name)
        if council is None:
            role = governance.find(Role, name)
            yield from (role,) if role else ()
        elif plain(meeting.council or "") != name:
            seats = [plain(seat) for seat in council.chair if seat != "none"] or [
                plain(seat) for seat in council.members
            ]
            chair = governance.find(Role, seats[0]) if seats and not there.intersection(seats) else None
            yield from (chair,) if chair else ()
