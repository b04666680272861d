"""What stands in fields: durations, percentages, money, dates, formulas, conditions and the like."""

from revgov.kinds.values.condition import Condition, Cover, Mention
from revgov.kinds.values.formula import Formula, Name, Term
from revgov.kinds.values.quantity import Amount, Band, Change, Money, Percent, Range, Unit
from revgov.kinds.values.repeat import Repeat
from revgov.kinds.values.time import (
    Date,
    DateRange,
    Duration,
    Hours,
    Moment,
    MonthDay,
    Offset,
    Period,
    TimeOfDay,
    Zone,
)
from revgov.kinds.values.value import Unreadable, WrongType, described

__all__ = [
    "Amount",
    "Band",
    "Change",
    "Condition",
    "Cover",
    "Date",
    "DateRange",
    "Duration",
    "Formula",
    "Hours",
    "Mention",
    "Moment",
    "Money",
    "MonthDay",
    "Name",
    "Offset",
    "Percent",
    "Period",
    "Range",
    "Repeat",
    "Term",
    "TimeOfDay",
    "Unit",
    "Unreadable",
    "WrongType",
    "Zone",
    "described",
]
