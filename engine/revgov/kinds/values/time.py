"""Values of time: dates, periods, durations, offsets, hours of the day and zones."""

from __future__ import annotations

import datetime
import os
import re
from functools import lru_cache
from typing import Annotated, NamedTuple

from revgov.kinds.values.value import Reads, Unreadable, text, value

DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_date(raw: object) -> datetime.date:
    written = text(raw, "2026-03-31")
    match = DATE.fullmatch(written)
    if not match:
        raise Unreadable(f"'{written}' is no date; write year-month-day, such as 2026-03-31")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        raise Unreadable(f"there is no day {written} in the calendar") from None


def read_time(raw: object) -> datetime.time:
    written = text(raw, "09:00")
    match = CLOCK.fullmatch(written)
    if not match:
        raise Unreadable(f"'{written}' is no time of day; write hours and minutes, such as 09:00")
    return datetime.time(int(match[1]), int(match[2]))


Date = Annotated[datetime.date, Reads(read_date, type="string", pattern=r"^\d{4}-\d\d-\d\d$", examples=["2026-03-31"])]
TimeOfDay = Annotated[
    datetime.time, Reads(read_time, type="string", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["09:00"])
]

# The length of each unit in days, to compare durations: a month is a twelfth of a year of 365.25 days, and a business
# day stands for 7/5 of a day; a business day has eight business hours.
DAYS = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": 365.25 / 12,
    "quarters": 365.25 / 4,
    "years": 365.25,
    "business hours": 7 / 5 / 8,
    "business days": 7 / 5,
}
SHORT = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
MOST = 1_000_000
DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(business\s+)?([a-z]+)")


@value(
    "24h", pattern=r"^\d+(\.\d+)? ?(m|min|h|d|w|(business )?(minutes?|hours?|days?|weeks?|months?|quarters?|years?))$"
)
class Duration(NamedTuple):
    """A length of time: a number and a unit, one of the keys of DAYS."""

    number: float
    unit: str

    @classmethod
    def read(cls, raw: object) -> Duration:
        written = text(raw, "24h")
        match = DURATION.fullmatch(written)
        unit = unit_of(match[2], match[3]) if match else None
        if not match or unit is None:
            raise Unreadable(f"'{written}' is no duration; write a number and a unit, such as 24h or 2 business days")
        number = float(match[1]) if len(match[1]) < 16 else MOST + 1.0
        if number > MOST:
            raise Unreadable(f"'{written[:40]}' is longer than anything here lasts; write, for example, 3 months")
        return cls(int(number) if number.is_integer() else number, unit)

    @property
    def days(self) -> float:
        """The length in days, to compare with other durations."""
        return self.number * DAYS[self.unit]

    @property
    def minutes(self) -> float:
        """The length in minutes, to compare and to add."""
        return self.days * 1440

    def after(self, start: datetime.date) -> datetime.date:
        """The date this long after another: by calendar months, clipped to the month's last day; else by whole days."""
        months = {"months": 1, "quarters": 3, "years": 12}.get(self.unit)
        if months:
            return add_months(start, int(self.number * months))
        return start + datetime.timedelta(days=int(self.days))

    def __str__(self) -> str:
        unit = self.unit[:-1] if self.number == 1 else self.unit
        return f"{self.number:g} {unit}"


def unit_of(business: str | None, word: str) -> str | None:
    unit = SHORT.get(word) or (word if word in DAYS else f"{word}s")
    if business:
        unit = f"business {unit}"
    return unit if unit in DAYS else None


def add_months(start: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not datetime.MINYEAR <= year < datetime.MAXYEAR:
        return datetime.date.max if months > 0 else datetime.date.min
    following = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(start.day, last))


@value("24h before")
class Offset(NamedTuple):
    """A duration before or after something."""

    duration: Duration
    after: bool

    @classmethod
    def read(cls, raw: object) -> Offset:
        written = text(raw, "24h before")
        length, _, side = written.rpartition(" ")
        if side not in ("before", "after"):
            raise Unreadable(f"'{written}' does not say before or after; write, for example, 24h before")
        return cls(Duration.read(length), side == "after")

    def __str__(self) -> str:
        return f"{self.duration} {'after' if self.after else 'before'}"


@value("09:00-17:30", pattern=r"^\d\d:\d\d-\d\d:\d\d$")
class Hours(NamedTuple):
    """Working hours of a day, in local time."""

    start: datetime.time
    end: datetime.time

    @classmethod
    def read(cls, raw: object) -> Hours:
        written = text(raw, "09:00-17:30")
        start, dash, end = written.partition("-")
        if not dash:
            raise Unreadable(f"'{written}' is no span of hours; write, for example, 09:00-17:30")
        hours = cls(read_time(start), read_time(end))
        if hours.end <= hours.start:
            raise Unreadable(f"'{written}' ends before it starts")
        return hours


