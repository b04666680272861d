"""Has the alarm of a contingency rung, and did anybody act?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from revgov.checks.registry import ERROR, Check, Findings, Found, check, milder
from revgov.checks.unmeasured import note
from revgov.checks.wording import cut, listed
from revgov.finding import Severity
from revgov.governance.governance import Governance
from revgov.governance.observations import Observation
from revgov.kinds import Contingency, Waiver
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Band, Condition, Unreadable

# Whether a condition holds, and by which values; None where nothing tells.
Verdict = tuple[bool, tuple[Observation, ...]] | None


@check("risk-trigger-fired", severity=ERROR, startup=ERROR)
def trigger_without_action(governance: Governance, checks: Collection[str]) -> Findings:
    """Where the trigger of a contingency is true, by the measured values and by what the checks find, the contingency
    is active. Triggers that nothing was measured for are named in one note.

    A warning that nobody acts on is worse than none: everybody believed that somebody was watching.

    Remedy: do what the steps say and write `active: {since: …, by: …}`, or waive this finding with a reason.
    """
    known: Mapping[str, Check] = checks if isinstance(checks, Mapping) else {}
    fails: dict[str, bool] = {}
    silent: list[str] = []
    for plan in governance.every(Contingency):
        verdicts = [verdict(governance, one, known, fails) for one in plan.trigger]
        if any(one is None for one in verdicts):
            # One condition that is known not to hold settles it, whatever the others say.
            silent += [plan.title] if not any(one is not None and not one[0] for one in verdicts) else []
            continue
        if not verdicts or not all(one[0] for one in verdicts if one) or in_force(governance, plan):
            continue
        values = [value for one in verdicts if one for value in one[1]]
        said = f"the trigger of '{cut(plan.title)}' is true ({listed(str(one) for one in plan.trigger)}"
        measured = f": {listed(value.said for value in values)}" if values else ""
        related: tuple[tuple[Spot, str], ...] = tuple((value.spot, "it was measured here") for value in values[-1:])
        yield plan.at("trigger"), f"{said}{measured}), and the plan is not active", *related
    if governance.observations.asked and not governance.observations.faults:
        yield from note("triggers of contingencies", silent)


def in_force(governance: Governance, plan: Contingency) -> bool:
    return plan.active is not None and plan.active.since <= governance.as_of


def verdict(
    governance: Governance, condition: Condition, checks: Mapping[str, Check], fails: dict[str, bool]
) -> Verdict:
    """Whether a condition holds. Of fields of data, and of house rules, nothing here can tell."""
    kind, _, id_ = condition.mentions[0].ref.partition(":")
    if kind == "check" and id_ in checks:
        if id_ not in fails:
            fails[id_] = failing(governance, checks[id_], checks)
        return fails[id_] == (condition.operator == "fails"), ()
    if kind == "kpi" and isinstance(condition.operand, str):
        return by_values(governance, condition)
    return None


def by_values(governance: Governance, condition: Condition) -> Verdict:
    """Whether a comparison held in each of the last periods. Values of other units compare with nothing."""
    try:
        limit = Amount.read(condition.operand)
    except Unreadable:
        return None
    ref, (number, unit) = condition.mentions[0].ref, limit.comparable()
    values = governance.observations.last(ref, condition.periods)
    if not values:
        # Measured, but not for so many periods yet: then it cannot have held for as long.
        return (False, ()) if governance.observations.of(ref) else None
    pairs = [one.value.comparable() for one in values]
    if any(unit and other and unit != other for _, other in pairs):
        return None
    if condition.operator == "!=":
        return all(value != number for value, _ in pairs), values
    band = Band(condition.operator, Amount(number, ""))
    return all(band.holds(value) for value, _ in pairs), values


def failing(governance: Governance, one: Check, checks: Mapping[str, Check]) -> bool:
    """Whether a check finds anything that is neither a note nor waived. What is off, or this check itself, does not
    count."""
    settings: Mapping[str, Any] = governance.settings.checks.get(one.id, {})
    if one.id == "risk-trigger-fired" or settings.get("severity") in ("off", False):
        return False
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
    parameters = {**one.parameters, **{name: given[name] for name in one.parameters if name in given}}
    waived = {
        edge.ref
        for waiver in governance.every(Waiver)
        if waiver.check == one.id
        for edge in governance.out.get(waiver.ref, ())
        if edge.field == "for"
    }
    found = found_by(governance, one, checks, parameters)
    return any(milder(Severity.ERROR, each) is not Severity.INFO and each[0].node not in waived for each in found)


def found_by(
    governance: Governance, one: Check, checks: Mapping[str, Check], parameters: Mapping[str, Any]
) -> Iterator[Found]:
    if one.subject == "Governance":
        yield from one.run(governance, *((checks,) if one.knows_checks else ()), **parameters)
    else:
        given = (one.given(governance),) if one.given else ()
        for node in governance.in_force_of(one.subject):
            yield from one.run(node, *given, **parameters)
