"""What stands in the text of a declaration, as it was written."""

from __future__ import annotations

from typing import Any

from revgov.governance.governance import Governance
from revgov.governance.texts import home_of
from revgov.kinds import Node
from revgov.text import read


def written(governance: Governance, node: Node) -> Any:
    """The values of a declaration as YAML has them, before any field read them. Its file is read once more."""
    values = read(governance.source.files.get(node.file, b"")).values
    for part in home_of(node):
        values = values.get(part) if isinstance(values, dict) else None
    return values
