"""Recurrence rules as calendars know them (RFC 5545, 3.3.10): what of them is taken, and their dates."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import NamedTuple

from revgov.kinds.values.repeat import WEEKDAYS, NthDay, Repeat
from revgov.kinds.values.time import MonthDay
from revgov.schedule.zones import placed

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
WEEKDAY = re.compile(rf"([+-]?\d{{1,2}})?({'|'.join(CODES)})")
UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z)?)?")
# Bounds of the lists of numbers; 0 is never allowed.
NUMBERS = {
    "BYMONTHDAY": (-31, 31),
    "BYMONTH": (1, 12),
    "BYSETPOS": (-366, 366),
    "INTERVAL": (1, 999),
    "COUNT": (1, 9999),
}
KNOWN = (*NUMBERS, "FREQ", "BYDAY", "UNTIL", "WKST")
LONGEST = 500


class Refused(ValueError):
    """The rule cannot be used; the message says why in one line."""


class WeekdayPart(NamedTuple):
    """A weekday (monday is 0), perhaps the n-th of its month or year; 0 means every one."""

    nth: int
    weekday: int


class Until(NamedTuple):
    """The end of a rule as written: a date, perhaps a time of that day, perhaps in UTC."""

    date: datetime.date
    time: datetime.time | None
    utc: bool


class Rule(NamedTuple):
    """A recurrence rule of the parts that calendars agree on."""

    frequency: str
    interval: int = 1
    by_day: tuple[WeekdayPart, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    times: int | None = None
    until: Until | None = None
    week_start: int = 0


def rule(written: str) -> Rule:
    """Reads `FREQ=…;…`, with or without `RRULE:` before it. Raises Refused."""
    parts = parts_of(written)
    for part in parts:
        if part not in KNOWN:
            hint = "one meeting takes place once a day at most" if part in ("BYHOUR", "BYMINUTE", "BYSECOND") else ""
            raise Refused(f"`{part}` is not taken{f': {hint}' if hint else '; calendars disagree on it'}")
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Refused(f"`FREQ={frequency}` is not taken; write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
    if "COUNT" in parts and "UNTIL" in parts:
        raise Refused("a rule ends once: COUNT and UNTIL cannot stand together")
    by_day = tuple(map(weekday_part, listed(parts, "BYDAY")))
    if frequency in ("DAILY", "WEEKLY") and any(part.nth for part in by_day):
        raise Refused("an n-th weekday needs FREQ=MONTHLY or YEARLY")
    if frequency == "WEEKLY" and "BYMONTHDAY" in parts:
        raise Refused("a day of the month needs FREQ=MONTHLY or YEARLY")
    if frequency in ("DAILY", "WEEKLY") and "BYSETPOS" in parts:
        raise Refused("`BYSETPOS` needs FREQ=MONTHLY or YEARLY; calendars disagree on it in weeks")
    week_start = parts.get("WKST", "MO")
    if week_start not in CODES:
        raise Refused(f"`WKST={week_start}` is no weekday; write MO to SU")
    return Rule(
        FREQUENCIES[frequency],
        (numbers(parts, "INTERVAL") or (1,))[0],
        by_day,
        numbers(parts, "BYMONTHDAY"),
        numbers(parts, "BYMONTH"),
        numbers(parts, "BYSETPOS"),
        (numbers(parts, "COUNT") or (None,))[0],
        until_of(parts["UNTIL"]) if "UNTIL" in parts else None,
        CODES.index(week_start),
    )


def parts_of(written: str) -> dict[str, str]:
    text = written.strip().upper().removeprefix("RRULE:")
    if len(text) > LONGEST:
        raise Refused(f"the rule has more than {LONGEST} characters")
    if len(text.split()) > 1 or "RRULE" in text:
        raise Refused("one rule is taken; for several write several meetings")
    if text.startswith(("RDATE", "EXDATE", "EXRULE")):
        raise Refused("extra dates are not taken: name them under `moved` or `cancelled`, or write another meeting")
    parts: dict[str, str] = {}
    for part in text.rstrip(";").split(";"):
        name, equals, content = part.partition("=")
        if not equals or not content:
            raise Refused(f"`{part[:40]}` is no part of a rule; write NAME=value, separated by semicolons")
        if name in parts:
            raise Refused(f"`{name[:40]}` stands twice")
        parts[name] = content
    return parts


def listed(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    least, most = NUMBERS[name]
    found = []
    for word in listed(parts, name):
        number = int(word) if re.fullmatch(r"[+-]?[0-9]{1,4}", word) else 0
        if number == 0 or not least <= number <= most:
            raise Refused(f"`{name}={parts[name][:40]}` is out of bounds; write numbers from {least} to {most}, not 0")
        found.append(number)
    if name in ("INTERVAL", "COUNT") and len(found) > 1:
        raise Refused(f"`{name}` takes one number")
    return tuple(dict.fromkeys(found))


def weekday_part(word: str) -> WeekdayPart:
    match = WEEKDAY.fullmatch(word)
    nth = int(match[1]) if match and match[1] else 0
    if not match or abs(nth) > 53 or (match[1] and nth == 0):
        raise Refused(f"`BYDAY={word[:40]}` is no weekday; write MO to SU, or 1MO and -1FR for the first and last")
    return WeekdayPart(nth, CODES.index(match[2]))


def until_of(word: str) -> Until:
    match = UNTIL.fullmatch(word)
    try:
        if match:
            day = datetime.datetime.strptime(match[1], "%Y%m%d").date()
            time = datetime.datetime.strptime(match[2], "%H%M%S").time() if match[2] else None
            return Until(day, time, bool(match[3]))
    except ValueError:
        pass
    raise Refused(f"`UNTIL={word[:40]}` is no date; write, for example, UNTIL=20270131")


def last_day(until: Until, time: datetime.time, timezone: str) -> datetime.date:
    """The last local date on which a meeting at a time of day may still take place under a rule's UNTIL."""
    moment = datetime.datetime.combine(until.date, until.time or datetime.time.max)
    if until.utc:
        moment = moment.replace(tzinfo=datetime.UTC)
        same_day = moment.astimezone(placed(until.date, time, timezone).tzinfo)
        moment = same_day.replace(tzinfo=None)
    return moment.date() if time <= moment.time() else moment.date() - datetime.timedelta(days=1)


