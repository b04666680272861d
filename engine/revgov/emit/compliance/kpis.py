"""Each KPI from its definition down to fields and systems, and up to who answers for it and where it is discussed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revgov.emit.declared import people, titles
from revgov.emit.document import Cell, Code, Facts, Lines, Linked, Row, Section, State
from revgov.emit.edition import Edition
from revgov.emit.lineage import Lineage, lineage_of, owner_chain
from revgov.emit.measured import measured_facts
from revgov.emit.plain import slug
from revgov.emit.targets import target
from revgov.governance.governance import Governance
from revgov.kinds import Kpi

MOST = 400
"""How many KPIs are told one by one; more than that nobody reads, and the metrics dictionary has them all."""


def kpis(edition: Edition) -> Section:
    """Key KPIs first, each with its lineage."""
    governance = edition.governance
    lineage, ordered = lineage_of(governance), key_first(governance)
    shown = ordered[:MOST]
    here = {kpi.id for kpi in shown}
    intro = f"{len(ordered)} KPIs, the key ones first.{beyond(ordered)}" if ordered else "No KPI is declared."
    return Section("kpis", "KPI lineage", (intro,), tuple(part(governance, lineage, kpi, here) for kpi in shown))


def key_first(governance: Governance) -> list[Kpi]:
    return sorted(governance.every(Kpi), key=lambda kpi: (not kpi.key, kpi.title.casefold(), kpi.id))


def beyond(ordered: list[Kpi]) -> str:
    """Where those are that this report leaves out."""
    return f" {len(ordered) - MOST} more stand in the metrics dictionary." if len(ordered) > MOST else ""


def part(governance: Governance, lineage: Lineage, kpi: Kpi, here: set[str]) -> Section:
    title = f"{kpi.title} (key)" if kpi.key else kpi.title
    rows = tuple(facts(governance, lineage, kpi, here))
    return Section(f"kpi-{slug(kpi.id)}", title, (kpi.definition or State("no definition", "bad"), Facts(rows)))


def facts(governance: Governance, lineage: Lineage, kpi: Kpi, here: set[str]) -> Iterator[tuple[str, Cell]]:
    chain = owner_chain(governance, kpi)
    yield "Answers for it", step(governance, chain[0]) if chain else State("nobody", "bad")
    if chain[1:]:
        yield "Escalates to", Lines(tuple(step(governance, name) for name in chain[1:]))
    if kpi.formula:
        yield "Formula", Code(kpi.formula.written)
    yield "Target", target(kpi)
    yield from measured_facts(governance, kpi)
    for name, side, how in (
        ("Made of", lineage.inputs, "formula"),
        ("Influenced by", lineage.inputs, "influence"),
        ("Part of", lineage.outputs, "formula"),
        ("Influences", lineage.outputs, "influence"),
    ):
        ids = [id_ for id_, edge in side[kpi.id].items() if edge == how]
        if ids:
            yield name, leading(governance, ids, here)
    fields = lineage.fields[kpi.id]
    yield "Rests on fields", Row(tuple(map(Code, fields))) if fields else State("no field known", "fair")
    yield "In systems", listed(governance, "system", lineage.systems[kpi.id]) or State("no system known", "fair")
    yield "Discussed in", listed(governance, "meeting", lineage.meetings[kpi.id]) or State("no meeting", "fair")


def step(governance: Governance, name: str) -> str:
    """A role of the chain with the people who hold it."""
    holders = people(governance, governance.holders(name))
    held = f" ({', '.join(holders)})" if holders else ""
    return titles(governance, [name]) + held


def leading(governance: Governance, ids: Iterable[str], here: set[str]) -> Cell:
    """Titles that lead to the KPIs of this report."""
    return Row(
        tuple(
            Linked(governance.title(f"kpi:{id_}"), f"#kpi-{slug(id_)}")
            if id_ in here
            else governance.title(f"kpi:{id_}")
            for id_ in ids
        )
    )


def listed(governance: Governance, kind: str, ids: Iterable[str]) -> str:
    return ", ".join(governance.title(f"{kind}:{id_}") for id_ in ids)
