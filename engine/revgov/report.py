"""The report of a check run, and the JSON that every other format is derived from and that the cache keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from revgov.finding import Edit, Finding, Fix, Place, Related, Severity


class Bearer(NamedTuple):
    """The asset that a finding is about, and the role or council that answers for it; None where there is none."""

    asset: str | None = None
    owner: str | None = None


class Known(NamedTuple):
    """What a baseline left out: its file, how many findings it knows, and how many of its entries are fixed."""

    file: str
    findings: int
    fixed: int


class Since(NamedTuple):
    """What a run was compared with: the revision as asked for and its commit, None where there was no governance yet;
    `elsewhere` is then the path of a charter that stood in another folder of the repository.

    `fixed` findings are gone since. `hidden` ones are shown although waivers or settings would hide them or make them
    milder, because the change itself brought those.
    """

    revision: str
    commit: str | None
    fixed: int
    hidden: int
    elsewhere: str | None = None


class Tally(NamedTuple):
    """How many findings fall to one asset or one owner; `name` is None for those that fall to none."""

    name: str | None
    error: int
    warning: int
    info: int


class Report(NamedTuple):
    """Findings, and what they were found in.

    `bearers` says by fingerprint whom each finding falls to, and `remedies` by check what to do. With `known` the
    findings of a baseline are left out, with `since` all that are not new.
    """

    as_of: str
    commit: str | None
    profile: str
    declarations: int
    files: int
    findings: tuple[Finding, ...]
    version: str
    bearers: Mapping[str, Bearer] = {}
    remedies: Mapping[str, str] = {}
    known: Known | None = None
    since: Since | None = None

    @property
    def summary(self) -> Mapping[str, int]:
        """How many findings there are of each severity; waived ones are counted as such alone."""
        counts = Counter("waived" if finding.waiver else finding.severity.value for finding in self.findings)
        return {name: counts[name] for name in ("error", "warning", "info", "waived")} | {
            "declarations": self.declarations,
            "files": self.files,
        }

    def tallies(self, by: Literal["asset", "owner"]) -> list[Tally]:
        """The findings that are not waived by asset or by owner, the most urgent first."""
        counts: dict[str | None, Counter[str]] = {}
        for finding in self.findings:
            if not finding.waiver:
                name = getattr(self.bearers.get(finding.fingerprint, Bearer()), by)
                counts.setdefault(name, Counter())[finding.severity.value] += 1
        tallies = (Tally(name, one["error"], one["warning"], one["info"]) for name, one in counts.items())
        return sorted(tallies, key=lambda one: (-one.error, -one.warning, -one.info, one.name or ""))

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
        "baseline": report.known._asdict() if report.known else None,
        "base": report.since._asdict() if report.since else None,
        "summary": {
            **report.summary,
            "by_asset": [tally_json("asset", one) for one in report.tallies("asset")],
            "by_owner": [tally_json("owner", one) for one in report.tallies("owner")],
        },
        "remedies": dict(sorted(report.remedies.items())),
        "findings": [
            finding_json(one) | report.bearers.get(one.fingerprint, Bearer())._asdict() for one in report.findings
        ],
    }


def tally_json(by: str, tally: Tally) -> dict[str, Any]:
    return {by: tally.name, "error": tally.error, "warning": tally.warning, "info": tally.info}


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
        remedies=dict(kept["remedies"]),
        bearers={
            one["fingerprint"]: Bearer(one["asset"], one["owner"])
            for one in kept["findings"]
            if one["asset"] or one["owner"]
        },
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
