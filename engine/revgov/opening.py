"""Opens a repository: its files, its settings, the day that is spoken of."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revgov.settings import Settings, SettingsError, settings_from
from revgov.text import ReadingCache, read
from revgov.workspace import Workspace, WorkspaceError, authored, find_root, from_folder, from_revision, observed

if TYPE_CHECKING:
    from revgov.governance.governance import Governance


def open_workspace(root: str | os.PathLike[str], revision: str | None = None) -> tuple[Workspace, Settings]:
    """The files of the repository that `root` lies in, and its settings."""
    found = find_root(Path(root))
    if found is None:
        raise WorkspaceError(
            f"there is no charter.yaml in {Path(root).absolute()} or above it; `revgov init` writes one"
        )
    reads = from_folder if revision is None else _at(revision)
    workspace = reads(found)
    settings = settings_of(workspace)
    if settings.folders == Settings().folders:
        return complete(workspace, settings), settings
    workspace = reads(found, settings.folders)
    for folder in settings.folders:
        # A folder that is not there would publish its meetings as cancelled.
        if not any(file.path.startswith(f"{folder}/") for file in workspace.files):
            raise SettingsError(f"revgov.yaml: the folder '{folder}' holds no YAML; name another one, or leave it out")
    return complete(workspace, settings), settings


def complete(workspace: Workspace, settings: Settings) -> Workspace:
    """The workspace with the measured values that the settings name, and with who changed its files."""
    return authored(observed(workspace, settings.observations))


def _at(revision: str) -> Any:
    return lambda root, *folders: from_revision(root, revision, *folders)


def settings_of(workspace: Workspace) -> Settings:
    """The settings that stand beside the charter. Raises SettingsError."""
    if workspace.settings is None:
        return Settings()
    reading = read(workspace.settings.data)
    if reading.faults:
        fault = reading.faults[0]
        raise SettingsError(f"revgov.yaml:{fault.span.line}:{fault.span.column}: {fault.message}")
    return settings_from(reading.values)


def governance_of(workspace: Workspace, settings: Settings, as_of: datetime.date, cache: ReadingCache) -> Governance:
    from revgov.governance.load import governance_of

    return governance_of(workspace, settings, as_of, cache)


def day(as_of: datetime.date | str | None, workspace: Workspace, cache: ReadingCache) -> datetime.date:
    """The day a run speaks of. Raises SettingsError for a text that is no date."""
    if as_of is None:
        return datetime.datetime.now(zone_of(workspace, cache)).date()
    written = str(as_of)
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise SettingsError(f"'{written}' is no date; write year-month-day, such as 2026-03-31")
    try:
        on = datetime.date.fromisoformat(written)
    except ValueError:
        raise SettingsError(f"'{written}' stands in no calendar; write year-month-day, such as 2026-03-31") from None
    if not 1970 <= on.year < 2200:
        raise SettingsError(f"'{written}' is no day one can speak of; write one from 1970-01-01 to 2199-12-31")
    return on


def zone_of(workspace: Workspace, cache: ReadingCache) -> datetime.tzinfo:
    """The charter's time zone, UTC where it names none that exists."""
    from revgov.schedule.zones import zone

    charter = next((file for file in workspace.files if file.path == "charter.yaml"), None)
    values = (cache.get(charter.digest) or read(charter.data)).values if charter else None
    declared = values.get("charter") if isinstance(values, dict) else None
    name = declared.get("timezone") if isinstance(declared, dict) else None
    try:
        return zone(name) if isinstance(name, str) else datetime.UTC
    except (ValueError, OSError, KeyError):
        return datetime.UTC
