"""Is every exception allowed by somebody who may, for a reason and for a time?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.faults import UNWAIVABLE
from revgov.checks.names import Names
from revgov.checks.owners import owner_ids
from revgov.checks.registry import ERROR, INFO, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.defect import Suggestion
from revgov.governance.governance import Governance
from revgov.governance.ownership import regular_holders
from revgov.kinds import Waiver
from revgov.kinds.values.time import add_months

PARTS = {
    "check": "the check",
    "for": "the declaration",
    "reason": "a reason",
    "approved_by": "an approver",
    "expires": "a last day",
}


@check("x-waiver-invalid", severity=ERROR, startup=ERROR)
def waiver_that_does_not_hold(
    governance: Governance, checks: Collection[str], *, most_months: int = 12, notice_days: int = 14
) -> Findings:
    """A waiver names a check, a declaration, a reason, an approver who is not asking, and a day within twelve months.

    An exception that nobody had to argue for, or that never ends, is a new rule that nobody decided.

    Remedy: complete the waiver; have it approved by somebody who neither owns the thing nor asked; renew it or delete
    it before it expires.
    """
    names = Names(governance)
    not_read = unread(governance)
    for waiver in governance.every(Waiver):
        lacking = [field for field in PARTS if not getattr(waiver, "for_" if field == "for" else field)]
        lacking = [field for field in lacking if (waiver.ref, field) not in not_read]
        if lacking:
            parts = listed(PARTS[field] for field in lacking)
            yield lacks(waiver, ",".join(lacking)), f"the waiver '{cut(waiver.id)}' lacks {parts}, so it covers nothing"
        yield from check_fault(governance, waiver, checks, names)
        yield from approver_fault(governance, waiver)
        yield from expiry_fault(governance, waiver, most_months, notice_days)


def check_fault(governance: Governance, waiver: Waiver, checks: Collection[str], names: Names) -> Iterator[Found]:
    name = waiver.check
    if not name:
        return
    if name.startswith(UNWAIVABLE):
        yield waiver.at("check"), f"nobody can waive {cut(name)}: mend what it says"
    elif name.startswith("policy:"):
        if name not in governance.nodes:
            yield waiver.at("check"), f"there is no house rule '{cut(name)}'"
    elif name not in checks and not name.startswith("schema-"):
        near = names.nearest("checks", name, checks, 0.8)
        spot, message = waiver.at("check"), f"there is no check '{cut(name)}'"
        if near is None:
            yield spot, message
        else:
            yield spot, f"{message}; did you mean '{near}'?", Suggestion(f"Use '{near}'", spot, near)


def approver_fault(governance: Governance, waiver: Waiver) -> Iterator[Found]:
    """Whoever approves must be somebody else than who owns the thing, and than who asked."""
    if waiver.approved_by is None:
        return
    spot, approver = waiver.at("approved_by"), waiver.approved_by.rpartition(":")[2]
    people = people_behind(governance, approver)
    for edge in governance.out.get(waiver.ref, ()):
        target = governance.get(edge.ref)
        owners = owner_ids(governance, target) if edge.field == "for" and target else ()
        owning = {person for owner in owners for person in people_behind(governance, owner)}
        if approver in owners or approver in owning or (people and people <= owning):
            second_hat = approver not in owners and approver not in owning
            held = f" is held only by {listed(sorted(people))}, who" if second_hat else ""
            message = f"{cut(approver)}{held} owns '{cut(edge.ref)}' and cannot waive a finding about it"
            yield spot, message, (target.at() if target else spot, "what is owned")
            return
    requester = (waiver.requested_by or "").rpartition(":")[2]
    if approver == requester:
        related = (waiver.at("requested_by"), "asked here")
        yield spot, f"{cut(approver)} asked for this waiver and cannot approve it", related
    elif requester and people and people <= people_behind(governance, requester):
        message = f"{cut(approver)} is held only by {listed(sorted(people))}, who asked for this waiver"
        yield spot, message, (waiver.at("requested_by"), "asked here")


def people_behind(governance: Governance, name: str) -> set[str]:
    """A person, or the people who hold a role, on leave or not, and those who stand in for them today."""
    if f"person:{name}" in governance.nodes:
        return {name}
    return {*regular_holders(governance, name), *governance.holders(name)}


def expiry_fault(governance: Governance, waiver: Waiver, most_months: int, notice_days: int) -> Iterator[Found]:
    expires, today = waiver.expires, governance.as_of
    if expires is None:
        return
    spot = waiver.at("expires")
    if expires < today:
        yield spot, f"the waiver '{cut(waiver.id)}' expired on {expires}, so it covers nothing: renew it or delete it"
    elif expires > add_months(today, int(most_months)):
        yield spot, f"{expires} is more than {most_months} months ahead: an exception ends within {most_months} months"
    elif (expires - today).days <= notice_days:
        yield spot, f"the waiver '{cut(waiver.id)}' expires on {expires}: decide what comes after it", INFO
