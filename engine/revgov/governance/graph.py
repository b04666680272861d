"""The graph for those who ask it questions: paths, cycles, centrality, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx

if TYPE_CHECKING:
    from revgov.governance.governance import Governance


def graph_of(governance: Governance) -> networkx.MultiDiGraph[str]:
    """A node for each declaration with `kind`, `id`, `title` and `in_force`; an edge for each reference, keyed and labelled by its field."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for ref, node in governance.nodes.items():
        graph.add_node(ref, kind=node.kind, id=node.id, title=node.title, in_force=governance.in_force(node))
    for ref, edges in governance.out.items():
        graph.add_edges_from((ref, edge.ref, edge.field, {"field": edge.field}) for edge in edges)
    return graph
