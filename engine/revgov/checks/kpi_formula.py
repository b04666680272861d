"""Do formulas agree with the tree and with the units of what they add and divide?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Kpi
from revgov.kinds.values import Formula, Term
from revgov.kinds.values.time import DAYS

# What makes one number of several of the same unit, and what leaves the unit of its first part as it is.
ALIKE, SAME = ("+", "-", "min", "max", "coalesce"), ("negative", "nullif", "previous")
SHARES = ("percent", "ratio")


@check("kpi-formula-mismatch", severity=ERROR, startup=WARNING)
def formula_at_odds_with_the_tree(governance: Governance) -> Findings:
    """What drives a KPI is said once, added terms share a unit, and a ratio has a numerator and a denominator.

    The names of a formula are its drivers; said a second time they drift apart, and then the tree is one number and the
    formula another.

    Remedy: take the name out of `drivers` or `drives`, or mend the formula or the unit that the finding points at.
    """
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    for kpi in kpis.values():
        if kpi.drivers or kpi.drives:
            yield from said_twice(kpi, kpis)
        if kpi.formula:
            yield from units_at_odds(kpi, kpi.formula, kpis)


def said_twice(kpi: Kpi, kpis: Mapping[str, Kpi]) -> Findings:
    title = cut(kpi.title)
    for field in ("drivers", "drives"):
        written = [one.removeprefix("kpi:") for one in getattr(kpi, field)]
        for index, other in enumerate(written):
            spot, upper = kpi.at(field, index), kpi if field == "drivers" else kpis.get(other)
            lower = other if field == "drivers" else kpi.id
            if other in written[:index]:
                yield spot, f"{title} names '{cut(other)}' twice under `{field}`"
            elif upper and upper.formula and lower in upper.formula.written and names_it(upper.formula, lower):
                said = f"the formula of {cut(upper.title)} already names '{cut(lower)}'; take it out of `{field}`"
                yield spot, said, (upper.at("formula"), "the formula is here")
            elif field == "drives" and upper and kpi.id in {one.removeprefix("kpi:") for one in upper.drivers}:
                said = f"{cut(upper.title)} already names '{cut(lower)}' under `drivers`; take it out of `drives`"
                yield spot, said, (upper.at("drivers"), "the drivers are here")


def names_it(formula: Formula, id_: str) -> bool:
    return any(name.id == id_ for name in formula.names)


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

    whole = formula.tree.fold(combine)
    if clashes:
        part, first, other = clashes[0]
        name = next(one for one in part.walk() if one.op == "name")
        said = f"'{cut(name.name)}' is in {other}, but what it is added to or compared with is in {first}"
        yield kpi.at("formula", word=(name.at, name.name)), said
    elif whole and kpi.unit and not whole.fits(measure_of(kpi.unit)):
        unit = "a ratio" if kpi.unit == "ratio" else f"in {kpi.unit}"
        lacks = "has no denominator and " if kpi.unit in SHARES and not formula.divisors else ""
        said = f"{cut(kpi.title)} is {unit}, but its formula {lacks}gives {whole}"
        yield kpi.at("formula"), said
