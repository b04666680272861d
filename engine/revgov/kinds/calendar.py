"""Calendars and holidays: fiscal years, working days and frozen public holidays."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Part, Whole, model
from revgov.kinds.values import Date, Hours, MonthDay, Unreadable
from revgov.kinds.values.value import Reads

PATTERNS = ("months", "4-4-5", "4-5-4", "5-4-4")


def fiscal_pattern(raw: object) -> str:
    if raw in PATTERNS:
        return str(raw)
    raise Unreadable(f"'{raw}' is no fiscal pattern; write one of {', '.join(PATTERNS)}")


@model
class FiscalYear(Part):
    """When the fiscal year starts and how its periods are cut.

    With a week pattern the year starts on the `starts_on` weekday nearest to `starts`: some years have 53 weeks.
    """

    starts: MonthDay
    pattern: Annotated[str, Reads(fiscal_pattern, type="string", enum=list(PATTERNS))] = "months"
    starts_on: str = "monday"


@model
class Freeze(Part):
    """Days on which nothing is released and perhaps nobody meets."""

    from_: Date
    to: Date
    why: str | None = None


@model
class Calendar(Node):
    """Working time: the fiscal year, the holidays of its regions, weekends, hours and freezes."""

    fiscal_year: FiscalYear | None = None
    regions: OneOrMore = ()
    weekend: OneOrMore = ("saturday", "sunday")
    hours: Hours | None = None
    freezes: tuple[Freeze, ...] = ()


@model
class Holiday(Node):
    """The public holidays of one region and year, frozen so that a library update never moves a meeting."""

    region: str | None = None
    year: Whole | None = None
    days: dict[Date, str] | None = None
