"""What Python programs may use, and what the commands themselves use."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from revgov.opening import day, governance_of, open_workspace
from revgov.text import ReadingCache
from revgov.workspace import commit_of

if TYPE_CHECKING:
    from revgov.finding import Finding
    from revgov.governance.governance import Governance


def load(
    root: str | os.PathLike[str] = ".",
    *,
    as_of: datetime.date | str | None = None,
    revision: str | None = None,
) -> Governance:
    """The governance in a folder, or in a git revision of it.

    `root` is the folder of `charter.yaml` or one below it. `as_of` is a date or its ISO text, today in the charter's
    time zone where it is left out. Never raises for what stands in the YAML: ask `check`. Raises WorkspaceError where
    there is no charter or no such revision, and SettingsError where `revgov.yaml` cannot be used.
    """
    workspace, settings = open_workspace(root, revision)
    at = commit_of(workspace.root, settings.folders, settings.observations) if revision is None else None
    workspace = workspace._replace(commit=at.commit, committed_at=at.committed_at) if at else workspace
    return governance_of(workspace, settings, day(as_of, workspace, ReadingCache(None)), ReadingCache(None))


def check(governance: Governance) -> list[Finding]:
    """Every finding, sorted by path, line, column and check; a waived one bears its waiver's id.

    Raises SettingsError where the settings name an unknown check or parameter.
    """
    from revgov.checks.run import findings_of

    return findings_of(governance)


def build(governance: Governance, out: str | os.PathLike[str], *, only: Collection[str] = ()) -> list[str]:
    """Writes every artefact below `out`, whole or not at all; the paths written, sorted.

    `only` names artefacts. Raises BuildError where the text itself is at fault or the folder cannot be written.
    """
    from revgov.emit.build import write

    return write(governance, Path(out), only=only)
