"""Does anything happen when a policy is broken?"""

from __future__ import annotations

from collections.abc import Mapping

from revgov.checks.absence import lacks, unread
from revgov.checks.named import named
from revgov.checks.registry import ERROR, WARNING, Check, Findings, check
from revgov.checks.switches import enforces_itself, off_by_name
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Node, Policy

# What looks whether a policy is kept, and what shows afterwards that it was.
ENFORCING = ("sla", "meeting", "kpi", "dashboard", "dataset", "minutes", "assessment", "signoff")


@check("x-policy-unenforced", severity=ERROR, startup=WARNING)
def policy_that_nothing_enforces(governance: Governance, checks: Mapping[str, Check]) -> Findings:
    """A policy is enforced by something that works: a check that is switched on, its own SQL or that of another policy,
    an SLA, a meeting, or a source of evidence.

    A rule that nobody notices when it is broken teaches everybody that rules may be.

    Remedy: write `fails_when` or `query`, or name under `enforced_by` the check, SLA, meeting, KPI or dashboard that
    would notice; where proof is kept elsewhere, add it under `evidence`.
    """
    not_read = unread(governance)
    lost = {one.node.ref for one in governance.unresolved("policy") if one.mention.field == "enforced_by"}
    for policy in governance.every(Policy):
        if policy.ref in lost or any(
            (policy.ref, field) in not_read for field in ("enforced_by", "fails_when", "query", "evidence", "severity")
        ):
            continue
        if enforces_itself(policy) or policy.evidence:
            continue
        idle = []
        for _, name, node in named(governance, policy, "enforced_by"):
            why = idle_because(governance, checks, policy, name, node)
            if why is None:
                break
            idle.append(why)
        else:
            spot = policy.at("enforced_by") if policy.enforced_by else lacks(policy, "enforced_by")
            reason = f": {listed(idle)}" if idle else "; name a check, an SLA or a meeting under `enforced_by`"
            yield spot, f"nothing enforces '{cut(policy.title)}'{reason}"


def idle_because(
    governance: Governance, checks: Mapping[str, Check], policy: Policy, name: str, node: Node | None
) -> str | None:
    """Why what is named does not enforce the policy; None where it does, or where a check of that name is unknown."""
    if name.startswith("check:"):
        return f"the check '{cut(name[6:])}' is switched off" if off_by_name(governance, checks, name) else None
    if node is None or node is policy:
        return "it is switched off" if policy.fails_when or policy.query else "it has no `fails_when` and no `query`"
    if isinstance(node, Policy):
        return None if governance.in_force(node) and enforces_itself(node) else f"'{cut(node.title)}' checks nothing"
    if node.kind not in ENFORCING:
        return f"'{cut(node.title)}' notices nothing by itself"
    return None if governance.in_force(node) else f"'{cut(node.title)}' is not in force"
