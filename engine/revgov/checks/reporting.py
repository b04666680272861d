"""Findings -> the report of a run."""

from __future__ import annotations

from collections.abc import Collection

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS
from revgov.finding import Finding
from revgov.governance.bearers import bearers
from revgov.governance.governance import Governance
from revgov.report import Bearer, Report
from revgov.version import __version__


def report_of(
    governance: Governance, findings: Collection[Finding], answering: dict[str, Bearer] | None = None
) -> Report:
    """The report of findings; `answering` as in `bearers`."""
    about = {one.check: CATALOGUE.get(one.check) or FAULTS.get(one.check) for one in findings}
    return Report(
        as_of=governance.as_of.isoformat(),
        commit=governance.source.commit,
        profile=governance.profile.name,
        declarations=len(governance.nodes),
        files=len(governance.source.files),
        findings=tuple(findings),
        version=__version__,
        bearers=bearers(governance, findings, answering),
        remedies={check: one.remedy for check, one in about.items() if one},
    )
