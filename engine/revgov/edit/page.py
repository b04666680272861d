"""A file opened for editing: its characters, its values, and where each of them stands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from revgov.text import Fault, read
from revgov.text.layout import Layout
from revgov.text.reading import composition_of
from revgov.text.source import BOM, open_source

BREAK = re.compile("\r\n|\r|\n")
Path = tuple[str | int, ...]


class Refused(Exception):
    """An edit that cannot be made; its text is a sentence for the person who asked. Nothing was changed."""


class Page(NamedTuple):
    """One file. Offsets count code points of `text`, which is the file without its byte order mark."""

    path: str
    data: bytes
    text: str
    values: Any
    layout: Layout
    faults: tuple[str, ...]

    @property
    def newline(self) -> str:
        """What ends a line in this file."""
        found = BREAK.search(self.text)
        return found[0] if found else "\n"

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its break."""
        found = BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def row(self, path: Path) -> int | None:
        """The row of the value at a path, None where the path leads nowhere."""
        row, found = self.layout.find(path)
        return row if found else None

    def written(self, path: Path) -> str:
        """The text of the value at a path; empty where there is none."""
        row = self.row(path)
        return "" if row is None else self.text[slice(*self.layout.extent(row))]

    def in_flow(self, path: Path) -> bool:
        """Whether a value stands within brackets or braces."""
        return any(self.written(path[:length])[:1] in ("[", "{") for length in range(len(path)))

    def bytes_of(self, text: str) -> bytes:
        """The file with another text."""
        return (BOM if self.data.startswith(BOM) else b"") + text.encode("utf-8", "surrogatepass")


def opened(path: str, data: bytes) -> Page:
    """The file at a path with these bytes. Raises Refused for one that cannot be read to its end."""
    reading = read(data)
    if reading.values is None and reading.faults:
        fault = reading.faults[-1]
        raise Refused(f"{path}:{fault.span.line} cannot be read, so nothing was changed: {fault.message}")
    source = open_source(data)
    layout = composition_of(source).layout
    text = data.removeprefix(BOM).decode("utf-8")
    return Page(path, data, text, reading.values, layout, checks_of(reading.faults))


def checks_of(faults: tuple[Fault, ...]) -> tuple[str, ...]:
    return tuple(sorted(fault.check for fault in faults))
