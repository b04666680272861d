"""The graph for those who ask it questions: paths, cycles, centrality, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx

if TYPE_CHECKING:
    from revgov.governance.governance import Governance


def graph_of(governance: Governance) -> networkx.MultiDiGraph[str]:
    """A node for each declaration, with `kind`, `id`, `title` and `in_force`, and an edge for each reference.

    An edge is keyed and labelled by the field it comes from.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for ref, node in governance.nodes.items():
        graph.add_node(ref, kind=node.kind, id=node.id, title=node.title, in_force=governance.in_force(node))
    for ref, edges in governance.out.items():
        for edge in edges:
            graph.add_edge(ref, edge.ref, key=edge.field, field=edge.field)
    return graph
