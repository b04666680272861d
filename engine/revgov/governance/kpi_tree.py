"""The tree of KPIs: what drives what, by arithmetic or by influence, and where that is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from revgov.governance.circles import reached
from revgov.kinds import Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Formula

if TYPE_CHECKING:
    from revgov.governance.governance import Governance

# The fields that say of a KPI what it is made of, and what it drives.
MADE_OF, DRIVES = ("formula", "drivers"), "drives"


class KpiTree(NamedTuple):
    """The KPIs in force by id, what drives each and what each drives: by formula, `drivers` or `drives`."""

    kpis: Mapping[str, Kpi]
    drivers: Mapping[str, list[str]]
    driven: Mapping[str, list[str]]

    def below(self, starts: Iterable[str]) -> set[str]:
        """Some KPIs and all that drive them, however far."""
        return reached(self.drivers, starts)

    def above(self, starts: Iterable[str]) -> set[str]:
        """Some KPIs and all that they drive, however far."""
        return reached(self.driven, starts)


def tree_of(governance: Governance) -> KpiTree:
    """The tree that `Governance.kpi_tree` keeps."""
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    drivers: dict[str, list[str]] = {id_: [] for id_ in kpis}
    driven: dict[str, list[str]] = {id_: [] for id_ in kpis}
    for id_, kpi in kpis.items():
        for field, ref in governance.out.get(kpi.ref, ()):
            if field in MADE_OF and (lower := ref[4:]) in kpis:
                drivers[id_].append(lower)
                driven[lower].append(id_)
            elif field == DRIVES and (upper := ref[4:]) in kpis:
                drivers[upper].append(id_)
                driven[id_].append(upper)
    return KpiTree(kpis, drivers, driven)


def told(tree: KpiTree, lower: str, upper: str) -> Spot | None:
    """Where it is written that one KPI drives another; None if only by what it was one period before."""
    above, below = tree.kpis[upper], tree.kpis[lower]
    if above.formula is not None:
        at = next((at for name, at in present_names(above.formula) if name == lower), None)
        if at is not None:
            return above.at("formula", word=(at, lower))
    for kpi, field, other in ((above, "drivers", lower), (below, "drives", upper)):
        for index, written in enumerate(getattr(kpi, field)):
            if written == other:
                return kpi.at(field, index)
    return None


def present_names(formula: Formula) -> Iterator[tuple[str, int]]:
    """The names of a formula, without those of an earlier period."""
    waiting = [formula.tree]
    while waiting:
        term = waiting.pop()
        if term.op == "name":
            yield term.name, term.at
        elif term.op != "previous":
            waiting.extend(reversed(term.parts))
