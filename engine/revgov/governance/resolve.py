"""Names -> the declarations they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revgov.governance.governance import Edge, Unresolved
from revgov.kinds import Node
from revgov.kinds.mentions import Mention, mentions
from revgov.kinds.node import Ref


class Resolved(NamedTuple):
    """The edges of every declaration, and the names that lead nowhere."""

    out: dict[str, tuple[Edge, ...]]
    unresolved: tuple[Unresolved, ...]


def resolve(nodes: Mapping[str, Node]) -> Resolved:
    """Follows every reference of every declaration. Names of checks are left to whoever knows the checks."""
    kinds_of = kinds_by_id(nodes.values())
    out: dict[str, tuple[Edge, ...]] = {}
    unresolved: list[Unresolved] = []
    for ref, node in nodes.items():
        edges: dict[Edge, None] = {}
        for mention in mentions(node):
            mark = mention.mark
            if type(mark) is not Ref or mention.written.startswith("check:"):
                continue
            found = targets(node, mention, mark, nodes, kinds_of)
            if len(found) == 1:
                edges[Edge(mention.field, found[0])] = None
            elif not_a_word(node, mention, nodes):
                unresolved.append(Unresolved(node, mention, found))
        if edges:
            out[ref] = tuple(edges)
    return Resolved(out, tuple(unresolved))


def kinds_by_id(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """For each id, the kinds that declare it."""
    kinds: dict[str, list[str]] = {}
    for node in nodes:
        kinds.setdefault(node.id, []).append(node.kind)
    return kinds


def targets(
    node: Node, mention: Mention, mark: Ref, nodes: Mapping[str, Node], kinds_of: Mapping[str, list[str]]
) -> tuple[str, ...]:
    """The declarations a name can mean: one where it is right, none or several where it is not."""
    written = mention.written
    if mark.of is not None:
        written = f"{node.id if mark.of == 'self' else mention.sibling}.{written}"
    kind, colon, _ = written.partition(":")
    if colon:
        return (nodes[written].ref,) if written in nodes and (not mark.kinds or kind in mark.kinds) else ()
    if len(mark.kinds) == 1:
        ref = f"{mark.kinds[0]}:{written}"
        return (nodes[ref].ref,) if ref in nodes else ()
    declared = kinds_of.get(written, ())
    return tuple(f"{kind}:{written}" for kind in declared if not mark.kinds or kind in mark.kinds)


# Words that may stand where a reference may: a council without a chair says why, a rule may enforce itself.
WORDS = {("council", "chair"): "none", ("policy", "enforced_by"): "this_rule"}


def not_a_word(node: Node, mention: Mention, nodes: Mapping[str, Node]) -> bool:
    """Whether a name that leads nowhere is a defect: neither an allowed word nor a field of an unknown dataset."""
    if WORDS.get((node.kind, mention.field)) == mention.written:
        return False
    return mention.sibling is None or f"dataset:{mention.sibling}" in nodes
