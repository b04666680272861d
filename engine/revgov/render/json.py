"""A report as JSON: the one format the others are derived from."""

from __future__ import annotations

import json

from revgov.report import Report, report_json


def render(report: Report) -> str:
    """The report, indented, in UTF-8 as it is; what JSON cannot hold in UTF-8 is escaped."""
    text = json.dumps(report_json(report), indent=1, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
