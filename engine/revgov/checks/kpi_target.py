"""What should a number be: is there a target, do its colours mean what they say, and what guards against gaming it?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, CompPlan, Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Band
from revgov.kinds.values.time import DAYS

COLOURS = ("red", "amber")
# Numbers of these units may stand without one, and a share may be written as a percentage.
BARE = ("count", "ratio", "points")
SHARES = ("ratio", "percent")
OPPOSITE = {"up": "down", "down": "up"}


@check("kpi-target-missing", severity=ERROR, startup=WARNING)
def key_kpi_without_target(governance: Governance) -> Findings:
    """A key KPI has a target with a value, a date or period, and a basis, or is exempt while its benchmark is measured.

    Without a target nobody answers for the number, and whatever happens was the plan.

    Remedy: write `target: {value: 110%, by: 2026-12-31, basis: board plan}`, or `benchmarking: {until: 2027-03-31, why: …}`.
    """
    unread_fields = unread(governance)
    for kpi in governance.every(Kpi):
        if not kpi.key or {(kpi.ref, "target"), (kpi.ref, "targets"), (kpi.ref, "benchmarking")} & unread_fields:
            continue
        gaps = target_gaps(kpi)
        exempt = kpi.benchmarking
        if not gaps or (exempt and exempt.until >= governance.as_of):
            continue
        if exempt:
            said = f"{cut(kpi.title)} was exempt from a target until {exempt.until}, and now needs one"
            yield kpi.at("benchmarking", "until"), said
        elif kpi.target and kpi.target.words and not kpi.target.value:
            said = f"the target of {cut(kpi.title)} is in words, which nobody can measure against; write a value"
            yield kpi.at("target", "words"), said
        elif kpi.target:
            yield kpi.at("target"), f"the target of {cut(kpi.title)} says no {listed(gaps, 'or')}"
        else:
            yield lacks(kpi, "target"), f"{cut(kpi.title)} is a key KPI and has no target"


def target_gaps(kpi: Kpi) -> list[str]:
    target = kpi.target
    if target is None:
        return [] if kpi.targets else ["target"]
    gaps = [] if target.value is not None or kpi.targets else ["value"]
    gaps += [] if target.by or target.period or kpi.targets else ["date (`by`) or period"]
    return gaps + ([] if target.basis else ["basis"])


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


def same_unit(unit: str, written: str) -> bool:
    if unit == written or (not written and unit in BARE) or (unit in SHARES and written in SHARES):
        return True
    return unit in DAYS and written in DAYS


def number_of(amount: Amount) -> float:
    """The number to compare by: lengths of time in days."""
    try:
        return float(amount.comparable()[0])
    except OverflowError:
        return math.inf


def beyond_bounds(kpi: Kpi) -> Findings:
    bounds = kpi.bounds
    if bounds is None:
        return
    for limit in limits(kpi):
        inside = number_of(bounds.low) <= number_of(limit.amount) <= number_of(bounds.high)
        if limit.what.startswith("target") and not inside:
            said = f"the {limit.what} of {cut(kpi.title)}, {limit.amount}, lies outside its bounds {bounds}"
            yield limit.spot, said, (kpi.at("bounds"), "the bounds are here")


def colour_faults(kpi: Kpi) -> Findings:
    bands, title = kpi.bands or {}, cut(kpi.title)
    odd = next((colour for colour in bands if colour not in COLOURS), None)
    if odd is not None:
        yield kpi.at("bands", odd, key=True), f"'{cut(odd)}' is no colour of a band; there are red and amber, green is the rest"
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
        yield kpi.at("bands", absent) if absent in bands else kpi.at("bands"), f"{title} is never {absent}{within}{takes}"
    elif bands and kpi.target and kpi.target.value is not None:
        yield from target_colour(kpi, bands, kpi.target.value)


def target_colour(kpi: Kpi, bands: Mapping[str, Band], target: Amount) -> Findings:
    colour = colour_of(bands, number_of(target))
    if colour != "green":
        said = f"the target of {cut(kpi.title)}, {target}, is {colour} (`{bands[colour]}`), and would be missed when it is met"
        yield kpi.at("target", "value"), said, (kpi.at("bands", colour), f"what is {colour} stands here")


def in_direction(run: list[str], direction: str | None) -> bool:
    """Whether colours get better in the direction that is better; `within` means towards some middle."""
    ranks = [RANK[colour] for colour in run]
    peak = ranks.index(max(ranks)) if ranks else 0
    if direction == "up":
        return ranks == sorted(ranks)
    if direction == "down":
        return ranks == sorted(ranks, reverse=True)
    return direction != "within" or (ranks[:peak] == sorted(ranks[:peak]) and ranks[peak:] == sorted(ranks[peak:], reverse=True))


RANK = {"red": 0, "amber": 1, "green": 2}


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
    between = [(low + high) / 2 for low, high in zip(edges, edges[1:], strict=False)]
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


@check("kpi-no-guardrail", severity=WARNING, startup=OFF)
def target_without_guardrail(governance: Governance) -> Findings:
    """A KPI that people are paid for, that has a target, or that an AI use is measured by has a guardrail: another KPI in
    the opposite direction.

    Whatever is rewarded alone is reached at the cost of something: volume at the cost of quality, speed at the cost of churn.

    Remedy: name under `guardrails` a KPI that gets worse when this one is gamed.
    """
    unread_fields, lost = unread(governance), {one.node.ref for one in governance.unresolved if one.mention.field == "guardrails"}
    rewards = rewards_of(governance)
    for kpi in governance.every(Kpi):
        targeted = kpi.targets or (kpi.target and kpi.target.value is not None)
        why = rewards.get(kpi.ref) or ("has a target" if targeted else None)
        if why is None or kpi.ref in lost or (kpi.ref, "guardrails") in unread_fields:
            continue
        guards = [guard for guard in map(governance.get, guards_of(governance, kpi)) if isinstance(guard, Kpi)]
        if not guards:
            yield lacks(kpi, "guardrails"), f"{cut(kpi.title)} {why}, and no guardrail watches what that costs"
        elif not any(opposed(kpi, guard) for guard in guards):
            names = listed(guard.title for guard in guards)
            yield kpi.at("guardrails"), f"{cut(kpi.title)} {why}, but {names} goes in the same direction ({kpi.direction})"


def rewards_of(governance: Governance) -> Mapping[str, str]:
    """Why people or models are drawn to a KPI, by its reference."""
    found: dict[str, str] = {}
    for model, field, why in ((AiUse, "performance", "is what {} is measured by"), (CompPlan, "measures", "is paid for by {}")):
        for node in governance.every(model):
            for edge in governance.out.get(node.ref, ()):
                if edge.field == field and edge.ref.startswith("kpi:"):
                    found[edge.ref] = why.format(cut(node.title))
    return found


def guards_of(governance: Governance, kpi: Kpi) -> list[str]:
    return [edge.ref for edge in governance.out.get(kpi.ref, ()) if edge.field == "guardrails" and edge.ref != kpi.ref]


def opposed(kpi: Kpi, guard: Kpi) -> bool:
    """Whether a guardrail pulls the other way; one that is to stay within limits, or has no direction yet, may."""
    return OPPOSITE.get(kpi.direction or "") in (None, guard.direction) or guard.direction not in OPPOSITE
