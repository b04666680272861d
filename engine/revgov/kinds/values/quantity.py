"""Values with a unit: percentages, money, amounts, ranges, bands and changes."""

from __future__ import annotations

import math
import re
from operator import eq, ge, gt, le, lt
from typing import Annotated, NamedTuple

from revgov.kinds.values.time import DAYS, unit_of
from revgov.kinds.values.value import Reads, Unreadable, WrongType, described, text, value

NUMBER = r"[+-]?\d+(?:\.\d+)?"
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
AMOUNT = re.compile(rf"({NUMBER})\s*(%|k\b|thousand\b|million\b|bn\b|billion\b)?\s*(.*)")
CURRENCY = re.compile(r"[A-Z]{3}")
PLAIN_UNITS = ("percent", "count", "ratio", "points")


def known_unit(word: str) -> str | None:
    """The unit a word stands for: a plain unit, a length of time, a currency code, or one per another."""
    if word in PLAIN_UNITS or CURRENCY.fullmatch(word):
        return word
    upper, per, lower = word.partition(" per ")
    if per and " per " in lower:
        return None
    if per:
        upper_unit, lower_unit = known_unit(upper), known_unit(f"{lower}s") or known_unit(lower)
        return f"{upper_unit} per {lower}" if upper_unit and lower_unit else None
    business, _, rest = word.rpartition(" ")
    return unit_of(business or None, rest) if business in ("", "business") else None


@value("EUR per day")
class Unit(str):
    """What a number counts: percent, count, ratio, hours, days, a currency code, or one per another."""

    __slots__ = ()

    @classmethod
    def read(cls, raw: object) -> Unit:
        written = text(raw, "percent")
        unit = known_unit(written)
        if unit is None:
            raise Unreadable(f"'{written}' is no unit; write percent, count, ratio, hours, days, USD or EUR per day")
        return cls(unit)


@value("110%", number=True)
class Amount(NamedTuple):
    """A number and its unit; a bare number has the unit ''. A percentage is its fraction: 110% is 1.1."""

    number: float
    unit: str

    @classmethod
    def read(cls, raw: object) -> Amount:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return cls(raw, "")
        written = text(raw, "110%")
        match = AMOUNT.fullmatch(written)
        if not match:
            raise Unreadable(f"'{written}' is no amount; write a number and a unit, such as 110%, 35 days or 120k USD")
        number, scale, word = match.groups()
        if scale == "%":
            if word:
                raise Unreadable(f"'{word}' says nothing after a percentage")
            return cls(finite(number, written) / 100, "percent")
        unit = known_unit(word) if word else ""
        if unit is None:
            raise Unreadable(
                f"'{word}' is no unit; write %, days, hours, or a currency code such as USD", match.start(3)
            )
        return cls(finite(number, written) * SCALES.get(scale or "", 1), unit)

    def comparable(self) -> tuple[float, str]:
        """The number in the base unit of its family: days for lengths of time."""
        return (self.number * DAYS[self.unit], "days") if self.unit in DAYS else (self.number, self.unit)

    def __str__(self) -> str:
        if self.unit == "percent":
            return f"{self.number * 100:.10g}%"
        number = f"{self.number:,.10g}" if abs(self.number) < 1e15 else f"{self.number:g}"
        return f"{number} {self.unit}".strip()


def finite(number: str, written: str) -> float:
    result = float(number)
    if not math.isfinite(result):
        raise Unreadable(f"the number in '{written[:40]}…' is too large")
    return result


def read_percent(raw: object) -> Amount:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raise WrongType(f"a percentage carries its sign; write {raw}% or {raw * 100:g}%")
    amount = Amount.read(raw)
    if amount.unit != "percent":
        raise Unreadable(f"'{raw}' is no percentage; write, for example, 98%")
    return amount


def read_money(raw: object) -> Amount:
    if not isinstance(raw, str):
        raise WrongType(f"{described(raw)} stands here; money carries its currency, such as 120k USD")
    amount = Amount.read(raw)
    if not CURRENCY.fullmatch(amount.unit):
        raise Unreadable(f"'{raw}' is no money; write a number and a currency code, such as 120k USD or 28 million USD")
    return amount


Percent = Annotated[Amount, Reads(read_percent, type="string", pattern=r"^[+-]?\d+(\.\d+)? ?%$", examples=["98%"])]
Money = Annotated[Amount, Reads(read_money, type="string", examples=["120k USD", "28 million USD"])]


@value("1..4")
class Range(NamedTuple):
    """From one amount to another, both included."""

    low: Amount
    high: Amount

    @classmethod
    def read(cls, raw: object) -> Range:
        written = text(raw, "1..4")
        low, dots, high = written.partition("..")
        if not dots:
            raise Unreadable(f"'{written}' is no range; write the lowest and the highest, such as 1..4 or 0%..200%")
        span = cls(Amount.read(low.strip()), Amount.read(high.strip()))
        if span.low.comparable()[0] > span.high.comparable()[0]:
            raise Unreadable(f"'{written}' is empty: its first number is above its last")
        return span

    def holds(self, number: float) -> bool:
        return self.low.number <= number <= self.high.number

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"


BAND = re.compile(r"(<=|>=|<|>|=)\s*(.+)")


@value("< 100%")
class Band(NamedTuple):
    """A comparison without a subject: the amounts for which a KPI has a colour."""

    operator: str
    amount: Amount

    @classmethod
    def read(cls, raw: object) -> Band:
        written = text(raw, "< 100%")
        match = BAND.fullmatch(written)
        if not match:
            raise Unreadable(f"'{written}' is no band; write a comparison, such as < 100%")
        return cls(match[1], Amount.read(match[2]))

    def holds(self, number: float) -> bool:
        """Whether a number of the same unit lies in the band."""
        compare = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}[self.operator]
        return bool(compare(number, self.amount.number))

    def __str__(self) -> str:
        return f"{self.operator} {self.amount}"


@value("+10%")
class Change(NamedTuple):
    """A signed amount by which a number moves."""

    amount: Amount

    @classmethod
    def read(cls, raw: object) -> Change:
        written = text(raw, "+10%")
        if written[:1] not in ("+", "-"):
            raise Unreadable(f"'{written}' does not say up or down; write, for example, +10% or -3 days")
        return cls(Amount.read(written))

    def __str__(self) -> str:
        return ("+" if self.amount.number >= 0 else "") + str(self.amount)


# Numbers of these units may stand without one, and a share may be written as a percentage.
BARE = ("count", "ratio", "points")
SHARES = ("ratio", "percent")


def same_unit(unit: str, written: str) -> bool:
    """Whether an amount of a written unit can be compared with amounts of another."""
    if unit == written or (not written and unit in BARE) or (unit in SHARES and written in SHARES):
        return True
    return unit in DAYS and written in DAYS
