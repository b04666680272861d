"""Do people meet: can every meeting be placed, is the rhythm right, and is whoever decides in the room?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from math import inf, isinf
from typing import NamedTuple

from revgov.checks.absence import all_read, lacks, missing, unread
from revgov.checks.diary import diary_of
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt, misspelt_seats
from revgov.checks.owners import responsible_role
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import attendance, in_person, plain
from revgov.governance.governance import Governance
from revgov.kinds import Council, Decision, Kpi, Meeting, Node, Risk, Role
from revgov.kinds.values import Duration
from revgov.schedule import LATEST, frequency, problems_of

Unread = Collection[tuple[str, str]]
YEAR = datetime.timedelta(days=366)


@check("cadence-schedule-invalid", severity=ERROR, startup=ERROR)
def meeting_that_cannot_be_placed(governance: Governance) -> Findings:
    """A meeting has a start, a time, a length, a zone and a rhythm that make dates, exceptions that hit one of them,
    and a date still to come.

    A series that calendars cannot place is a meeting nobody comes to.

    Remedy: complete the schedule as the finding says; give a meeting that is over an `until` of its own.
    """
    diary = diary_of(governance)
    for meeting in governance.every(Meeting):
        parts = diary.unread.get(meeting.ref, frozenset())
        if (meeting.schedule is None and parts) or not diary.knows(meeting):
            continue
        for path, message in problems_of(meeting, diary.judged(meeting), governance.as_of):
            yield meeting.at(*path) if path else lacks(meeting, "schedule"), f"{cut(meeting.title)}: {message}"


@check("cadence-required-missing", severity=ERROR, startup=ERROR)
def required_meeting_missing(governance: Governance) -> Findings:
    """Every meeting that the profile lists for a company of this stage takes place, at least as often as it says there,
    and does not end before the next one is due.

    Weekly numbers that are looked at monthly are history by then.

    Remedy: declare the meeting under the id that the finding names, or write that word under `is:` on the one it is.
    """
    known, meetings = governance.profile.known.get("meeting", ()), governance.every(Meeting)
    odd = Misspelt(frozenset(meeting.is_ for meeting in meetings if meeting.is_ and meeting.is_ not in known))
    silent = not all_read(governance) or anything_unread(governance, "meeting", "is")
    diary = diary_of(governance)
    for word, longest in governance.profile.meetings.items():
        limit = Duration.read(longest)
        asked = (
            f"the profile '{governance.profile.title}' asks for `{word}` at least every {str(limit).removeprefix('1 ')}"
        )
        found = [one for one in meetings if one.is_ == word or (one.is_ is None and one.id == word)]
        if found:
            due = min(governance.as_of, LATEST - YEAR) + datetime.timedelta(days=int(limit.days))
            lasting = [meeting for meeting in found if diary.has(meeting, due)]
            seldom = [*too_seldom(lasting or found, limit, asked, unread(governance))]
            yield from seldom if seldom or lasting else [ending(found[0], due, asked)]
        elif not silent and not odd.may_mean(word):
            yield missing(f"meeting:{word}"), f"{asked}, and no meeting is it"


def too_seldom(meetings: list[Meeting], limit: Duration, asked: str, unread_fields: Unread) -> Findings:
    """The finding that none of the meetings that are one known thing is frequent enough."""
    rhythms = [(longest_days(meeting, unread_fields), meeting) for meeting in meetings]
    days, meeting = min(rhythms, key=lambda one: one[0])
    if days > limit.days + 1e-6:
        rhythm = "takes place once" if isinf(days) else f"takes place every {days:.0f} days"
        fields = [field for field in ("repeat", "rrule") if getattr(meeting.schedule, field)]
        yield meeting.at("schedule", *fields), f"{cut(meeting.title)} {rhythm}, but {asked}"


def ending(meeting: Meeting, due: datetime.date, asked: str) -> Found:
    """The finding that a meeting ends before the day by which the next one has to be held."""
    fields = [field for field in ("until", "count") if getattr(meeting.schedule, field)]
    return meeting.at("schedule", *fields[:1]), f"nothing of {cut(meeting.title)} takes place after {due}, but {asked}"


def longest_days(meeting: Meeting, unread_fields: Unread) -> float:
    """The longest time between two dates: infinite for a single one, 0 where `cadence-schedule-invalid` has a word."""
    schedule = meeting.schedule
    if schedule is None or (meeting.ref, "schedule") in unread_fields:
        return 0.0
    found = frequency(schedule)
    return found.longest_days if found else 0.0 if schedule.rrule is not None else inf


@check("cadence-council-never-meets", severity=ERROR, startup=OFF)
def council_that_never_meets(governance: Governance) -> Findings:
    """Every council has a meeting that still takes place.

    A council on paper decides nothing, and what it should have decided is decided in corridors.

    Remedy: name the council under `council` of the meeting in which it sits, or dissolve it.
    """
    names = misspelt(governance, "meeting", "council")
    blind = not all_read(governance) or anything_unread(governance, "meeting", "council")
    sittings: defaultdict[str | None, list[Meeting]] = defaultdict(list)
    for meeting in governance.every(Meeting):
        if meeting.council:
            sittings[plain(meeting.council)].append(meeting)
    diary = diary_of(governance)
    for council in governance.every(Council):
        past = sittings.get(council.id, [])
        if blind or names.may_mean(council.id) or any(diary.has(meeting, governance.as_of) for meeting in past):
            continue
        why = f"{cut(past[0].title)} takes place no more" if past else "no meeting names it as its `council`"
        yield lacks(council, "meeting"), f"{cut(council.title)} never meets{' again' if past else ''}: {why}"


@check("cadence-decider-absent", severity=ERROR, startup=WARNING)
def decider_not_in_the_room(governance: Governance) -> Findings:
    """Whoever decides a decision on the agenda, or owns a KPI or risk that is reviewed, is required in the meeting.

    Without the decider a meeting prepares the next meeting.

    Remedy: add the role to `required`, or move the item to a meeting that it attends.
    """
    names = misspelt_seats(governance)
    for meeting in governance.every(Meeting):
        if not meeting.decisions and not meeting.reviews:
            continue
        there = attendance(governance, meeting).required
        absent: dict[str, list[Need]] = {}
        for need in needed(governance, meeting, there):
            present = need.role.id in there or in_person(governance, need.role.id, there)
            if not present and not names.may_mean(need.role.id):
                absent.setdefault(need.role.id, []).append(need)
        for needs in absent.values():
            first, *others = needs
            role, meeting_title = cut(first.role.title), cut(meeting.title)
            does = {need.does: listed(one.item.title for one in needs if one.does == need.does) for need in needs}
            reasons = " and ".join(f"{verb} {titles}" for verb, titles in does.items())
            related = ((meeting.at(*need.path), f"{role} {need.does} this") for need in others[:4])
            yield meeting.at(*first.path), f"{role} {reasons}, but is not required in {meeting_title}", *related


class Need(NamedTuple):
    """A role without which an item of the agenda cannot be dealt with: what it does with it, and where that stands."""

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
        # Most owners are there by name, and nothing more has to be known of them.
        if isinstance(node, (Kpi, Risk)) and there.isdisjoint(node.owner):
            owner = responsible_role(governance, node)
            if owner is not None:
                yield Need(owner, "owns", node, ("reviews", index))


def deciders(governance: Governance, decision: Decision, meeting: Meeting, there: frozenset[str]) -> Iterator[Role]:
    """Who has to be there for a decision: its role; for another council its chair, or a member where there is none."""
    for name in map(plain, decision.decides):
        council = governance.find(Council, name)
        if council is None:
            names = [name]
        elif plain(meeting.council or "") == name:
            names = []
        else:
            chairs = [plain(role) for role in council.chair if role != "none"]
            names = chairs or [plain(role) for role in council.members]
        if there.isdisjoint(names):
            yield from [role for role in (governance.find(Role, one) for one in names[:1]) if role]
