"""`revgov signoff`: a signature under a declaration as it stands, by somebody who may give it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from revgov.edit.outcome import Outcome, after
from revgov.edit.page import Refused
from revgov.edit.section import added
from revgov.edit.step import Inline
from revgov.governance.governance import Governance
from revgov.governance.ownership import terms
from revgov.governance.questions.named import UnknownName, listed, named
from revgov.governance.signature import holds, signature
from revgov.kinds import Node, Role, Signoff

FILE = "cadence/records/signoffs.yaml"


def signoff(
    governance: Governance,
    node: Node,
    by: str,
    person: str | None = None,
    on: datetime.date | None = None,
    file: str = FILE,
) -> Outcome:
    """Writes a sign-off of a declaration. Raises Refused for who may not sign, and for what cannot be signed.

    `person` may be left out where one person holds the role on the day, which is the as-of date unless told otherwise.
    """
    day = on or governance.as_of
    if day > governance.as_of:
        raise Refused(f"{day} is still to come: nobody signs ahead of time")
    expect_signable(governance, node)
    role, signer = signing(governance, by, person, day)
    for signed in governance.all(Signoff):
        if signs(governance, signed, node) and signed.by == role.id and holds(signed, node):
            raise Refused(f"{role.id} has signed {node.ref} as it stands already ('{signed.id}', on {signed.on})")
    record = Inline({"of": node.ref, "by": role.id, "person": signer, "on": day, "digest": signature(node)})
    id_ = free_id(governance, node, role, day)
    draft = added(governance, file, "signoffs", id_, record)
    written = after(governance, [draft]).find(Signoff, id_)
    if written is None or not holds(written, node):
        raise Refused(f"the sign-off would not be read as it is written in {file}, so nothing was changed")
    return Outcome((draft,), tuple(told(governance, node, record, id_, file)))


def expect_signable(governance: Governance, node: Node) -> None:
    """Raises Refused for a declaration that cannot be read whole, or is no thing that one signs."""
    if isinstance(node, Signoff):
        raise Refused("a sign-off is itself signed by nobody")
    fault = next((defect for defect in governance.faults.defects if defect.spot.node == node.ref), None)
    if fault is not None:
        raise Refused(f"{node.ref} cannot be read whole, so nobody can sign it; mend it first: {fault.message}")
    if any(one.ref == node.ref for one in governance.faults.duplicates):
        raise Refused(f"{node.ref} is declared twice, so it is not clear what would be signed; mend it first")


def signing(governance: Governance, by: str, person: str | None, day: datetime.date) -> tuple[Role, str]:
    """The role and the person who signs for it. Raises Refused for a role out of force, or not held by the person."""
    try:
        role = named(governance, by, ("role",))
        signer = named(governance, person, ("person",)).id if person else None
    except UnknownName as reason:
        raise Refused(str(reason)) from None
    assert isinstance(role, Role)
    if (role.since and role.since > day) or (role.until and role.until < day):
        raise Refused(f"{role.ref} is not in force on {day}, and cannot sign")
    holders = governance.holders(role.id, day)
    if not holders:
        raise Refused(f"nobody holds {role.ref} on {day}, so nobody can sign for it")
    if signer is None and len(holders) > 1:
        raise Refused(f"{role.ref} is held by {listed(holders)}; say with --person who signs")
    if signer is not None and signer not in holders:
        raise Refused(f"{signer} {standing(governance, role, signer, day)}; {listed(holders)} can sign")
    return role, signer or holders[0]


def standing(governance: Governance, role: Role, person: str, day: datetime.date) -> str:
    """Why somebody does not act in a role on a day."""
    held = [term for term in terms(governance, role, day) if term.person == person]
    if not held:
        return f"does not hold {role.ref} on {day}"
    if all(term.absent for term in held):
        return f"is on leave on {day} and cannot sign for {role.ref}"
    return f"is only a deputy in {role.ref}, and signs while its holder is away, which is not so on {day}"


def signs(governance: Governance, signed: Signoff, node: Node) -> bool:
    return any(edge == ("of", node.ref) for edge in governance.out.get(signed.ref, ()))


def free_id(governance: Governance, node: Node, role: Role, day: datetime.date) -> str:
    """What was signed and when; who signed too, and a number, where that is taken."""
    plain = f"{node.id.replace('.', '_')}_{day.isoformat().replace('-', '_')}"
    numbered = (f"{plain}_{role.id}_{number}" for number in range(2, 1000))
    return next(one for one in (plain, f"{plain}_{role.id}", *numbered) if f"signoff:{one}" not in governance.nodes)


def told(governance: Governance, node: Node, record: Inline, id_: str, file: str) -> Iterator[str]:
    place = governance.place(node.at(key=True))
    yield f"{governance.title('person:' + record['person'])} signs for {governance.title('role:' + record['by'])}:"
    yield f"{node.ref} ({node.title}), as it stands at {place.path}:{place.line}, digest {record['digest']}"
    yield f"written as '{id_}' in {file}; the signature lapses when the declaration says something else"
