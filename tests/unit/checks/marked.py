"""Expectations written into the text: what a check has to point at stands between « and »."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.repository import TODAY, findings

from revgov.finding import Finding

Span = tuple[int, int, int, int]


def marked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans between them in their order."""
    spans: list[Span] = []
    start: tuple[int, int] | None = None
    clean, line, column = [], 1, 1
    for character in text:
        if character == "«":
            start = line, column
        elif character == "»":
            assert start is not None
            spans.append((*start, line, column))
        else:
            clean.append(character)
            line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return "".join(clean), spans


def found(
    folder: Path, check: str, text: str, as_of: datetime.date = TODAY, profile: str = "scale_up"
) -> list[Finding]:
    """What a check says of a repository of one file, which must be exactly at the marks."""
    clean, spans = marked(text)
    path = "charter.yaml" if clean.startswith("charter:") else "raci/all.yaml"
    files = {path: clean, "revgov.yaml": f"profile: {profile}\n"}
    told = findings(folder, files, check, as_of=as_of)
    everything = findings(folder, files, as_of=as_of)
    assert [one.message for one in everything if one.check.startswith(("yaml-", "engine-fault"))] == []
    places = [(one.place.line, one.place.column, one.place.end_line, one.place.end_column) for one in told]
    assert places == spans, [one.message for one in told]
    assert {one.place.path for one in told} <= {path}
    return told


def named(told: list[Finding]) -> list[tuple[str | None, str | None]]:
    """The declaration and the field of each finding."""
    return [(one.node, one.field) for one in told]
