"""A governance of files most of which were read before: a file is opened when somebody asks for what it declares."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from revgov.governance.declare import Declared, declarations
from revgov.governance.governance import Governance
from revgov.governance.load import profile_of, reading_of, source_of
from revgov.governance.observations import measured_in
from revgov.governance.texts import Faults
from revgov.kinds import FIELDS, KINDS, Node
from revgov.settings import Settings
from revgov.text import ReadingCache
from revgov.workspace import Workspace

# A dataset's fields stand inside it.
SECTION_OF = {kind.name: kind.section for kind in KINDS} | {FIELDS.name: "datasets"}


class Outline(NamedTuple):
    """What the files of a governance declare and what was wrong with them, without the declarations: the references
    by file, in the order of files and lines, those declared twice left out the second time."""

    refs: Mapping[str, tuple[str, ...]]
    faults: Faults

    @property
    def faulty_files(self) -> frozenset[str]:
        """The files in which something could not be read, or is declared twice."""
        spots = [defect.spot for defect in self.faults.defects]
        spots += [spot for one in self.faults.duplicates for spot in (one.spot, one.first)]
        return frozenset([one.file for one in self.faults.texts] + [spot.file or "" for spot in spots])


def outline_of(governance: Governance) -> Outline:
    refs: dict[str, list[str]] = {}
    for ref, node in governance.nodes.items():
        refs.setdefault(node.file, []).append(ref)
    return Outline({file: tuple(those) for file, those in refs.items()}, governance.faults)


class Unopened(Mapping[str, Node]):
    """Declarations by reference, those of one section of a file made when one of them is asked for."""

    def __init__(self, refs: Mapping[str, Iterable[str]], open_: Callable[[str, str], Iterable[Declared]]) -> None:
        self._file = {ref: file for file, those in refs.items() for ref in those}
        self._open = open_
        self._nodes: dict[str, Node] = {}
        self.left_out: dict[str, Mapping[tuple[str | int, ...], tuple[int, ...]]] = {}

    def __getitem__(self, ref: str) -> Node:
        if ref not in self._nodes:
            file = self._file[ref]
            for one in self._open(file, SECTION_OF[ref.partition(":")[0]]):
                found = one.node.ref
                # Of an id declared twice the first declaration counts.
                if self._file.get(found) == file and found not in self._nodes:
                    self._nodes[found] = one.node
                    if one.left_out:
                        self.left_out[found] = one.left_out
        return self._nodes[ref]

    def get(self, ref: str, default: Any = None) -> Any:
        """Not by way of a KeyError, which could also come from within."""
        return self[ref] if ref in self._file else default

    def __contains__(self, ref: object) -> bool:
        return ref in self._file

    def __iter__(self) -> Iterator[str]:
        return iter(self._file)

    def __len__(self) -> int:
        return len(self._file)


def reopened(
    workspace: Workspace, settings: Settings, as_of: datetime.date, cache: ReadingCache, outline: Outline
) -> Governance:
    """The governance of a workspace that has the given outline; none of its files is read yet."""
    files = {file.path: file for file in workspace.files}
    read: dict[str, Any] = {}

    def open_(path: str, section: str) -> Iterator[Declared]:
        if path not in read:
            read[path] = reading_of(files[path], cache).values
        those = declarations(path, {section: read[path][section]})
        return (one for one in those if isinstance(one, Declared))

    nodes = Unopened(outline.refs, open_)
    return Governance(
        source=source_of(workspace),
        settings=settings,
        profile=profile_of(settings, nodes),
        as_of=as_of,
        nodes=nodes,
        left_out=nodes.left_out,
        faults=outline.faults,
        measure=partial(measured_in, workspace, as_of),
        history=workspace.history,
    )
