"""What a change adds to the findings, and what it mends: the governance as it is beside that of a git revision.

Waivers and settings that the change itself brings do not count for it: what they would hide is judged as before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from revgov.checks.reporting import report_of
from revgov.kept import cache_folder
from revgov.opening import day, governance_of, open_workspace
from revgov.report import Report, Since
from revgov.settings import Settings, SettingsError
from revgov.text import ReadingCache
from revgov.workspace import NoCharterYet, Workspace, WorkspaceError, find_root, from_revision

if TYPE_CHECKING:
    import datetime

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
    from revgov.checks.run import findings_of

    workspace, settings = open_workspace(root)
    readings = ReadingCache(cache_folder(workspace.root) if cached else None)
    on = day(as_of, workspace, readings)
    head = Side(workspace, settings, governance_of(workspace, settings, on, readings))
    found = findings_of(head.governance, select=select, waive=waive)
    base = before_change(root, revision, on, readings)
    if base is None:
        return report_of(head.governance, found)._replace(since=Since(revision, None, 0, 0)), workspace
    before = findings_of(base.governance, select=select, waive=waive)
    old = {one.fingerprint: one.severity.rank for one in before if not one.waiver}
    allowed = {one.fingerprint for one in before if one.waiver}
    stricter = findings_of(under_rules_of(base, head, readings), select=select, waive=False)
    judged = strictest(found, stricter, base.governance, head.governance if waive else None)
    readings.close()
    # What was allowed before is new only where it is not allowed any more.
    # One that has become worse is new as well.
    new = [
        one
        for one in judged
        if one.severity.rank < old.get(one.fingerprint, MILDEST) and not (one.waiver and one.fingerprint in allowed)
    ]
    milder = {one.fingerprint: one for one in found}
    # Where a text cannot be read, what is not found any more may only be out of sight.
    blind = any(one.check.startswith("yaml-") for one in judged)
    since = Since(
        revision,
        base.governance.source.commit,
        fixed=0 if blind else len(old.keys() - {one.fingerprint for one in judged}),
        hidden=sum(one != milder.get(one.fingerprint) for one in new),
    )
    return report_of(head.governance, new)._replace(since=since), workspace


def before_change(
    root: str | os.PathLike[str], revision: str, on: datetime.date, readings: ReadingCache
) -> Side | None:  # fmt: skip
    """The state at the revision; None where there was no charter yet. Settings that cannot be used are none: what
    stood there allowed nothing. Raises WorkspaceError."""
    from revgov.checks.run import rules_of

    try:
        try:
            workspace, settings = open_workspace(root, revision)
            governance = governance_of(workspace, settings, on, readings)
            rules_of(governance)
        except SettingsError:
            workspace, settings = open_plain(root, revision), Settings()
            governance = governance_of(workspace, settings, on, readings)
    except NoCharterYet:
        return None
    except WorkspaceError as error:
        raise WorkspaceError(f"--base: {error}" + f" ({SHALLOW})" * ("knows no revision" in str(error))) from None
    return Side(workspace, settings, governance)


def open_plain(root: str | os.PathLike[str], revision: str) -> Workspace:
    from pathlib import Path

    found = find_root(Path(root))
    assert found is not None
    return from_revision(found, revision)


def under_rules_of(base: Side, head: Side, readings: ReadingCache) -> Governance:
    """The head's declarations with the base's profile, severities, parameters and allowances."""
    from revgov.kinds import Charter, made

    settings = head.settings._replace(checks=base.settings.checks, profile=base.governance.profile.name)
    governance = governance_of(head.workspace, settings, head.governance.as_of, readings)
    before, now = base.governance.charter.__dict__, head.governance.charter.__dict__
    values = {name: value for name, value in now.items() if name not in ALLOWANCES}
    values |= {name: value for name, value in before.items() if name in ALLOWANCES}
    if "charter:charter" in governance.nodes:
        governance.nodes = {**governance.nodes, "charter:charter": made(Charter, values)}
    return governance


def strictest(
    found: list[Finding], stricter: list[Finding], base: Governance, head: Governance | None
) -> list[Finding]:  # fmt: skip
    """The findings by both rules, each as bad as the worse of them says. A waiver counts where the base had one, too;
    without a head none does.

    What the base's rules say of their own part of the charter is left out: it no longer stands there.
    """
    judged = {one.fingerprint: one for one in stricter if not of_allowances(one)}
    for one in found:
        severity = min(one.severity, judged.get(one.fingerprint, one).severity, key=lambda severity: severity.rank)
        judged[one.fingerprint] = one._replace(severity=severity)
    from revgov.checks.run import valid_waivers

    waivers = [valid_waivers(one).covering for one in (head, base) if one is not None and head is not None]
    waived = (one._replace(waiver=common(waivers, one)) for one in judged.values())
    return sorted(waived, key=lambda one: one.order)


def common(waivers: Sequence[Callable[[Finding], str | None]], finding: Finding) -> str | None:
    """The id of the waiver that covers a finding, if each of several governances has one that does."""
    covering = [waiver_of(finding) for waiver_of in waivers]
    return covering[0] if covering and all(covering) else None


def of_allowances(finding: Finding) -> bool:
    return finding.node == "charter:charter" and (finding.field or "").partition(".")[0] in ALLOWANCES
