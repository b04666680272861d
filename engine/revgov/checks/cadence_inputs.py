"""Is what a meeting talks about there in time, and new?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from math import inf

from revgov.checks.absence import unread
from revgov.checks.registry import INFO, WARNING, Findings, check
from revgov.checks.timetable import Timetable, timetable_of
from revgov.checks.wording import cut, plural
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Meeting, Role
from revgov.kinds.meeting import Input
from revgov.kinds.values import Duration
from revgov.schedule import Slot, away, frequency

DAY = 1440
SEASON = 90
# In days: what came out of a meeting so long before it was due is taken for new, whatever comes out of the next one.
FRESH = 2
# In days: nobody has to refresh more often than on business days.
OFTEN = Duration(1, "business days").days + 1e-6


@check("cadence-input-late", severity=WARNING, startup=INFO)
def input_too_late(governance: Governance, *, hours: float = 24.0, days: int = 90) -> Findings:
    """Inputs are due at least `hours` hours before a meeting; its KPIs are new by then; and a meeting from which an
    input comes takes place before, in the next `days` days.

    Who sees the numbers for the first time in the meeting discusses whether they are right.

    Remedy: write a `due` such as `24h before`, refresh the KPI earlier or more often, or change the order of the
    meetings.
    """
    unread_fields = unread(governance)
    timetable = timetable_of(governance)
    for meeting in governance.every(Meeting):
        if meeting.inputs and (meeting.ref, "inputs") not in unread_fields:
            yield from due_too_late(meeting, hours)
        if meeting.id in timetable.series:
            for index, input_ in enumerate(meeting.inputs):
                yield from fed_too_late(timetable, meeting, index, input_, days)
            yield from stale_kpis(timetable, meeting)


def due_too_late(meeting: Meeting, hours: float) -> Findings:
    for index, input_ in enumerate(meeting.inputs):
        due = input_.due
        if due and not due.after and due.duration.days * 24 >= hours - 1e-9:
            continue
        what, spot = f"'{cut(input_.what)}' for {cut(meeting.title)}", meeting.at("inputs", index)
        if due is None:
            yield spot, f"{what} has no `due`; write `{hours:g}h before` or earlier"
        else:
            said = f"{what} is due {due}; it should be there {hours:g} hours before, to be read"
            yield meeting.at("inputs", index, "due"), said


def kpis_of(governance: Governance, meeting: Meeting) -> Iterator[tuple[Kpi, tuple[str | int, ...]]]:
    """The KPIs under `reviews` and those that an input is about, with the place where that is written."""
    for index, written in enumerate(meeting.reviews):
        kpi = governance.nodes.get(written if ":" in written else f"kpi:{written}")
        if isinstance(kpi, Kpi):
            yield kpi, ("reviews", index)
    for at, input_ in enumerate(meeting.inputs):
        for index, written in enumerate(input_.about):
            kpi = governance.nodes.get(written if ":" in written else f"kpi:{written}")
            if isinstance(kpi, Kpi):
                yield kpi, ("inputs", at, "about", index)


def stale_kpis(timetable: Timetable, meeting: Meeting) -> Findings:
    """KPIs that are new less often than the meeting looks at them, or only later in the day."""
    begins = timetable.series[meeting.id].time
    for kpi, path in kpis_of(timetable.governance, meeting):
        refresh = kpi.refresh
        if refresh is None or not timetable.governance.in_force(kpi):
            continue
        if refresh.every.days > OFTEN:
            longest = max(longest_gap(meeting) or inf, OFTEN)
            if refresh.every.days > longest + 1e-6:
                said = f"{cut(kpi.title)} is new only every {refresh.every}, but {cut(meeting.title)} looks at it"
                related = (kpi.at("refresh", "every"), "this is how often it is new")
                yield meeting.at(*path), f"{said} every {plural(round(longest), 'day')}", related
        elif refresh.by and refresh.by > begins and begins_before(timetable, meeting, refresh.by):
            said = f"{cut(kpi.title)} is new by {refresh.by:%H:%M}, when {cut(meeting.title)} has already begun"
            yield meeting.at(*path), said, (kpi.at("refresh", "by"), "this is when it is new")


def begins_before(timetable: Timetable, meeting: Meeting, time: datetime.time) -> bool:
    """Whether a meeting begins earlier in the day by the charter's clock too: nobody says by which one a KPI is new."""
    timezone = timetable.governance.charter.timezone or "UTC"
    first = timetable.governance.as_of
    slots = timetable.between(meeting.id, first, away(first, SEASON))
    return bool(slots) and all(timetable.almanac.wall(slot.first, timezone).time() < time for slot in slots)


def fed_too_late(timetable: Timetable, meeting: Meeting, index: int, input_: Input, days: int) -> Findings:
    """The finding that an input comes out of a meeting that is held too late for it, time and again."""
    feeding = source_of(timetable, input_)
    if feeding is None or feeding.id == meeting.id:
        return
    due = input_.due.duration.minutes if input_.due and not input_.due.after else 0.0
    today, last = timetable.governance.as_of, away(timetable.governance.as_of, days - 1)
    wanted = timetable.between(meeting.id, today, last)
    found = timetable.between(feeding.id, away(today, -due / DAY - FRESH), last)
    late = [slot for slot in wanted if too_late(slot, found, due)]
    # Once in a while a holiday turns the order round; that is no fault of the rhythm.
    if late and len(late) * 2 >= min(len(wanted), len(found)):
        enough = f"{input_.due.duration} before it" if due and input_.due else "before it"
        said = f"'{cut(input_.what)}' for {cut(meeting.title)} comes from {cut(feeding.title)}, which is not over"
        related = (feeding.at("schedule", "time"), "this is when that one takes place")
        yield meeting.at("inputs", index, "from"), f"{said} {enough}, as on {late[0].turn.day}", related


def source_of(timetable: Timetable, input_: Input) -> Meeting | None:
    """The meeting from which an input comes, if it comes from one that can be placed."""
    written = input_.from_ or ""
    if written.startswith("role:") or (":" not in written and timetable.governance.find(Role, written)):
        return None
    return timetable.meetings.get(plain(written))


def longest_gap(meeting: Meeting) -> float:
    """The longest usual time between two dates, in days; 0 for a single meeting."""
    found = frequency(meeting.schedule) if meeting.schedule else None
    return found.longest_days if found else 0


def too_late(slot: Slot, feeding: list[Slot], due: float) -> bool:
    """Whether what feeds a meeting is not over when its result is due, or follows within a day, and the time before was
    days ago."""
    near = any(one.last > slot.first - due and one.first < slot.first + DAY for one in feeding)
    return near and not any(slot.first - due - FRESH * DAY <= one.last <= slot.first - due for one in feeding)
