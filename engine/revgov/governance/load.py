"""A workspace -> a governance."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from revgov.finding import Span
from revgov.governance.declare import Declared, declarations
from revgov.governance.defect import Defect
from revgov.governance.governance import Governance
from revgov.governance.observations import measured_in
from revgov.governance.texts import Duplicate, Faults, Source, TextFault, home_of
from revgov.kinds import Charter, Node, Spot
from revgov.profiles import NAMES, Profile, profile
from revgov.settings import Settings, SettingsError
from revgov.text import Fault, Reading, ReadingCache, read
from revgov.workspace import SourceFile, Workspace

TOP = Span(1, 1, 1, 1)


class Index(NamedTuple):
    """What the files declare, before anything is resolved."""

    nodes: dict[str, Node]
    left_out: dict[str, Any]
    defects: list[Defect]
    duplicates: list[Duplicate]


def governance_of(workspace: Workspace, settings: Settings, as_of: datetime.date, cache: ReadingCache) -> Governance:
    """Reads every file of a workspace. Raises nothing for what a user wrote; SettingsError for an unknown profile."""
    index = Index({}, {}, [], [])
    faults = [TextFault(path, Fault("yaml-file-unreadable", said, TOP)) for path, said in workspace.faults]
    for file in workspace.files:
        reading = reading_of(file, cache)
        faults.extend(TextFault(file.path, fault) for fault in reading.faults)
        if reading.values is not None:
            add(index, file.path, reading.values)
    cache.release()
    return Governance(
        source=source_of(workspace),
        settings=settings,
        profile=profile_of(settings, index.nodes),
        as_of=as_of,
        nodes=index.nodes,
        left_out=index.left_out,
        faults=Faults(tuple(faults), tuple(index.defects), tuple(index.duplicates)),
        measure=partial(measured_in, workspace, as_of),
        history=workspace.history,
    )


def source_of(workspace: Workspace) -> Source:
    return Source(
        root=str(workspace.root),
        files={file.path: file.data for file in (*workspace.files, *workspace.observations)},
        commit=workspace.commit,
        committed_at=workspace.committed_at,
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
        if isinstance(one, Defect):
            index.defects.append(one)
            continue
        ref = one.node.ref
        if ref in index.nodes:
            index.duplicates.append(Duplicate(ref, spot_of(one), first_spot(index, ref)))
            continue
        index.nodes[ref] = one.node
        if one.left_out:
            index.left_out[ref] = one.left_out


def spot_of(one: Declared) -> Spot:
    return Spot(one.node.ref, one.home, key=True, file=one.file, base=len(one.home))


def first_spot(index: Index, ref: str) -> Spot:
    home = home_of(index.nodes[ref])
    return Spot(ref, home, key=True, file=index.nodes[ref].file, base=len(home))


def profile_of(settings: Settings, nodes: Mapping[str, Node]) -> Profile:
    """The profile that the settings name, else the charter's stage, else the one for the smallest company.

    A stage that nobody knows asks for the most: a slip of the pen must not disarm the checks.
    """
    charter = nodes.get("charter:charter")
    name = settings.profile or (charter.stage if isinstance(charter, Charter) else None) or NAMES[0]
    if name not in NAMES and settings.profile:
        raise SettingsError(f"revgov.yaml: there is no profile '{name}'; there are {', '.join(NAMES)}")
    return profile(name if name in NAMES else NAMES[-1])
