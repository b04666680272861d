"""What each KPI is made of, down to fields and systems, and who looks at it; cycles are no obstacle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.ownership import owners_of
from revgov.kinds import Council, Dataset, Kpi, Meeting, Role

FORMULA, INFLUENCE = "formula", "influence"


class Lineage(NamedTuple):
    """The tree of KPIs and where it gets its numbers from; everything by id, everything sorted.

    `inputs` maps each KPI to what it is made of and by which kind of edge; `outputs` is the other way round. `fields`
    and `systems` hold all that a KPI rests on, directly or through others. `meetings` review it.
    """

    inputs: Mapping[str, Mapping[str, str]]
    outputs: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, tuple[str, ...]]
    systems: Mapping[str, tuple[str, ...]]
    meetings: Mapping[str, tuple[str, ...]]


def lineage_of(governance: Governance) -> Lineage:
    """The lineage of every KPI in force."""
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    inputs = inputs_of(kpis)
    outputs: dict[str, dict[str, str]] = {id_: {} for id_ in kpis}
    for id_, drivers in inputs.items():
        for driver, edge in drivers.items():
            outputs[driver][id_] = edge
    fields = carried({id_: sources(kpi) for id_, kpi in kpis.items()}, outputs)
    return Lineage(
        inputs=sorted_inside(inputs),
        outputs=sorted_inside(outputs),
        fields=fields,
        systems={id_: systems_of(governance, kpis[id_], those) for id_, those in fields.items()},
        meetings=meetings_of(governance, kpis),
    )


def inputs_of(kpis: Mapping[str, Kpi]) -> dict[str, dict[str, str]]:
    """What each KPI is made of: names in its formula first, then influence, which never hides arithmetic."""
    inputs: dict[str, dict[str, str]] = {id_: {} for id_ in kpis}
    for id_, kpi in kpis.items():
        for name in kpi.formula.names if kpi.formula else ():
            if name.id in kpis:
                inputs[id_][name.id] = FORMULA
    for id_, kpi in kpis.items():
        for driver in kpi.drivers:
            if driver in kpis:
                inputs[id_].setdefault(driver, INFLUENCE)
        for driven in kpi.drives:
            if driven in kpis:
                inputs[driven].setdefault(id_, INFLUENCE)
    return inputs


def sources(kpi: Kpi) -> frozenset[str]:
    """The fields a KPI is counted from itself: `dataset.field`, or the dataset where no field is named."""
    source = kpi.source
    return (
        frozenset([f"{source.dataset}.{source.field}" if source.field else source.dataset]) if source else frozenset()
    )


def carried(own: Mapping[str, frozenset[str]], outputs: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Carries what each KPI rests on to all that are made of it, until nothing changes: cycles end by themselves."""
    known = dict(own)
    waiting = deque(id_ for id_, fields in own.items() if fields)
    while waiting:
        id_ = waiting.popleft()
        for driven in outputs[id_]:
            if not known[id_] <= known[driven]:
                known[driven] |= known[id_]
                waiting.append(driven)
    return {id_: tuple(sorted(fields)) for id_, fields in known.items()}


def systems_of(governance: Governance, kpi: Kpi, fields: Iterable[str]) -> tuple[str, ...]:
    """The systems that hold the fields, and the one that reports the KPI."""
    datasets = (governance.find(Dataset, field.partition(".")[0]) for field in fields)
    named = {dataset.system for dataset in datasets if dataset is not None and dataset.system}
    return tuple(sorted(named | ({kpi.reported_in} if kpi.reported_in else set())))


def meetings_of(governance: Governance, kpis: Mapping[str, Kpi]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {id_: [] for id_ in kpis}
    for meeting in governance.every(Meeting):
        for edge in governance.out.get(meeting.ref, ()):
            kind, _, id_ = edge.ref.partition(":")
            if edge.field == "reviews" and kind == "kpi" and id_ in found:
                found[id_].append(meeting.id)
    return {id_: tuple(sorted(set(ids))) for id_, ids in found.items()}


def sorted_inside(edges: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {id_: dict(sorted(those.items())) for id_, those in edges.items()}


def owner_chain(governance: Governance, kpi: Kpi) -> tuple[str, ...]:
    """The roles that answer for a KPI, each by whoever it reports to, up to the top; a council by its chair."""
    chain: dict[str, None] = {}
    waiting = deque(owners_of(governance, kpi))
    while waiting:
        name = waiting.popleft()
        role, council = governance.find(Role, name), governance.find(Council, name)
        if name in chain or (role is None and council is None):
            continue
        chain[name] = None
        waiting.extend([role.reports_to] if role is not None and role.reports_to else [])
        waiting.extend(council.chair if role is None and council is not None else ())
    return tuple(chain)
