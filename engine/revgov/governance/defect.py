"""What reading and checks have to say, before it has a line: a check id, a spot and a sentence."""

from __future__ import annotations

from typing import NamedTuple

from revgov.kinds.node import Spot


class Suggestion(NamedTuple):
    """A mend that needs no further thought: write `text` at `spot`."""

    title: str
    spot: Spot
    text: str


class Defect(NamedTuple):
    """One defect at one spot; `related` holds other spots, each with a sentence that says why."""

    check: str
    spot: Spot
    message: str
    related: tuple[tuple[Spot, str], ...] = ()
    suggestion: Suggestion | None = None
