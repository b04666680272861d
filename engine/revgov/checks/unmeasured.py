"""What is not measured is said to be so, once: it must never pass for good."""

from __future__ import annotations

from collections.abc import Iterable

from revgov.checks.absence import missing
from revgov.checks.registry import INFO, Findings
from revgov.checks.wording import listed
from revgov.governance.governance import Governance
from revgov.kinds import Node


def unmeasured(governance: Governance, what: str, nodes: Iterable[Node]) -> Findings:
    """One note that names those of some declarations for which no value counts.

    Only where the settings name files of observations: whoever measures nothing yet needs no note for each check.
    Where a file cannot be read to its end, what it lacks is not known.
    """
    if governance.observations.asked and not governance.observations.faults:
        known = {ref for ref, _ in governance.observations.series}
        lacking = [node.title for node in nodes if node.ref not in known]
        yield from note(what, lacking)


def nothing_measured(governance: Governance, promises: Iterable[Node]) -> Findings:
    """The one note where the settings name no files at all, although something is promised that has to be measured."""
    count = len([*promises]) if not governance.observations.asked else 0
    if count:
        said = "nothing is measured: whether promises are kept, numbers are met and triggers have fired is not known"
        yield missing("observations"), f"{said}; name CSV files under `observations` in revgov.yaml", INFO


def note(what: str, lacking: list[str]) -> Findings:
    if lacking:
        yield missing(what), f"not measured: of the {what} {listed(lacking)}; so nobody can tell how they do", INFO
