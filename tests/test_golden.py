"""Every check has a small repository that fails it, one that passes, and the words a user sees.

`BLESS=1 pytest tests/test_golden.py` rewrites the words; the diff is the review.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS
from revgov.checks.reporting import report_of
from revgov.checks.run import findings_of
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.opening import governance_of, open_workspace
from revgov.render import text
from revgov.text import ReadingCache
from revgov.workspace import Authored
from tests.repository import TODAY

GOLDEN = Path(__file__).parent / "golden"
# A crash of a check cannot be brought about by what stands in a repository: that is the promise.
FAULTS_OF_TEXT = sorted(set(FAULTS) - {"engine-fault"})
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def loaded(folder: Path) -> Governance:
    workspace, settings = open_workspace(folder)
    told = folder / "git-log.csv"
    if told.exists():
        workspace = workspace._replace(history=history(told.read_text(encoding="utf-8")))
    return governance_of(workspace, settings, TODAY, ReadingCache(None))


def history(log: str) -> dict[str, tuple[Authored, ...]]:
    """What git would say of the files of a case, which have no history of their own: path, author and day by line."""
    found: dict[str, tuple[Authored, ...]] = {}
    for line in log.splitlines():
        path, email, on = line.split(",")
        found[path] = (*found.get(path, ()), Authored(email, datetime.date.fromisoformat(on)))
    return found


def shown(governance: Governance, check: str) -> str:
    """What `revgov check --select` prints."""
    report = report_of(governance, findings_of(governance, select=[check]))
    return text.render(report, governance.source.files)


def unreadable(findings: list[Finding], but: str) -> list[str]:
    """What says that a case is not well written: a fault of its text, or a crash."""
    faults = ("yaml-", "schema-", "engine-fault")
    return [finding.message for finding in findings if finding.check.startswith(faults) and finding.check != but]


def test_every_check_has_a_case() -> None:
    assert sorted({*CATALOGUE, *FAULTS_OF_TEXT} - set(CASES)) == []


def test_every_case_is_of_a_check() -> None:
    assert sorted(set(CASES) - {*CATALOGUE, *FAULTS_OF_TEXT}) == []


@pytest.mark.parametrize("check", CASES)
def test_the_failing_case_shows_what_the_user_sees(check: str) -> None:
    governance = loaded(GOLDEN / check / "failing")
    findings = findings_of(governance)
    assert check in {finding.check for finding in findings}
    assert unreadable(findings, but=check) == []
    expected = GOLDEN / check / "expected.txt"
    if os.environ.get("BLESS"):
        expected.write_text(shown(governance, check), encoding="utf-8", newline="\n")
    assert shown(governance, check) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("check", CASES)
def test_the_passing_case_passes(check: str) -> None:
    findings = findings_of(loaded(GOLDEN / check / "passing"))
    assert [finding.message for finding in findings if finding.check == check] == []
    assert unreadable(findings, but="") == []


@pytest.mark.parametrize("check", CASES)
def test_the_two_cases_differ_in_little(check: str) -> None:
    """A reader compares them line by line: what differs is what the check is about."""

    def lines(side: str) -> set[tuple[str, bytes]]:
        folder = GOLDEN / check / side
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {
            (path.relative_to(folder).as_posix(), line) for path in files for line in path.read_bytes().splitlines()
        }

    failing, passing = lines("failing"), lines("passing")
    assert failing != passing or any(path.is_symlink() for path in (GOLDEN / check).rglob("*"))
    assert len(failing ^ passing) <= 16, "let the two cases differ in fewer lines"
