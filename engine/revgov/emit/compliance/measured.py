"""Numbers against what was promised: KPIs, service levels and data, as they were measured last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from revgov.emit.compliance.kpis import MOST, beyond, key_first
from revgov.emit.declared import owners
from revgov.emit.document import Cell, Code, Figure, Lines, Linked, Section, State, Table
from revgov.emit.edition import Edition
from revgov.emit.measured import Measured, colour, dated, measured_json, of_kpi, of_promises, read_from
from revgov.emit.plain import slug
from revgov.governance.governance import Governance
from revgov.governance.observations import DIMENSIONS
from revgov.kinds import Dataset, Field, Kpi, Node, Sla

TONES = ("bad", "fair", "quiet", "good")


class Promised(NamedTuple):
    """A service level, or a dataset or field, with each measure that something is promised of."""

    node: Sla | Dataset | Field
    measures: dict[str, Measured]

    @property
    def order(self) -> tuple[int, str, str]:
        """The worst first."""
        worst = min(TONES.index(one.state.tone) for one in self.measures.values())
        return worst, self.node.title.casefold(), self.node.ref


def promised(governance: Governance, *models: type[Any]) -> list[Promised]:
    """What some kinds of declarations promise; what promises nothing that can be measured is left out."""
    nodes = [node for model in models for node in governance.every(model)]
    made = (Promised(node, {one.measure: held for one, held in of_promises(governance, node)}) for node in nodes)
    return sorted((one for one in made if one.measures), key=lambda one: one.order)


def targeted(governance: Governance) -> Iterator[Measured]:
    """Every KPI that has a target as a number."""
    for kpi in governance.every(Kpi):
        if kpi.targets or (kpi.target and kpi.target.value is not None):
            yield of_kpi(governance, kpi)


class Tally(NamedTuple):
    """How many of some promises are kept, how many not, and of how many nobody can tell or measured anything."""

    met: int
    missed: int
    late: int
    unmeasured: int
    total: int

    def figure(self, label: str) -> Figure:
        if not self.total:
            return Figure("–", f"{label}: none is declared")
        rest = ((self.missed - self.late, "not met yet"), (self.unmeasured, "not measured"))
        more = "".join(f", {count} {words}" for count, words in rest if count)
        tone = "bad" if self.late else "good" if self.met == self.total else "fair"
        return Figure(f"{self.met} of {self.total}", label + more, tone)

    def said(self, what: str) -> str:
        if not self.total:
            return f"no {what} is declared"
        untold = self.total - self.met - self.missed - self.unmeasured
        parts = (
            (self.met, "met"),
            (self.late, "not met"),
            (self.missed - self.late, "not met yet"),
            (self.unmeasured, "not measured"),
            (untold, "cannot be told"),
        )
        counts = ", ".join(f"{number} {word}" for number, word in parts if number)
        return f"{self.total} {what}{'' if self.total == 1 else 's'}: {counts}"


def tally(those: Iterable[Measured]) -> Tally:
    met: Counter[str] = Counter()
    for one in those:
        met["total"] += 1
        met["unmeasured"] += one.value is None
        met["late"] += one.met is False and one.state.tone == "bad"
        met[{True: "met", False: "missed", None: "untold"}[one.met]] += 1
    return Tally(*(met[name] for name in Tally._fields))


def tallies(edition: Edition) -> tuple[Tally, Tally]:
    """The targets of KPIs, and the promises of service levels and data."""
    promises = promised(edition.governance, Sla, Dataset, Field)
    return tally(targeted(edition.governance)), tally(each for one in promises for each in one.measures.values())


def measured(edition: Edition) -> Section:
    """The last value of everything that should be measured, with its target."""
    kpis, promises = tallies(edition)
    said = f"{kpis.said('KPI target')}; {promises.said('promise')}. {read_from(edition)}."
    sentences = ". ".join(sentence[:1].upper() + sentence[1:] for sentence in said.split(". "))
    return Section(
        "measured",
        "Measured against target",
        (sentences,),
        (
            Section("measured-kpis", "KPIs", (kpi_table(edition),)),
            Section("measured-service-levels", "Service levels", (sla_table(edition),)),
            Section("measured-data", "Quality of data", (data_table(edition),)),
        ),
    )


def kpi_table(edition: Edition) -> Table:
    ordered = key_first(edition.governance)
    rows = tuple(kpi_row(edition.governance, kpi) for kpi in ordered[:MOST])
    columns = ("KPI", "Owner", "Last measured", "Target", "Standing", "Band")
    return Table(columns, rows, caption=beyond(ordered).strip(), empty="No KPI is declared.")


def kpi_row(governance: Governance, kpi: Kpi) -> tuple[Cell, ...]:
    one = of_kpi(governance, kpi)
    title = Linked(f"{kpi.title} (key)" if kpi.key else kpi.title, f"#kpi-{slug(kpi.id)}")
    band = colour(kpi, one.value) or "–"
    return title, owned(governance, kpi), one.said, dated(one.target) if one.target else "–", one.state, band


def named(node: Node) -> Cell:
    return node.id if node.title == node.id else Lines((node.title, Code(node.id)))


def owned(governance: Governance, node: Node) -> Cell:
    held = owners(governance, node)
    return Lines(tuple(owner.title for owner in held)) if held else State("nobody", "bad")


def sla_table(edition: Edition) -> Table:
    rows = tuple(sla_row(edition.governance, one) for one in promised(edition.governance, Sla))
    columns = ("Service level", "Owner", "Promise", "Last measured", "Standing")
    return Table(columns, rows, empty="No service level with a target is declared.")


def sla_row(governance: Governance, one: Promised) -> tuple[Cell, ...]:
    (held,) = one.measures.values()
    within = one.node.within if isinstance(one.node, Sla) else None
    promise = f"{held.target} within {within}" if within else f"{held.target}"
    return named(one.node), owned(governance, one.node), promise, held.said, held.state


def data_table(edition: Edition) -> Table:
    """A row for each dataset or field, a column for each measure that anything is promised of."""
    those = promised(edition.governance, Dataset, Field)
    used = [name for name in DIMENSIONS if any(name in one.measures for one in those)]
    rows = tuple((named(one.node), *(quality(one.measures.get(name)) for name in used)) for one in those)
    columns = ("Data", *(name.capitalize() for name in used))
    return Table(columns, rows, empty="No quality of data is promised.")


def quality(one: Measured | None) -> Cell:
    return Lines((one.said, State(f"{one.state.word} (target {one.target})", one.state.tone))) if one else "–"


def values_json(edition: Edition) -> dict[str, Any]:
    """Every KPI, and every measure that is promised, by its reference."""
    governance = edition.governance
    return {
        "kpis": {kpi.ref: measured_json(of_kpi(governance, kpi)) for kpi in governance.every(Kpi)},
        "service_levels": {
            one.node.ref: measured_json(held) for one in promised(governance, Sla) for held in one.measures.values()
        },
        "data": {
            one.node.ref: {measure: measured_json(held) for measure, held in one.measures.items()}
            for one in promised(governance, Dataset, Field)
        },
    }
