"""The head office: what a company has once, whatever its size. Most of it stands as text in the folder of that name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from benchmarks.writing import Declaration, File, folded, listed

WRITTEN = Path(__file__).with_name("head_office")


class Measure(NamedTuple):
    """A company KPI that is counted from one field: what it is a share or a sum of, and what it drives."""

    id: str
    unit: str
    direction: str
    timing: str
    measures: str
    owner: str
    field: str
    drives: str
    agenda: str = "1 month"


# fmt: off
MEASURES = (
    Measure("opening_arr", "USD", "up", "leading", "value", "vp_sales", "revenue.amount", ""),
    Measure("net_new_arr", "USD", "up", "leading", "value", "cro", "revenue.net_new", "", "1 quarter"),
    Measure("forecast_accuracy", "percent", "up", "leading", "efficiency", "head_of_revops", "opportunity.accuracy", "annual_recurring_revenue"),
    Measure("pipeline_by_stage", "USD", "up", "leading", "volume", "vp_sales", "opportunity.by_stage", "net_new_arr"),
    Measure("stage_conversion", "percent", "up", "leading", "efficiency", "vp_sales", "opportunity.moved", "net_new_arr"),
    Measure("win_rate", "percent", "up", "leading", "efficiency", "vp_sales", "opportunity.won", "net_new_arr"),
    Measure("conversion_rate", "percent", "up", "leading", "efficiency", "vp_sales", "opportunity.converted", "net_new_arr"),
    Measure("average_deal_size", "USD", "up", "leading", "value", "vp_sales", "opportunity.amount", "net_new_arr"),
    Measure("cycle_time", "days", "down", "leading", "efficiency", "vp_sales", "opportunity.cycle", "net_new_arr"),
    Measure("pipeline_velocity", "USD per day", "up", "leading", "efficiency", "vp_sales", "opportunity.velocity", "net_new_arr"),
    Measure("mql_volume", "count", "up", "leading", "volume", "vp_marketing", "lead.count", "pipeline_contribution"),
    Measure("mql_quality", "percent", "up", "leading", "efficiency", "vp_marketing", "lead.quality", "pipeline_contribution"),
    Measure("pipeline_contribution", "USD", "up", "leading", "value", "vp_marketing", "lead.sourced", "pipeline_by_stage"),
    Measure("roas", "ratio", "up", "leading", "efficiency", "vp_marketing", "lead.spend", "cac_payback"),
    Measure("retention", "percent", "up", "leading", "value", "vp_customer_success", "revenue.kept", "net_revenue_retention"),
    Measure("expansion", "percent", "up", "leading", "value", "vp_customer_success", "revenue.grown", "net_revenue_retention"),
    Measure("net_revenue_retention", "percent", "up", "leading", "value", "vp_customer_success", "revenue.net_kept", "annual_recurring_revenue"),
    Measure("ltv_to_cac", "ratio", "up", "leading", "efficiency", "cro", "revenue.ltv_ratio", "annual_recurring_revenue", "1 quarter"),
    Measure("cac_payback", "months", "down", "leading", "efficiency", "cro", "revenue.payback", "ltv_to_cac", "1 quarter"),
)
# Word, what it is, area, who answers for it, who does it.
WORK = (
    ("qualify_leads", "Qualify what comes in", "demand_generation", "vp_marketing", "revops_manager"),
    ("review_spend", "Review marketing spend", "demand_generation", "vp_marketing", "head_of_revops"),
    ("train_sellers", "Train sellers", "sales_productivity", "vp_sales", "revops_manager"),
    ("agree_discounts", "Agree large discounts", "sales_productivity", "cro", "vp_sales"),
    ("watch_health", "Watch customer health", "customer_success_efficiency", "vp_customer_success", "revops_manager"),
    ("forecast_renewals", "Forecast renewals", "forecasting", "vp_customer_success", "revops_manager"),
    ("reconcile", "Reconcile bookings with the books", "forecasting", "cfo", "head_of_revops"),
    ("retire_fields", "Retire fields nobody fills", "data_quality", "head_of_revops", "revops_manager"),
)
# fmt: on
TARGETS = {"forecast_accuracy": "90%", "net_revenue_retention": "108%", "retention": "92%"}


def written_files() -> dict[str, str]:
    """The text of the files written by hand, by path from the root."""
    found = sorted(WRITTEN.rglob("*.yaml"))
    return {path.relative_to(WRITTEN).as_posix(): path.read_text(encoding="utf-8") for path in found}


def generated_files() -> list[File]:
    """The company's KPIs, under the one revenue number, and the rest of its work."""
    return [
        File("kpi_tree/company.yaml", "What the company is measured by", (root(), *map(kpi, MEASURES))),
        File("raci/company_work.yaml", "What the head office does besides", tuple(activity(*row) for row in WORK)),
    ]


def activity(word: str, name: str, area: str, answers: str, does: str) -> Declaration:
    lines = (f"name: {name}", f"area: {area}", "type: operate", f"accountable: {answers}", f"responsible: {listed([does])}", "informed: [ceo]")
    return Declaration("activities", f"company_{word}", lines)


def root() -> Declaration:
    lines = [
        "name: Annual recurring revenue",
        *folded("definition", "What all contracts in force bring in a year, at the end of the month."),
        "owner: cro",
        "key: true",
        *common("USD", "up", "lagging", "value", "1 quarter"),
        "formula: opening_arr + net_new_arr",
        "target: {value: 180 million USD, by: 2027-01-31, basis: board plan}",
        "guardrails: [cac_payback]",
    ]
    return Declaration("kpis", "annual_recurring_revenue", tuple(lines))


def kpi(measure: Measure) -> Declaration:
    name = measure.id.replace("_", " ").capitalize()
    dataset, field = measure.field.split(".")
    lines = [
        f"name: {name}",
        *folded("definition", f"{name} of the company over a calendar month, from the records as they stand at its end."),
        f"owner: {measure.owner}",
        *common(measure.unit, measure.direction, measure.timing, measure.measures, measure.agenda),
        f"source: {{dataset: {dataset}, field: {field}, aggregate: sum}}",
    ]
    if measure.drives:
        lines.append(f"drives: {measure.drives}")
    if measure.id in TARGETS:
        lines += ["key: true", f"target: {{value: {TARGETS[measure.id]}, by: 2027-01-31, basis: board plan}}", "guardrails: [cac_payback]"]
    return Declaration("kpis", measure.id, tuple(lines))


def common(unit: str, direction: str, timing: str, measures: str, agenda: str) -> list[str]:
    return [
        f"unit: {unit}",
        f"direction: {direction}",
        "grain: month",
        f"timing: {timing}",
        f"measures: {measures}",
        "includes: Every team",
        "excludes: Tests, internal accounts",
        "when_missing: not reported",
        "refresh: {every: 1 day, by: 06:00}",
        f"on_agenda: {agenda}",
        "reported_in: bi_platform",
        "review: {every: 3 months, last: 2026-10-05}",
    ]
