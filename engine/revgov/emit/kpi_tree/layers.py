"""Where each KPI is drawn: level by level from left to right, ordered so that few edges cross, none on top of another.

After K. Sugiyama, S. Tagawa and M. Toda, Methods for Visual Understanding of Hierarchical System Structures (1981): an
edge over several levels gets a bend in each, bends and KPIs are ordered by the middle of their neighbours, and then
moved towards them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import NamedTuple

from revgov.emit.kpi_tree.tree import Edge, Tree
from revgov.emit.kpi_tree.words import Box, box_of

GAP, BEND, SWEEPS = 18, 14, 12
COLUMN_GAP = 84


class Point(NamedTuple):
    """The middle of the left side of what stands there, in pixels."""

    x: float
    y: float


class Layout(NamedTuple):
    """A box for each KPI and its place, and the left and right end of each column.

    `bends` holds, for each edge, the columns between its ends with the heights at which it passes them.
    """

    boxes: Mapping[str, Box]
    places: Mapping[str, Point]
    columns: tuple[tuple[float, float], ...]
    bends: Mapping[Edge, tuple[tuple[int, float], ...]]
    width: float
    height: float


Seat = str | tuple[Edge, int]
"""What takes room in a column: a KPI, or the bend of an edge at a level."""


def layered(tree: Tree) -> Layout:
    """The places of everything that is drawn."""
    boxes = {id_: box_of(tree.kpis[id_].title, bold=tree.kpis[id_].key) for id_ in tree.levels}
    columns = seated(tree)
    neighbours = neighbours_of(tree)
    order(columns, neighbours)
    heights = {seat: boxes[seat].height if isinstance(seat, str) else BEND for column in columns for seat in column}
    y = settle(columns, neighbours, heights)
    x = across(columns, boxes)
    places = {id_: Point(x[level][0], y[id_]) for id_, level in tree.levels.items()}
    bends = {edge: tuple((level, y[edge, level]) for level in between(tree, edge)) for edge in tree.edges}
    height = max((y[seat] + heights[seat] / 2 for seat in y), default=0)
    return Layout(boxes, places, x, bends, x[-1][1] if x else 0.0, height)


def across(columns: list[list[Seat]], boxes: Mapping[str, Box]) -> tuple[tuple[float, float], ...]:
    """Where each column starts and ends: as wide as its widest box, with room for the curves between columns."""
    found: list[tuple[float, float]] = []
    for column in columns:
        start = found[-1][1] + COLUMN_GAP if found else 0.0
        widest = max((boxes[seat].width for seat in column if isinstance(seat, str)), default=0.0)
        found.append((start, start + widest))
    return tuple(found)


def between(tree: Tree, edge: Edge) -> range:
    """The levels that an edge passes; none for one that closes a cycle, which is drawn as it comes."""
    return range(tree.levels[edge.driven] + 1, tree.levels[edge.driver])


def seated(tree: Tree) -> list[list[Seat]]:
    """The columns, KPIs by id and bends after them, before they are ordered."""
    columns: list[list[Seat]] = [[] for _ in range(max(tree.levels.values(), default=-1) + 1)]
    for id_, level in tree.levels.items():
        columns[level].append(id_)
    for edge in tree.edges:
        for level in between(tree, edge):
            columns[level].append((edge, level))
    return columns


def neighbours_of(tree: Tree) -> Mapping[Seat, tuple[tuple[Seat, ...], tuple[Seat, ...]]]:
    """What each seat is tied to in the column before and in the one after."""
    before: dict[Seat, list[Seat]] = {}
    after: dict[Seat, list[Seat]] = {}
    for edge in tree.edges:
        if tree.levels[edge.driver] <= tree.levels[edge.driven]:
            continue
        chain: list[Seat] = [edge.driven, *((edge, level) for level in between(tree, edge)), edge.driver]
        for left, right in itertools.pairwise(chain):
            after.setdefault(left, []).append(right)
            before.setdefault(right, []).append(left)
    seats = [seat for column in seated(tree) for seat in column]
    return {seat: (tuple(before.get(seat, ())), tuple(after.get(seat, ()))) for seat in seats}


def order(columns: list[list[Seat]], neighbours: Mapping[Seat, tuple[tuple[Seat, ...], tuple[Seat, ...]]]) -> None:
    """Sorts each column by the middle of its neighbours in the one before, then back by the one after, a few times."""
    for sweep in range(SWEEPS):
        side = sweep % 2
        walk = columns if side == 0 else columns[::-1]
        rank: dict[Seat, float] = {seat: index for column in columns for index, seat in enumerate(column)}
        for column in walk:
            middles = {seat: middle([rank[one] for one in neighbours[seat][side]], rank[seat]) for seat in column}
            column.sort(key=lambda seat: middles[seat])
            rank.update((seat, float(index)) for index, seat in enumerate(column))


def middle(ranks: list[float], own: float) -> float:
    return sum(ranks) / len(ranks) if ranks else own


def settle(
    columns: list[list[Seat]],
    neighbours: Mapping[Seat, tuple[tuple[Seat, ...], tuple[Seat, ...]]],
    heights: Mapping[Seat, float],
) -> dict[Seat, float]:
    """The vertical middle of each seat: as near to its neighbours as the order and the gaps allow."""
    y: dict[Seat, float] = {}
    for column in columns:
        y.update(stacked(column, dict.fromkeys(column, 0.0), heights))
    for sweep in range(SWEEPS * 2):
        side = 1 - sweep % 2
        for column in columns if side == 0 else columns[::-1]:
            wanted = {seat: middle([y[one] for one in neighbours[seat][side]], y[seat]) for seat in column}
            y.update(stacked(column, wanted, heights))
    top = min((y[seat] - heights[seat] / 2 for seat in y), default=0.0)
    return {seat: value - top for seat, value in y.items()}


def stacked(column: list[Seat], wanted: Mapping[Seat, float], heights: Mapping[Seat, float]) -> dict[Seat, float]:
    """The places in a column nearest to the wanted ones, in its order, without overlap.

    Seats that would overlap move as one block to the mean of what its members want (pool adjacent violators).
    """
    blocks: list[tuple[float, int, list[tuple[Seat, float]]]] = []
    offset = 0.0
    for index, seat in enumerate(column):
        if index:
            offset += (heights[column[index - 1]] + heights[seat]) / 2 + GAP
        blocks.append((wanted[seat] - offset, 1, [(seat, offset)]))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            start, count, members = blocks.pop()
            first_start, first_count, first_members = blocks.pop()
            total = first_count + count
            blocks.append(((first_start * first_count + start * count) / total, total, first_members + members))
    return {seat: start + offset for start, _, members in blocks for seat, offset in members}
