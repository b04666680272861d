"""Repositories with measured values, for the checks that judge them."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.repository import TODAY, findings

from revgov.finding import Finding

HEAD = "of,measure,period,on,value\n"


def found(
    folder: Path, check: str, text: str, rows: str | None, as_of: datetime.date = TODAY, settings: str = ""
) -> list[Finding]:
    """What a check says of declarations and of rows of values; with None the settings name no file of values."""
    measured = {} if rows is None else {"policies/o.csv": HEAD + rows}
    asked = "" if rows is None else "observations: [policies/o.csv]\n"
    files = {"revgov.yaml": f"profile: scale_up\n{asked}{settings}", "policies/all.yaml": text, **measured}
    told = findings(folder, files, as_of=as_of)
    assert [one.message for one in told if one.check.startswith(("engine-fault", "yaml-"))] == []
    return [one for one in told if one.check == check]


def places(told: list[Finding]) -> list[tuple[str | None, str | None]]:
    """The declaration and the field of each finding that is not about what is not measured."""
    return [(one.node, one.field) for one in told if "not measured" not in one.message]


def notes(told: list[Finding]) -> list[str]:
    return [one.message for one in told if "not measured" in one.message]
