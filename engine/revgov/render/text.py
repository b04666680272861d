"""A report for the terminal: each finding with its place, its line and a caret under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revgov.finding import Finding, Place, Severity
from revgov.report import Report

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# Everything that moves a cursor, changes colours or turns the direction of text: user text must not reach the terminal raw.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WIDEST = 120


def plain(text: str) -> str:
    """Text that a terminal only shows: controls are written as their escapes, a tab is a blank, a line is one line."""
    text = text.replace("\t", " ").replace("\n", " ")
    return UNSAFE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def render(report: Report, files: Mapping[str, bytes], *, colour: bool = False, waived: bool = False) -> str:
    """The report as lines of text. `files` gives the source lines; a waived finding is shown only when asked for."""
    shown = [finding for finding in report.findings if waived or not finding.waiver]
    sources = Sources(files)
    blocks = ["\n".join(block(finding, sources, colour)) for finding in shown]
    return "\n\n".join([*blocks, summary(report)]) + "\n"


class Sources:
    """The lines of files, decoded when first asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.lines: dict[str, list[str]] = {}

    def line(self, place: Place) -> str:
        if place.path not in self.lines:
            text = self.files.get(place.path, b"").decode("utf-8-sig", "replace")
            self.lines[place.path] = re.split(r"\r\n|\r|\n", text)
        lines = self.lines[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else ""


def block(finding: Finding, sources: Sources, colour: bool) -> Iterator[str]:
    label = paint(finding.severity.value, COLOURS.get(finding.severity, "0"), colour)
    waiver = f" (waived by {plain(finding.waiver)})" if finding.waiver else ""
    yield f"{at(finding.place)}: {label}[{finding.check}] {plain(finding.message)}{waiver}"
    yield from excerpt(sources.line(finding.place), finding.place)
    for related in finding.related:
        yield f"  {at(related.place)}: {plain(related.message)}"
    if finding.fix:
        yield f"  fix: {plain(finding.fix.title)}"


def at(place: Place) -> str:
    return f"{plain(place.path)}:{place.line}:{place.column}"


def excerpt(line: str, place: Place) -> Iterator[str]:
    """The line and a caret under the stretch in question, cut so that the caret stays in view."""
    if not line.strip():
        return
    start = max(0, place.column - 1 - WIDEST // 2) if len(line) > WIDEST else 0
    shown = line[start : start + WIDEST]
    column = place.column - 1 - start
    end = place.end_column - 1 - start if place.end_line == place.line else len(shown)
    before, marked = plain(shown[:column]), plain(shown[column : max(end, column + 1)])
    yield f"  {place.line:>5} | {plain(shown)}"
    yield f"        | {' ' * width(before)}{'^' * max(1, width(marked))}"


def width(text: str) -> int:
    """How many cells of a terminal a text fills: wide East Asian characters fill two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def summary(report: Report) -> str:
    counts = report.summary
    words = [
        f"{counts[name]} {name}{'s' if name != 'info' and counts[name] != 1 else ''}"
        for name in ("error", "warning", "info")
        if counts[name]
    ]
    found = ", ".join(words) or "no findings"
    waived = f" ({counts['waived']} waived)" if counts["waived"] else ""
    return f"{found}{waived} in {counts['declarations']} declarations of {counts['files']} files, as of {report.as_of}"


def paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
