"""Every check there is."""

from __future__ import annotations

from revgov.checks import (
    cadence,
    charter,
    completeness,
    councils,
    coverage,
    decisions,
    duties,
    exceptions,
    kpi_arithmetic,
    kpi_bands,
    kpi_definition,
    kpi_formula,
    kpi_review,
    kpi_steering,
    kpi_target,
    kpi_tree,
    ownership,
    raci,
    references,
    reporting_line,
    risk,
    risk_score,
)
from revgov.checks.registry import catalogue

CATALOGUE = catalogue(
    cadence,
    charter,
    completeness,
    councils,
    coverage,
    decisions,
    duties,
    exceptions,
    kpi_arithmetic,
    kpi_bands,
    kpi_definition,
    kpi_formula,
    kpi_review,
    kpi_steering,
    kpi_target,
    kpi_tree,
    ownership,
    raci,
    references,
    reporting_line,
    risk,
    risk_score,
)
