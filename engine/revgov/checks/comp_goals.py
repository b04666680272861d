"""Does pay pull in the direction of what the company wants?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.certainty import half_known, judged
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.governance.kpi_tree import DRIVES, MADE_OF
from revgov.governance.reads import shared
from revgov.kinds import CompPlan, Kpi
from revgov.kinds.node import Spot

OPPOSITE = {"up": "down", "down": "up"}


class Pull(NamedTuple):
    """A direction in which a plan pays for a KPI to move."""

    plan: CompPlan
    spot: Spot
    direction: str


@check("comp-misaligned", severity=WARNING, startup=OFF)
def pay_against_strategy(governance: Governance) -> Findings:
    """Each KPI that pay depends on drives an outcome of the charter, however far up; and nobody is paid for moving a
    KPI in the direction opposite to its own, or to the one another plan of the same time pays for.

    People do what they are paid for, whatever the charter says.

    Remedy: pay for a KPI that leads to an outcome, say with `drives` how this one does, or change the `direction`.
    """
    yield from leading_nowhere(governance)
    pulls: defaultdict[str, list[Pull]] = defaultdict(list)
    for plan in governance.every(CompPlan):
        for index, measure in enumerate(plan.measures):
            kpi = governance.kpi_tree.kpis.get(measure.kpi)
            if kpi is None:
                continue
            direction = measure.direction or kpi.direction or ""
            pull = Pull(plan, plan.at("measures", index, "direction" if measure.direction else "kpi"), direction)
            if kpi.direction and OPPOSITE.get(direction) == kpi.direction:
                said = f"{cut(plan.title)} pays for {cut(kpi.title)} to go {direction}, but it is to go {kpi.direction}"
                yield pull.spot, said, (kpi.at("direction"), "this is where it is to go")
            else:
                pulls[measure.kpi].append(pull)
    for id_, all_ in pulls.items():
        for one, other in opposed(all_):
            title = cut(governance.kpi_tree.kpis[id_].title)
            said = f"{cut(other.plan.title)} pays for {title} to go {other.direction}, and {cut(one.plan.title)}"
            yield other.spot, f"{said} for it to go {one.direction}", (one.spot, "this pays for the opposite")


def leading_nowhere(governance: Governance) -> Findings:
    tree = governance.kpi_tree
    outcomes = {outcome.kpi for outcome in governance.charter.outcomes if outcome.kpi and outcome.kpi in tree.kpis}
    if not outcomes:
        return
    leading = tree.below(outcomes)
    for plan in governance.every(CompPlan):
        for index, measure in enumerate(plan.measures):
            kpi = tree.kpis.get(measure.kpi)
            if kpi is not None and kpi.id not in leading and certain(governance, kpi.id):
                said = f"{cut(plan.title)} pays for {cut(kpi.title)}, which drives no outcome of the charter"
                related = (governance.charter.at("outcomes"), "these are the outcomes")
                yield plan.at("measures", index, "kpi"), said, related


def certain(governance: Governance, id_: str) -> bool:
    """Whether it is known of a KPI what it drives, however far up: nothing on the way is misspelt, out of force or not
    to be read."""
    tree = governance.kpi_tree
    above = tree.above([id_])
    ends = [one for one in above if not tree.driven[one]]
    lost = half_known(governance, "drives") | half_known(governance, *MADE_OF)
    return not above & (lost | cut_off(governance)) and len(judged(governance, tree, ends)) == len(ends)


@shared
def cut_off(governance: Governance) -> set[str]:
    """The KPIs that are said to drive one that is out of force."""
    there = governance.kpi_tree.kpis
    below = set()
    for kpi in governance.all(Kpi):
        for field, ref in governance.out.get(kpi.ref, ()):
            if field == DRIVES and ref[4:] not in there:
                below.add(kpi.id)
            elif field in MADE_OF and kpi.id not in there:
                below.add(ref[4:])
    return below


def opposed(pulls: list[Pull]) -> Iterator[tuple[Pull, Pull]]:
    """The first pull and each later one that goes the other way at the same time."""
    for at, other in enumerate(pulls):
        for one in pulls[:at]:
            if OPPOSITE.get(one.direction) == other.direction and together(one.plan, other.plan):
                yield one, other
                break


def together(one: CompPlan, other: CompPlan) -> bool:
    """Whether two plans hold on some day together."""
    first, last = datetime.date.min, datetime.date.max
    return (one.starts or first) <= (other.ends or last) and (other.starts or first) <= (one.ends or last)
