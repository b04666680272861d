"""Do the fields that numbers and models are made of reach the systems that show and run them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read
from revgov.checks.data_flow import ANY, Flow, flow_of, reached, ways_of
from revgov.checks.number_sources import homes_of, shown_in, sources_of
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Kpi

# In these states a model reads nothing, or nothing yet.
IDLE = ("idea", "planned", "proposed", "rejected", "retired")


class Gap(NamedTuple):
    """Fields that do not get from their system of record to where they are needed; `furthest` is how far they get."""

    fields: list[str]
    home: str
    furthest: str
    target: str


@check("data-lineage-gap", severity=WARNING, startup=OFF)
def number_without_feed(governance: Governance) -> Findings:
    """Integrations carry each field that a KPI is counted from, or that an AI use reads, from its system of record to
    the system that reports the KPI or runs the model.

    Where the chain is broken somebody types the number over, or the page shows what was true when the feed still ran.

    Remedy: add the field to the integrations on the way, or correct where the KPI is reported and the model runs.
    """
    if not all_read(governance):
        return
    flow, shown = flow_of(governance), shown_in(governance)
    for kpi in governance.every(Kpi):
        if kpi.source is None or kpi.id not in shown:
            continue
        homes = homes_of(governance, sources_of(kpi))
        for one in shown[kpi.id]:
            gap = gap_of(flow, homes, one.system)
            if gap:
                yield kpi.at("source"), f"{broken(governance, gap)}, which shows {cut(kpi.title)}", one.related
                break
    for use in governance.every(AiUse):
        if use.inputs and f"system:{use.system}" in governance.nodes and (use.status or "").casefold() not in IDLE:
            lacking = gap_of(flow, homes_of(governance, use.inputs), use.system or "")
            if lacking:
                spot = use.at("inputs", use.inputs.index(lacking.fields[0]))
                yield spot, f"{broken(governance, lacking)}, where '{cut(use.title)}' runs"


def gap_of(flow: Flow, homes: Mapping[str, str], target: str) -> Gap | None:
    """The fields of one home that do not get to a system, where that is certain; None where all do."""
    if ANY in flow.adrift:
        return None
    lost = [
        field for field, home in homes.items() if field not in flow.adrift and not arrives(flow, field, home, target)
    ]
    if not lost:
        return None
    home = homes[lost[0]]
    *_, furthest = reached(ways_of(flow, lost[0]), home)
    return Gap([field for field in lost if homes[field] == home], home, furthest, target)


def arrives(flow: Flow, field: str, home: str, target: str) -> bool:
    straight = home == target or any(one.source == home and one.target == target for one in flow.moves.get(field, ()))
    return straight or target in reached(ways_of(flow, field), home)


def broken(governance: Governance, gap: Gap) -> str:
    home, furthest, target = (cut(governance.title(f"system:{one}")) for one in (gap.home, gap.furthest, gap.target))
    end = f"{furthest}, where it ends," if len(gap.fields) == 1 and gap.furthest != gap.home else home
    return f"no integration carries {listed(gap.fields)} from {end} to {target}"
