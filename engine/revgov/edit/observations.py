"""A new id in the files of measured values: in the cells that say what was measured, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from revgov.edit.draft import Draft
from revgov.edit.stretch import Stretch
from revgov.governance.governance import Governance
from revgov.governance.measured import Declared, Refused, Row, rows
from revgov.text.source import BOM

LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# Quotes mean something only where a cell begins with them; then breaks of lines and commas are part of it.
CELL = re.compile('"(?:[^"]|"")*"|[^,\r\n]*')


def observed(governance: Governance, new: Mapping[str, str]) -> Iterator[tuple[Draft, int]]:
    """The files in which something is measured that gets another id, and how often.

    `new` maps references to those they become.
    """
    for path in sorted(governance.observations.files):
        data = governance.source.files[path]
        text = data.removeprefix(BOM).decode("utf-8", "surrogateescape")
        if found := list(ids_in(governance, data, text, new)):
            bom = BOM if data.startswith(BOM) else b""
            yield Draft(path, data, bom + replaced(text, found).encode("utf-8", "surrogateescape")), len(found)


def replaced(text: str, found: Sequence[Stretch]) -> str:
    ends = [0, *(stretch.end for stretch in found)]
    parts = (text[end : stretch.start] + stretch.text for end, stretch in zip(ends, found, strict=False))
    return "".join(parts) + text[ends[-1] :]


def ids_in(governance: Governance, data: bytes, text: str, new: Mapping[str, str]) -> Iterator[Stretch]:
    """Where the ids stand that change, in the order of the file."""
    declared = Declared(governance.nodes)
    starts = [0, *accumulate(map(len, LINE.findall(text)))]
    for row in rows(data, []):
        written = row.cells.get("of", "")
        try:
            node = declared.named(written)
        except Refused:
            continue
        if node.ref in new:
            # A former id may stand there as well, and is not as long as the one it became.
            id_ = written.rpartition(":")[2].replace('"', '""')
            cell = cell_of(row)
            at = starts[row.line - 1] + row.text.rindex(id_, cell.start(), cell.end())
            yield Stretch(at, at + len(id_), new[node.ref].partition(":")[2])


def cell_of(row: Row) -> re.Match[str]:
    """The cell that says what was measured, in the text of a record."""
    start = 0
    for _ in range(row.columns.index("of")):
        start = CELL.match(row.text, start).end() + 1  # type: ignore[union-attr]
    return CELL.match(row.text, start)  # type: ignore[return-value]
