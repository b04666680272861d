"""What a change adds to the findings, and what it mends: the governance as it is beside that of a git revision.

Waivers and settings that the change itself brings do not count for it: what they would hide is judged as before, and
where there was no governance before, as if nothing had been set or waived.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from revgov.checks.reporting import report_of
from revgov.checks.run import findings_of, valid_waivers
from revgov.opening import day, governance_of, open_workspace
from revgov.report import Report, Since
from revgov.run_cache import cache_folder
from revgov.sides import ALLOWANCES, Side, before_change, under_rules_of
from revgov.text import ReadingCache
from revgov.workspace import SETTINGS, Workspace, charters_at

if TYPE_CHECKING:
    from revgov.finding import Finding

# Beyond the rank of every severity: what was not found before.
MILDEST = 99


def compared(
    root: str | os.PathLike[str],
    revision: str,
    *,
    as_of: str | None = None,
    select: Collection[str] = (),
    waive: bool = True,
    cached: bool = True,
) -> tuple[Report, Workspace]:
    """The report of what was added since a git revision, and how many findings are fixed since.

    A finding is the same where its fingerprint is; both states are judged on the same day. Raises WorkspaceError where
    git knows no such revision, and SettingsError where the settings of the head cannot be used.
    """
    workspace, settings = open_workspace(root)
    readings = ReadingCache(cache_folder(workspace.root) if cached else None)
    on = day(as_of, workspace, readings)
    head = Side(workspace, settings, governance_of(workspace, settings, on, readings))
    base = before_change(workspace.root, revision, on, readings)
    # What a number means is compared with what it meant there.
    head.governance.base = base.governance if base else None
    found = findings_of(head.governance, select=select, waive=waive)
    strict = under_rules_of(base, head, readings)
    readings.close()
    stricter = [one for one in findings_of(strict.governance, select=select, waive=False) if counts(one, strict, base)]
    judged = strictest(found, stricter, waivers_of(base, head) if waive else ())
    before = findings_of(base.governance, select=select, waive=waive) if base else []
    new, as_set = [*added(judged, before)], set(found)
    since = Since(
        revision,
        base.governance.source.commit if base else None,
        fixed=fixed(judged, before),
        hidden=sum(one not in as_set for one in new),
        elsewhere=None if base else next(iter(charters_at(workspace.root, revision)), None),
    )
    return report_of(head.governance, new)._replace(since=since), strict.workspace


def counts(finding: Finding, strict: Side, base: Side | None) -> bool:
    """Whether what the base's rules say of the head counts.

    Not of their own part of the charter, which no longer stands there; nor that a file of measured values is gone from
    its place, where everything that was measured there still is.
    """
    if finding.node == "charter:charter" and (finding.field or "").partition(".")[0] in ALLOWANCES:
        return base is None
    if base and finding.check == "schema-observation" and finding.place.path == SETTINGS:
        measured = strict.governance.observations.series
        return any(one not in measured for one in base.governance.observations.series)
    return True


def waivers_of(base: Side | None, head: Side) -> Sequence[Callable[[Finding], str | None]]:
    """What tells the waiver of a finding, by the head and by the base; none where there was no base to have any."""
    return [valid_waivers(side.governance).covering for side in (head, base) if side] if base else ()


def strictest(
    found: Iterable[Finding], stricter: Iterable[Finding], waivers: Sequence[Callable[[Finding], str | None]]
) -> list[Finding]:
    """The findings by both rules, each as bad as the worse of them says, and waived where every state has a waiver."""
    judged = {one.fingerprint: one for one in stricter}
    for one in found:
        severity = min(one.severity, judged.get(one.fingerprint, one).severity, key=lambda severity: severity.rank)
        judged[one.fingerprint] = one._replace(severity=severity)
    waived = (one._replace(waiver=common(waivers, one)) for one in judged.values())
    return sorted(waived, key=lambda one: one.order)


def common(waivers: Sequence[Callable[[Finding], str | None]], finding: Finding) -> str | None:
    """The id of the waiver that covers a finding, if each of several governances has one that does."""
    covering = [waiver_of(finding) for waiver_of in waivers]
    return covering[0] if covering and all(covering) else None


def added(judged: Iterable[Finding], before: Iterable[Finding]) -> Iterable[Finding]:
    """What is new: what was not found before, or has become worse. What was allowed before is new only where it is not
    allowed any more."""
    ranks = {one.fingerprint: one.severity.rank for one in before if not one.waiver}
    allowed = {one.fingerprint for one in before if one.waiver}
    for one in judged:
        if one.severity.rank < ranks.get(one.fingerprint, MILDEST) and not (one.waiver and one.fingerprint in allowed):
            yield one


def fixed(judged: Iterable[Finding], before: Iterable[Finding]) -> int:
    """How many findings are gone. Where a text cannot be read, what is not found may only be out of sight."""
    present = {one.fingerprint for one in judged}
    if any(one.check.startswith("yaml-") for one in judged):
        return 0
    return len({one.fingerprint for one in before if not one.waiver} - present)
