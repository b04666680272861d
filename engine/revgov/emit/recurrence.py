"""A series -> the recurrence rule that every calendar client takes, where there is one."""

from __future__ import annotations

from revgov.emit.ics import utc
from revgov.kinds.values.repeat import WEEKDAYS, NthDay, Repeat
from revgov.schedule.dates import LATEST
from revgov.schedule.rules import CODES
from revgov.schedule.series import Series
from revgov.schedule.zones import placed

MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST = 99


def recurrence(series: Series) -> str | None:
    """The RRULE of a series whose first event is its first date; None where clients would disagree.

    Outlook takes one weekday or date a month and nothing beyond (MS-OXCICAL 2.1.3.2.2), reads a fifth Monday as the
    last, and day 31 as the last day.
    """
    repeat = series.repeat
    if repeat is None:
        rule = chosen_weekday(series)
    elif repeat.unit == "business day":
        # Holidays do not count in COUNT, which counts what EXDATE removes.
        rule = None if series.times else "FREQ=WEEKLY;BYDAY=" + codes(set(range(7)) - series.days.weekend)
    else:
        rule = simple(repeat, series)
    if rule is None or series.rotation:
        return None
    if series.times is not None:
        return f"{rule};COUNT={series.times}"
    if series.until < LATEST:
        return f"{rule};UNTIL={utc(placed(series.until, series.time, series.timezone))}"
    return rule


def simple(repeat: Repeat, series: Series) -> str | None:
    step = repeat.interval * MONTHS.get(repeat.unit, 1)
    interval = f";INTERVAL={step}" if step > 1 else ""
    if step > MOST or repeat.unit.startswith("fiscal"):
        return None
    if repeat.unit == "day":
        return f"FREQ=DAILY{interval}"
    if repeat.unit == "week":
        return f"FREQ=WEEKLY{interval};BYDAY={codes(repeat.weekdays or (series.starts.weekday(),))}"
    if len(repeat.days) == 1:
        by = monthly(repeat.days[0])
        return f"FREQ=MONTHLY{interval};{by}" if by else None
    dates = repeat.dates or ((series.starts.month, series.starts.day),)
    if repeat.days or len(dates) > 1 or dates[0][1] > 28 or repeat.interval > 1:
        return None
    return f"FREQ=YEARLY;BYMONTH={dates[0][0]};BYMONTHDAY={dates[0][1]}"


def monthly(day: NthDay) -> str | None:
    """Counted from its beginning, a day of a quarter or year is one of its first month; from its end, of its last."""
    if day.noun == "day":
        return f"BYMONTHDAY={day.nth}" if day.nth == -1 or 1 <= day.nth <= 28 else None
    if day.noun in WEEKDAYS and (day.nth == -1 or 1 <= day.nth <= 4):
        return f"BYDAY={day.nth}{CODES[WEEKDAYS.index(day.noun)]}"
    return None


def chosen_weekday(series: Series) -> str | None:
    """`BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`: the n-th of some weekdays of a month, the one choice that Outlook takes."""
    rule = series.rule
    if rule is None or rule.frequency != "month" or rule.by_month or rule.by_month_day or len(rule.by_set_pos) != 1:
        return None
    position = rule.by_set_pos[0]
    if not rule.by_day or any(part.nth for part in rule.by_day) or not (position == -1 or 1 <= position <= 4):
        return None
    interval = f";INTERVAL={rule.interval}" if rule.interval > 1 else ""
    return f"FREQ=MONTHLY{interval};BYDAY={codes({part.weekday for part in rule.by_day})};BYSETPOS={position}"


def codes(weekdays: set[int] | tuple[int, ...]) -> str:
    return ",".join(CODES[day] for day in sorted(weekdays))
