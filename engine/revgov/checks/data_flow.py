"""Which integration carries which field from where to where, and how far each field gets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from revgov.checks.absence import unread
from revgov.governance.governance import Governance
from revgov.governance.reads import shared
from revgov.kinds import Integration
from revgov.kinds.node import Spot

ANY = "*"


class Move(NamedTuple):
    """A field that an integration carries from one system to another, all by id; `item` is its place in the list."""

    integration: Integration
    item: int
    field: str
    source: str
    target: str

    @property
    def spot(self) -> Spot:
        return self.integration.at("fields", self.item)

    @property
    def renamed(self) -> bool:
        return self.integration.fields[self.item].to is not None

    @property
    def becomes(self) -> str:
        """What the value is called at its target: mostly a column of there, sometimes a field of another dataset."""
        return (self.integration.fields[self.item].to or self.field).removeprefix("field:")


class Flow(NamedTuple):
    """The moves of each field.

    `open_ways` are the pairs of systems between which nobody says for certain what is carried, and `adrift` the fields
    of which nobody says for certain where some integration takes them; ANY among them stands for every field.
    """

    moves: Mapping[str, list[Move]]
    open_ways: Collection[tuple[str, str]]
    adrift: Collection[str]


@shared
def flow_of(governance: Governance) -> Flow:
    """How the integrations in force carry fields between declared systems."""
    moves: dict[str, list[Move]] = {}
    open_ways: list[tuple[str, str]] = []
    adrift: set[str] = set()
    vague = vague_fields(governance)
    nodes = governance.nodes
    for integration in governance.every(Integration):
        source, target = integration.from_ or "", integration.to or ""
        # One that leads back to where it starts is a slip: another system is meant.
        placed = source != target and f"system:{source}" in nodes and f"system:{target}" in nodes
        if integration.ref in vague or not integration.fields:
            open_ways.extend([(source, target)] if placed else ())
            adrift.update(() if placed else (ANY,))
        for item, carried in enumerate(integration.fields):
            if not placed:
                adrift.add(carried.from_)
            elif f"field:{carried.from_}" in nodes:
                moves.setdefault(carried.from_, []).append(Move(integration, item, carried.from_, source, target))
    return Flow(moves, open_ways, adrift)


def vague_fields(governance: Governance) -> set[str]:
    """The integrations of whose fields some cannot be read, or are called by a name that leads nowhere."""
    lost = (one for one in governance.unresolved("integration") if one.mention.field == "fields")
    return {one.node.ref for one in lost} | {ref for ref, field in unread(governance) if field == "fields"}


def reached(ways: Iterable[tuple[str, str]], start: str) -> Mapping[str, str]:
    """The systems that can be reached from one, each with the one before it; the start comes before itself."""
    onward: dict[str, list[str]] = {}
    for source, target in ways:
        onward.setdefault(source, []).append(target)
    before = {start: start}
    waiting = [start]
    # Breadth first, so that the way back from a system is one of the shortest.
    for system in waiting:
        for following in onward.get(system, ()):
            if following not in before:
                before[following] = system
                waiting.append(following)
    return before


def ways_of(flow: Flow, field: str) -> list[tuple[str, str]]:
    """The pairs of systems between which a field is, or may be, carried."""
    return [*((move.source, move.target) for move in flow.moves.get(field, ())), *flow.open_ways]
