"""Which declaration each name in a field leads to."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.governance.governance import Governance
from revgov.kinds import Node


def named(governance: Governance, node: Node, field: str) -> Iterator[tuple[int, str, Node | None]]:
    """The names in a field of a declaration, with their places in the list, and what each leads to, in force or not.

    None where it leads nowhere, or to a check. `field` is the name in YAML.
    """
    found: dict[str, str] = {}
    for edge in governance.out.get(node.ref, ()):
        if edge.field == field:
            found[edge.ref] = edge.ref
            found.setdefault(edge.ref.partition(":")[2], edge.ref)
    written = getattr(node, field, None) or getattr(node, f"{field}_", None) or ()
    for index, name in enumerate(written):
        yield index, name, governance.get(found.get(name, ""))
