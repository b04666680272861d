"""Every check there is."""

from __future__ import annotations

from importlib import import_module

from revgov.checks.registry import catalogue

# The modules that hold checks, each by the question it asks.
QUESTIONS = (
    "adoption", "ai_catalogue", "ai_data", "ai_inputs", "ai_operations", "ai_oversight", "ai_tiers", "cadence",
    "cadence_collision", "cadence_days", "cadence_hours", "cadence_inputs", "cadence_load", "cadence_purpose",
    "cadence_records", "charter", "commitments", "comp_goals", "comp_plans", "completeness", "councils", "coverage",
    "data_demand", "data_lineage", "data_masters", "data_protection", "data_quality", "decisions", "duties",
    "enforcement", "evidence", "exceptions", "forecasts", "freshness", "handoffs", "holidays", "integrations",
    "kpi_arithmetic", "kpi_bands", "kpi_definition", "kpi_formula", "kpi_review", "kpi_steering", "kpi_target",
    "kpi_tree", "lifecycle", "ninety_days", "off_target", "ownership", "picklists", "pipeline_need", "playbooks",
    "quota_capacity", "quotas", "raci", "redefinition", "references", "reporting_line", "reviews", "risk",
    "risk_contingency", "risk_coverage", "risk_residual", "risk_score", "roadmap", "roadmap_capacity", "roadmap_change",
    "service_levels", "signoffs", "sla_chain", "slas", "stack", "stage_graph", "system_protection", "territories",
    "territory_balance", "tool_purpose", "triggers", "vocabulary",
)  # fmt: skip

CATALOGUE = catalogue(*(import_module(f"revgov.checks.{question}") for question in QUESTIONS))
