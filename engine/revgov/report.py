"""The report of a check run, and the JSON that every other format is derived from and that the cache keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from revgov.finding import Edit, Finding, Fix, Place, Related, Severity


class Report(NamedTuple):
    """Findings, and what they were found in. `pure_files` are the files that the slower reader had to read."""

    as_of: str
    commit: str | None
    profile: str
    declarations: int
    files: int
    findings: tuple[Finding, ...]
    version: str
    pure_files: tuple[str, ...] = ()

    @property
    def summary(self) -> Mapping[str, int]:
        """How many findings there are of each severity; waived ones are counted as such alone."""
        counts = Counter("waived" if finding.waiver else finding.severity.value for finding in self.findings)
        return {name: counts[name] for name in ("error", "warning", "info", "waived")} | {
            "declarations": self.declarations,
            "files": self.files,
        }

    def fails(self, at: Severity) -> bool:
        """Whether a finding that is not waived is at least that bad."""
        return any(not finding.waiver and finding.severity.rank <= at.rank for finding in self.findings)


def report_json(report: Report) -> dict[str, Any]:
    """The report as the documented JSON object."""
    return {
        "version": 1,
        "tool": {"name": "revgov", "version": report.version},
        "as_of": report.as_of,
        "commit": report.commit,
        "profile": report.profile,
        "summary": dict(report.summary),
        "findings": [finding_json(finding) for finding in report.findings],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "node": finding.node,
        "field": finding.field,
        "message": finding.message,
        "place": finding.place._asdict(),
        "related": [{"message": one.message, "place": one.place._asdict()} for one in finding.related],
        "fix": fix_json(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
        "waiver": finding.waiver,
        "docs": finding.docs,
    }


def fix_json(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "edits": [{**edit.place._asdict(), "text": edit.text} for edit in fix.edits]}


def report_from(kept: Mapping[str, Any]) -> Report:
    """A report from its JSON. Raises KeyError or TypeError for anything else."""
    return Report(
        as_of=kept["as_of"],
        commit=kept["commit"],
        profile=kept["profile"],
        declarations=kept["summary"]["declarations"],
        files=kept["summary"]["files"],
        findings=tuple(finding_from(one) for one in kept["findings"]),
        version=kept["tool"]["version"],
    )


def finding_from(kept: Mapping[str, Any]) -> Finding:
    if not all(isinstance(kept[name], str) for name in ("check", "message", "fingerprint")):
        raise TypeError("a finding's check, message and fingerprint are texts")
    return Finding(
        check=kept["check"],
        severity=Severity(kept["severity"]),
        node=kept["node"],
        field=kept["field"],
        message=kept["message"],
        place=place_from(kept["place"]),
        related=tuple(Related(str(one["message"]), place_from(one["place"])) for one in kept["related"]),
        fix=fix_from(kept["fix"]) if kept["fix"] else None,
        fingerprint=kept["fingerprint"],
        waiver=kept["waiver"],
    )


def place_from(kept: Mapping[str, Any]) -> Place:
    path, *numbers = (kept[name] for name in Place._fields)
    if not isinstance(path, str) or not all(isinstance(number, int) for number in numbers):
        raise TypeError("a place is a path and four numbers")
    return Place(path, *numbers)


def fix_from(kept: Mapping[str, Any]) -> Fix:
    edits = (dict(edit) for edit in kept["edits"])
    return Fix(kept["title"], tuple(Edit(text=str(edit.pop("text")), place=place_from(edit)) for edit in edits))
