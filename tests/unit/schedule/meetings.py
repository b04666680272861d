"""Meetings and calendars of a few lines of YAML, for the tests of this floor."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

import yaml
from pydantic import TypeAdapter

from revgov.kinds import Calendar, Holiday, Meeting
from revgov.schedule import Occurrence, Problem, judge, occurrences, problems_of

AS_OF = datetime.date(2026, 11, 23)


def problems(
    meeting: Meeting,
    calendar: Calendar | None,
    holidays: Iterable[Holiday],
    as_of: datetime.date,
    unread: Collection[str] = (),
) -> list[Problem]:
    """What a run finds wrong with the schedule of a meeting."""
    return problems_of(meeting, judge(meeting, calendar, holidays, unread), as_of)


def declared(model: type[Any], id_: str, text: str) -> Any:
    """A declaration from YAML, whose scalars stay text as in the language."""
    values = yaml.load(text, Loader=yaml.BaseLoader)
    node = TypeAdapter(model).validate_python(numbers(values))
    object.__setattr__(node, "id", id_)
    return node


def numbers(values: Any) -> Any:
    """The few whole numbers of these models."""
    if isinstance(values, dict):
        return {
            key: int(value) if key in ("count", "year", "minutes") else numbers(value) for key, value in values.items()
        }
    return [numbers(value) for value in values] if isinstance(values, list) else values


def meeting(schedule: str, id_: str = "weekly") -> Meeting:
    """A meeting of 45 minutes at 09:00 in New York from Monday, 2 February 2026, unless the schedule says otherwise."""
    given = yaml.load(schedule, Loader=yaml.BaseLoader) or {}
    default = {"starts": "2026-02-02", "time": "09:00", "duration": "45m", "timezone": "America/New_York"}
    whole = {key: value for key, value in {**default, **given}.items() if value != "none"}
    found: Meeting = declared(Meeting, id_, yaml.safe_dump({"schedule": whole}))
    return found


COMPANY: Calendar = declared(
    Calendar,
    "company",
    """
    fiscal_year: {starts: 02-01, pattern: 4-4-5}
    regions: [US]
    freezes: [{from: 2026-12-24, to: 2027-01-02, why: year end}]
    """,
)
HOLIDAYS: tuple[Holiday, ...] = (
    declared(
        Holiday,
        "us_2026",
        "{region: US, year: 2026, days: {2026-05-25: Memorial Day, 2026-11-26: Thanksgiving, 2026-12-25: Christmas}}",
    ),
    declared(Holiday, "us_2027", "{region: US, year: 2027, days: {2027-01-01: New Year, 2027-01-18: MLK}}"),
)


def met(schedule: str, first: str, last: str, calendar: Calendar | None = COMPANY) -> list[Occurrence]:
    return occurrences(
        meeting(schedule), calendar, HOLIDAYS, datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    )


def starts(schedule: str, first: str, last: str, calendar: Calendar | None = COMPANY) -> list[str]:
    """When the meetings begin, by the clock of their zone."""
    return [f"{one.start:%Y-%m-%d %H:%M}" for one in met(schedule, first, last, calendar)]


def faults(schedule: str, calendar: Calendar | None = COMPANY, as_of: datetime.date = AS_OF) -> dict[Any, str]:
    """The problems of a schedule: path below `schedule` -> sentence."""
    found = problems(meeting(schedule), calendar, HOLIDAYS, as_of)
    assert len({problem.path for problem in found}) == len(found) or all(
        problem.path == ("schedule",) for problem in found
    )
    return {problem.path[1:]: problem.message for problem in found}
