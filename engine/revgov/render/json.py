"""A report as JSON, the one format the others are derived from; and every other answer as JSON."""

from __future__ import annotations

from typing import Any

from revgov.characters import in_json
from revgov.report import Report, report_json


def render(report: Report) -> str:
    """The report, as `docs/findings.schema.json` describes it."""
    return written(report_json(report))


def written(value: Any) -> str:
    """A value as indented JSON that a terminal only shows."""
    return in_json(value, indent=1) + "\n"
