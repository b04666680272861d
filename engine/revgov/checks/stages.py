"""The ways between stages: what leads where, and of which stages that cannot be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revgov.checks.absence import unread
from revgov.governance.governance import Governance
from revgov.kinds import Stage

WAYS = ("next", "exits", "recycles_to")


def ways_of(governance: Governance) -> Mapping[str, Sequence[str]]:
    """The stages that each stage leads to, by reference. Those out of force are among them: another check has them."""
    return {
        stage.ref: [edge.ref for edge in governance.out.get(stage.ref, ()) if edge.field in WAYS]
        for stage in governance.all(Stage)
    }


def spoken_for(governance: Governance) -> list[Stage]:
    """The stages in force, and those out of force that something in force names, of which another check speaks."""

    def named(stage: Stage) -> bool:
        return any(governance.in_force(governance.nodes[edge.ref]) for edge in governance.into.get(stage.ref, ()))

    return [stage for stage in governance.all(Stage) if governance.in_force(stage) or named(stage)]


def half_known(governance: Governance) -> frozenset[str]:
    """The stages of which some way leads to a name that is not declared, or could not be read."""
    lost = (one for one in governance.unresolved("stage") if one.mention.field in WAYS)
    unreadable = (ref for ref, field in unread(governance) if field in WAYS and ref.startswith("stage:"))
    return frozenset((*(one.node.ref for one in lost), *unreadable))
