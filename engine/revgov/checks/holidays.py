"""Do holidays stay where they are, whichever machine works them out?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Holiday, Meeting
from revgov.kinds.meeting import Schedule
from revgov.schedule import calendar_of, not_frozen
from revgov.schedule.dates import LATEST


@check("cadence-holidays-not-frozen", severity=ERROR, startup=WARNING)
def holidays_not_frozen(governance: Governance) -> Findings:
    """The holidays that move meetings this year or next are written down, for every region of the calendar.

    What a library computes changes with its version, and where nobody knows the holidays one machine moves a meeting
    that another one leaves.

    Remedy: declare the days of that region and year under `holidays`.
    """
    holidays = governance.every(Holiday)
    years = [year for year in (governance.as_of.year, governance.as_of.year + 1) if year <= LATEST.year]
    told: set[str] = set()
    for calendar in moving_meetings(governance):
        found = not_frozen(calendar, holidays, years)
        for index, region in enumerate(calendar.regions):
            if region in told:
                continue
            told.add(region)
            for computed in (True, False):
                open_years = [str(one.year) for one in found if (one.region, one.computed) == (region, computed)]
                if open_years:
                    lack = f"the holidays of {cut(region)} in {listed(open_years)} are not frozen"
                    why = COMPUTED if computed else UNKNOWN
                    said = f"{lack}, and {why}; write them under `holidays`"
                    yield calendar.at("regions", index), said, *((INFO,) if computed else ())


COMPUTED = "the next version of the library `holidays` that computes them may move a meeting"
UNKNOWN = "nothing here computes them: the library `holidays` is not installed or does not know that region"


def moving_meetings(governance: Governance) -> Iterator[Calendar]:
    """The calendars whose holidays decide when a meeting takes place, each once."""
    calendars = {calendar.id: calendar for calendar in governance.every(Calendar)}
    used = {
        calendar.id
        for meeting in governance.every(Meeting)
        if meeting.schedule and heeds_holidays(meeting.schedule)
        if (calendar := calendar_of(plain(meeting.calendar) if meeting.calendar else None, calendars))
    }
    return (calendar for calendar in calendars.values() if calendar.id in used)


def heeds_holidays(schedule: Schedule) -> bool:
    """Whether a schedule gives way to holidays, or counts business days."""
    repeat = schedule.repeat
    counts = repeat and (repeat.unit == "business day" or any(day.noun == "business day" for day in repeat.days))
    return bool(counts) or (schedule.on_holiday or "keep") != "keep"
