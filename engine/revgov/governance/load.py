"""A workspace -> a governance."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from revgov.finding import Span
from revgov.governance.declare import Declared, declarations
from revgov.governance.governance import Duplicate, Governance, Source, TextFault
from revgov.governance.report import Report
from revgov.governance.resolve import resolve
from revgov.kinds import Charter, Node, Spot
from revgov.profiles import NAMES, profile
from revgov.settings import Settings, SettingsError
from revgov.text import Fault, Reading, ReadingCache, read
from revgov.workspace import SourceFile, Workspace

TOP = Span(1, 1, 1, 1)


class Index(NamedTuple):
    """What the files declare, before anything is resolved."""

    nodes: dict[str, Node]
    homes: dict[str, tuple[str, ...]]
    left_out: dict[str, Any]
    reports: list[Report]
    duplicates: list[Duplicate]


def governance_of(workspace: Workspace, settings: Settings, as_of: datetime.date, cache: ReadingCache) -> Governance:
    """Reads every file of a workspace. Raises nothing for what a user wrote; SettingsError for an unknown profile."""
    index = Index({}, {}, {}, [], [])
    faults = [TextFault(path, Fault("yaml-file-unreadable", said, TOP)) for path, said in workspace.faults]
    pure = []
    for file in workspace.files:
        reading = reading_of(file, cache)
        faults.extend(TextFault(file.path, fault) for fault in reading.faults)
        if reading.pure:
            pure.append(file.path)
        if reading.values is not None:
            add(index, file.path, reading.values)
    resolved = resolve(index.nodes)
    observations = None
    if workspace.observations or workspace.unobserved:
        # Who measures nothing need not wait for the reader of CSV.
        from revgov.governance.measured import observations_of

        observations = observations_of(workspace, as_of, index.nodes)
    return Governance(
        source=Source(
            root=str(workspace.root),
            files={file.path: file.data for file in (*workspace.files, *workspace.observations)},
            commit=workspace.commit,
            committed_at=workspace.committed_at,
            pure_files=tuple(pure),
        ),
        settings=settings,
        profile=profile(profile_name(settings, index.nodes.get("charter:charter"))),
        as_of=as_of,
        nodes=index.nodes,
        homes=index.homes,
        left_out=index.left_out,
        out=resolved.out,
        unresolved=resolved.unresolved,
        text_faults=tuple(faults),
        reports=tuple(index.reports),
        duplicates=tuple(index.duplicates),
        observations=observations,
        history=workspace.history,
    )


def reading_of(file: SourceFile, cache: ReadingCache) -> Reading:
    kept = cache.get(file.digest)
    if kept is None:
        kept = read(file.data)
        cache.put(file.digest, kept)
    return kept


def add(index: Index, file: str, values: Any) -> None:
    """Takes a file's declarations into the index; the first declaration of an id counts."""
    for one in declarations(file, values):
        if isinstance(one, Report):
            index.reports.append(one)
            continue
        ref = one.node.ref
        if ref in index.nodes:
            index.duplicates.append(Duplicate(ref, spot_of(one), first_spot(index, ref)))
            continue
        index.nodes[ref] = one.node
        index.homes[ref] = one.home
        if one.left_out:
            index.left_out[ref] = one.left_out


def spot_of(one: Declared) -> Spot:
    return Spot(one.node.ref, one.home, key=True, file=one.file, base=len(one.home))


def first_spot(index: Index, ref: str) -> Spot:
    home = index.homes[ref]
    return Spot(ref, home, key=True, file=index.nodes[ref].file, base=len(home))


def profile_name(settings: Settings, charter: Node | None) -> str:
    """The profile that the settings name, else the charter's stage, else the one for the smallest company.

    A stage that nobody knows asks for the most: a slip of the pen must not disarm the checks.
    """
    name = settings.profile or (charter.stage if isinstance(charter, Charter) else None) or NAMES[0]
    if name in NAMES:
        return name
    if settings.profile:
        raise SettingsError(f"revgov.yaml: there is no profile '{name}'; there are {', '.join(NAMES)}")
    return NAMES[-1]
