"""What the report does not know, and why: a reader must not take silence for a good sign."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.switches import enforces_itself
from revgov.checks.wording import listed
from revgov.emit.compliance.kpis import key_first
from revgov.emit.compliance.measured import promised
from revgov.emit.document import Facts, Section
from revgov.emit.edition import Edition
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field, Forecast, Policy, Sla

NOWHERE = (
    ("Meetings held against planned", "needs minutes for every date"),
    ("Adoption of systems", "is stated by owners where `usage` says so; nobody counted log-ins"),
    (
        "Age of findings and trends",
        "needs the reports of earlier commits; compare two reports to see what is new or fixed",
    ),
)


def not_measured(edition: Edition) -> Section:
    """The last part of the report."""
    intro = "This report is made of what is declared, and of the measured values it was given. It does not know:"
    return Section("not-measured", "Not measured", (intro, Facts(unmeasured(edition))))


def unmeasured(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What lacks a measured value, by name; what no value could tell; and house rules that are only declared."""
    lacking = tuple((name, said) for name, said in lacks(edition.governance) if said)
    rules = [policy for policy in edition.governance.every(Policy) if enforces_itself(policy)]
    if not rules:
        return *lacking, *NOWHERE
    count = f"{len(rules)} {'is' if len(rules) == 1 else 'are'}"
    said = f"{count} declared with SQL, and not run by this version: none is known to hold"
    return *lacking, *NOWHERE, ("House rules", said)


def lacks(governance: Governance) -> Iterator[tuple[str, str]]:
    kpis = [(kpi.title, bool(governance.observations.of(kpi.ref))) for kpi in key_first(governance)]
    yield "KPI values against target", unknown(governance, kpis)
    for name, models in (("Service levels met", (Sla,)), ("Data quality against target", (Dataset, Field))):
        found = [
            (f"{one.node.title}{f' ({measure})' if measure else ''}", held.value is not None)
            for one in promised(governance, *models)
            for measure, held in one.measures.items()
        ]
        yield name, unknown(governance, found)
    forecasts = [(one.title, measured_accuracy(governance, one)) for one in governance.every(Forecast)]
    yield "Forecast accuracy", unknown(governance, forecasts)


def measured_accuracy(governance: Governance, forecast: Forecast) -> bool:
    kpi = forecast.accuracy.kpi if forecast.accuracy else None
    return bool(kpi and governance.observations.of(f"kpi:{kpi.removeprefix('kpi:')}"))


def unknown(governance: Governance, those: list[tuple[str, bool]]) -> str:
    """How many of some things were never measured, and which; nothing where all were."""
    names = [name for name, known in those if not known]
    if names and len(names) == len(those):
        asked = governance.observations.asked
        return "nothing was measured" if asked else "nothing was measured; `observations` in revgov.yaml names no files"
    return f"{len(names)} of {len(those)} were never measured: {listed(names)}" if names else ""
