"""Which initiatives are still part of the roadmap, which are done, and what comes after what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revgov.checks.open_work import ended, first_word
from revgov.governance.governance import Governance
from revgov.kinds import Initiative

DROPPED = ("cancelled", "canceled", "dropped", "stopped", "abandoned", "rejected")


def dropped(initiative: Initiative) -> bool:
    """Whether an initiative was given up; what was, needs no plan."""
    return first_word(initiative.status) in DROPPED


def done(initiative: Initiative) -> bool:
    return ended(initiative) and not dropped(initiative)


def planned(governance: Governance) -> list[Initiative]:
    """The initiatives in force that were not given up, the done ones among them."""
    return [initiative for initiative in governance.every(Initiative) if not dropped(initiative)]


def waits_for(governance: Governance, initiatives: Sequence[Initiative]) -> Mapping[str, Sequence[str]]:
    """What each of some initiatives comes after, by reference."""
    return {
        one.ref: [edge.ref for edge in governance.out.get(one.ref, ()) if edge.field == "after"] for one in initiatives
    }
