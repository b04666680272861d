"""From which fields is a number counted, in which system is each of them at home, and which systems show the number?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.kinds import Dashboard, Dataset, Field, Kpi
from revgov.kinds.node import Spot


class Shown(NamedTuple):
    """A system that shows a KPI, and who says so: the KPI itself, or a dashboard in some item of its list."""

    system: str
    by: Kpi | Dashboard
    item: int = 0

    @property
    def related(self) -> tuple[Spot, str]:
        if isinstance(self.by, Kpi):
            return self.by.at("reported_in"), "it is reported here"
        return self.by.at("shows", self.item), "it is shown here"


def shown_in(governance: Governance) -> Mapping[str, list[Shown]]:
    """The declared systems that show each KPI: the one that reports it, and those of the dashboards it is on."""
    shown: dict[str, list[Shown]] = {}
    for kpi in governance.every(Kpi):
        if kpi.reported_in and f"system:{kpi.reported_in}" in governance.nodes:
            shown[kpi.id] = [Shown(kpi.reported_in, kpi)]
    for dashboard in governance.every(Dashboard):
        if dashboard.system and f"system:{dashboard.system}" in governance.nodes:
            for item, id_ in enumerate(dashboard.shows):
                shown.setdefault(id_, []).append(Shown(dashboard.system, dashboard, item))
    return shown


def sources_of(kpi: Kpi) -> list[str]:
    """The ids of the fields that a KPI is counted and dated by."""
    source = kpi.source
    names = (source.field, source.time) if source else ()
    return list(dict.fromkeys(f"{source.dataset}.{name}" for name in names if source and name))


def homes_of(governance: Governance, fields: Iterable[str]) -> Mapping[str, str]:
    """The system of record of each field, by their ids; what is not declared is left out."""
    homes: dict[str, str] = {}
    for id_ in fields:
        dataset = governance.find(Dataset, id_.partition(".")[0])
        known = dataset is not None and f"system:{dataset.system}" in governance.nodes
        if dataset is not None and dataset.system and known and governance.find(Field, id_):
            homes[id_] = dataset.system
    return homes
