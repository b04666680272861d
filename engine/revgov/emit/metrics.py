"""The metrics dictionary: what every KPI means, where it comes from, what it should be and who looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.emit.declared import owners, titles
from revgov.emit.document import Cell, Code, Document, Facts, Lines, Row, Section, State, Table
from revgov.emit.edition import Edition, File, origin
from revgov.emit.lineage import Lineage, lineage_of
from revgov.emit.markdown import document
from revgov.emit.measured import colour, measured_facts, of_kpi, read_from
from revgov.emit.sheet import csv_bytes
from revgov.emit.targets import aim, bands, target, targets
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Meeting, System, Term

COLUMNS = (
    "id", "name", "key", "definition", "formula", "source", "source_field", "aggregate", "where", "unit", "grain",
    "direction", "timing", "measures", "includes", "excludes", "when_missing", "target", "target_by",
    "measured", "measured_period", "measured_on", "measured_source", "standing", "band", "targets", "bands", "bounds",
    "guardrails", "owner", "owner_title", "reported_in", "audience", "reviewed_by", "made_of", "influenced_by", "makes",
    "influences", "rests_on_fields", "rests_on_systems", "version", "changed_on", "changed_approved_by", "file",
)  # fmt: skip


def metrics(edition: Edition) -> Iterator[File]:
    """`registers/metrics` as a sheet and as a dictionary to read, glossary included."""
    lineage = lineage_of(edition.governance)
    kpis = sorted(edition.governance.every(Kpi), key=lambda kpi: kpi.id)
    yield "registers/metrics.csv", csv_bytes(COLUMNS, (row(edition.governance, lineage, kpi) for kpi in kpis))
    yield "registers/metrics.md", dictionary(edition, lineage, kpis)


def row(governance: Governance, lineage: Lineage, kpi: Kpi) -> tuple[object, ...]:
    source, target, changed = kpi.source, kpi.target, kpi.changed
    held = owners(governance, kpi)
    return (
        kpi.id, kpi.title, kpi.key, kpi.definition, kpi.formula, source.dataset if source else None,
        source.field if source else None, source.aggregate if source else None, source.where if source else None,
        kpi.unit, kpi.grain, kpi.direction, kpi.timing, kpi.measures, kpi.includes, kpi.excludes, kpi.when_missing,
        aim(kpi), target.by or target.period if target else None,
        *measured_cells(governance, kpi), several(targets(kpi)), several(bands(kpi)), kpi.bounds,
        several(kpi.guardrails), several(owner.ref for owner in held), several(map(str, held)), kpi.reported_in,
        several(kpi.audience), several(lineage.meetings[kpi.id]),
        *(
            several(edges(side[kpi.id], how))
            for side in (lineage.inputs, lineage.outputs)
            for how in ("formula", "influence")
        ),
        several(lineage.fields[kpi.id]), several(lineage.systems[kpi.id]), kpi.version,
        changed.on if changed else None, changed.approved_by if changed else None, kpi.file,
    )  # fmt: skip


def measured_cells(governance: Governance, kpi: Kpi) -> tuple[object, ...]:
    """The last value, its period, day and source, and how it stands; what is not measured says so."""
    measured = of_kpi(governance, kpi)
    value, band = measured.value, colour(kpi, measured.value)
    known = (value.value, value.period, value.on, value.source) if value else (None,) * 4
    return *known, measured.state.word, band.word if band else None


def several(texts: object) -> str:
    return "; ".join(map(str, texts))  # type: ignore[call-overload]


def edges(side: Mapping[str, str], how: str) -> tuple[str, ...]:
    return tuple(id_ for id_, edge in side.items() if edge == how)


def dictionary(edition: Edition, lineage: Lineage, kpis: list[Kpi]) -> bytes:
    key = [kpi for kpi in kpis if kpi.key]
    rest = [kpi for kpi in kpis if not kpi.key]
    report = Document(
        title=f"Metrics dictionary of {edition.organization}",
        kicker=origin(edition),
        origin=Facts(
            (("KPIs", f"{len(kpis)}, of which {len(key)} key"), ("Terms", str(len(edition.governance.every(Term)))))
        ),
        sections=(
            Section("key", "Key KPIs", (), tuple(entry(edition.governance, lineage, kpi) for kpi in key)),
            Section("other", "Other KPIs", (), tuple(entry(edition.governance, lineage, kpi) for kpi in rest)),
            Section("glossary", "Glossary", (glossary(edition.governance),)),
        ),
        footer=f"Definitions and targets are declared; {read_from(edition)}.",
    )
    return document(report)


def entry(governance: Governance, lineage: Lineage, kpi: Kpi) -> Section:
    return Section(
        f"kpi-{kpi.id}",
        kpi.title,
        (kpi.definition or State("no definition", "bad"), Facts(tuple(facts(governance, lineage, kpi)))),
    )


def facts(governance: Governance, lineage: Lineage, kpi: Kpi) -> Iterator[tuple[str, Cell]]:
    """What is known of a KPI; what is not declared is left out, except for owner, origin and target."""
    held = owners(governance, kpi)
    yield "Id", Code(kpi.id)
    yield "Owner", Lines(tuple(map(str, held))) if held else State("nobody", "bad")
    yield from made_of(kpi)
    yield from ((name, value) for name, value in plain_facts(kpi) if value)
    yield "Target", target(kpi)
    yield from measured_facts(governance, kpi)
    if kpi.targets:
        yield "Targets by period", ", ".join(targets(kpi))
    if kpi.bands:
        yield "Bands", f"{', '.join(bands(kpi))}, otherwise green"
    yield from drivers(governance, lineage, kpi)
    yield "Rests on systems", named(governance, System, lineage.systems[kpi.id]) or State("none known", "fair")
    yield "Reviewed in", named(governance, Meeting, lineage.meetings[kpi.id]) or State("no meeting", "fair")
    if kpi.version or kpi.changed:
        yield "Version", version(governance, kpi)


def made_of(kpi: Kpi) -> Iterator[tuple[str, Cell]]:
    if kpi.formula:
        yield "Formula", Code(kpi.formula.written)
    elif kpi.source:
        source = kpi.source
        field = f"{source.dataset}.{source.field}" if source.field else source.dataset
        counted: Cell = Code(f"{source.aggregate or 'value'} of {field}")
        yield "Source", Row((counted, source.where), " where ") if source.where else counted
    else:
        yield "Formula or source", State("neither", "bad")


def plain_facts(kpi: Kpi) -> Iterator[tuple[str, str | None]]:
    yield "Unit", str(kpi.unit) if kpi.unit else None
    yield "Grain", kpi.grain
    yield "Better", kpi.direction
    yield "Timing", kpi.timing
    yield "Measures", kpi.measures
    yield "Includes", kpi.includes
    yield "Excludes", kpi.excludes
    yield "When missing", kpi.when_missing
    yield "Bounds", str(kpi.bounds) if kpi.bounds else None
    yield (
        "New every",
        f"{kpi.refresh.every}{f' by {kpi.refresh.by:%H:%M}' if kpi.refresh.by else ''}" if kpi.refresh else None,
    )
    yield "Audience", ", ".join(kpi.audience)
    yield "Guardrails", ", ".join(kpi.guardrails)


def drivers(governance: Governance, lineage: Lineage, kpi: Kpi) -> Iterator[tuple[str, Cell]]:
    sides = (
        ("Made of", edges(lineage.inputs[kpi.id], "formula")),
        ("Influenced by", edges(lineage.inputs[kpi.id], "influence")),
        ("Part of", edges(lineage.outputs[kpi.id], "formula")),
        ("Influences", edges(lineage.outputs[kpi.id], "influence")),
    )
    yield from ((name, named(governance, Kpi, ids)) for name, ids in sides if ids)
    if lineage.fields[kpi.id]:
        yield "Rests on fields", Lines(tuple(Code(field) for field in lineage.fields[kpi.id]))


def named(governance: Governance, model: type, ids: tuple[str, ...]) -> str:
    return ", ".join(governance.title(f"{model.kind}:{id_}") for id_ in ids)  # type: ignore[attr-defined]


def version(governance: Governance, kpi: Kpi) -> str:
    changed = kpi.changed
    words = f"{kpi.version or 1}"
    if changed:
        words += f", changed on {changed.on}"
        words += f", approved by {titles(governance, [changed.approved_by])}" if changed.approved_by else ""
        words += f", restated {changed.restated}" if changed.restated else ""
    return words


def glossary(governance: Governance) -> Table:
    terms = sorted(governance.every(Term), key=lambda term: (term.title.casefold(), term.id))
    rows = tuple((term.title, term.expands or "–", term.means or State("not said", "bad")) for term in terms)
    return Table(("Term", "Stands for", "Means"), rows, empty="No term is declared.")
