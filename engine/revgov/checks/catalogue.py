"""Every check there is."""

from __future__ import annotations

from revgov.checks import (
    charter,
    completeness,
    councils,
    coverage,
    decisions,
    duties,
    exceptions,
    ownership,
    raci,
    references,
    reporting_line,
)
from revgov.checks.registry import catalogue

CATALOGUE = catalogue(
    charter,
    completeness,
    councils,
    coverage,
    decisions,
    duties,
    exceptions,
    ownership,
    raci,
    references,
    reporting_line,
)
