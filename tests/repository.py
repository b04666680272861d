"""Small repositories for tests: written as text, loaded as users' are."""

from __future__ import annotations

import datetime
from pathlib import Path

from revgov.checks.run import findings_of
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.opening import governance_of, open_workspace
from revgov.text import ReadingCache

TODAY = datetime.date(2026, 11, 24)
CHARTER = "charter:\n  organization: Example\n  timezone: UTC\n  stage: scale_up\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files below a folder, with a charter where they bring none."""
    for path, text in {"charter.yaml": CHARTER, **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def governance(folder: Path, files: dict[str, str], as_of: datetime.date = TODAY) -> Governance:
    """The governance that the files make."""
    workspace, settings = open_workspace(write(folder, files))
    return governance_of(workspace, settings, as_of, ReadingCache(None))


def findings(folder: Path, files: dict[str, str], *select: str, as_of: datetime.date = TODAY) -> list[Finding]:
    """What the checks say of the files; `select` keeps some checks only."""
    return findings_of(governance(folder, files, as_of), select=select)


def told(found: list[Finding]) -> list[tuple[str, str | None, str, int, int]]:
    """Check, declaration and place of each finding."""
    return [(one.check, one.node, one.place.path, one.place.line, one.place.column) for one in found]
