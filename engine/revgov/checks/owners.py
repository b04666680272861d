"""Who owns a declaration, and what is wrong with a text that should name one role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.governance.ownership import OWNED_BY, owners_of
from revgov.governance.reads import shared, shared_within
from revgov.kinds import BY_NAME, Activity, Council, Decision, Node, Role
from revgov.kinds.activity import LETTERS
from revgov.kinds.mentions import steps_of
from revgov.kinds.node import Ref, Spot

# `A / B`, `A & B`, `A and B`: several in one text.
JOINT = re.compile(r"\s*(?:[/&+;,|]|\band\b|\bor\b)\s*", re.IGNORECASE)
DEPARTMENT = re.compile(r"^(?:the )?(.*?)(?: (?:team|department|dept\.?|function|group))?$")


def owner_ids(governance: Governance, node: Node) -> tuple[str, ...]:
    """The ids of the roles (or of a deciding council) that own a declaration, each once."""
    owners = owners_of(governance, node)
    if len(owners) == 1 and ":" not in owners[0]:
        return owners
    return tuple(dict.fromkeys(owner.rpartition(":")[2] for owner in owners))


@shared
def owned_by_role(governance: Governance) -> Mapping[str, list[Node]]:
    """What each role owns, is accountable for, decides or chairs. A dataset's fields belong to the dataset."""
    owned: dict[str, list[Node]] = {}
    for kind, nodes in governance.in_force_by_kind.items():
        for node in nodes if kind != "field" else ():
            for owner in owner_ids(governance, node):
                owned.setdefault(owner, []).append(node)
    return owned


def letters(activity: Activity) -> Mapping[str, str]:
    """The letters of each role in a row, in the order written."""
    if activity.raci and not any(getattr(activity, field) for field in LETTERS.values()):
        return activity.cells()
    row: dict[str, str] = {}
    for letter, field in LETTERS.items():
        for role in getattr(activity, field):
            row[role] = row.get(role, "") + letter
    for role, cell in activity.cells().items():
        row[role] = row.get(role, "") + cell
    return row


@shared_within("raci")
def rows_of(governance: Governance) -> Mapping[str, Mapping[str, str]]:
    """The letters of each row of the matrix, by activity."""
    return {activity.ref: letters(activity) for activity in governance.every(Activity)}


def responsible_role(governance: Governance, node: Node) -> Role | None:
    """The one declared role behind a declaration: its owner, or the chair of the council that decides it."""
    owners = owner_ids(governance, node)
    if len(owners) != 1:
        return None
    council = governance.find(Council, owners[0]) if isinstance(node, Decision) else None
    role = governance.find(Role, owners[0])
    return role or (responsible_role(governance, council) if council else None)


@cache
def owner_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind that name owners, of the whole or of a part."""
    steps = steps_of(BY_NAME[kind].model)
    parts = (step.name for step in steps if isinstance(step.mark, Ref) and step.mark.owns)
    return tuple(dict.fromkeys((OWNED_BY[kind], "owner", *parts)))


def owner_spots(node: Node) -> Iterator[tuple[str, Spot]]:
    """Every text of a declaration that should name an owner, and where it stands."""
    for field in owner_fields(node.kind):
        written = getattr(node, field)
        for index, one in enumerate(written if isinstance(written, tuple) else (written,) if written else ()):
            yield one, node.at(field, index) if isinstance(written, tuple) else node.at(field)


def no_single_role(governance: Governance, written: str) -> str | None:
    """Why a text names anything but one role, in words; None for a name that is right or only unknown."""
    name = written.removeprefix("role:")
    if governance.find(Role, name) or any(role.title == name for role in governance.by_kind["role"]):
        return None
    plain = name.strip().casefold()
    if written.startswith("person:") or f"person:{name}" in governance.nodes:
        return f"'{cut(written)}' is a person; people change, so name the role they hold"
    if "@" in name:
        return f"'{cut(written)}' is an address, behind which nobody stands; name one role"
    parts = [part for part in JOINT.split(name) if part]
    if len(parts) > 1 and (" " in name or "/" in name or "," in name or "+" in name or "&" in name):
        return f"'{cut(written)}' names {len(parts)} owners in one text; name one role"
    match = DEPARTMENT.match(plain)
    functions = {one.casefold().replace("_", " ") for one in governance.charter.functions}
    if match and match[1].replace("_", " ") in functions:
        return f"'{cut(written)}' is a whole function; name the one role in it that answers"
    return None
