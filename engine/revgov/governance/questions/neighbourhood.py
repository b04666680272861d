"""The graph, whole or around one declaration."""

from __future__ import annotations

from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.steps import Step, references, steps_of
from revgov.kinds import Node


class Neighbourhood(NamedTuple):
    """Declarations, and every reference between them: who names, in which field, and who is named."""

    nodes: tuple[Node, ...]
    references: tuple[tuple[str, str, str], ...]


def neighbourhood(governance: Governance, ref: str | None = None, depth: int = 1) -> Neighbourhood:
    """Everything within so many references of a declaration, in either direction; without one, everything there is."""
    near = set(governance.nodes) if ref is None else within(governance, ref, depth)
    inside = {edge for edge in references(governance) if edge[0] in near and edge[2] in near}
    return Neighbourhood(tuple(governance.nodes[one] for one in sorted(near)), tuple(sorted(inside)))


def within(governance: Governance, ref: str, depth: int) -> set[str]:
    steps = steps_of(governance)
    near = layer = {ref}
    while layer and depth > 0:
        depth -= 1
        reached: list[Step] = [step for one in layer for step in steps[one]]
        layer = {step.end for step in reached} - near
        near = near | layer
    return near
