"""Who owns what, who holds which role on a day, and what hangs on one person."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from revgov.kinds import BY_NAME, Dataset, Field, Node, Person, Role
from revgov.kinds.role import Holding

if TYPE_CHECKING:
    from revgov.governance.governance import Governance


def owners_of(governance: Governance, node: Node) -> tuple[str, ...]:
    """The ids of the roles or councils that own a declaration, as written: in the field that says so for its kind."""
    if isinstance(node, Field):
        dataset = governance.find(Dataset, node.id.partition(".")[0])
        return node.owner or (owners_of(governance, dataset) if dataset else ())
    owned_by = BY_NAME[node.kind].owned_by
    if owned_by == "accountable":
        return node.owner or tuple(one.role for one in node.with_letter("A"))  # type: ignore[attr-defined]
    written = getattr(node, owned_by) or node.owner
    owners: tuple[str, ...] = (written,) if isinstance(written, str) else written or ()
    return tuple(owner for owner in owners if owner != "none")


def function_of(governance: Governance, node: Node) -> str | None:
    """A declaration's own function, else its owner's."""
    if node.function or isinstance(node, Role):
        return node.function
    for owner in owners_of(governance, node):
        role = governance.find(Role, owner)
        if role is not None and role.function:
            return role.function
    return None


def in_term(holding: Holding, on: datetime.date) -> bool:
    return (holding.since is None or holding.since <= on) and (holding.until is None or holding.until >= on)


def present(governance: Governance, person_id: str, on: datetime.date) -> bool:
    """Whether a person works here on a day and is not on leave. Somebody who is not declared is taken at their word."""
    person = governance.find(Person, person_id)
    if person is None:
        return True
    employed = (person.since is None or person.since <= on) and (person.until is None or person.until >= on)
    return employed and not any(leave.first <= on <= leave.last for leave in person.leaves)


def holders(governance: Governance, role_id: str, on: datetime.date) -> tuple[str, ...]:
    """The people who act in a role on a day: its holders who are present, and deputies where one is missing."""
    role = governance.find(Role, role_id)
    if role is None:
        return ()
    terms = [holding for holding in role.held_by if in_term(holding, on)]
    regular = [holding.person for holding in terms if not holding.deputy]
    acting = [person for person in regular if present(governance, person, on)]
    if len(acting) < max(len(regular), 1):
        deputies = (holding.person for holding in terms if holding.deputy)
        acting += [person for person in deputies if present(governance, person, on)]
    return tuple(dict.fromkeys(acting))
