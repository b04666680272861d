"""Does the arithmetic hold: formulas and the tree, units of what is added, targets and the targets they are made of?"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Formula, Period, Term
from revgov.kinds.values.quantity import CURRENCY
from revgov.kinds.values.time import DAYS

T = TypeVar("T")
# What makes one number of several of the same unit, and what leaves the unit of its first part as it is.
ALIKE, SAME = ("+", "-", "min", "max", "coalesce"), ("negative", "nullif", "previous")
SHARES = ("percent", "ratio")


def fold(tree: Term, combine: Callable[[Term, list[T]], T]) -> T:
    """The value of a formula from the values of its parts, from the leaves up: a long sum is a thousand levels deep."""
    order, waiting = [], [tree]
    while waiting:
        term = waiting.pop()
        order.append(term)
        waiting.extend(term.parts)
    values: list[T] = []
    for term in reversed(order):
        count = len(term.parts)
        parts = values[len(values) - count :]
        del values[len(values) - count :]
        values.append(combine(term, parts))
    return values[0]


@check("kpi-formula-mismatch", severity=ERROR, startup=WARNING)
def formula_at_odds_with_the_tree(governance: Governance) -> Findings:
    """What drives a KPI is said once, added terms share a unit, and a ratio has a numerator and a denominator.

    The names of a formula are its drivers; said a second time they drift apart, and then the tree is one number and the
    formula another.

    Remedy: take the name out of `drivers` or `drives`, or mend the formula or the unit that the finding points at.
    """
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    names = {id_: {name.id for name in kpi.formula.names} for id_, kpi in kpis.items() if kpi.formula}
    for kpi in kpis.values():
        if kpi.drivers or kpi.drives:
            yield from said_twice(kpi, kpis, names)
        if kpi.formula:
            yield from units_at_odds(kpi, kpi.formula, kpis)


def said_twice(kpi: Kpi, kpis: Mapping[str, Kpi], names: Mapping[str, set[str]]) -> Findings:
    title = cut(kpi.title)
    for field in ("drivers", "drives"):
        written = [one.removeprefix("kpi:") for one in getattr(kpi, field)]
        for index, other in enumerate(written):
            spot, upper = kpi.at(field, index), kpi if field == "drivers" else kpis.get(other)
            lower = other if field == "drivers" else kpi.id
            if other in written[:index]:
                yield spot, f"{title} names '{cut(other)}' twice under `{field}`"
            elif upper and lower in names.get(upper.id, ()):
                said = f"the formula of {cut(upper.title)} already says that '{cut(lower)}' drives it; take it out of `{field}`"
                yield spot, said, (upper.at("formula"), "the formula is here")
            elif field == "drives" and upper and kpi.id in {one.removeprefix("kpi:") for one in upper.drivers}:
                said = f"{cut(upper.title)} already names '{cut(lower)}' under `drivers`; take it out of `drives`"
                yield spot, said, (upper.at("drivers"), "the drivers are here")


class Measure(NamedTuple):
    """What a number counts: powers of units, and for a plain number whether it is a `count` or a `share`, if known."""

    powers: tuple[tuple[str, int], ...] = ()
    plain: str = ""

    def fits(self, other: Measure) -> bool:
        return self.powers == other.powers and (self.plain == other.plain or not (self.plain and other.plain))

    def __str__(self) -> str:
        above = [unit if power == 1 else f"{unit}^{power}" for unit, power in self.powers if power > 0]
        below = [unit if power == -1 else f"{unit}^{-power}" for unit, power in self.powers if power < 0]
        return " per ".join([" × ".join(above) or "1", *below]) if self.powers else self.plain or "a plain number"


@lru_cache(maxsize=256)
def measure_of(unit: str) -> Measure:
    """The measure of a unit such as `USD per day`."""
    upper, _, lower = unit.partition(" per ")
    if lower:
        return product(measure_of(upper), measure_of(f"{lower}s" if f"{lower}s" in DAYS else lower), -1)
    if unit in SHARES:
        return Measure(plain="share")
    return Measure(plain=unit) if unit in ("count", "points") else Measure(((unit, 1),))


def product(left: Measure, right: Measure, power: int) -> Measure:
    """Left times right, or with power -1 left by right. Shares leave what they are a share of; counts by counts may be
    anything plain."""
    if not (left.powers or right.powers):
        if right.plain == "share" or (left.plain == "share" and power == 1):
            return Measure(plain=left.plain if right.plain == "share" else right.plain)
        return Measure()
    powers = dict(left.powers)
    for unit, one in right.powers:
        powers[unit] = powers.get(unit, 0) + power * one
    return Measure(tuple(sorted((unit, one) for unit, one in powers.items() if one)))


def units_at_odds(kpi: Kpi, formula: Formula, kpis: Mapping[str, Kpi]) -> Findings:
    """The first two terms that cannot be added; else a whole that is in another unit than its KPI. A figure may carry a
    unit that nobody sees, as 365 does, and so does a KPI whose unit is not known: with them nothing is certain."""
    clashes: list[tuple[Term, Measure, Measure]] = []

    def combine(term: Term, parts: list[Measure | None]) -> Measure | None:
        if term.op == "name":
            named = kpis.get(term.name)
            return measure_of(named.unit) if named and named.unit else None
        if term.op in ALIKE:
            known = [(part, measure) for part, measure in zip(term.parts, parts, strict=True) if measure]
            clashes.extend((part, known[0][1], measure) for part, measure in known[1:] if not measure.fits(known[0][1]))
            return known[0][1] if known and not clashes else None
        if term.op in SAME:
            return parts[0]
        left, right = (*parts, None, None)[:2]
        return product(left, right, 1 if term.op == "*" else -1) if left and right else None

    whole = fold(formula.tree, combine)
    if clashes:
        part, first, other = clashes[0]
        name = next(one for one in part.walk() if one.op == "name")
        said = f"'{cut(name.name)}' is in {other}, but what it is added to or compared with is in {first}"
        yield kpi.at("formula", word=(name.at, name.name)), said
    elif whole and kpi.unit and not whole.fits(measure_of(kpi.unit)):
        if kpi.unit in SHARES and not formula.divisors:
            said = f"{cut(kpi.title)} is in {kpi.unit}, but its formula has no denominator and gives {whole}"
        else:
            said = f"{cut(kpi.title)} is in {kpi.unit}, but its formula gives {whole}"
        yield kpi.at("formula"), said


class Aim(NamedTuple):
    """A target of a KPI for a day or a period, in the KPI's own unit, and where it is written."""

    number: float
    amount: Amount
    spot: Spot


