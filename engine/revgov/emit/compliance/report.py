"""The report as a document: what it is of, the summary first, and then every part an auditor asks for."""

from __future__ import annotations

import hashlib
import json

from revgov.checks.run import rules_of
from revgov.emit.compliance.decisions import decision_rights, roles
from revgov.emit.compliance.findings import findings
from revgov.emit.compliance.kpis import kpis
from revgov.emit.compliance.proof import evidence, signoffs, waivers
from revgov.emit.compliance.risks import risk_picture
from revgov.emit.compliance.summary import counted, standing, summary
from revgov.emit.document import Code, Document, Facts, Row, Section
from revgov.emit.edition import Edition, origin
from revgov.kinds import Policy

NOT_MEASURED = (
    ("KPI values against target", "needs the measured values of each KPI"),
    ("Service levels met", "needs the time stamps of the handoffs"),
    ("Forecast accuracy", "needs the snapshots and the outcome of past quarters"),
    ("Data quality against target", "needs the results of data tests"),
    ("Meetings held against planned", "needs minutes for every date"),
    ("Adoption of systems", "is stated by owners where `usage` says so; nobody counted log-ins"),
    (
        "Age of findings and trends",
        "needs the reports of earlier commits; compare two reports to see what is new or fixed",
    ),
)


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
            signoffs(edition),
            waivers(edition),
            evidence(edition),
            risk_picture(edition),
            decision_rights(edition),
            roles(edition),
            kpis(edition),
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


def rules_digest(edition: Edition) -> str:
    """A digest of all that a verdict depends on but the governance: checks as they are set, profile, policies."""
    rules = [
        [rule.check.id, rule.severity.value, sorted((key, repr(value)) for key, value in rule.parameters.items())]
        for rule in rules_of(edition.governance)
    ]
    policies = [
        [policy.ref, policy.fails_when, policy.query, policy.severity] for policy in edition.governance.all(Policy)
    ]
    profile = repr(edition.governance.profile)
    text = json.dumps([edition.version, rules, sorted(map(repr, policies)), profile], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def unmeasured(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What this report cannot know, and why: what needs measured values, and house rules that are only declared."""
    rules = [policy for policy in edition.governance.every(Policy) if policy.fails_when or policy.query]
    if not rules:
        return NOT_MEASURED
    said = f"{counted(len(rules), 'is', 'are')} declared with SQL, and not run by this version: none is known to hold"
    return (*NOT_MEASURED, ("House rules", said))


def not_measured(edition: Edition) -> Section:
    """A reader must not take silence for a good sign."""
    intro = "This report is made of what is declared. The following needs measured values, of which it holds none:"
    return Section("not-measured", "Not measured", (intro, Facts(unmeasured(edition))))
