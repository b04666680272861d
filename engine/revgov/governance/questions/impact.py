"""What has to be looked at again when a declaration changes?

An effect runs from what is named to what names it: whoever names a KPI, a role or a field relies on it. The exceptions
stand in `CARRIES`: fields by which a declaration passes something on to what it names.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.steps import Step, steps_of, ways_from


class Way(Flag):
    """Where an effect runs along a reference: to the one who names, to the one who is named, or both ways."""

    TO_NAMER = auto()
    TO_NAMED = auto()
    BOTH = TO_NAMER | TO_NAMED


# fmt: off
CARRIES: dict[tuple[str, str], Way] = {
    ("kpi", "drives"): Way.TO_NAMED,          # the driver moves, the driven number follows
    ("council", "advises"): Way.TO_NAMED,     # advice goes to the council that is named
    ("decision", "covers"): Way.TO_NAMED,     # who may change it is part of what a thing is; the right itself stays
    ("integration", "to"): Way.BOTH,          # data flows into the system; a changed system breaks the flow
    ("sla", "part_of"): Way.BOTH,             # a slower part delays the whole; a tighter whole squeezes its parts
}
# fmt: on


class Affected(NamedTuple):
    """A declaration that an effect reaches, and the shortest way there."""

    ref: str
    way: tuple[Step, ...]


def carries(step: Step) -> bool:
    """Whether a change of the step's start affects its end."""
    kind = step.namer.partition(":")[0]
    way = Way.TO_NAMED if is_inside(step) else CARRIES.get((kind, step.field), Way.TO_NAMER)
    return bool(way & (Way.TO_NAMED if step.forward else Way.TO_NAMER))


def is_inside(step: Step) -> bool:
    """Whether the reference is a dataset's to a field of its own: one changed field does not change its neighbours."""
    kind, _, dataset = step.namer.partition(":")
    return kind == "dataset" and step.name.startswith(f"field:{dataset}.")


def impact(governance: Governance, ref: str, depth: int | None = None) -> tuple[Affected, ...]:
    """Everything that a change of a declaration affects, directly or through others, nearest first.

    `depth` is the greatest number of steps; None is as far as it goes.
    """
    steps = {start: tuple(filter(carries, ends)) for start, ends in steps_of(governance).items()}
    return tuple(Affected(end, way) for end, way in ways_from(steps, ref) if depth is None or len(way) <= depth)
