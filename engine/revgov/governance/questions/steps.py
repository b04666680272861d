"""The steps of the graph that questions walk: each reference from both of its ends, and a dataset with its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field


class Step(NamedTuple):
    """One step from a declaration to the next.

    `field` is the field that holds the reference; `forward` says that `start` names `end` there, else `end` names
    `start`.
    """

    start: str
    field: str
    end: str
    forward: bool

    @property
    def namer(self) -> str:
        """The declaration in which the reference is written."""
        return self.start if self.forward else self.end

    @property
    def name(self) -> str:
        """The declaration that is referred to."""
        return self.end if self.forward else self.start


Steps = Mapping[str, tuple[Step, ...]]


def steps_of(governance: Governance) -> Steps:
    """Every step from each declaration, ordered by where it leads: so shortest ways are the same on every machine."""
    found: dict[str, set[Step]] = {ref: set() for ref in governance.nodes}
    for start, field, end in references(governance):
        found[start].add(Step(start, field, end, True))
        found[end].add(Step(end, field, start, False))
    return {ref: tuple(sorted(steps, key=lambda step: (step.end, step.field))) for ref, steps in found.items()}


def references(governance: Governance) -> Iterator[tuple[str, str, str]]:
    """Who names whom in which field. A dataset names the fields that stand in it, as `fields`."""
    for ref, edges in governance.out.items():
        yield from ((ref, edge.field, edge.ref) for edge in edges if edge.ref != ref)
    for field in governance.all(Field):
        dataset = governance.find(Dataset, field.id.partition(".")[0])
        if dataset is not None:
            yield dataset.ref, "fields", field.ref
