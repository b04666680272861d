"""A check run as the command makes it: from what the last one left, as far as it holds."""

from __future__ import annotations

import os
from collections.abc import Collection

from revgov.opening import day, open_workspace
from revgov.report import Report
from revgov.run_cache import cache_folder, circumstances, keep_last, last_run, question, recalled, remember
from revgov.text import ReadingCache
from revgov.workspace import Workspace


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
    from revgov.checks.last import run_from
    from revgov.checks.reporting import report_of
    from revgov.checks.rules import rules_of
    from revgov.checks.run import settled

    governance, last = run_from(workspace, settings, on, readings, last_run(folder, given))
    told = [one.finding for one in last.standing.told]
    found = settled(governance, rules_of(governance), told, select=select, waive=waive)
    report = report_of(governance, found, last.bearers)
    # A large governance need not be there while what is kept of it is written down.
    del governance
    readings.close()
    remember(folder, key, report)
    keep_last(folder, given, last)
    return report, workspace
