"""Are duties that check each other kept in different hands, and do those who answer have the say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revgov.checks.hierarchy import Hierarchy
from revgov.checks.owners import owner_ids, responsible_role
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.ownership import accountable, terms
from revgov.kinds import Activity, Council, Decision, Node, Role
from revgov.kinds.activity import Assignment
from revgov.kinds.node import Spot

# Maker and checker, by the `duty` of activities; the charter's `kept_apart` adds to these.
KEPT_APART = (
    ("design_comp_plan", "approve_comp_plan"),
    ("calculate_commission", "approve_commission"),
    ("set_quota", "approve_quota"),
    ("submit_forecast", "certify_forecast"),
    ("request_change", "approve_change"),
    ("grant_access", "review_access"),
    ("build_ai", "validate_ai"),
    ("own_risk", "accept_risk"),
    ("request_waiver", "approve_waiver"),
    ("measure_quality", "set_quality_target"),
)


class Hand(NamedTuple):
    """A role that does or answers for an activity with some duty, and where that is written."""

    role: str
    activity: Activity
    spot: Spot


@check("raci-sod-conflict", severity=ERROR, startup=WARNING)
def both_duties_in_one_hand(governance: Governance) -> Findings:
    """No role, and nobody who holds several roles, is on both sides of two duties that check each other.

    Whoever approves their own work is not checked at all: mistakes and fraud look the same from there.

    Remedy: give one of the two duties to another role or person; where there are too few people, say in a waiver which
    other control stands in.
    """
    declared = ((pair.one, pair.other) for pair in governance.charter.kept_apart)
    pairs = {frozenset(pair): pair for pair in (*KEPT_APART, *declared)}.values()
    hands = hands_by_duty(governance, frozenset(duty for pair in pairs for duty in pair))
    for one, other in pairs:
        if one in hands and other in hands:
            yield from shared_roles(one, other, hands[one], hands[other])
            yield from shared_people(governance, (one, other), hands[one], hands[other])


def hands_by_duty(governance: Governance, duties: frozenset[str]) -> dict[str, list[Hand]]:
    hands: dict[str, list[Hand]] = {}
    for activity in governance.every(Activity):
        if not duties.isdisjoint(activity.duty):
            workers = [one for one in activity.assignments() if one.letter in "RA"]
            for duty in activity.duty:
                own = hands.setdefault(duty, [])
                own.extend(Hand(one.role, activity, one.spot) for one in workers)
    return hands


def shared_roles(one: str, other: str, makers: Iterable[Hand], checkers: Iterable[Hand]) -> Iterator[Found]:
    making = {maker.role: maker for maker in makers}
    for role, checker in {checker.role: checker for checker in checkers}.items():
        if role in making:
            message = f"{cut(role)} has a hand in '{cut(one)}' and in '{cut(other)}', which are to be kept apart"
            yield checker.spot, message, (making[role].spot, f"'{cut(one)}' is here")


def shared_people(
    governance: Governance, pair: tuple[str, str], makers: Iterable[Hand], checkers: Iterable[Hand]
) -> Iterator[Found]:
    """People with two roles of which one makes and the other checks; one role on both sides is told already.

    Whoever is on leave comes back to both, and a deputy acts whenever somebody else is away.
    """
    both = {maker.role for maker in makers} & {checker.role for checker in checkers}
    making: dict[str, Hand] = {}
    for maker in makers:
        for person in () if maker.role in both else people_in(governance, maker.role):
            making.setdefault(person, maker)
    told = set()
    for checker in checkers:
        for person in () if checker.role in both else people_in(governance, checker.role):
            if person in making and person not in told:
                told.add(person)
                maker = making[person]
                one, other = f"'{cut(pair[0])}' as {cut(maker.role)}", f"'{cut(pair[1])}' as {cut(checker.role)}"
                message = f"{cut(person)} has a hand in {one} and in {other}, which are to be kept apart"
                yield checker.spot, message, (maker.spot, f"'{cut(pair[0])}' is here")


def people_in(governance: Governance, role_id: str) -> Iterable[str]:
    role = governance.find(Role, role_id)
    return dict.fromkeys(one.person for one in terms(governance, role, governance.as_of)) if role else ()


@check("raci-owner-mismatch", severity=ERROR, startup=WARNING)
def maintained_by_other_than_owner(governance: Governance) -> Findings:
    """Whoever is accountable for maintaining a thing is its owner, or one of the owner's managers.

    With two truths about who owns a thing, each of the two points to the other.

    Remedy: make the owner accountable for the activity, or change the owner on the thing.
    """
    lines = Hierarchy(governance)
    for activity in governance.every(Activity):
        roles = accountable(activity) if activity.maintains else ()
        if len(roles) != 1 or roles[0] not in lines.roles:
            continue
        for index, target in maintained(governance, activity):
            owner = responsible_role(governance, target)
            if owner and owner.id != roles[0] and not lines.manages(roles[0], owner.id):
                message = f"{cut(roles[0])} is accountable for maintaining '{cut(target.ref)}'"
                said = f"{message}, which {cut(owner.id)} owns"
                yield activity.at("maintains", index), said, (target.at(), f"{cut(owner.id)} owns this")


def maintained(governance: Governance, activity: Activity) -> Iterator[tuple[int, Node]]:
    """The declarations that an activity maintains, with their places in the list."""
    targets = [edge.ref for edge in governance.out.get(activity.ref, ()) if edge.field == "maintains"]
    for index, written in enumerate(activity.maintains):
        for ref in targets:
            if ref == written or ref.partition(":")[2] == written:
                yield index, governance.nodes[ref]


@check("raci-accountable-without-authority", severity=WARNING, startup=OFF)
def accountable_without_authority(governance: Governance) -> Findings:
    """Whoever is accountable does not report to those who do the work, and holds the decision right that it needs.

    Who is responsible for everything and authorised to change nothing can only apologise.

    Remedy: give the A to the manager, or to the role that decides; or give the decision right to who is accountable.
    """
    lines = Hierarchy(governance)
    for activity in governance.every(Activity):
        roles = accountable(activity)
        if len(roles) != 1 or roles[0] not in lines.roles:
            continue
        for one in responsible_managers(lines, roles[0], activity):
            message = f"{cut(roles[0])} is accountable for what {cut(one.role)} does, and reports to them"
            yield one.spot, message, (lines.roles[roles[0]].at("reports_to"), "this is the line")
        for index, needed in enumerate(activity.needs):
            decision = governance.find(Decision, needed)
            if decision and decision.decides and not may_decide(governance, lines, roles[0], decision):
                deciders = listed(owner_ids(governance, decision))
                message = f"{cut(roles[0])} is accountable for '{cut(activity.title)}', but {deciders} decides"
                yield activity.at("needs", index), f"{message} '{cut(decision.title)}'", (decision.at(), "the decision")


def responsible_managers(lines: Hierarchy, role: str, activity: Activity) -> list[Assignment]:
    """The assignments of an R to somebody above a role."""
    # In a circle everybody stands above everybody; that is a fault of the lines, not of the activity.
    circling = {one for cycle in lines.cycles for one in cycle}
    managers = {one for one in lines.above(role) if one not in circling}
    if managers.isdisjoint(activity.responsible) and managers.isdisjoint(activity.cells()):
        return []
    return [one for one in activity.assignments() if one.letter == "R" and one.role in managers]


def may_decide(governance: Governance, lines: Hierarchy, role: str, decision: Decision) -> bool:
    """Whether a role decides, sits in the council that does, or manages who does; it may where nobody can tell who."""
    for name in owner_ids(governance, decision):
        council = governance.find(Council, name) if governance.find(Role, name) is None else None
        if council is None and governance.find(Role, name) is None:
            return True
        seats = {*council.chair, *council.members} if council else {name}
        if role in seats or any(lines.manages(role, seat) for seat in seats):
            return True
    return False
