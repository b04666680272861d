"""Where each value of one text stands: rows of numbers in the order of the text, small enough to keep."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

SCALAR, LIST, MAPPING = range(3)
Extent = tuple[int, int]
NOWHERE = (0, 0)


class Layout:
    """One row for each value, followed by those within it: its extent, its key's, and where the rows after it begin.

    Extents are offsets of the first character and after the last. A value that is a list's, or the document itself,
    has no key (an empty extent). An alias has the extent of its own and, as `targets` tells, the inside of its anchor.
    """

    def __init__(self) -> None:
        """No rows yet."""
        self.kinds = bytearray()
        self.numbers = array("I")
        self.keys: list[str | None] = []
        self.targets: dict[int, int] = {}
        self.texts: dict[int, str] = {}
        self._inside: dict[int, dict[str | int, int]] = {}

    def add(self, kind: int, extent: Extent, key: str | None, key_extent: Extent) -> int:
        """Append a row and return its number; the end of a list or mapping is told by `close`."""
        row = len(self.kinds)
        self.kinds.append(kind)
        self.keys.append(key)
        self.numbers.extend((*extent, *key_extent, row + 1))
        return row

    def close(self, row: int, end: int) -> None:
        """A list or mapping ends: all rows since its own are within it."""
        self.numbers[5 * row + 1] = end
        self.numbers[5 * row + 4] = len(self.kinds)

    def extent(self, row: int) -> Extent:
        """Extent of a value."""
        return self.numbers[5 * row], self.numbers[5 * row + 1]

    def key_extent(self, row: int) -> Extent:
        """Extent of the key a value stands under; empty where there is none."""
        return self.numbers[5 * row + 2], self.numbers[5 * row + 3]

    def first(self, row: int, key: str) -> int | None:
        """The row of the first value under `key` in a mapping, which may be still open."""
        inner = row + 1
        while inner < len(self.kinds):
            if self.keys[inner] == key:
                return inner
            inner = self.numbers[5 * inner + 4]
        return None

    def find(self, path: Sequence[str | int]) -> tuple[int | None, bool]:
        """The row of the longest part of `path` that leads somewhere, and whether that is all of it."""
        if not self.kinds:
            return None, False
        row = 0
        for step in path:
            inner = self._children(row).get(step)
            if inner is None and type(step) is int and step == 0 and self.kinds[row] == SCALAR:
                continue  # a list of one is mostly written as its one value
            if inner is None or isinstance(step, bool):
                return row, False
            row = inner
        return row, True

    def within(self, row: int) -> Iterator[int]:
        """The rows directly in a list or mapping, those of keys written twice included; none where an alias stands."""
        inner, after = row + 1, self.numbers[5 * row + 4]
        while inner < after:
            yield inner
            inner = self.numbers[5 * inner + 4]

    def path_at(self, offset: int) -> tuple[tuple[str | int, ...], bool]:
        """The way to the innermost value at an offset, and whether it is its key that stands there."""
        path: list[str | int] = []
        row, at_key = 0, False
        while (inner := self._around(row, offset)) is not None and not at_key:
            path.append(next(step for step, found in self._children(row).items() if found == inner))
            at_key, row = self.key_extent(inner)[0] <= offset < self.key_extent(inner)[1], inner
        return tuple(path), at_key

    def _around(self, row: int, offset: int) -> int | None:
        """The row within a list or mapping whose key or value lies around an offset; of a key written twice, its
        first."""
        known = self._children(row).values() if row not in self.targets else ()
        spans = ((inner, self.key_extent(inner), self.extent(inner)) for inner in known)
        return next((inner for inner, *found in spans if any(start <= offset < end for start, end in found)), None)

    def _children(self, row: int) -> dict[str | int, int]:
        row = self.targets.get(row, row)
        if row not in self._inside:
            found: dict[str | int, int] = {}
            inner, after = row + 1, self.numbers[5 * row + 4]
            while inner < after:
                # Of a key written twice the first stands, as in the values.
                found.setdefault(self._step(row, inner, len(found)), inner)
                inner = self.numbers[5 * inner + 4]
            self._inside[row] = found
        return self._inside[row]

    def _step(self, row: int, inner: int, index: int) -> str | int:
        key = self.keys[inner]
        return index if self.kinds[row] == LIST or key is None else key
