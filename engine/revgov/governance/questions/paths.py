"""How are two declarations connected?"""

from __future__ import annotations

from revgov.governance.governance import Governance
from revgov.governance.questions.steps import Step, steps_of, ways_from


def path(governance: Governance, start: str, end: str) -> tuple[Step, ...] | None:
    """The shortest chain of references between two declarations, read in either direction; None where there is none.

    Of chains of one length, the one that comes first by the ids on it. The chain from a declaration to itself is empty.
    """
    if start == end:
        return ()
    return dict(ways_from(steps_of(governance), start)).get(end)
