"""Is the market shared out fairly, and do our best people look after the best of it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Person, Territory
from revgov.kinds.values import Amount

MEASURES = ("potential", "workload")


@check("territory-imbalance", severity=WARNING, startup=OFF)
def unequal_territories(governance: Governance, *, percent: float = 15.0) -> Findings:
    """The potential and the workload of a territory lie within `percent` percent of the median of its `cohort`, or
    `imbalance_why` says why they do not.

    Who has half the market of a colleague misses the number by no fault of theirs, and leaves.

    Remedy: move accounts from one territory to another, or write the reason under `imbalance_why`.
    """
    unread_fields = unread(governance)
    cohorts: defaultdict[tuple[str, str, str], list[tuple[Territory, Amount]]] = defaultdict(list)
    for territory in governance.every(Territory):
        for measure in MEASURES if territory.cohort else ():
            amount = getattr(territory, measure)
            if amount is not None:
                cohorts[territory.cohort or "", measure, amount.unit].append((territory, amount))
    told: set[str] = set()
    for (cohort, measure, unit), members in cohorts.items():
        middle = median(amount.number for _, amount in members)
        for territory, amount in members:
            off = (amount.number / middle - 1) * 100 if middle > 0 else 0.0
            excused = territory.imbalance_why or (territory.ref, "imbalance_why") in unread_fields
            # Who moves accounts changes both measures, and one reason explains both.
            if abs(off) > percent + 1e-9 and not excused and territory.id not in told:
                told.add(territory.id)
                side = f"{abs(off):.0f}% {'above' if off > 0 else 'below'} the median of cohort '{cut(cohort)}'"
                said = f"the {measure} of {cut(territory.title)} is {amount}, {side} ({Amount(middle, unit)})"
                yield territory.at(measure), f"{said}; {percent:g}% are tolerated without `imbalance_why`"


# Tags as people write them: with underscores, hyphens or spaces.
RISKY = (frozenset({"high_risk", "high_reward"}), frozenset({"high_risk_high_reward"}))


@check("territory-high-value-uncovered", severity=WARNING, startup=OFF)
def best_market_in_other_hands(governance: Governance, *, top_tier: str = "1") -> Findings:
    """A territory tagged `high_risk` and `high_reward` is held by people of tier `top_tier` only, and one tagged
    `expansion` names the role that is `dedicated` to it.

    Where most can be won and lost, somebody without experience loses it, and customers who could grow are everybody's
    second task.

    Remedy: give the territory to somebody of the top tier, or write the `tier` of whoever holds it; name a `dedicated`
    role.
    """
    unread_fields = unread(governance)
    parents = {plain(one.parent) for one in governance.every(Territory) if one.parent}
    for territory in governance.every(Territory):
        tags = {tag.strip().casefold().replace("-", "_").replace(" ", "_") for tag in territory.tags}
        if any(risky <= tags for risky in RISKY):
            if territory.held_by:
                yield from beginners(governance, territory, top_tier, unread_fields)
            elif (territory.ref, "held_by") not in unread_fields and territory.id not in parents:
                said = f"{cut(territory.title)} is tagged high risk and high reward, and nobody holds it"
                yield lacks(territory, "held_by"), said
        if "expansion" in tags and not territory.dedicated and (territory.ref, "dedicated") not in unread_fields:
            said = f"{cut(territory.title)} is tagged for expansion, and no role is `dedicated` to it"
            yield lacks(territory, "dedicated"), said


def beginners(
    governance: Governance, territory: Territory, top: str, unread_fields: frozenset[tuple[str, str]]
) -> Iterator[tuple[object, ...]]:
    """The findings about those who hold a territory and are not of the top tier."""
    for index, written in enumerate(territory.held_by):
        person = governance.find(Person, plain(written))
        if person is None or (person.ref, "tier") in unread_fields:
            continue
        if person.tier is None or str(person.tier).casefold() != top.casefold():
            tier = "no tier" if person.tier is None else f"tier {cut(str(person.tier))}"
            said = f"{cut(territory.title)} is tagged high risk and high reward, but {cut(person.title)} is of {tier}"
            yield territory.at("held_by", index), f"{said}, not of tier {top}"
