"""Who answers for what: which roles, councils and people hold which posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.ownership import accountable, employed, terms
from revgov.kinds import BY_NAME, Activity, Node, Quota, Role, Territory


class Post(NamedTuple):
    """A declaration, the field that says who answers for it, and those it names: `role:…` and `council:…`."""

    ref: str
    field: str
    named: tuple[str, ...]


class Holder(NamedTuple):
    """A person in a role today; a deputy stands in for the others."""

    person: str
    deputy: bool


def posts(governance: Governance) -> Iterator[Post]:
    """Every post of every declaration in force, in the order of the repository.

    A declaration has the post of its `owner`, and the one its kind has by its nature: a council's `chair`, a decision's
    `decides`, an activity's `accountable`, the charter's `head`, an SLA's `party`, a handoff's `takes`. A dataset's
    field has a post only where it names an owner of its own.
    """
    for node in governance:
        if governance.in_force(node):
            for field in dict.fromkeys((BY_NAME[node.kind].owned_by, "owner")):
                who = named_in(governance, node, field)
                if who:
                    yield Post(node.ref, field, who)


def named_in(governance: Governance, node: Node, field: str) -> tuple[str, ...]:
    if isinstance(node, Activity) and field == "accountable":
        return tuple(ref for role in accountable(node) if governance.get(ref := f"role:{role}"))
    return tuple(edge.ref for edge in governance.out.get(node.ref, ()) if edge.field == field)


def holders_of(governance: Governance, role: Role) -> tuple[Holder, ...]:
    """Who holds a role: the entries of `held_by` whose term runs today, of people who have not left.

    Leave changes nothing: whoever is away for a week still holds the role. A role that is not in force is held by
    nobody.
    """
    return tuple(dict.fromkeys(Holder(one.person, one.deputy) for one in terms(governance, role, governance.as_of)))


def roles_held(governance: Governance, person: str) -> Iterator[tuple[Role, Holder]]:
    """The roles a person holds today, and how."""
    for role in governance.every(Role):
        yield from ((role, holder) for holder in holders_of(governance, role) if holder.person == person)


def territories_held(governance: Governance, person: str) -> Iterator[tuple[Territory, tuple[str, ...]]]:
    """The territories a person looks after, and who else does."""
    for territory in governance.every(Territory):
        holders = dict.fromkeys(territory.held_by)
        if person in holders and employed(governance, person, governance.as_of):
            others = (one for one in holders if one != person and employed(governance, one, governance.as_of))
            yield territory, tuple(others)


def quotas_carried(governance: Governance, person: str) -> Iterator[tuple[Quota, str]]:
    """The quotas that hang on a person: as the one whose quota it is (`of`), or as one of its `seats`."""
    if not employed(governance, person, governance.as_of):
        return
    for quota in governance.every(Quota):
        named = {edge.field for edge in governance.out.get(quota.ref, ()) if edge.ref == f"person:{person}"}
        yield from ((quota, field) for field in ("of", "seats") if field in named)
