"""Who owns what, and who holds which role on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from revgov.kinds import BY_NAME, Activity, Dataset, Field, Node, Person, Role
from revgov.kinds.role import Holding

if TYPE_CHECKING:
    from revgov.governance.governance import Governance

OWNED_BY = {kind: row.owned_by for kind, row in BY_NAME.items()}


def owners_of(governance: Governance, node: Node) -> tuple[str, ...]:
    """The ids of the roles or councils that own a declaration, each once: in the field that says so for its kind.

    Where a field may name either, an id stands as it is written there: `council:pricing` says which one is meant.
    """
    # Nearly everything has one plain owner: this is asked of every declaration, by several checks.
    written = getattr(node, OWNED_BY[node.kind])
    if type(written) is tuple and len(written) == 1 and written[0] != "none" and type(node) is not Activity:
        return written
    if isinstance(node, Field):
        dataset = governance.find(Dataset, node.id.partition(".")[0])
        return node.owner or (owners_of(governance, dataset) if dataset else ())
    if isinstance(node, Activity):
        return accountable(node) or node.owner
    written = written or node.owner
    owners: tuple[str, ...] = (written,) if isinstance(written, str) else written
    return tuple(dict.fromkeys(owner for owner in owners if owner != "none"))


def accountable(activity: Activity) -> tuple[str, ...]:
    """The roles that bear the A of an activity, each once."""
    compact = (role for role, letters in activity.cells().items() if "A" in letters)
    return tuple(dict.fromkeys((*activity.accountable, *compact)))


def function_of(governance: Governance, node: Node) -> str | None:
    """A declaration's own function, else its owner's."""
    if node.function or isinstance(node, Role):
        return node.function
    for owner in owners_of(governance, node):
        role = governance.find(Role, owner.removeprefix("role:"))
        if role is not None and role.function:
            return role.function
    return None


class Tenure(NamedTuple):
    """A person in a role on a day, perhaps as deputy of the others; `absent` while they are on leave."""

    person: str
    deputy: bool
    absent: bool


def terms(governance: Governance, role: Role, on: datetime.date) -> Iterator[Tenure]:
    """The entries of `held_by` whose term runs on a day, of people who have not left; a role out of force has none.

    Everybody who asks who holds a role asks here, and then leaves out whom they do not mean: deputies, or the absent.
    """
    if not in_term(role, on):
        return
    for holding in role.held_by:
        if in_term(holding, on) and employed(governance, holding.person, on):
            yield Tenure(holding.person, holding.deputy, on_leave(governance, holding.person, on))


def in_term(holding: Holding | Node, on: datetime.date) -> bool:
    """Whether a day is within the `since` and `until` of something, both included."""
    return (holding.since is None or holding.since <= on) and (holding.until is None or holding.until >= on)


def employed(governance: Governance, person_id: str, on: datetime.date) -> bool:
    """Whether a person works here on a day. Somebody who is not declared is taken at the word of who names them."""
    person = governance.find(Person, person_id)
    return person is None or in_term(person, on)


def on_leave(governance: Governance, person_id: str, on: datetime.date) -> bool:
    person = governance.find(Person, person_id)
    return person is not None and any(leave.first <= on <= leave.last for leave in person.leaves)


def holders(governance: Governance, role_id: str, on: datetime.date) -> tuple[str, ...]:
    """The people who act in a role on a day: its holders who are present, and deputies where one is missing."""
    role = governance.find(Role, role_id)
    if role is None:
        return ()
    held = tuple(terms(governance, role, on))
    regular = [one for one in held if not one.deputy]
    acting = [one.person for one in regular if not one.absent]
    if len(acting) < max(len(regular), 1):
        acting += [one.person for one in held if one.deputy and not one.absent]
    return tuple(dict.fromkeys(acting))


def regular_holders(governance: Governance, role_id: str) -> frozenset[str]:
    """The people who hold a role today other than as deputies. Leave makes no difference: it passes."""
    role = governance.find(Role, role_id)
    held = terms(governance, role, governance.as_of) if role else ()
    return frozenset(one.person for one in held if not one.deputy)
