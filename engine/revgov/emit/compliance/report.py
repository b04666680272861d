"""The report as a document: what it is of, the summary first, and then every part an auditor asks for."""

from __future__ import annotations

from revgov.emit.compliance.decisions import decision_rights, roles
from revgov.emit.compliance.findings import findings
from revgov.emit.compliance.kpis import kpis
from revgov.emit.compliance.measured import measured
from revgov.emit.compliance.proof import evidence, signoffs, waivers
from revgov.emit.compliance.risks import risk_picture
from revgov.emit.compliance.rules import checks, rules_digest
from revgov.emit.compliance.summary import counted, standing, summary
from revgov.emit.compliance.unknown import not_measured
from revgov.emit.document import Code, Document, Facts, Row
from revgov.emit.edition import Edition, origin


def report(edition: Edition) -> Document:
    """The whole report."""
    commit = edition.commit or "none"
    return Document(
        title=f"{edition.organization}: governance compliance report",
        kicker=f"Revenue governance, as of {edition.as_of.isoformat()}",
        origin=header(edition),
        sections=(
            summary(edition),
            standing(edition),
            findings(edition),
            measured(edition),
            signoffs(edition),
            waivers(edition),
            evidence(edition),
            risk_picture(edition),
            decision_rights(edition),
            roles(edition),
            kpis(edition),
            checks(edition),
            not_measured(edition),
        ),
        footer=Row(
            (
                f"{edition.organization}. The same commit and date give the same report, byte for byte.",
                origin(edition),
            ),
            between=" ",
        ),
        running=f"Governance compliance report, as of {edition.as_of.isoformat()}, commit {commit[:12]}",
    )


def header(edition: Edition) -> Facts:
    """What makes the report reproducible."""
    files = len(edition.governance.source.files)
    return Facts(
        (
            ("Organization", edition.organization),
            ("As of", edition.as_of.isoformat()),
            ("Profile", edition.governance.profile.title),
            ("Commit", Code(edition.commit) if edition.commit else "none: not under version control"),
            ("Rules", Code(rules_digest(edition)[:16])),
            ("Made by", f"revgov {edition.version}"),
            ("Read", f"{counted(len(edition.governance.nodes), 'declaration')} in {counted(files, 'file')}"),
        )
    )
