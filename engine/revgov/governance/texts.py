"""The files a governance was read from, and where in them everything stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from revgov.finding import Place
from revgov.governance.defect import Defect
from revgov.kinds import BY_NAME, Node
from revgov.kinds.node import Spot
from revgov.text import Fault, Places, locate

LINE_END = re.compile("\r\n|\r|\n")
MOST_PLACES = 100
LeftOut = Mapping[str, Mapping[tuple[str | int, ...], tuple[int, ...]]]
"""By declaration and list: the indices of the items that could not be read and were left out."""


class TextFault(NamedTuple):
    """A fault of the text of one file."""

    file: str
    fault: Fault


class Duplicate(NamedTuple):
    """A second declaration of an id: the first one counts."""

    ref: str
    spot: Spot
    first: Spot


class Faults(NamedTuple):
    """What reading met: faults of the text, of single fields, and ids declared twice."""

    texts: tuple[TextFault, ...] = ()
    defects: tuple[Defect, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


class Source(NamedTuple):
    """What a governance was read from."""

    root: str
    files: Mapping[str, bytes]
    commit: str | None = None
    committed_at: int | None = None


class Texts:
    """The files by path, read again for places and lines when somebody asks for some."""

    def __init__(self, files: Mapping[str, bytes], left_out: LeftOut) -> None:
        self.files = files
        self.left_out = left_out
        self._places: dict[str, Places] = {}
        self._lines: dict[str, list[str]] = {}

    def place(self, spot: Spot, node: Node | None) -> Place:
        """Where a spot is in the text. A file is read again for its places only when one of them is asked for."""
        file, path = self.whereabouts(spot, node)
        if spot.key and not path:
            return Place(file, 1, 1, 1, 1)
        if file not in self._places:
            # The places of a file weigh more than its text; of thousands of files with findings a few are kept.
            forget_first(self._places)
            self._places[file] = locate(self.files.get(file, b""))
        return Place.of(file, self._places[file].span(path, key=spot.key or not spot.path, word=spot.word))

    def written(self, place: Place) -> str:
        """The text at a place, to the end of its first line."""
        if place.path not in self._lines:
            forget_first(self._lines)
            text = self.files.get(place.path, b"").decode("utf-8-sig", "replace")
            self._lines[place.path] = LINE_END.split(text)
        lines = self._lines[place.path]
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        return line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]

    def whereabouts(self, spot: Spot, node: Node | None) -> tuple[str, tuple[str | int, ...]]:
        """The file of a spot and the path from its top, list items counted as written."""
        if spot.file is not None:
            return spot.file, spot.path
        if node is None:
            return "charter.yaml", ("charter",)
        left_out = self.left_out.get(node.ref)
        path = as_written(spot.path, left_out) if left_out else spot.path
        return node.file, (*home_of(node), *path)


def home_of(node: Node) -> tuple[str, ...]:
    """The keys that lead to a declaration from the top of its file."""
    if node.kind == "charter":
        return ("charter",)
    if node.kind == "field":
        dataset, _, name = node.id.partition(".")
        return ("datasets", dataset, "fields", name)
    return (BY_NAME[node.kind].section, node.id)


def forget_first(kept: dict[str, Any]) -> None:
    """Makes room for one more, so that no more than MOST_PLACES are kept."""
    if len(kept) >= MOST_PLACES:
        del kept[next(iter(kept))]


def as_written(path: tuple[Any, ...], left_out: Mapping[tuple[str | int, ...], tuple[int, ...]]) -> tuple[Any, ...]:
    """The path in the text of a path in a declaration from whose lists unreadable items were left out."""
    written: list[Any] = []
    for part in path:
        if isinstance(part, int):
            for gone in left_out.get(tuple(written), ()):
                part += gone <= part
        written.append(part)
    return tuple(written)
