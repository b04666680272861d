"""What several artefacts say of a declaration: who owns it and who that is today, when it is reviewed, what is open."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from revgov.emit.edition import Edition
from revgov.governance.governance import Governance
from revgov.governance.ownership import owners_of
from revgov.kinds import Council, Node, Person, Role
from revgov.kinds.node import Action


class Owner(NamedTuple):
    """A role or council that owns something, and the names of the people it is today."""

    ref: str
    title: str
    holders: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.title} ({', '.join(self.holders)})" if self.holders else f"{self.title} (vacant)"


def owners(governance: Governance, node: Node) -> tuple[Owner, ...]:
    """The owners of a declaration, in the order written."""
    return tuple(party(governance, name) for name in owners_of(governance, node))


def party(governance: Governance, name: str) -> Owner:
    """A role, a council or a person by a bare id or a reference, with the people behind it. A council is its chair."""
    named = (
        name
        if ":" in name
        else next((f"{kind}:{name}" for kind in PARTIES if f"{kind}:{name}" in governance.nodes), name)
    )
    node = governance.get(named)
    if isinstance(node, Role):
        return Owner(named, node.title, people(governance, governance.holders(node.id)))
    if isinstance(node, Council):
        chairs = dict.fromkeys(person for chair in node.chair for person in governance.holders(chair))
        return Owner(named, node.title, people(governance, chairs))
    if isinstance(node, Person):
        return Owner(named, node.title, (node.title,))
    return Owner(named, f"{name} (not declared)", ())


PARTIES = ("role", "council", "person")


def people(governance: Governance, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(person.title if (person := governance.find(Person, id_)) else id_ for id_ in ids)


def titles(governance: Governance, names: Iterable[str]) -> str:
    """The titles of roles, councils or people, in a row."""
    return ", ".join(party(governance, name).title for name in names)


def due(node: Node) -> datetime.date | None:
    """The day by which a declaration is to be reviewed: the one written, else an interval after the last review."""
    review = node.review
    if review is None:
        return None
    return review.next or (review.every.after(review.last) if review.every and review.last else None)


def days_past(edition: Edition, day: datetime.date | None) -> int:
    """How many days a date is gone; 0 for today, for the future and for none."""
    return max(0, (edition.as_of - day).days) if day else 0


def state_of(edition: Edition, action: Action) -> str:
    """Where an action stands, in a word or two and the days it is late."""
    if action.done:
        return f"done {action.done}"
    if action.cancelled:
        return "cancelled"
    until = action.moved.to if action.moved else action.due
    late = days_past(edition, until)
    if late:
        return f"{late} {'day' if late == 1 else 'days'} overdue"
    return f"due {until}" if until else "no date"
