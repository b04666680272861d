"""What has to be looked at again when a declaration changes?

An effect reaches whoever names the declaration, for they rely on it; along the few fields in `OTHERWISE` it runs to
the one that is named. It goes on from there only where the declaration it reached is itself changed in substance
(`PASSES_ON`): a KPI counted from another one is another number, but a meeting that reviews it is the same meeting,
and a KPI whose owner changed counts what it counted before.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.steps import Step, steps_of


class Way(Flag):
    """Where an effect runs along a reference: to the one who names, to the one who is named, or both ways."""

    TO_NAMER = auto()
    TO_NAMED = auto()
    BOTH = TO_NAMER | TO_NAMED


# fmt: off
OTHERWISE: dict[tuple[str, str], Way] = {
    ("kpi", "drives"): Way.TO_NAMED,          # the driver moves, the driven number follows
    ("council", "advises"): Way.TO_NAMED,     # advice goes to the council that is named
    ("decision", "covers"): Way.TO_NAMED,     # who may change it is part of what a thing is; the right itself stays
    ("integration", "to"): Way.BOTH,          # data flows into the system; a changed system breaks the flow
    ("sla", "part_of"): Way.BOTH,             # a slower part delays the whole; a tighter whole squeezes its parts
}
PASSES_ON: dict[str, tuple[str, ...]] = {
    "role": ("held_by",),
    "council": ("chair",),
    "decision": ("decides",),
    "kpi": ("formula", "source", "drives", "drivers"),
    "forecast": ("stages", "accuracy", "win_rate"),
    "dataset": ("system", "fields"),
    "integration": ("from", "fields"),
    "stage": ("entry", "exit"),
    "handoff": ("from", "to", "requires", "accepted_when", "sla"),
    "sla": ("starts_on", "stops_on", "calendar", "part_of", "runs_in"),
    "ai_use": ("system", "inputs", "automates"),
    "risk": ("indicators",),
    "contingency": ("for", "trigger"),
    "territory": ("parent",),
    "quota": ("of", "parent", "plan"),
    "comp_plan": ("measures",),
}
# fmt: on


# Of a longer chain of references only the end is kept: the ways through a circle of thousands would fill the memory.
LONGEST = 50


class Affected(NamedTuple):
    """A declaration that an effect reaches, after how many steps, and the way there: its last 50 steps."""

    ref: str
    distance: int
    way: tuple[Step, ...]


def impact(governance: Governance, ref: str, depth: int | None = None) -> tuple[Affected, ...]:
    """Everything that a change of a declaration affects, directly or through others, nearest first.

    `depth` is the greatest number of steps; None is as far as it goes.
    """
    steps = steps_of(governance)
    found: dict[str, Affected] = {}
    changed = {ref: Affected(ref, 0, ())}
    queue = [ref]
    for start in queue:
        here = changed[start]
        if here.distance == depth:
            break
        for step in filter(carries, steps[start]):
            there = Affected(step.end, here.distance + 1, (*here.way[1 - LONGEST :], step))
            found.setdefault(step.end, there)
            if passes_on(step) and step.end not in changed:
                changed[step.end] = there
                queue.append(step.end)
    found.pop(ref, None)
    return tuple(found.values())


def carries(step: Step) -> bool:
    """Whether a change of the step's start affects its end."""
    way = Way.TO_NAMED if is_inside(step) else OTHERWISE.get((kind_of(step.namer), step.field), Way.TO_NAMER)
    return bool(way & (Way.TO_NAMED if step.forward else Way.TO_NAMER))


def passes_on(step: Step) -> bool:
    """Whether what an effect reached is then changed itself, and affects others in turn."""
    return step.field in PASSES_ON.get(kind_of(step.namer), ())


def is_inside(step: Step) -> bool:
    """Whether the reference is a dataset's to a field of its own: one changed field does not change its neighbours."""
    kind, _, dataset = step.namer.partition(":")
    return kind == "dataset" and step.name.startswith(f"field:{dataset}.")


def kind_of(ref: str) -> str:
    return ref.partition(":")[0]
