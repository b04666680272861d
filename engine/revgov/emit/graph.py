"""The whole governance as a graph: for programs, for graph editors, and as a diagram of what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import networkx

from revgov.characters import plain
from revgov.emit.edition import Edition, File, json_bytes, stamp
from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME


def graph(edition: Edition) -> Iterator[File]:
    """`graph/governance`: each declaration and reference as JSON and GraphML, kinds and their references as Mermaid."""
    governance = edition.governance
    yield "graph/governance.json", json_bytes(stamp(edition) | {"nodes": nodes(governance), "edges": edges(governance)})
    yield "graph/governance.graphml", graphml(governance)
    yield "graph/governance.mmd", overview(governance)


def nodes(governance: Governance) -> list[dict[str, object]]:
    return [
        {"ref": ref, "kind": node.kind, "title": node.title, "in_force": governance.in_force(node), "file": node.file}
        for ref, node in sorted(governance.nodes.items())
    ]


def edges(governance: Governance) -> list[dict[str, str]]:
    found = {(ref, edge.ref, edge.field) for ref, those in governance.out.items() for edge in those}
    return [{"from": ref, "to": to, "field": field} for ref, to, field in sorted(found)]


def graphml(governance: Governance) -> bytes:
    """GraphML for yEd, Gephi and the like; what XML cannot hold is replaced in the titles."""
    whole: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for one in nodes(governance):
        whole.add_node(str(one["ref"]), kind=one["kind"], title=plain(str(one["title"])), in_force=one["in_force"])
    for reference in edges(governance):
        whole.add_edge(reference["from"], reference["to"], field=reference["field"])
    written = BytesIO()
    networkx.write_graphml(whole, written, named_key_ids=True)
    return written.getvalue() + b"\n"


def overview(governance: Governance) -> bytes:
    """Kinds with how many declarations they have, and how often they name each other: the whole would be unreadable."""
    kinds = sorted(kind for kind, those in governance.by_kind.items() if those)
    between: Counter[tuple[str, str]] = Counter()
    for ref, those in governance.out.items():
        between.update((ref.partition(":")[0], edge.ref.partition(":")[0]) for edge in those)
    lines = ["flowchart LR"]
    lines += [f'  {kind}["{BY_NAME[kind].section}: {len(governance.by_kind[kind])}"]' for kind in kinds]
    lines += [f'  {one} -->|"{count}"| {other}' for (one, other), count in sorted(between.items())]
    return ("\n".join(lines) + "\n").encode()
