"""A report for the terminal: each finding with its place, its line and a caret under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from revgov.finding import Finding, Place, Severity
from revgov.render.terminal import cells, plain, width
from revgov.report import Report

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# Room for the line of text below a finding, in cells of the terminal.
EXCERPT = 100


def render(
    report: Report,
    files: Mapping[str, bytes],
    *,
    colour: bool = False,
    waived: bool = False,
    advise: bool = False,
    closing: str = "",
) -> str:
    """The report as lines of text. `files` gives the source lines; a waived finding is shown only when asked for.

    With `advise` the last lines also say what to do first; `closing` is a text that stands before them.
    """
    shown = [finding for finding in report.findings if waived or not finding.waiver]
    sources = Sources(files)
    blocks = ["\n".join(block(finding, sources, colour)) for finding in shown]
    last = "\n".join([*(advice(shown) if advise else ()), *compared(report), summary(report)])
    return "\n\n".join(filter(None, [*blocks, closing, last])) + "\n"


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
    yield f"{at(finding.place)}: {label}[{plain(finding.check)}] {plain(finding.message)}{waiver}"
    if not of_nothing(finding):
        yield from excerpt(sources.line(finding.place), finding.place)
    for related in finding.related:
        yield f"  {at(related.place)}: {plain(related.message)}"
    if finding.fix:
        yield f"  fix: {plain(finding.fix.title)}"


def at(place: Place) -> str:
    return f"{plain(place.path)}:{place.line}:{place.column}"


def excerpt(line: str, place: Place) -> Iterator[str]:
    """The line and carets under the stretch in question; of a long line as much as leaves the first caret in view."""
    if not line.strip():
        return
    column = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    first = fitting(line[:column], EXCERPT // 2, backwards=True) if width(plain(line)) > EXCERPT else 0
    last = first + fitting(line[first:], EXCERPT)
    before = ("…" if first else "") + plain(line[first:column])
    stop = max(min(end, last), column + 1)
    marked = plain(line[column:stop])
    yield f"  {place.line:>5} | {before}{marked}{plain(line[stop:last])}{'…' if last < len(line) else ''}"
    yield f"        | {' ' * width(before)}{'^' * max(1, width(marked))}"


def fitting(text: str, room: int, *, backwards: bool = False) -> int:
    """How far a text goes that fits into so many cells; backwards, from where on its end fits."""
    taken = 0
    for index, character in enumerate(reversed(text) if backwards else text):
        taken += width(plain(character)) if not character.isascii() or not character.isprintable() else cells(character)
        if taken > room:
            return len(text) - index if backwards else index
    return 0 if backwards else len(text)


def of_nothing(finding: Finding) -> bool:
    """Whether a finding is about something nobody declared: it stands at the charter's head for want of a place."""
    return finding.place[:3] == ("charter.yaml", 1, 1) and finding.field is None


def advice(shown: Sequence[Finding]) -> Iterator[str]:
    """What to do first."""
    unread = sorted({finding.place.path for finding in shown if finding.check.startswith("yaml-")})
    if unread:
        files = ", ".join(map(plain, unread[:3])) + (f" and {len(unread) - 3} more" if len(unread) > 3 else "")
        yield f"Begin with {files}: not all of it could be read, and other findings may follow from that."
    if shown:
        worst = min(shown, key=lambda finding: finding.severity.rank)
        yield f"What a check wants and why: revgov explain {plain(worst.check)}"


def compared(report: Report) -> Iterator[str]:
    """What was left out, and what is better than before."""
    since, known = report.since, report.known
    if since and since.elsewhere:
        stood = f"but a charter stood at {plain(since.elsewhere)}"
        yield f"There was no governance here at {plain(since.revision)}, {stood}."
        yield "If it was moved, nothing of it counts here: everything is new, and judged without settings and waivers."
    elif since and since.commit is None:
        yield f"There was no governance at {plain(since.revision)} yet, so everything is new."
    elif since and since.commit:
        yield f"Since {plain(since.revision)} ({since.commit[:10]}): {counted(since.fixed, 'finding')} fixed."
    if since and since.hidden:
        brought = "Waivers or settings that this change brings itself"
        yield f"{brought} would hide {since.hidden} of these; they do not count."
    if known and known.fixed:
        entries = "1 entry of {} is" if known.fixed == 1 else f"{known.fixed} entries of {{}} are"
        yield f"{entries.format(plain(known.file))} fixed: shrink it with --write-baseline."


def summary(report: Report) -> str:
    counts = report.summary
    words = [counted(counts[name], name) for name in ("error", "warning", "info") if counts[name]]
    found = (", ".join(words) or "no findings") + " added" * (report.since is not None)
    apart = [f"{counts['waived']} waived"] if counts["waived"] else []
    apart += [f"{report.known.findings} in the baseline"] if report.known and report.known.findings else []
    waived = f" ({', '.join(apart)})" if apart else ""
    where = f"{counted(counts['declarations'], 'declaration')} of {counted(counts['files'], 'file')}"
    return f"{found}{waived} in {where}, as of {report.as_of}"


def counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if word != 'info' and count != 1 else ''}"


def paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
