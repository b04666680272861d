"""Can all targets be met: do the targets of a number's parts make up its own?"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Formula, Period, Term
from revgov.kinds.values.quantity import CURRENCY
from revgov.kinds.values.time import DAYS

SHARES = ("percent", "ratio")


class Aim(NamedTuple):
    """A target of a KPI for a day or a period, in the KPI's own unit, and where it is written."""

    number: float
    amount: Amount
    spot: Spot


Moment = datetime.date | Period


@check("kpi-target-arithmetic", severity=ERROR, startup=WARNING)
def target_that_its_parts_miss(governance: Governance, *, tolerance: float = 2.0) -> Findings:
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
            values = {name: part.number for name, part in zip(names, parts, strict=True)}
            computed = value_of(kpi.formula, values)
            # No percentage of a target of 0 is anything, and 0.1 + 0.2 - 0.3 is not 0 in floating point. No more than
            # that is allowed, for a quotient of millions is a small number itself.
            allowed = abs(aim.number) * tolerance / 100 + 1e-13 * max([1.0, *map(abs, values.values())])
            if computed is not None and abs(computed - aim.number) > allowed:
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


def comparable_aims(
    aims: Mapping[str, Mapping[Moment, Aim]], id_: str, names: list[str]
) -> Iterator[tuple[Aim, list[Aim]]]:
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
    """What a formula makes of numbers; None where it divides by 0, leaves a value open or the range of numbers."""

    def combine(term: Term, parts: list[float | None]) -> float | None:
        if term.op in ("number", "name"):
            return term.number if term.op == "number" else values.get(term.name)
        if term.op == "coalesce":
            return parts[0] if parts[0] is not None else parts[1]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return OPERATIONS[term.op](*known)

    result = formula.tree.fold(combine)
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
