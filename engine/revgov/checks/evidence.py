"""Is what proves a thing there, and still young enough to prove it?"""

from __future__ import annotations

import datetime

from revgov.checks.open_work import deeds
from revgov.checks.registry import INFO, WARNING, Findings, check
from revgov.checks.unmeasured import nothing_measured, unmeasured
from revgov.checks.wording import cut, plural
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Node, Sla
from revgov.kinds.node import Evidence
from revgov.kinds.values import Duration

GRAINS = {word: Duration(1, f"{word}s") for word in ("day", "week", "month", "quarter", "year")}


@check("x-evidence-stale", severity=WARNING, startup=INFO)
def proof_too_old(governance: Governance, *, grace: float = 0.5, months: int = 12, sla_months: int = 1) -> Findings:
    """What is proven is proven lately: evidence is dated and within its `valid` (else within `months`), an action that
    is done names its evidence, and a KPI or service level that is measured has a value no older than its grain (or
    `sla_months`) and half as long again.

    A claim whose proof nobody has looked at since is only a claim.

    Remedy: collect the evidence anew and date it, add `evidence` to the action, or measure again; where nothing was
    measured yet, name CSV files under `observations` in revgov.yaml.
    """
    for node in governance:
        if node.evidence and governance.in_force(node):
            for index, proof in enumerate(node.evidence):
                yield from old_proof(node, index, proof, governance.as_of, months)
    for deed in deeds(governance):
        action = deed.action
        if action.done and action.done <= governance.as_of and not (action.evidence or "").strip():
            yield deed.at("done"), f"the action '{cut(action.what)}' is done, and nothing proves it; add `evidence`"
    for kpi in governance.every(Kpi):
        yield from old_value(governance, kpi, GRAINS.get((kpi.grain or "").strip().casefold()), grace)
    for sla in governance.every(Sla):
        yield from old_value(governance, sla, Duration(sla_months, "months"), grace)
    yield from nothing_measured(governance, [one for one in governance.every(Sla) if one.target])
    yield from unmeasured(governance, "key KPIs", [one for one in governance.every(Kpi) if one.key])


def old_proof(node: Node, index: int, proof: Evidence, as_of: datetime.date, months: int) -> Findings:
    what = f"'{cut(proof.what)}', which proves '{cut(node.title)}',"
    if proof.on is None:
        yield node.at("evidence", index), f"{what} has no date; add `on`"
        return
    valid = proof.valid or Duration(months, "months")
    if proof.on > as_of:
        yield node.at("evidence", index, "on"), f"{what} is dated {proof.on}, which is still to come"
    elif (last := valid.after(proof.on)) < as_of:
        yield node.at("evidence", index, "on"), f"{what} is of {proof.on}, and counted for {valid}, until {last}"


def old_value(governance: Governance, node: Node, period: Duration | None, grace: float) -> Findings:
    last = max((one.on for one in governance.observations.of(node.ref)), default=None)
    if last is None or period is None:
        return
    days = round(period.days * (1 + grace))
    if last + datetime.timedelta(days=days) < governance.as_of:
        past = plural((governance.as_of - last).days, "day")
        found = governance.observations.latest(node.ref)
        related = ((found.spot, "the last value"),) if found else ()
        yield node.at(), f"'{cut(node.title)}' was last measured {past} ago; a value counts for {days} days", *related
