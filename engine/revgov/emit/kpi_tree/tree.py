"""The KPIs to draw and the edges between them: from the numbers nothing else is made of down to their inputs."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from typing import NamedTuple

from revgov.emit.lineage import FORMULA, lineage_of
from revgov.governance.governance import Governance
from revgov.kinds import Kpi

MOST_KPIS, MOST_LEVELS = 400, 30
"""What a picture can hold and a reader can take in; the metrics dictionary has everything."""


class Edge(NamedTuple):
    """A KPI and one it is made of, or, where not `solid`, influenced by."""

    driven: str
    driver: str
    solid: bool


class Tree(NamedTuple):
    """What is drawn: the level of each KPI, edges to deeper levels, edges that close a cycle, and loose KPIs.

    `left_out` counts the KPIs that are not drawn because there are too many or they lie too deep.
    """

    kpis: Mapping[str, Kpi]
    levels: Mapping[str, int]
    edges: tuple[Edge, ...]
    loose: tuple[str, ...]
    left_out: int


def tree_of(governance: Governance) -> Tree:
    """The tree of the KPIs in force, cut at whole levels."""
    lineage = lineage_of(governance)
    kpis = {kpi.id: kpi for kpi in sorted(governance.every(Kpi), key=lambda kpi: kpi.id)}
    loose = [id_ for id_ in kpis if not lineage.inputs[id_] and not lineage.outputs[id_]]
    tied = [id_ for id_ in kpis if id_ not in set(loose)]
    levels = levels_of(tied, lineage.inputs, lineage.outputs)
    drawn = cut(levels)
    loose = loose[: max(0, MOST_KPIS - len(drawn))]
    edges = tuple(
        Edge(driven, driver, edge == FORMULA)
        for driven in drawn
        for driver, edge in lineage.inputs[driven].items()
        if driver in drawn and driver != driven
    )
    shown = {id_: kpi for id_, kpi in kpis.items() if id_ in drawn or id_ in set(loose)}
    return Tree(shown, drawn, edges, tuple(loose), len(kpis) - len(shown))


def levels_of(
    tied: Collection[str], inputs: Mapping[str, Mapping[str, str]], outputs: Mapping[str, Mapping[str, str]]
) -> dict[str, int]:
    """The level of each KPI: one below the deepest of what is made of it, 0 for those nothing is made of.

    A KPI comes when everything made of it has come. Where a cycle keeps all waiting, the first by its id goes ahead.
    """
    waits = {id_: sum(driven != id_ for driven in outputs[id_]) for id_ in tied}
    levels = dict.fromkeys(tied, 0)
    ready = deque(id_ for id_ in tied if not waits[id_])
    left = dict.fromkeys(tied)
    placed: dict[str, int] = {}
    while left:
        id_ = ready.popleft() if ready else next(iter(left))
        if id_ not in left:
            continue
        del left[id_]
        placed[id_] = levels[id_]
        for driver in inputs[id_]:
            if driver in left:
                levels[driver] = max(levels[driver], levels[id_] + 1)
                waits[driver] -= 1
                if waits[driver] == 0:
                    ready.append(driver)
    return placed


def cut(levels: Mapping[str, int]) -> dict[str, int]:
    """The levels from the top that fit into a picture; of the first, as many KPIs as fit."""
    ordered = sorted(levels, key=lambda id_: (levels[id_], id_))
    if len(ordered) > MOST_KPIS:
        last = levels[ordered[MOST_KPIS]]
        ordered = [id_ for id_ in ordered if levels[id_] < last] or ordered[:MOST_KPIS]
    return {id_: levels[id_] for id_ in sorted(ordered) if levels[id_] < MOST_LEVELS}
