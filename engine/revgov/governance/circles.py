"""Graphs of ids: what is reached from where, and circles, each told once, by its shortest way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def reached(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Everything that arrows lead to from some nodes, themselves included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for following in graph.get(waiting.pop(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found


def circles(graph: Graph) -> Iterator[list[str]]:
    """One circle for each knot of the graph, as the nodes on its way round, from the first one in the graph's order.

    `graph` maps each node to those its arrows lead to; arrows to nodes that it does not have are left out.
    """
    order = {node: at for at, node in enumerate(graph)}
    knots = sorted((sorted(knot, key=order.__getitem__) for knot in knots_of(graph)), key=lambda knot: order[knot[0]])
    yield from (way_round(graph, knot[0], set(knot)) for knot in knots)


def knots_of(graph: Graph) -> Iterator[list[str]]:
    """The strongly connected parts of a graph that hold a circle (R. Tarjan, 1972, with a stack for recursion)."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for root in graph:
        if root in numbers:
            continue
        work = [(root, iter(graph[root]))]
        numbers[root] = lowest[root] = len(numbers)
        open_[root] = None
        while work:
            node, arrows = work[-1]
            for following in arrows:
                if following not in graph:
                    continue
                if following not in numbers:
                    numbers[following] = lowest[following] = len(numbers)
                    open_[following] = None
                    work.append((following, iter(graph[following])))
                    break
                if following in open_:
                    lowest[node] = min(lowest[node], numbers[following])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == numbers[node]:
                    knot = closed(open_, node)
                    if len(knot) > 1 or node in graph[node]:
                        yield knot


def closed(open_: dict[str, None], first: str) -> list[str]:
    """Takes the nodes opened since `first`, itself included, off the open ones."""
    knot = []
    while True:
        node, _ = open_.popitem()
        knot.append(node)
        if node == first:
            return knot


def way_round(graph: Graph, start: str, knot: set[str]) -> list[str]:
    """The shortest way from a node of a knot back to itself, without the return."""
    came_from: dict[str, str] = {}
    layer = [start]
    while layer:
        following = []
        for node in layer:
            for next_ in graph[node]:
                if next_ == start:
                    return way_back(came_from, start, node)
                if next_ in knot and next_ not in came_from:
                    came_from[next_] = node
                    following.append(next_)
        layer = following
    raise ValueError(f"{start} lies on no circle")


def way_back(came_from: Mapping[str, str], start: str, node: str) -> list[str]:
    way = [node]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
