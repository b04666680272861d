"""The baseline: findings that stood when a company began, left out until somebody mends them. It may only shrink.

What has become worse than it was then shows again: a warning that is an error by now was never agreed to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from revgov.characters import in_json
from revgov.checks.faults import UNBASELINED
from revgov.finding import Finding, Severity
from revgov.report import Known, Report
from revgov.text import read_whole, write_whole

FILE = ".revgov-baseline.json"


class BaselineError(Exception):
    """The baseline cannot be used or written; the message is a sentence for the person who asked."""


class Entry(NamedTuple):
    """A known finding, so that a person can read in a diff what is tolerated. It knows only a finding that is what it
    says."""

    check: str
    severity: Severity
    node: str | None
    message: str


Baseline = Mapping[str, Entry]


class Rewritten(NamedTuple):
    """What a rewriting did: how many entries it keeps, added, dropped, and refused to add."""

    kept: int
    added: int
    dropped: int
    refused: int


def without(report: Report, baseline: Baseline, file: str, families: Iterable[str] = ()) -> Report:
    """The report without the findings that the baseline knows. With `families` only some checks ran, and nothing is
    said about the entries of others."""
    left = tuple(finding for finding in report.findings if not knows(baseline, finding))
    present = {finding.fingerprint for finding in report.findings if not finding.waiver}
    asked = set(families)
    fixed = sum(
        fingerprint not in present and (not asked or not asked.isdisjoint((entry.check, *family(entry.check))))
        for fingerprint, entry in baseline.items()
    )
    known = Known(file, len(report.findings) - len(left), fixed)
    return report._replace(findings=left, known=known)


def family(check: str) -> tuple[str, str]:
    name = check.partition("-")[0]
    return name, f"{name}-*"


def knows(baseline: Baseline, finding: Finding) -> bool:
    """Whether the baseline leaves a finding out: one that is no worse than it was. A waived one needs no entry: its
    waiver says more, and ends."""
    entry = baseline.get(finding.fingerprint)
    if entry is None or finding.waiver or finding.check.startswith(UNBASELINED):
        return False
    same = (entry.check, entry.node) == (finding.check, finding.node)
    return same and entry.severity.rank <= finding.severity.rank


def rewritten(report: Report, before: Baseline | None, *, force: bool = False) -> tuple[Baseline, Rewritten]:
    """The baseline that follows from a report: all its findings where there was none before or with `force`, else what
    is left of the one before. What is milder by now may not become worse again; what is worse is new."""
    findings = (one for one in report.findings if not one.waiver and not one.check.startswith(UNBASELINED))
    standing = {one.fingerprint: one for one in findings}
    kept = {
        print_: entry_of(one, max(entry.severity, one.severity, key=lambda severity: severity.rank))
        for print_, entry in (before or {}).items()
        if (one := standing.get(print_))
    }
    new = {print_: entry_of(one, one.severity) for print_, one in standing.items() if not knows(kept, one)}
    added = new if before is None or force else {}
    did = Rewritten(len(kept), len(added), len(before or {}) - len(kept), len(new) - len(added))
    return {**kept, **added}, did


def entry_of(finding: Finding, severity: Severity) -> Entry:
    return Entry(finding.check, severity, finding.node, finding.message)


def recalled(file: Path) -> Baseline | None:
    """The baseline in a file; None where there is none. Raises BaselineError for a file that is something else."""
    data = read_whole(file)
    if data is None:
        if os.path.lexists(file):
            raise BaselineError(f"the baseline {file} cannot be read: it must be an ordinary file")
        return None
    try:
        kept = json.loads(data)
        if version_of(kept) > 1:
            raise BaselineError(f"the baseline {file} is of a later version of revgov: update revgov")
        return {print_: entry_from(one) for print_, one in kept["findings"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BaselineError(
            f"{file} is no baseline, or a merge has left its marks in it: mend it, or delete it and write a new one"
        ) from None


def version_of(kept: Mapping[str, object]) -> int:
    version = kept["version"]
    # `true` equals 1, and is no version.
    if type(version) is not int or version < 1:
        raise TypeError("a version is a number from 1")
    return version


def entry_from(kept: Mapping[str, object]) -> Entry:
    check, node, message = kept["check"], kept["node"], kept["message"]
    if not isinstance(check, str) or not isinstance(message, str) or not (node is None or isinstance(node, str)):
        raise TypeError("an entry has a check, a severity, a node and a message")
    severity = Severity(str(kept["severity"]))
    if severity is Severity.OFF:
        raise ValueError("no finding is off")
    return Entry(check, severity, node, message)


def remember(file: Path, baseline: Baseline) -> None:
    """Writes a baseline, whole or not at all. Raises BaselineError."""
    try:
        write_whole(file, text_of(baseline).encode("utf-8"))
    except OSError as error:
        raise BaselineError(f"the baseline {file} cannot be written: {error.strerror}") from None


def text_of(baseline: Baseline) -> str:
    """One line for each entry, by check and declaration, so that a diff shows which ones have gone."""
    ordered = sorted(baseline.items(), key=lambda item: (item[1].check, item[1].node or "", item[0]))
    lines = [f"  {json.dumps(print_)}: {in_json(entry._asdict())}" for print_, entry in ordered]
    return '{\n "version": 1,\n "findings": {\n' + ",\n".join(lines) + "\n" * bool(lines) + " }\n}\n"
