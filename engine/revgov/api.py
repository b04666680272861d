"""What Python programs may use, and what the commands themselves use."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revgov.report import Report, report_from, report_json
from revgov.settings import Settings, SettingsError, settings_from
from revgov.text import ReadingCache, read, read_whole, write_whole
from revgov.version import __version__
from revgov.workspace import (
    Workspace,
    WorkspaceError,
    authored,
    commit_of,
    find_root,
    from_folder,
    from_revision,
    observed,
)

if TYPE_CHECKING:
    from revgov.finding import Finding
    from revgov.governance.governance import Governance

CACHE = ".revgov_cache"
# What continuous integration calls itself: whoever sends a pull request decides what lies in that working tree.
CI_NAMES = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE", "TEAMCITY_VERSION")


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


def open_workspace(root: str | os.PathLike[str], revision: str | None = None) -> tuple[Workspace, Settings]:
    """The files of the repository that `root` lies in, and its settings."""
    found = find_root(Path(root))
    if found is None:
        raise WorkspaceError(
            f"there is no charter.yaml in {Path(root).absolute()} or above it; begin with one, as the README shows"
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
    from revgov.governance import load

    return load.governance_of(workspace, settings, as_of, cache)


def day(as_of: datetime.date | str | None, workspace: Workspace, cache: ReadingCache) -> datetime.date:
    """The day a run speaks of. Raises SettingsError for a text that is no date."""
    if as_of is None:
        return datetime.datetime.now(zone_of(workspace, cache)).date()
    written = str(as_of)
    try:
        on = datetime.date.fromisoformat(written)
    except ValueError as reason:
        raise SettingsError(f"'{written}' is no date ({reason}); write year-month-day, such as 2026-03-31") from None
    if on.isoformat() != written or not 1970 <= on.year < 2200:
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


def cache_folder(root: Path) -> Path | None:
    """Where readings and reports are kept. In CI only where REVGOV_CACHE_DIR says so: a pull request could bring a
    `.revgov_cache` of its own, and what it says would be believed."""
    named = os.environ.get("REVGOV_CACHE_DIR")
    if named:
        return Path(named)
    return None if any(map(os.environ.get, CI_NAMES)) else root / CACHE


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
    key = question(workspace, on, select, waive)
    kept = recalled(folder, key)
    if kept is not None:
        return kept, workspace
    governance = governance_of(workspace, settings, on, readings)
    from revgov.checks.run import findings_of

    report = report_of(governance, findings_of(governance, select=select, waive=waive))
    readings.close()
    remember(folder, key, report)
    return report, workspace


def report_of(governance: Governance, findings: Collection[Finding]) -> Report:
    from revgov.governance import bearers

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
    )


def question(workspace: Workspace, on: datetime.date, select: Collection[str], waive: bool) -> str:
    """A digest of everything a report depends on."""
    parts = [__version__, edition(), on.isoformat(), ",".join(sorted(select)), str(waive)]
    parts += [workspace.settings.digest if workspace.settings else ""]
    parts += [f"{file.path}\0{file.digest}" for file in workspace.files]
    parts += [f"{path}\0{message}" for path, message in workspace.faults]
    parts += [f"{file.path}\0{file.digest}" for file in workspace.observations]
    parts += [f"{path}\0{message}" for path, message in workspace.unobserved]
    parts += [f"{path}\0{changes}" for path, changes in sorted(workspace.history.items())]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def recalled(folder: Path | None, key: str) -> Report | None:
    """The report kept for a question; whatever is not one is ignored."""
    data = read_whole(folder / "report.json") if folder is not None and not folder.is_symlink() else None
    try:
        kept = json.loads(data or b"")
        return report_from(kept["report"]) if kept["question"] == key else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remember(folder: Path | None, key: str, report: Report) -> None:
    """Keeps the last report. A folder that cannot be written is nobody's concern."""
    if folder is not None and folder.is_dir() and not folder.is_symlink():
        content = json.dumps({"question": key, "report": report_json(report)})
        with contextlib.suppress(OSError):
            write_whole(folder / "report.json", content.encode("ascii"))


def edition() -> str:
    """A digest of this program's own files, so that nobody who changes a check is shown what it said before."""
    package = Path(__file__).parent
    stated = sorted((path.relative_to(package).as_posix(), path.stat()) for path in package.rglob("*.py"))
    told = "\n".join(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stated)
    return hashlib.sha256(told.encode()).hexdigest()
