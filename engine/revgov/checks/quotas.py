"""Do quotas add up, level by level, to the plan?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.quota_tree import QuotaTree
from revgov.checks.registry import ERROR, OFF, Findings, Found, check
from revgov.checks.wording import cut, plural
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Quota
from revgov.kinds.kpi import Target
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount
from revgov.schedule.periods import parts_of

# Few enough places to look at.
MOST_NAMED = 4
# What has to be read of a quota, and of the KPI of the plan, to compare them.
NUMBERS = ("amount", "over_assignment", "period", "plan", "target", "targets")


@check("quota-sum-mismatch", severity=ERROR, startup=OFF)
def quotas_that_do_not_add_up(governance: Governance, *, tolerance: float = 0.5) -> Findings:
    """The quotas handed out of another one for the same time, or for all parts of it, come to its amount and its
    `over_assignment` on top; those handed out of none come to the target of their `plan`, give or take `tolerance`
    percent.

    Quotas that do not roll up are all met while the company misses its plan, or the other way round.

    Remedy: change an amount, declare what is handed out on top under `over_assignment`, and name the KPI of the plan
    under `plan` of the first quota.
    """
    tree, unread_fields = QuotaTree(governance), unread(governance)
    dark = {ref for ref, field in unread_fields if field in NUMBERS}
    for quota in tree.quotas.values():
        if quota.amount is None and quota.ref not in dark and (tree.below[quota.id] or quota.parent):
            yield lacks(quota, "amount"), f"{cut(quota.title)} has no `amount`, so that nobody can add it up"
        if tree.whole(quota) and quota.ref not in dark:
            for children in split(quota, tree.below[quota.id]):
                if not dark.intersection(child.ref for child in children):
                    yield from mismatch(quota, children, tolerance)
    if tree.quotas and not any(quota.ref in dark for quota in tree.tops()):
        yield from beside_plan(tree, dark, tolerance)


def split(quota: Quota, children: list[Quota]) -> Iterator[list[Quota]]:
    """The groups of quotas below another that each come to the whole: those for the same time, and those for parts of
    it where these make up all of it."""
    same: list[Quota] = []
    parts: list[Quota] = []
    for child in children:
        (same if child.period == quota.period or None in (child.period, quota.period) else parts).append(child)
    yield from [same] if same else []
    if quota.period and parts:
        for periods in parts_of(quota.period):
            own = [child for child in parts if child.period in periods]
            if {child.period for child in own} == periods:
                yield own


def mismatch(quota: Quota, children: list[Quota], tolerance: float) -> Findings:
    """The finding that what is handed out of a quota is not what it hands out."""
    amounts = [child.amount for child in children if child.amount is not None]
    if quota.amount is None or len(amounts) < len(children):
        return
    foreign = [child for child in children if child.amount and child.amount.unit != quota.amount.unit]
    for child in foreign:
        said = f"{cut(child.title)} is not in {quota.amount.unit} as {cut(quota.title)}, out of which it is handed"
        yield child.at("amount"), said, (quota.at("amount"), "this is the whole")
    more = quota.over_assignment.number if quota.over_assignment else 0.0
    wanted, found = quota.amount.number * (1 + more), sum(amount.number for amount in amounts)
    if not foreign and differs(found, wanted, tolerance):
        on_top = f" with {quota.over_assignment} on top" if quota.over_assignment and more else ""
        come = (
            f"{plural(len(children), 'quota')} below {cut(quota.title)} {'comes' if len(children) == 1 else 'come'} to"
        )
        said = f"{come} {told(found, quota.amount)}; it hands out {told(wanted, quota.amount)}{on_top}"
        related = ((child.at("amount"), "this is part of it") for child in children[:MOST_NAMED])
        yield quota.at("amount"), f"{said}; {tolerance:g}% are tolerated", *related


def differs(found: float, wanted: float, tolerance: float) -> bool:
    return abs(found - wanted) > abs(wanted) * tolerance / 100 + 1e-9 * max(abs(found), abs(wanted), 1)


def told(number: float, like: Amount) -> Amount:
    """A computed sum as an amount, to the cent."""
    return Amount(round(number, 2), like.unit)


def beside_plan(tree: QuotaTree, dark: Collection[str], tolerance: float) -> Findings:
    """What is wrong between the quotas handed out of none and the plan that they name."""
    groups: defaultdict[tuple[str, str], list[Quota]] = defaultdict(list)
    for quota in tree.tops():
        if quota.plan is not None:
            groups[quota.plan, str(quota.period or "")].append(quota)
        elif tree.below[quota.id]:
            said = f"{cut(quota.title)} is handed out of no other quota, and names no KPI as its `plan`"
            yield lacks(quota, "plan"), said
    for (plan, _), quotas in groups.items():
        kpi = tree.governance.find(Kpi, plan)
        if kpi is not None and tree.governance.in_force(kpi) and kpi.ref not in dark:
            yield from against_target(tree, kpi, quotas, tolerance)


def against_target(tree: QuotaTree, kpi: Kpi, quotas: list[Quota], tolerance: float) -> Findings:
    found = target_of(tree, kpi, quotas[0])
    amounts = [quota.amount for quota in quotas if quota.amount is not None]
    if found is None:
        # A key KPI without any number to reach is told of as such.
        if kpi.targets or (kpi.target and kpi.target.value is not None) or not kpi.key:
            when = f" for {quotas[0].period}" if quotas[0].period else ""
            said = f"{cut(kpi.title)} has no target{when} that {cut(quotas[0].title)} could come to"
            yield quotas[0].at("plan"), said
        return
    if len(amounts) < len(quotas):
        return
    target, spot = found
    total = sum(amount.number for amount in amounts)
    if kpi.unit and target.unit != kpi.unit:
        return  # a fault of the KPI
    if any(amount.unit != target.unit for amount in amounts):
        yield beside(kpi, quotas[0], f"is in {amounts[0].unit}, but the plan in {target.unit or 'no currency'}", spot)
    elif differs(total, target.number, tolerance):
        come = "comes" if len(quotas) == 1 else f"and {len(quotas) - 1} more come"
        said = f"{come} to {told(total, target)}, but the target of {cut(kpi.title)} is {target}"
        yield beside(kpi, quotas[0], f"{said}; {tolerance:g}% are tolerated", spot)


def beside(kpi: Kpi, quota: Quota, said: str, spot: Spot) -> Found:
    return quota.at("amount"), f"{cut(quota.title)} {said}", (spot, f"this is the target of {cut(kpi.title)}")


def target_of(tree: QuotaTree, kpi: Kpi, quota: Quota) -> tuple[Amount, Spot] | None:
    """The target of a KPI for the time of a quota, in a currency, and where it is written."""
    amount, spot = None, kpi.at("target", "value")
    if quota.period and kpi.targets and quota.period in kpi.targets:
        amount, spot = kpi.targets[quota.period], kpi.at("targets", str(quota.period))
    elif kpi.target and for_the_time_of(tree, kpi.target, quota):
        amount = kpi.target.value
    if amount is None:
        return None
    return (amount if amount.unit else Amount(amount.number, str(kpi.unit or ""))), spot


def for_the_time_of(tree: QuotaTree, target: Target, quota: Quota) -> bool:
    """Whether a target is meant for the period of a quota; where one of the two does not say when it is."""
    if quota.period is None or (target.by is None and target.period is None):
        return True
    days = tree.days(quota.period)
    within = target.by is not None and (days is None or days.first <= target.by <= days.last)
    return within or target.period == quota.period
