"""Runs the checks from where the last run left off."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from revgov.checks.standing import READING, Standing, again, standing_of
from revgov.governance.governance import Governance
from revgov.governance.load import governance_of
from revgov.governance.outline import Outline, outline_of, reopened
from revgov.governance.touched import Change, change_since
from revgov.report import Bearer
from revgov.settings import Settings
from revgov.text import ReadingCache
from revgov.workspace import Workspace


class Last(NamedTuple):
    """The last run: the digests of the files by path, their outline, what the checks told, and who answers for the
    declarations that they told of."""

    files: Mapping[str, str]
    outline: Outline
    standing: Standing
    bearers: dict[str, Bearer]


def run_from(
    workspace: Workspace, settings: Settings, on: datetime.date, readings: ReadingCache, last: Last | None
) -> tuple[Governance, Last]:
    """The governance, and what the checks tell of it: after a small change only those that it touches are asked."""
    files = {file.path: file.digest for file in workspace.files}
    change = change_since(last.files, last.outline, workspace, readings) if last else None
    if last and change and holds(last.standing, change):
        readings.keep(files.values())
        governance = reopened(workspace, settings, on, readings, last.outline)
        # Whoever holds a role is said by the role.
        apart = (*change.refs, *(ref for ref in last.bearers if ref.startswith("person:")))
        bearers = {ref: bearer for ref, bearer in last.bearers.items() if ref not in apart}
        return governance, Last(files, last.outline, again(governance, last.standing, change), bearers)
    # The new run needs the memory: of a large company this is a hundred thousand references.
    del last, change
    governance = governance_of(workspace, settings, on, readings)
    standing = standing_of(governance)
    return governance, Last(files, outline_of(governance), standing, {})


def holds(standing: Standing, change: Change) -> bool:
    """Whether most of a standing can hold after a change: reading was not touched, and no check had crashed."""
    crashed = any(one.finding.check == "engine-fault" for one in standing.told)
    return not crashed and standing.reads[READING].isdisjoint(change.fields)
