"""A new id in the files of measured values: in the cells that say what was measured, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revgov.edit.draft import Draft
from revgov.governance.governance import Governance
from revgov.governance.measured import Refused, measured, rows

LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def observed(governance: Governance, new: Mapping[str, str]) -> Iterator[Draft]:
    """The files in which something is measured that gets another id; `new` maps references to those they become."""
    for path in sorted(governance.observations.files):
        data = governance.source.files[path]
        renamed = with_ids(governance, data, new)
        if renamed != data:
            yield Draft(path, data, renamed)


def with_ids(governance: Governance, data: bytes, new: Mapping[str, str]) -> bytes:
    lines = LINE.findall(data.decode("utf-8", "surrogateescape"))
    for row in rows(data, []):
        written = row.cells.get("of", "")
        try:
            node = measured(written, governance.nodes)
        except Refused:
            continue
        if node.ref in new:
            span = row.span("of")
            line = lines[span.line - 1]
            # The id is the end of what is written, which may begin with a kind and stand in quotes.
            end = line.index(written, span.column - 1) + len(written)
            lines[span.line - 1] = line[: end - len(node.id)] + new[node.ref].partition(":")[2] + line[end:]
    return "".join(lines).encode("utf-8", "surrogateescape")
