"""The head office: what a company has once, whatever its size. Most of it stands as text in the folder of that name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.writing import Declaration, File, folded

WRITTEN = Path(__file__).with_name("head_office")
TABLES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("head_office.toml").read_text(encoding="utf-8"))


def written_files() -> dict[str, str]:
    """The text of the files written by hand, by path from the root."""
    found = sorted(WRITTEN.rglob("*.yaml"))
    return {path.relative_to(WRITTEN).as_posix(): path.read_text(encoding="utf-8") for path in found}


def company_files() -> list[File]:
    """The company's KPIs, under the one revenue number, and the rest of its work."""
    kpis = (revenue_number(), *map(kpi, TABLES["kpis"]))
    return [
        File("kpi_tree/company.yaml", "What the company is measured by", kpis),
        File("raci/company_work.yaml", "What the head office does besides", tuple(map(activity, TABLES["activities"]))),
    ]


def revenue_number() -> Declaration:
    lines = [
        "name: Annual recurring revenue",
        *folded("definition", "What all contracts in force bring in a year, at the end of the month."),
        "owner: cro",
        "key: true",
        *common({"unit": "USD", "direction": "up", "measures": "value", "agenda": "1 quarter"}, "lagging"),
        "formula: opening_arr + net_new_arr",
        "target: {value: 180 million USD, by: 2027-01-31, basis: board plan}",
        "guardrails: [cac_payback]",
    ]
    return Declaration("kpis", "annual_recurring_revenue", tuple(lines))


def kpi(row: Any) -> Declaration:
    name = row["id"].replace("_", " ").capitalize()
    dataset, field = row["field"].split(".")
    lines = [
        f"name: {name}",
        *folded("definition", f"{name} of the company over a month, from the records as they stand at its end."),
        f"owner: {row['owner']}",
        *common(row, "leading"),
        f"source: {{dataset: {dataset}, field: {field}, aggregate: sum}}",
    ]
    lines += [f"drives: {row['drives']}"] if "drives" in row else []
    if "target" in row:
        lines += ["key: true", f"target: {{value: {row['target']}, by: 2027-01-31, basis: board plan}}"]
    lines += ["guardrails: [cac_payback]"] if "guarded" in row else []
    return Declaration("kpis", row["id"], tuple(lines))


def common(row: Mapping[str, str], timing: str) -> list[str]:
    """What every company KPI says in the same words."""
    return [
        f"unit: {row['unit']}",
        f"direction: {row['direction']}",
        "grain: month",
        f"timing: {timing}",
        f"measures: {row['measures']}",
        "includes: Every team",
        "excludes: Tests, internal accounts",
        "when_missing: not reported",
        "refresh: {every: 1 day, by: 06:00}",
        f"on_agenda: {row.get('agenda', '1 month')}",
        "reported_in: bi_platform",
        "review: {every: 3 months, last: 2026-10-05}",
    ]


def activity(row: Any) -> Declaration:
    lines = (
        f"name: {row['name']}",
        f"area: {row['area']}",
        "type: operate",
        f"accountable: {row['answers']}",
        f"responsible: [{row['does']}]",
        "informed: [ceo]",
    )
    return Declaration("activities", f"company_{row['word']}", lines)