def as_repeat(rule: Rule) -> Repeat | None:
    """The sentence that says the same, where there is one."""
    plain = all(part.nth == 0 for part in rule.by_day)
    if rule.by_set_pos or (rule.frequency == "week" and rule.week_start != 0 and rule.interval > 1):
        return None
    if rule.frequency == "day" and not (rule.by_day or rule.by_month_day or rule.by_month):
        return Repeat(rule.interval, "day")
    if rule.frequency == "week" and not (rule.by_month_day or rule.by_month):
        return Repeat(rule.interval, "week", weekdays=tuple(sorted({part.weekday for part in rule.by_day})))
    if rule.frequency == "month" and not rule.by_month and bool(rule.by_day) != bool(rule.by_month_day):
        if rule.by_day and (plain or any(part.nth == 0 or abs(part.nth) > 5 for part in rule.by_day)):
            return None
        days = [NthDay(WEEKDAYS[part.weekday], part.nth) for part in rule.by_day]
        return Repeat(rule.interval, "month", days=(*days, *(NthDay("day", nth) for nth in rule.by_month_day)))
    if rule.frequency == "year" and not rule.by_day and bool(rule.by_month) and bool(rule.by_month_day):
        if any(day < 0 for day in rule.by_month_day):
            return None
        pairs = {MonthDay(month, day) for month in rule.by_month for day in rule.by_month_day}
        real = tuple(sorted(pair for pair in pairs if pair.day <= monthrange(2024, pair.month)[1]))
        return Repeat(rule.interval, "year", dates=real) if real else None
    return None
