"""Working days: weekends, public holidays and freezes of a calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from typing import NamedTuple

from revgov.kinds.calendar import Calendar, FiscalYear, Freeze, Holiday
from revgov.kinds.values.repeat import WEEKDAYS

ONE_DAY = datetime.timedelta(days=1)
# How far a business day is looked for: the longest run of days off anywhere is a fraction of it.
REACH = 60
COUNTRY = re.compile("[A-Z]{2,3}")


class NotFrozen(NamedTuple):
    """A region and year without a frozen list; `computed` tells whether the library could stand in for it."""

    region: str
    year: int
    computed: bool


@cache
def computed_holidays(region: str, year: int) -> Mapping[datetime.date, str] | None:
    """The public holidays of a region such as `US`, `GB-ENG` or `AU-NSW`, from the optional `holidays` library.

    None if the library is not installed or does not know the region.
    """
    if find_spec("holidays") is None:
        return None
    import holidays

    country, _, subdivision = region.partition("-")
    if not COUNTRY.fullmatch(country):  # the library takes the names of its own modules for countries
        return None
    try:
        return dict(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:
        return None


class WorkingDays:
    """Which days a calendar works on. Without a calendar: Monday to Friday, no holidays.

    Holiday lists are indexed, and the library is asked, only when a rule needs to know.
    """

    def __init__(self, calendar: Calendar | None, holidays: Iterable[Holiday]) -> None:
        weekend: Sequence[str] = ("saturday", "sunday") if calendar is None else calendar.weekend
        self.weekend = frozenset(WEEKDAYS.index(day) for day in weekend if day in WEEKDAYS)
        self.regions: tuple[str, ...] = calendar.regions if calendar else ()
        self.freezes: tuple[Freeze, ...] = calendar.freezes if calendar else ()
        self.fiscal_year: FiscalYear | None = calendar.fiscal_year if calendar else None
        self.lists = holidays
        self._years: dict[int, Mapping[datetime.date, str]] = {}

    @cached_property
    def frozen(self) -> Mapping[tuple[str, int], Mapping[datetime.date, str]]:
        """The days of each region and year that has a frozen list."""
        lists: dict[tuple[str, int], dict[datetime.date, str]] = {}
        for holiday in self.lists:
            if holiday.region in self.regions and holiday.year is not None:
                lists.setdefault((holiday.region, holiday.year), {}).update(holiday.days or {})
        return lists

    def holiday(self, day: datetime.date) -> str | None:
        """The name of the holiday on a day, in any of the regions."""
        if not self.regions:
            return None
        if day.year not in self._years:
            self._years[day.year] = self.holidays_of(day.year)
        return self._years[day.year].get(day)

    def holidays_of(self, year: int) -> Mapping[datetime.date, str]:
        days: dict[datetime.date, str] = {}
        for region in reversed(self.regions):
            frozen = self.frozen.get((region, year))
            days.update((computed_holidays(region, year) or {}) if frozen is None else frozen)
        return days

    def works_on(self, day: datetime.date) -> bool:
        return day.weekday() not in self.weekend and self.holiday(day) is None

    def freeze(self, day: datetime.date) -> Freeze | None:
        """The freeze that a day lies in."""
        return next((freeze for freeze in self.freezes if freeze.from_ <= day <= freeze.to), None)

    def nearest(self, day: datetime.date, step: int) -> datetime.date | None:
        """The next (step 1) or previous (step -1) business day after a day; None if there is none within sixty days."""
        days = (day + datetime.timedelta(days=step * away) for away in range(1, REACH + 1))
        return next((candidate for candidate in days if self.works_on(candidate)), None)

    def business_days(self, first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
        """The business days from one day to another; backwards if the last comes before the first."""
        step = ONE_DAY if first <= last else -ONE_DAY
        for away in range(abs((last - first).days) + 1):
            day = first + away * step
            if self.works_on(day):
                yield day


def calendar_of(named: str | None, calendars: Mapping[str, Calendar]) -> Calendar | None:
    """The calendar that a declaration names; else the one called `company`, else the only one there is."""
    if named is not None:
        return calendars.get(named)
    only = next(iter(calendars.values())) if len(calendars) == 1 else None
    return calendars.get("company", only)


def not_frozen(calendar: Calendar, holidays: Iterable[Holiday], years: Iterable[int]) -> list[NotFrozen]:
    """The regions and years of a calendar whose holidays no frozen list of the repository gives."""
    days = WorkingDays(calendar, holidays)
    return [
        NotFrozen(region, year, computed_holidays(region, year) is not None)
        for region in calendar.regions
        for year in years
        if (region, year) not in days.frozen
    ]