Moment = datetime.date | Period


@check("kpi-target-arithmetic", severity=ERROR, startup=WARNING)
def target_that_its_parts_miss(governance: Governance, *, tolerance: float = 2) -> Findings:
    """A KPI's target is what its formula makes of its drivers' targets for the same day or period, give or take
    `tolerance` percent.

    Targets that do not add up cannot all be met: everybody reaches theirs, and the company misses its own.

    Remedy: change the target of the KPI or of one of its drivers until the formula holds.
    """
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    aims = {id_: dict(aims_of(kpi)) for id_, kpi in kpis.items()}
    for id_, kpi in kpis.items():
        if kpi.formula is None or not aims[id_] or "previous" in kpi.formula.written:
            continue
        names = list(dict.fromkeys(name.id for name in kpi.formula.names))
        for aim, parts in comparable_aims(aims, id_, names):
            computed = value_of(kpi.formula, {name: part.number for name, part in zip(names, parts, strict=True)})
            if computed is not None and abs(computed - aim.number) > abs(aim.number) * tolerance / 100:
                targets = listed(f"'{cut(name)}' ({part.amount})" for name, part in zip(names, parts, strict=True))
                gives = f"with the targets of {targets} its formula gives {in_unit_of(aim, computed)}"
                said = f"the target of {cut(kpi.title)} is {aim.amount}, but {gives}; {tolerance:g}% are tolerated"
                yield aim.spot, said, *((part.spot, "this target is part of it") for part in parts[:4])


def aims_of(kpi: Kpi) -> Iterator[tuple[Moment, Aim]]:
    for period, amount in (kpi.targets or {}).items():
        yield from one_aim(kpi, period, amount, kpi.at("targets", str(period)))
    target = kpi.target
    if target and target.value is not None:
        for moment in (target.by, target.period):
            if moment is not None:
                yield from one_aim(kpi, moment, target.value, kpi.at("target", "value"))


def one_aim(kpi: Kpi, moment: Moment, amount: Amount, spot: Spot) -> Iterator[tuple[Moment, Aim]]:
    unit = kpi.unit or amount.unit
    scale = DAYS[amount.unit] / DAYS[unit] if amount.unit in DAYS and unit in DAYS else 1.0
    plain = not amount.unit or amount.unit in SHARES
    if scale != 1 or amount.unit == unit or (plain and not CURRENCY.search(unit)):
        number = float(amount.number) if abs(amount.number) < 1e300 else math.inf
        yield moment, Aim(number * scale, amount, spot)


def comparable_aims(aims: Mapping[str, Mapping[Moment, Aim]], id_: str, names: list[str]) -> Iterator[tuple[Aim, list[Aim]]]:
    """Each target of a KPI with the targets of its drivers for the same time, where all are given in one currency."""
    seen = set()
    for moment, aim in aims[id_].items():
        found = [aims.get(name, {}).get(moment) for name in names]
        parts = [part for part in found if part is not None]
        currencies = {match for one in (aim, *parts) for match in CURRENCY.findall(one.amount.unit)}
        if len(parts) == len(found) and len(currencies) <= 1 and aim.spot not in seen:
            seen.add(aim.spot)
            yield aim, parts


def value_of(formula: Formula, values: Mapping[str, float]) -> float | None:
    """What a formula makes of numbers; None where it divides by 0, leaves a value open, or leaves the range of numbers."""

    def combine(term: Term, parts: list[float | None]) -> float | None:
        if term.op in ("number", "name"):
            return term.number if term.op == "number" else values.get(term.name)
        if term.op == "coalesce":
            return parts[0] if parts[0] is not None else parts[1]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return OPERATIONS[term.op](*known)

    result = fold(formula.tree, combine)
    return result if result is not None and math.isfinite(result) else None


OPERATIONS: Mapping[str, Callable[..., float | None]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else None,
    "min": min,
    "max": max,
    "nullif": lambda a, b: None if a == b else a,
    "negative": lambda a: -a,
    "previous": lambda a: None,
}


def in_unit_of(aim: Aim, number: float) -> Amount:
    """A computed number as an amount like the target it is held against, to four figures."""
    scale = aim.number / aim.amount.number if aim.amount.number else 1.0
    return Amount(float(f"{number / scale:.4g}"), aim.amount.unit)
