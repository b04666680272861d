"""Which systems are in use, and what speaks of each: integrations, processes, numbers and data."""

from __future__ import annotations

from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Dashboard, Dataset, Integration, Kpi, Node, Playbook, Sla, System

# A system of any other status, or of none, is in use: one that is retiring still is.
NOT_IN_USE = ("planned", "proposed", "retired")
# What gives a system something to do, and in which fields it says so.
EMPLOYERS: tuple[tuple[type[Node], frozenset[str]], ...] = (
    (Integration, frozenset({"from", "to"})),
    (Kpi, frozenset({"reported_in"})),
    (Dashboard, frozenset({"system"})),
    (Dataset, frozenset({"system", "writes"})),
    (Sla, frozenset({"runs_in"})),
    (Playbook, frozenset({"steps"})),
    (AiUse, frozenset({"system"})),
)


def state_of(system: System) -> str:
    """A system's status as a plain word; one without is active."""
    return (system.status or "active").strip().casefold()


def systems_in_use(governance: Governance) -> list[System]:
    """The systems in force that are neither planned nor retired."""
    return [system for system in governance.every(System) if state_of(system) not in NOT_IN_USE]


def employed(governance: Governance) -> set[str]:
    """The references of the systems that an integration, a process, a number, a model or data in force speak of."""
    found = {system.ref for system in governance.every(System) if system.process}
    for model, fields in EMPLOYERS:
        for node in governance.every(model):
            found.update(ref for field, ref in governance.out.get(node.ref, ()) if field in fields)
    return found
