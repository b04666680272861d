"""What the report rests on: evidence with its freshness, waivers with their end, and sign-offs, valid or stale."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.run import rejected_waivers
from revgov.emit.declared import party, titles
from revgov.emit.document import State
from revgov.emit.edition import Edition
from revgov.governance.signature import holds
from revgov.kinds import Signoff, Waiver
from revgov.kinds.node import Evidence

SOON = 30
"""Days before its end within which a waiver is pointed out."""


class Proof(NamedTuple):
    """A piece of evidence, what it is for, and whether it still counts."""

    node: str
    evidence: Evidence
    state: State


class Exempted(NamedTuple):
    """A waiver, how many findings it covers, how long it has left, and how it stands."""

    waiver: Waiver
    covers: int
    days_left: int | None
    state: State


class Attestation(NamedTuple):
    """A sign-off: who signed for what, and whether the text is still the one that was signed."""

    signoff: Signoff
    statement: str
    signed_by: str
    state: State


def proofs(edition: Edition) -> Iterator[Proof]:
    """Every piece of evidence, the stale ones first."""
    found = [
        Proof(node.ref, evidence, freshness(edition, evidence))
        for node in edition.governance
        if edition.governance.in_force(node)
        for evidence in node.evidence
    ]
    yield from sorted(found, key=lambda one: (one.state.tone == "good", one.node, one.evidence.what))


def freshness(edition: Edition, evidence: Evidence) -> State:
    if evidence.on is None:
        return State("no date", "bad")
    if evidence.on > edition.as_of:
        return State("dated in the future", "bad")
    if evidence.valid is None:
        return State("no period of validity", "fair")
    until = evidence.valid.after(evidence.on)
    return State(f"fresh until {until}", "good") if until >= edition.as_of else State(f"stale since {until}", "bad")


def exceptions(edition: Edition) -> Iterator[Exempted]:
    """Every waiver, those that end first before the others."""
    covered = Counter(finding.waiver for finding in edition.findings if finding.waiver)
    waivers = sorted(
        edition.governance.all(Waiver), key=lambda waiver: (waiver.expires or datetime.date.max, waiver.id)
    )
    for waiver in waivers:
        left = (waiver.expires - edition.as_of).days if waiver.expires else None
        yield Exempted(waiver, covered[waiver.id], left, standing(edition, waiver, left))


def standing(edition: Edition, waiver: Waiver, left: int | None) -> State:
    if left is not None and left < 0:
        return State("expired", "bad")
    if waiver.ref in rejected_waivers(edition.governance):
        return State("not valid: see the findings", "bad")
    return State("ends soon", "fair") if left is not None and left <= SOON else State("in force", "quiet")


def attestations(edition: Edition) -> Iterator[Attestation]:
    """Every sign-off, the latest of each declaration first."""
    governance = edition.governance
    ordered = sorted(
        governance.all(Signoff), key=lambda one: (one.of or "", -(one.on or datetime.date.min).toordinal(), one.id)
    )
    for signoff in ordered:
        role = titles(governance, [f"role:{signoff.by}"]) if signoff.by else "no role"
        person = f"{party(governance, f'person:{signoff.person}').title}, " if signoff.person else ""
        title = governance.title(signed_for(edition, signoff))
        yield Attestation(
            signoff,
            signoff.description or f"{title} is approved as it stands",
            f"{person}{role}",
            signed(edition, signoff),
        )


def signed(edition: Edition, signoff: Signoff) -> State:
    """A signature is good for the text it was given for, and only from its day on."""
    node = edition.governance.get(signed_for(edition, signoff))
    if node is None:
        return State("signs nothing that is declared", "bad")
    if signoff.on is None or signoff.on > edition.as_of:
        return State("not dated, or dated in the future", "bad")
    if not signoff.digest:
        return State("without a digest: cannot be verified", "fair")
    return State("valid", "good") if holds(signoff, node) else State("stale: changed since", "bad")


def signed_for(edition: Edition, signoff: Signoff) -> str:
    """The declaration that a sign-off is of, by its reference; what was written where it names none."""
    edges = edition.governance.out.get(signoff.ref, ())
    return next((edge.ref for edge in edges if edge.field == "of"), signoff.of or "nothing")
