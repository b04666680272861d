"""What a change adds to the findings, and what it mends: the governance as it is beside that of a git revision.

Waivers and settings that the change itself brings do not count for it: what they would hide is judged as before, and
where there was no governance before, as if nothing had been set or waived.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revgov.checks.reporting import report_of
from revgov.checks.run import findings_of, rules_of, valid_waivers
from revgov.kept import cache_folder
from revgov.kinds import Charter, made
from revgov.opening import complete, day, governance_of, open_workspace
from revgov.report import Report, Since
from revgov.settings import Settings, SettingsError
from revgov.text import ReadingCache
from revgov.workspace import (
    SETTINGS,
    NoCharterYet,
    Workspace,
    WorkspaceError,
    charters_at,
    from_revision,
    observed,
)

if TYPE_CHECKING:
    from revgov.finding import Finding
    from revgov.governance.governance import Governance

# The parts of a charter that say how much is allowed. A change may make them milder, but not for itself.
ALLOWANCES = ("appetite", "attested", "kept_apart", "retention", "risk_scale")
# Beyond the rank of every severity: what was not found before.
MILDEST = 99
SHALLOW = "a shallow clone, as CI makes it, lacks it: set fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab"


class Side(NamedTuple):
    """One of the two states that are compared, with what it was read from."""

    workspace: Workspace
    settings: Settings
    governance: Governance


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


def before_change(root: Path, revision: str, on: datetime.date, readings: ReadingCache) -> Side | None:
    """The state at the revision; None where there was no charter yet. Raises WorkspaceError."""
    try:
        return state_at(root, revision, on, readings)
    except NoCharterYet:
        return None
    except WorkspaceError as error:
        raise WorkspaceError(f"--base: {error}" + f" ({SHALLOW})" * ("knows no revision" in str(error))) from None


def state_at(root: Path, revision: str, on: datetime.date, readings: ReadingCache) -> Side:
    """The state at the revision. Settings that cannot be used are none: what stood there allowed nothing."""
    try:
        workspace, settings = open_workspace(root, revision)
        governance = governance_of(workspace, settings, on, readings)
        rules_of(governance)
    except SettingsError:
        settings = Settings()
        workspace = complete(from_revision(root, revision), settings)
        governance = governance_of(workspace, settings, on, readings)
    return Side(workspace, settings, governance)


def under_rules_of(base: Side | None, head: Side, readings: ReadingCache) -> Side:
    """The head's declarations with the base's profile, severities, parameters and allowances, and with the measured
    values that the settings of either name. Where there was no base, nothing was allowed yet."""
    settings = head.settings._replace(checks={}, profile=None)
    if base:
        files = dict.fromkeys((*head.settings.observations, *base.settings.observations))
        settings = settings._replace(observations=tuple(files))
        settings = settings._replace(checks=base.settings.checks, profile=base.governance.profile.name)
    workspace = head.workspace
    if settings.observations != head.settings.observations:
        workspace = observed(workspace, settings.observations)
    governance = governance_of(workspace, settings, head.governance.as_of, readings)
    governance.base = head.governance.base
    if base and "charter:charter" in governance.nodes:
        charter = allowing_as(base.governance.charter, head.governance.charter)
        governance.nodes = {**governance.nodes, "charter:charter": charter}
    return Side(workspace, settings, governance)


def allowing_as(before: Charter, now: Charter) -> Charter:
    """A charter with the allowances of another."""
    values = {name: value for name, value in now.__dict__.items() if name not in ALLOWANCES}
    values |= {name: value for name, value in before.__dict__.items() if name in ALLOWANCES}
    return made(Charter, values)


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