@value("2026-12-21..2027-01-02", pattern=r"^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$")
class DateRange(NamedTuple):
    """Days from the first to the last, both included."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def read(cls, raw: object) -> DateRange:
        written = text(raw, "2026-12-21..2027-01-02")
        first, dots, last = written.partition("..")
        span = cls(read_date(first), read_date(last if dots else first))
        if span.last < span.first:
            raise Unreadable(f"'{written}' ends before it starts")
        return span


@value("2026-05-26 10:00", pattern=r"^\d{4}-\d\d-\d\d( \d\d:\d\d)?$")
class Moment(NamedTuple):
    """A date, and perhaps a time of that day."""

    date: datetime.date
    time: datetime.time | None

    @classmethod
    def read(cls, raw: object) -> Moment:
        written = text(raw, "2026-05-26 10:00")
        date, _, time = written.partition(" ")
        return cls(read_date(date), read_time(time) if time else None)


@value("02-01", pattern=r"^\d\d-\d\d$")
class MonthDay(NamedTuple):
    """A day of every year."""

    month: int
    day: int

    @classmethod
    def read(cls, raw: object) -> MonthDay:
        written = text(raw, "02-01")
        try:
            date = read_date(f"2024-{written}")
        except Unreadable:
            raise Unreadable(f"'{written}' is no day of the year; write month-day, such as 02-01") from None
        return cls(date.month, date.day)


PERIOD = re.compile(r"(FY)?(\d{4})(?:-(?:Q([1-4])|P(0[1-9]|1[0-3])|(0[1-9]|1[0-2])))?")


@value("FY2027-Q1", pattern=r"^(\d{4}-(0[1-9]|1[0-2])|\d{4}-Q[1-4]|FY\d{4}(-Q[1-4]|-P(0[1-9]|1[0-3]))?)$")
class Period(NamedTuple):
    """A calendar month or quarter, or a fiscal year, quarter or period. A fiscal year bears the year it ends in."""

    fiscal: bool
    year: int
    quarter: int | None
    number: int | None

    @classmethod
    def read(cls, raw: object) -> Period:
        written = text(raw, "FY2027-Q1")
        match = PERIOD.fullmatch(written)
        if match:
            fiscal, year, quarter, period, month = match.groups()
            number = period or month
            if (bool(fiscal) == bool(period) or quarter or not number) and (fiscal or quarter or month):
                return cls(bool(fiscal), int(year), int(quarter) if quarter else None, int(number) if number else None)
        raise Unreadable(f"'{written}' is no period; write 2026-03, 2026-Q1, FY2027, FY2027-Q1 or FY2027-P03")

    def __str__(self) -> str:
        part = f"-Q{self.quarter}" if self.quarter else ""
        if self.number:
            part = f"-P{self.number:02}" if self.fiscal else f"-{self.number:02}"
        return f"{'FY' if self.fiscal else ''}{self.year}{part}"


ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*")
# The database keeps these for old systems; people who write EST mean New York, which is not EST in summer.
ABBREVIATIONS = {
    "EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu", "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago", "MST7MDT": "America/Denver", "PST8PDT": "America/Los_Angeles", "CET": "Europe/Berlin",
    "MET": "Europe/Berlin", "EET": "Europe/Athens", "WET": "Europe/Lisbon", "IST": "Asia/Kolkata",
    "PST": "America/Los_Angeles", "CST": "America/Chicago", "BST": "Europe/London",
}  # fmt: skip


@lru_cache(maxsize=1)
def zone_folder() -> str:
    """Where the pinned time zone database lies; the system's copy differs from machine to machine."""
    import tzdata

    return os.path.join(os.path.dirname(tzdata.__file__), "zoneinfo")


def read_zone(raw: object) -> str:
    written = text(raw, "Europe/Berlin")
    if written in ABBREVIATIONS:
        near = ABBREVIATIONS[written]
        raise Unreadable(f"'{written}' is an abbreviation and names no place; write an IANA zone, such as {near}")
    if ZONE.fullmatch(written) and os.path.isfile(os.path.join(zone_folder(), written)):
        return written
    raise Unreadable(f"'{written}' is no time zone; write an IANA name, such as America/New_York")


Zone = Annotated[str, Reads(read_zone, type="string", examples=["America/New_York", "Europe/Berlin"])]
