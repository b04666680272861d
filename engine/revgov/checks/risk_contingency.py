"""Is there a plan for the day on which it has happened, and an alarm that can ring?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.checks.named import named
from revgov.checks.registry import ERROR, OFF, WARNING, Check, Findings, Found, check
from revgov.checks.switches import off_by_name
from revgov.checks.wording import cut, kind_name, listed
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import appetite_of, level_of, scale_of
from revgov.kinds import Contingency, Forecast, Kpi, Node, Risk, System
from revgov.kinds.values import Amount, Condition, Unreadable
from revgov.kinds.values.quantity import same_unit

PARTS = {
    "trigger": "`trigger`",
    "steps": "`steps`",
    "owner": "`owner`",
    "activated_by": "role that puts it in force (`activated_by`)",
    "tested": "day on which it was last tested (`tested`)",
}
NOT_IN_USE = ("planned", "retired")
WORSE = {"up": "<", "down": ">"}


@check("risk-contingency-missing", severity=ERROR, startup=WARNING)
def danger_without_a_plan(
    governance: Governance, *, levels: tuple[str, ...] = ("high", "critical"), tier: int = 1
) -> Findings:
    """Each risk that is high or critical today, each tier-1 system in use and each forecast has a contingency plan, and
    each plan has a trigger, steps, an owner, a role that puts it in force, and a day on which it was tested.

    In the hour when it is needed nobody has the calm to invent one.

    Remedy: declare a contingency that names the risk, system or forecast under `for`, rehearse it, and write the day
    under `tested`.
    """
    unread_fields = unread(governance)
    plans = governance.every(Contingency)
    if all_read(governance) and not anything_unread(governance, "contingency", "for"):
        yield from without_plan(governance, plans, levels, tier)
    for plan in plans:
        rehearsed = plan.tested is not None and plan.tested <= governance.as_of
        absent = [part for part in PARTS if not (rehearsed if part == "tested" else getattr(plan, part))]
        gaps = [PARTS[part] for part in absent if (plan.ref, part) not in unread_fields]
        if gaps:
            yield lacks(plan, ",".join(absent)), f"the plan '{cut(plan.title)}' has no {listed(gaps, 'or')}"


def without_plan(
    governance: Governance, plans: tuple[Contingency, ...], levels: tuple[str, ...], tier: int
) -> Iterator[Found]:
    covered = {node.ref for plan in plans for _, _, node in named(governance, plan, "for") if node}
    names = misspelt(governance, "contingency", "for")
    planned = {one.ref for one in governance.every(Forecast) if one.contingency is not None}
    for node, what in endangered(governance, levels, tier):
        if node.ref not in covered | planned and not names.may_mean(node.id):
            yield lacks(node, "contingency"), f"{what}, and no contingency plan is `for` it"


def endangered(governance: Governance, levels: tuple[str, ...], tier: int) -> Iterator[tuple[Node, str]]:
    """What has to have a plan, and why in words. A risk is as high as it is today, else as it was at first."""
    scale = scale_of(governance.charter)
    for risk in governance.every(Risk):
        level = level_of(scale, risk.current or risk.residual or risk.inherent)
        if risk.open and level and level.casefold() in levels:
            yield risk, f"the risk '{cut(risk.title)}' is {cut(level)}"
    for system in governance.every(System):
        if system.tier is not None and system.tier <= tier and system.status not in NOT_IN_USE:
            yield system, f"{cut(system.title)} is a system of tier {system.tier}"
    for forecast in governance.every(Forecast):
        yield forecast, f"the company relies on the {kind_name(forecast.kind)} '{cut(forecast.title)}'"


@check("risk-trigger-unmeasurable", severity=ERROR, startup=OFF)
def alarm_that_cannot_ring(governance: Governance, checks: Mapping[str, Check]) -> Findings:
    """Each trigger of a contingency and each indicator of a risk holds a KPI against a threshold in its unit, with a
    direction, for a number of periods; or it waits for a check or house rule to fail, which is switched on. A trigger
    leads to a risk, and so to the appetite of the charter.

    An alarm on something that nobody measures stays silent, and everybody takes that for good news.

    Remedy: write `kpi:win_rate < 18% for 2 periods` or `check:x-role-vacant fails`; name the risk under `for` of the
    contingency, and its level and authority under `appetite` of the charter.
    """
    alarms = 0
    unread_fields = unread(governance)
    for node, field, conditions in (
        *((plan, "trigger", plan.trigger) for plan in governance.every(Contingency)),
        *((risk, "indicators", risk.indicators) for risk in governance.every(Risk) if risk.open),
    ):
        alarms += len(conditions)
        for index, condition in enumerate(conditions):
            for why, *milder in alarm_faults(governance, checks, condition):
                yield node.at(field, index), f"'{cut(condition.written)}' {why}", *milder
        if isinstance(node, Contingency) and conditions and (node.ref, "for") not in unread_fields:
            yield from without_risk(governance, node)
    charter = governance.charter
    if alarms and not charter.appetite and (charter.ref, "appetite") not in unread_fields:
        said = "the charter has no `appetite`, so no trigger can be traced to the risk that the company carries"
        yield lacks(charter, "appetite"), said


def without_risk(governance: Governance, plan: Contingency) -> Iterator[Found]:
    """A plan that is for no risk has a threshold that nobody can trace to an appetite."""
    targets = [node for _, _, node in named(governance, plan, "for")]
    risks = [node for node in targets if isinstance(node, Risk)]
    if None in targets:
        return
    if not risks:
        spot = plan.at("for") if targets else lacks(plan, "for")
        said = f"the trigger of '{cut(plan.title)}' can be traced to no risk, and so to no appetite"
        yield spot, f"{said}; name the risk under `for`"
    elif governance.charter.appetite and not any(appetite_of(governance.charter, risk) for risk in risks):
        category = cut(risks[0].category or "none")
        said = f"the charter has no appetite for the category of '{cut(risks[0].title)}' ({category}), nor a default"
        yield plan.at("for"), f"the trigger of '{cut(plan.title)}' can be traced to no appetite: {said}"


def alarm_faults(governance: Governance, checks: Mapping[str, Check], condition: Condition) -> Iterator[Found]:
    """Why an alarm cannot ring, if so. Names that lead nowhere another check tells of."""
    kind, _, id_ = condition.mentions[0].ref.partition(":")
    if kind in ("check", "policy"):
        if condition.operator == "passes":
            yield ("rings when all is well, for it waits until a check passes; write `fails`",)
        elif kind == "check" and off_by_name(governance, checks, id_):
            yield (f"cannot ring: the check '{cut(id_)}' is switched off",)
    elif kind == "field":
        yield (f"cannot ring: {cut(id_)} is a field, which nobody measures over time; name a KPI or a check",)
    elif condition.operator not in ("<", "<=", ">", ">="):
        yield (f"has no direction: '{condition.operator}' is none; write <, <=, > or >=",)
    elif condition.periods < 1:
        yield ("has no window; write for how many periods it must hold, at least 1",)
    else:
        yield from threshold_faults(governance.find(Kpi, id_), condition)


def threshold_faults(kpi: Kpi | None, condition: Condition) -> Iterator[Found]:
    try:
        amount = Amount.read(condition.operand)
    except Unreadable:
        yield (f"has no threshold: '{cut(str(condition.operand))}' is none; write a number in the unit of the KPI",)
        return
    if kpi is None:
        return
    if kpi.unit and not same_unit(kpi.unit, amount.unit):
        unit = f"in {amount.unit}" if amount.unit else "without a unit"
        yield (f"cannot ring: its threshold is {unit}, while {cut(kpi.title)} is in {kpi.unit}",)
    elif WORSE.get(kpi.direction or "", condition.operator[0]) != condition.operator[0]:
        # Rare, but there are such alarms: more leads than anybody can call.
        yield (
            f"rings on good days: in that direction {cut(kpi.title)} gets better ({cut(kpi.direction or '')})",
            WARNING,
        )
