"""Whom a finding falls to: the asset it is about, and the role or council that answers for what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.governance.ownership import owners_of, terms
from revgov.kinds import ASSETS, BY_NAME, Person, Role
from revgov.report import Bearer

# What nobody declared is told at the head of the charter; the family of the check says where it belongs.
FAMILIES = {
    "raci": "operating_model",
    "roadmap": "roadmap",
    "kpi": "kpi_tree",
    "forecast": "kpi_tree",
    "data": "data_dictionary",
    "cadence": "operating_cadence",
    "process": "playbook",
    "tech": "tech_stack",
    "ai": "ai_catalogue",
    "risk": "risk_playbook",
    "quota": "coverage",
    "territory": "coverage",
    "comp": "coverage",
}


def bearers(
    governance: Governance, findings: Iterable[Finding], answering: dict[str, Bearer] | None = None
) -> Mapping[str, Bearer]:
    """The bearer of each finding by its fingerprint. Of a fault of the text nobody can tell.

    `answering` holds who is known already to answer for some declarations, and gets the others.
    """
    answering = {} if answering is None else answering
    found = {}
    for finding in findings:
        if finding.node is None:
            continue
        if finding.node not in answering:
            answering[finding.node] = bearer_of(governance, finding.node)
        bearer = answering[finding.node]
        found[finding.fingerprint] = bearer._replace(asset=absent(finding) or bearer.asset)
    return found


def bearer_of(governance: Governance, ref: str) -> Bearer:
    node, kind = governance.get(ref), BY_NAME.get(ref.partition(":")[0])
    owners = owners_of(governance, node) if node else ()
    if not owners and isinstance(node, Role) and node.reports_to:
        # Whose chair is empty cannot mend it: it falls to whoever leads that role.
        owners = (node.reports_to,)
    elif not owners and isinstance(node, Person):
        owners = held_by(governance, node)
    ids = (owner.rpartition(":")[2] for owner in owners)
    declared = (one for one in ids if f"role:{one}" in governance.nodes or f"council:{one}" in governance.nodes)
    return Bearer(kind.asset if kind else None, next(declared, None))


def held_by(governance: Governance, person: Person) -> tuple[str, ...]:
    """The roles that a person holds, those first in which they are no deputy."""
    held = [
        (term.deputy, role.id)
        for role in governance.every(Role)
        for term in terms(governance, role, governance.as_of)
        if term.person == person.id
    ]
    return tuple(role for _, role in sorted(held, key=lambda one: one[0]))


def absent(finding: Finding) -> str | None:
    """The asset in which something is missing that nobody declared."""
    if finding.node != "charter:charter" or finding.field is not None or finding.place[:3] != ("charter.yaml", 1, 1):
        return None
    missing = (asset for asset, title in ASSETS.items() if finding.message.startswith(f"the {title} is "))
    return next(missing, FAMILIES.get(finding.check.partition("-")[0]))
