"""Do meetings fall on days on which nobody is there?"""

from __future__ import annotations

import datetime

from revgov.checks.registry import INFO, WARNING, Findings, Found, check
from revgov.checks.timetable import timetable_of
from revgov.checks.wording import cut, plural
from revgov.governance.governance import Governance
from revgov.kinds import Meeting
from revgov.schedule import Slot, WorkingDays

# The rule of a schedule that says what becomes of such a day, and how it may be written.
RULES = {"holiday": "on_holiday", "freeze": "on_freeze"}
ANSWERS = {
    "holiday": "`skip`, `next business day`, `previous business day` or `keep`",
    "freeze": "`skip` or `keep`",
}


@check("cadence-calendar-clash", severity=WARNING, startup=INFO)
def meeting_on_a_day_off(governance: Governance, *, days: int = 90) -> Findings:
    """No meeting of the next `days` days falls on a holiday or into a freeze that its calendar declares, unless its
    schedule says what happens then.

    Half of the people are away, and the other half wait for them; what was to be decided has lost a week.

    Remedy: write `on_holiday` or `on_freeze` into the schedule; `keep` says that it is meant to take place. A single
    day goes under `moved` or `cancelled`.
    """
    timetable = timetable_of(governance)
    for id_, slots in timetable.by_meeting(days).items():
        meeting, working = timetable.meetings[id_], timetable.series[id_].days
        for cause, field in RULES.items():
            rule = getattr(meeting.schedule, field)
            lost = []
            for slot in slots if rule is None or timetable.series[id_].moved else ():
                moved = slot.turn.because == "moved" and rule != "keep"
                name = day_off(cause, working, slot.turn.day) if moved or rule is None else ""
                if name and moved:
                    yield moved_onto(meeting, slot, name)
                elif name:
                    lost.append((slot, name))
            if lost:
                yield falling_on(meeting, cause, lost)


def day_off(cause: str, days: WorkingDays, day: datetime.date | None) -> str:
    """What keeps people away on a day, in words; '' for nothing. Holidays are those written down, and no library's."""
    if day is None:
        return ""
    if cause == "freeze":
        freeze = days.freeze(day)
        return f"into the freeze '{cut(freeze.why)}'" if freeze and freeze.why else "into a freeze" if freeze else ""
    lists = (days.frozen.get((region, day.year), {}) for region in days.regions)
    name = next((holidays[day] for holidays in lists if day in holidays), None)
    return "" if name is None else f"on {cut(name)}"


def moved_onto(meeting: Meeting, slot: Slot, name: str) -> Found:
    said = f"{cut(meeting.title)} is moved to {slot.turn.day}, which falls {name}"
    return meeting.at("schedule", "moved", str(slot.turn.key)), said


def falling_on(meeting: Meeting, cause: str, found: list[tuple[Slot, str]]) -> Found:
    slot, name = found[0]
    more = f", and {plural(len(found) - 1, 'date')} more so" if len(found) > 1 else ""
    field = RULES[cause]
    said = f"{cut(meeting.title)} falls {name} ({slot.turn.day}){more}; say what happens then: `{field}` is"
    return meeting.at("schedule", key=True, word=(0, field)), f"{said} {ANSWERS[cause]}"
