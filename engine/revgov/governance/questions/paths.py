"""How are two declarations connected?"""

from __future__ import annotations

from collections.abc import Mapping

from revgov.governance.governance import Governance
from revgov.governance.questions.steps import Step, steps_of


def path(governance: Governance, start: str, end: str) -> tuple[Step, ...] | None:
    """The shortest chain of references between two declarations, read in either direction; None where there is none.

    Of chains of one length, the one that comes first by the ids on it. The chain from a declaration to itself is empty.
    """
    steps = steps_of(governance)
    arrived: dict[str, Step | None] = {start: None}
    queue = [start]
    for ref in queue:
        for step in steps[ref]:
            if step.end not in arrived:
                arrived[step.end] = step
                queue.append(step.end)
    return chain(arrived, end) if end in arrived else None


def chain(arrived: Mapping[str, Step | None], end: str) -> tuple[Step, ...]:
    """The steps to a declaration, each found by the one before."""
    steps: list[Step] = []
    step = arrived[end]
    while step is not None:
        steps.append(step)
        step = arrived[step.start]
    return tuple(reversed(steps))
