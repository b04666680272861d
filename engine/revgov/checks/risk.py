"""Is something done about each risk, or has somebody accepted it who may?"""

from __future__ import annotations

from revgov.checks.absence import lacks, unread
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.owners import owner_ids
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import in_person
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import appetite_of
from revgov.kinds import Risk
from revgov.kinds.risk import CLOSED, OPEN, Acceptance

TREATMENTS = ("mitigate", "accept", "transfer", "avoid")


@check("risk-treatment-incomplete", severity=ERROR, startup=WARNING)
def risk_without_treatment(governance: Governance) -> Findings:
    """Each open risk has a decision, and what mitigates it is an action with an owner and a due date. A risk is open
    unless its status is known to end it.

    A list of risks without actions is a diary of worries.

    Remedy: write `treatment: {decision: mitigate, actions: [{what: …, owner: …, due: …}]}`, or the decision to accept,
    transfer or avoid it.
    """
    unread_fields = unread(governance)
    for risk in open_risks(governance):
        treatment = risk.treatment
        if risk.status and risk.status.strip().casefold() not in OPEN:
            said = f"'{cut(risk.status)}' is no status of a risk; write {listed((*OPEN, *CLOSED), 'or')}"
            yield risk.at("status"), f"{cut(risk.title)}: {said}"
        if (risk.ref, "treatment") in unread_fields:
            continue
        if treatment is None or treatment.decision is None:
            spot = risk.at("treatment") if treatment else lacks(risk, "treatment")
            yield spot, f"nothing is decided about {cut(risk.title)}; write a `decision`: {listed(TREATMENTS, 'or')}"
        elif treatment.decision not in TREATMENTS:
            said = f"'{cut(treatment.decision)}' is no decision about a risk; write {listed(TREATMENTS, 'or')}"
            yield risk.at("treatment", "decision"), said
        elif treatment.decision == "mitigate":
            yield from mitigation_gaps(risk)


def open_risks(governance: Governance) -> list[Risk]:
    return [risk for risk in governance.every(Risk) if risk.open]


def mitigation_gaps(risk: Risk) -> Findings:
    actions = risk.treatment.actions if risk.treatment else ()
    if all(action.cancelled for action in actions):
        yield risk.at("treatment"), f"{cut(risk.title)} is to be mitigated, but by no action"
    for index, action in enumerate(actions):
        if action.done or action.cancelled:
            continue
        gaps = [] if action.owner else ["owner"]
        gaps += [] if action.due or action.moved else ["due date"]
        if gaps:
            said = f"the action '{cut(action.what)}' against {cut(risk.title)} has no {listed(gaps, 'and no')}"
            yield risk.at("treatment", "actions", index), said


@check("risk-acceptance-invalid", severity=ERROR, startup=WARNING)
def acceptance_that_does_not_hold(governance: Governance, *, warn_days: int = 14) -> Findings:
    """An accepted risk has a reason, an expiry date that has not passed, and an approver at or above the authority of
    the charter's appetite, who is not the one who asked, the owner, or somebody who reports to the owner.

    Otherwise a risk is accepted by whoever was fastest, and for ever. A note comes `warn_days` days before it expires.

    Remedy: have the named authority accept the risk anew, with `requested_by`, `approved_by`, `reason` and `expires`.
    """
    hierarchy, unread_fields = Hierarchy(governance), unread(governance)
    for risk in open_risks(governance):
        treatment = risk.treatment
        if treatment is None or (risk.ref, "treatment") in unread_fields:
            continue
        acceptance = treatment.acceptance
        if acceptance is not None:
            yield from acceptance_gaps(risk, acceptance)
            yield from wrong_approver(governance, hierarchy, risk, acceptance)
            yield from expiry(governance, risk, acceptance, warn_days)
        elif treatment.decision == "accept":
            said = f"{cut(risk.title)} is to be accepted, but nobody has accepted it; add `acceptance`"
            yield risk.at("treatment", "decision"), said


def acceptance_gaps(risk: Risk, acceptance: Acceptance) -> Findings:
    gaps = [f"`{field}`" for field in ("approved_by", "reason", "expires") if not getattr(acceptance, field)]
    if gaps:
        yield risk.at("treatment", "acceptance"), f"the acceptance of {cut(risk.title)} has no {listed(gaps, 'and no')}"


def wrong_approver(governance: Governance, hierarchy: Hierarchy, risk: Risk, acceptance: Acceptance) -> Findings:
    """Why the approver may not accept the risk, if so: the first reason, for another approver settles all."""
    approver = plain(acceptance.approved_by) or ""
    if approver not in hierarchy.roles:
        return
    owners, asking = owner_ids(governance, risk), plain(acceptance.requested_by)
    boss = next((owner for owner in owners if hierarchy.manages(owner, approver)), None)
    appetite = appetite_of(governance.charter, risk)
    authority = plain(appetite.authority) if appetite else None
    reason = None
    if in_person(governance, approver, frozenset(owners)):
        reason = "owns it" if approver in owners else "is held by who owns it"
    elif boss:
        reason = f"reports to {cut(hierarchy.roles[boss].title)}, who owns it"
    elif asking and in_person(governance, approver, frozenset({asking})):
        reason = "asked for it" if approver == asking else "is held by who asked for it"
    elif authority in hierarchy.roles and authority and approver not in (authority, *hierarchy.above(authority)):
        reason = f"only {cut(hierarchy.roles[authority].title)} or whoever stands above may"
    if reason:
        said = f"{cut(hierarchy.roles[approver].title)} accepts {cut(risk.title)}, but {reason}"
        yield risk.at("treatment", "acceptance", "approved_by"), said


def expiry(governance: Governance, risk: Risk, acceptance: Acceptance, warn_days: int) -> Findings:
    """The day an acceptance expires on is its last."""
    expires, today = acceptance.expires, governance.as_of
    spot = risk.at("treatment", "acceptance", "expires")
    if expires is None:
        return
    if expires < today:
        yield spot, f"the acceptance of {cut(risk.title)} expired on {expires}"
    elif (expires - today).days <= warn_days:
        yield spot, f"the acceptance of {cut(risk.title)} expires on {expires}, within {warn_days} days", INFO
