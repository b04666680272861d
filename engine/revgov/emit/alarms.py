"""Whether the triggers of contingencies and the indicators of risks hold, by measured values and by what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.switches import off_by_name
from revgov.checks.triggers import by_values, in_force
from revgov.emit.document import State
from revgov.emit.edition import Edition
from revgov.finding import Severity
from revgov.kinds import Contingency, Risk
from revgov.kinds.values import Condition


class Told(NamedTuple):
    """A condition, whether it holds on the day (None: nobody can tell), and what that is known by."""

    condition: str
    holds: bool | None
    by: str


def told(edition: Edition, condition: Condition) -> Told:
    """Whether a condition about a KPI or a check holds; of fields of data nothing here can tell."""
    kind, _, name = condition.mentions[0].ref.partition(":")
    if kind == "check":
        if off_by_name(edition.governance, CATALOGUE, name):
            return Told(str(condition), None, "not checked: it is switched off")
        count = sum(one.check == name and one.severity is not Severity.INFO for one in edition.open)
        found = f"{count} {'finding' if count == 1 else 'findings'}" if count else "nothing found"
        return Told(str(condition), bool(count) == (condition.operator == "fails"), found)
    if kind != "kpi" or not isinstance(condition.operand, str):
        return Told(str(condition), None, "cannot be told")
    last = edition.governance.observations.of(condition.mentions[0].ref)[-condition.periods :]
    verdict = by_values(edition.governance, condition) if last else None
    values = ", ".join(one.said for one in last)
    if verdict is None:
        return Told(str(condition), None, f"{values}: does not compare" if last else "not measured")
    return Told(str(condition), verdict[0], values)


def trigger(edition: Edition, plan: Contingency) -> tuple[tuple[Told, ...], State]:
    """The conditions of a contingency's trigger, and how it stands: it fires when all of them hold."""
    conditions = tuple(told(edition, one) for one in plan.trigger)
    holds = [one.holds for one in conditions]
    if plan.active and in_force(edition.governance, plan):
        return conditions, State(f"active since {plan.active.since}", "fair")
    if not conditions:
        return conditions, State("no trigger", "fair")
    if False in holds:
        return conditions, State("not fired", "good")
    if None in holds:
        unknown = {one.by for one in conditions if one.holds is None}
        return conditions, State("not measured" if unknown == {"not measured"} else "cannot be told", "fair")
    return conditions, State("fired, and not active", "bad")


def triggers(edition: Edition, risk: Risk) -> Iterator[dict[str, Any]]:
    """The triggers of the contingencies of a risk, as plain values."""
    edges = edition.governance.into.get(risk.ref, ())
    plans = {one.ref for one in edges if one.field == "for" and one.ref.startswith("contingency:")}
    for ref in sorted(plans):
        plan = edition.governance.get(ref)
        if isinstance(plan, Contingency):
            conditions, state = trigger(edition, plan)
            yield {
                "contingency": ref, "title": plan.title, "state": state.word, "tone": state.tone,
                "conditions": [one._asdict() for one in conditions],
            }  # fmt: skip
