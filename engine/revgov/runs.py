"""A check run as the command makes it: from what the last one left, as far as it holds."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from revgov.kept import cache_folder, circumstances, keep_last, last_run, question, recalled, remember
from revgov.opening import day, open_workspace
from revgov.report import Report
from revgov.text import ReadingCache
from revgov.version import __version__
from revgov.workspace import Workspace

if TYPE_CHECKING:
    from revgov.finding import Finding
    from revgov.governance.governance import Governance


def checked(
    root: str | os.PathLike[str],
    *,
    as_of: str | None = None,
    select: Collection[str] = (),
    waive: bool = True,
    cached: bool = True,
) -> tuple[Report, Workspace]:
    """The report of a check run, from the cache where the same question was answered before."""
    workspace, settings = open_workspace(root)
    folder = cache_folder(workspace.root) if cached else None
    readings = ReadingCache(folder)
    on = day(as_of, workspace, readings)
    given = circumstances(workspace, on)
    key = question(given, workspace, select, waive)
    kept = recalled(folder, key)
    if kept is not None:
        return kept, workspace
    from revgov.checks.again import run
    from revgov.checks.run import rules_of, settled

    governance, last = run(workspace, settings, on, readings, last_run(folder, given))
    told = [one.finding for one in last.standing.told]
    report = report_of(governance, settled(governance, rules_of(governance), told, select=select, waive=waive))
    readings.close()
    remember(folder, key, report)
    keep_last(folder, given, last)
    return report, workspace


def report_of(governance: Governance, findings: Collection[Finding]) -> Report:
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.faults import FAULTS
    from revgov.governance import bearers

    about = {one.check: CATALOGUE.get(one.check) or FAULTS.get(one.check) for one in findings}
    return Report(
        as_of=governance.as_of.isoformat(),
        commit=governance.source.commit,
        profile=governance.profile.name,
        declarations=len(governance.nodes),
        files=len(governance.source.files),
        findings=tuple(findings),
        version=__version__,
        pure_files=governance.source.pure_files,
        bearers=bearers.bearers(governance, findings),
        remedies={check: one.remedy for check, one in about.items() if one},
    )
