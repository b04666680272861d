"""The two states that a comparison looks at: the governance as it was, and as it is under the rules of then."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revgov.checks.rules import rules_of
from revgov.kinds import Charter, made
from revgov.opening import complete, governance_of, open_workspace
from revgov.settings import Settings, SettingsError
from revgov.text import ReadingCache
from revgov.workspace import NoCharterYet, Workspace, WorkspaceError, from_revision, observed

if TYPE_CHECKING:
    from revgov.governance.governance import Governance

# The parts of a charter that say how much is allowed. A change may make them milder, but not for itself.
ALLOWANCES = ("appetite", "attested", "kept_apart", "retention", "risk_scale")
SHALLOW = "a shallow clone, as CI makes it, lacks it: set fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab"


class Side(NamedTuple):
    """One of the two states that are compared, with what it was read from."""

    workspace: Workspace
    settings: Settings
    governance: Governance


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
