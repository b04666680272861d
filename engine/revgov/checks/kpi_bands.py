"""Do the colours of a number mean what they say?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from revgov.checks.registry import ERROR, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Band
from revgov.kinds.values.quantity import same_unit

COLOURS = ("red", "amber")
RANK = {"red": 0, "amber": 1, "green": 2}


class Limit(NamedTuple):
    """An amount of a KPI that must be in the KPI's unit, and where it is written."""

    spot: Spot
    amount: Amount
    what: str


@check("kpi-threshold-contradiction", severity=ERROR, startup=ERROR)
def colours_that_contradict(governance: Governance) -> Findings:
    """Red, amber and green follow one another in the KPI's direction, each colour can occur, the target is green, and
    targets stay within the bounds.

    Red that means good teaches people to look away.

    Remedy: put the thresholds in order (red is tried first, then amber; green is the rest), in the unit of the KPI.
    """
    for kpi in governance.every(Kpi):
        if kpi.bands or ((kpi.target or kpi.targets) and (kpi.unit or kpi.bounds)):
            odd = [*other_units(kpi)]
            yield from odd
            if not odd:
                yield from colour_faults(kpi)
                yield from beyond_bounds(kpi)


def limits(kpi: Kpi) -> Iterator[Limit]:
    if kpi.target and kpi.target.value is not None:
        yield Limit(kpi.at("target", "value"), kpi.target.value, "target")
    for period, amount in (kpi.targets or {}).items():
        yield Limit(kpi.at("targets", str(period)), amount, f"target for {period}")
    for colour, band in (kpi.bands or {}).items():
        yield Limit(kpi.at("bands", colour), band.amount, f"threshold of {cut(colour)}")
    if kpi.bounds:
        yield Limit(kpi.at("bounds"), kpi.bounds.low, "lower bound")
        yield Limit(kpi.at("bounds"), kpi.bounds.high, "upper bound")


def other_units(kpi: Kpi) -> Findings:
    """The amounts of a KPI that are not in its unit: units are never guessed."""
    if not kpi.unit:
        return
    for limit in limits(kpi):
        if not same_unit(kpi.unit, limit.amount.unit):
            unit = f"in {limit.amount.unit}" if limit.amount.unit else f"without a unit ({limit.amount})"
            yield limit.spot, f"the {limit.what} of {cut(kpi.title)} is {unit}, while the KPI is in {kpi.unit}"
            return


def number_of(amount: Amount) -> float:
    """The number to compare by: lengths of time in days."""
    try:
        return float(amount.comparable()[0])
    except OverflowError:
        return math.inf


def beyond_bounds(kpi: Kpi) -> Findings:
    for limit in limits(kpi):
        if limit.what.startswith("target") and not in_bounds(kpi, limit.amount):
            said = f"the {limit.what} of {cut(kpi.title)}, {limit.amount}, lies outside its bounds {kpi.bounds}"
            yield limit.spot, said, (kpi.at("bounds"), "the bounds are here")


def in_bounds(kpi: Kpi, amount: Amount) -> bool:
    return kpi.bounds is None or number_of(kpi.bounds.low) <= number_of(amount) <= number_of(kpi.bounds.high)


def colour_faults(kpi: Kpi) -> Findings:
    bands, title = kpi.bands or {}, cut(kpi.title)
    odd = next((colour for colour in bands if colour not in COLOURS), None)
    if odd is not None:
        said = f"'{cut(odd)}' is no colour of a band; there are red and amber, and green is the rest"
        yield kpi.at("bands", odd, key=True), said
        return
    run = colours(kpi) if bands else []
    absent = next((colour for colour in (*bands, "green") if colour not in run), None) if bands else None
    if not in_direction(run, kpi.direction):
        said = f"from low to high {title} is {', '.join(run)}, which contradicts `direction: {kpi.direction}`"
        yield kpi.at("bands"), said
    elif absent:
        rest = listed(f"{colour} ({band})" for colour, band in bands.items() if colour != absent)
        within = f" within the bounds {kpi.bounds}" if kpi.bounds else ""
        takes = f"; {rest} comes first" if rest and not kpi.bounds else ""
        spot = kpi.at("bands", absent) if absent in bands else kpi.at("bands")
        yield spot, f"{title} is never {absent}{within}{takes}"
    elif bands:
        for limit in limits(kpi):
            if limit.what.startswith("target") and in_bounds(kpi, limit.amount):
                yield from target_colour(kpi, bands, limit)


def target_colour(kpi: Kpi, bands: Mapping[str, Band], target: Limit) -> Findings:
    colour = colour_of(bands, number_of(target.amount))
    if colour != "green":
        what = f"the {target.what} of {cut(kpi.title)}, {target.amount},"
        said = f"{what} is {colour} (`{bands[colour]}`): who meets it is still blamed"
        yield target.spot, said, (kpi.at("bands", colour), f"what is {colour} stands here")


def in_direction(run: list[str], direction: str | None) -> bool:
    """Whether colours get better in the direction that is better; `within` means towards some middle."""
    ranks = [RANK[colour] for colour in run]
    peak = ranks.index(max(ranks)) if ranks else 0
    if direction == "up":
        return ranks == sorted(ranks)
    if direction == "down":
        return ranks == sorted(ranks, reverse=True)
    return direction != "within" or (
        ranks[:peak] == sorted(ranks[:peak]) and ranks[peak:] == sorted(ranks[peak:], reverse=True)
    )


def colour_of(bands: Mapping[str, Band], number: float) -> str:
    for colour in COLOURS:
        band = bands.get(colour)
        if band and band._replace(amount=Amount(number_of(band.amount), "")).holds(number):
            return colour
    return "green"


def colours(kpi: Kpi) -> list[str]:
    """The colours a KPI runs through from the lowest to the highest of its possible values."""
    bands = kpi.bands or {}
    edges = sorted({number_of(band.amount) for band in bands.values()})
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    points = sorted({*edges, *between, edges[0] - 1, edges[-1] + 1})
    if kpi.bounds:
        low, high = number_of(kpi.bounds.low), number_of(kpi.bounds.high)
        points = sorted({low, high, *(point for point in points if low <= point <= high)})
    run: list[str] = []
    for point in points:
        colour = colour_of(bands, point)
        if run[-1:] != [colour]:
            run.append(colour)
    return run
