"""A report as JSON, the one format the others are derived from; and every other answer as JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from revgov.render.terminal import UNSAFE
from revgov.report import Report, report_json


def render(report: Report) -> str:
    """The report, as `docs/findings.schema.json` describes it."""
    return written(report_json(report))


def written(value: Any) -> str:
    """A value as indented JSON. What a terminal would obey or UTF-8 cannot hold is escaped, and means the same."""
    return UNSAFE.sub(escape, json.dumps(value, indent=1, ensure_ascii=False)) + "\n"


def escape(match: re.Match[str]) -> str:
    # The line breaks between the values are none of the user's: JSON has escaped those already, and UNSAFE spares them.
    return json.dumps(match[0])[1:-1]
