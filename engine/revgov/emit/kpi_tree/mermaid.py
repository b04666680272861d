"""The KPI tree for Markdown pages. Nodes have ids of ours, and nothing in a label can end it or become a directive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revgov.emit.edition import Edition
from revgov.emit.kpi_tree.tree import Tree
from revgov.emit.plain import one_line

PLAIN = frozenset(" .,-_/+")
LONGEST = 120


def label(text: str) -> str:
    """A text in quotes; every sign is written as its number, which Mermaid shows as the sign."""
    line = one_line(text)
    cut = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return '"' + "".join(one if one.isalnum() or one in PLAIN else f"#{ord(one)};" for one in cut) + '"'


def mermaid(edition: Edition, tree: Tree) -> bytes:
    return ("\n".join(lines(edition, tree)) + "\n").encode("utf-8", "backslashreplace")


def lines(edition: Edition, tree: Tree) -> Iterator[str]:
    names = {id_: f"k{number}" for number, id_ in enumerate(tree.kpis)}
    yield f"%% The KPI tree as of {edition.as_of.isoformat()}: solid edges are arithmetic, dashed ones influence."
    if tree.left_out:
        yield f"%% {tree.left_out} KPIs are left out: the tree is cut to what can be drawn."
    yield "flowchart LR"
    yield from (f"  {names[id_]}[{label(kpi.title)}]" for id_, kpi in tree.kpis.items())
    yield from (f"  {names[edge.driver]} {'-->' if edge.solid else '-.->'} {names[edge.driven]}" for edge in tree.edges)
    key = [names[id_] for id_, kpi in tree.kpis.items() if kpi.key]
    if key:
        yield "  classDef key stroke-width:3px,font-weight:bold"
        yield f"  class {joined(key)} key"


def joined(names: Iterable[str]) -> str:
    return ",".join(names)
