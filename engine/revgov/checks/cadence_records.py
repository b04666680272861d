"""Is it written down what meetings decided?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping

from revgov.checks.absence import all_read
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.timetable import Timetable, timetable_of
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Minutes, Recommendation
from revgov.schedule import EARLIEST, Slot, away

# How many days to look back for meetings that took place, in growing steps: most are near.
STEPS = (45, 400, 1200)


@check("cadence-decision-unlogged", severity=WARNING, startup=OFF)
def decision_nobody_wrote_down(governance: Governance, *, last: int = 2, grace_days: int = 3) -> Findings:
    """Of the last `last` dates of a meeting that takes decisions there are minutes, or a recommendation was decided on
    that day; there are `grace_days` days to write them.

    What nobody wrote down is decided again, or differently by everybody who was there.

    Remedy: add the decisions of that day under `minutes`, with the meeting and the date; if it did not take place write
    the date under `cancelled`.
    """
    timetable = timetable_of(governance)
    if not all_read(governance) or anything_unread(governance, "minutes", "meeting", "on"):
        return
    names, written = misspelt(governance, "minutes", "meeting"), logged(governance)
    decided = {entry.decided_on for entry in governance.all(Recommendation)}
    late = away(governance.as_of, -grace_days)
    for id_, meeting in timetable.meetings.items():
        if not meeting.decisions or names.may_mean(id_):
            continue
        known = decided.union(written.get(id_, ()))
        dates = [
            str(slot.turn.day)
            for slot in past(timetable, id_, last)
            if slot.turn.day and slot.turn.day < late and known.isdisjoint(days_of(timetable, slot))
        ]
        if dates:
            said = f"nobody wrote down what {cut(meeting.title)} decided on {listed(dates)}"
            yield meeting.at("decisions"), f"{said}; write it under `minutes`"


def logged(governance: Governance) -> Mapping[str, Collection[datetime.date]]:
    """The dates of which there are minutes, by meeting."""
    dates: defaultdict[str, set[datetime.date]] = defaultdict(set)
    for minutes in governance.all(Minutes):
        if minutes.meeting and minutes.on:
            dates[plain(minutes.meeting)].add(minutes.on)
    return dates


def past(timetable: Timetable, meeting: str, count: int) -> list[Slot]:
    """The last slots of a meeting before the as-of date, from when it was in force."""
    before = away(timetable.governance.as_of, -1)
    since = timetable.meetings[meeting].since or EARLIEST
    found: list[Slot] = []
    for days in STEPS:
        first = max(since, away(before, -days))
        found = sorted(timetable.between(meeting, first, before))[-count:] if count > 0 else []
        if len(found) >= count or first == since:
            break
    return found


def days_of(timetable: Timetable, slot: Slot) -> set[datetime.date | None]:
    """The dates that minutes may bear: the day by the meeting's clock and by the company's, and the usual one."""
    company = timetable.governance.charter.timezone or "UTC"
    return {slot.turn.day, slot.turn.key, timetable.almanac.wall(slot.first, company).date()}
