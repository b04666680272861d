"""What is reached in a graph, and its circles, each told once."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from revgov.governance.circles import circles, knots_of, reached

NODES = [str(number) for number in range(7)]
graphs = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4), max_size=7)


@given(graphs, st.sets(st.sampled_from(NODES)))
def test_what_is_reached_is_what_networkx_calls_descendants(graph: dict[str, list[str]], starts: set[str]) -> None:
    other: networkx.DiGraph[str] = networkx.DiGraph()
    other.add_nodes_from(NODES)
    other.add_edges_from((node, following) for node in graph for following in graph[node])
    assert reached(graph, starts) == starts.union(*(networkx.descendants(other, start) for start in starts))


@given(graphs)
def test_knots_are_what_networkx_calls_strongly_connected(graph: dict[str, list[str]]) -> None:
    other: networkx.DiGraph[str] = networkx.DiGraph()
    other.add_nodes_from(graph)
    other.add_edges_from((node, following) for node in graph for following in graph[node] if following in graph)
    knots = [
        part for part in networkx.strongly_connected_components(other) if len(part) > 1 or other.has_edge(*[*part] * 2)
    ]
    assert sorted(map(sorted, knots_of(graph))) == sorted(map(sorted, knots))


@given(graphs)
def test_a_circle_follows_the_arrows_from_the_first_node_of_its_knot(graph: dict[str, list[str]]) -> None:
    order = list(graph)
    for circle in circles(graph):
        assert all(following in graph[node] for node, following in zip(circle, circle[1:] + circle[:1], strict=True))
        assert order.index(circle[0]) == min(map(order.index, circle))
        assert len(set(circle)) == len(circle)


def test_the_shortest_way_round_is_told() -> None:
    assert list(circles({"a": ["b", "c"], "b": ["c"], "c": ["a"]})) == [["a", "c"]]


def test_a_deep_graph_needs_no_recursion() -> None:
    ring = {str(number): [str((number + 1) % 5000)] for number in range(5000)}
    assert [len(circle) for circle in circles(ring)] == [5000]
