"""Every check there is."""

from __future__ import annotations

from importlib import import_module

from revgov.checks.registry import catalogue

# The modules that hold checks, each by the question it asks.
QUESTIONS = (
    "cadence", "charter", "completeness", "councils", "coverage", "decisions", "duties", "exceptions", "holidays",
    "kpi_arithmetic", "kpi_bands", "kpi_definition", "kpi_formula", "kpi_review", "kpi_steering", "kpi_target",
    "kpi_tree", "ownership", "raci", "references", "reporting_line", "risk", "risk_score",
)  # fmt: skip

CATALOGUE = catalogue(*(import_module(f"revgov.checks.{question}") for question in QUESTIONS))
