"""Reports and registers as Markdown, in which no text of users can become markup, a link, a mention or a reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from revgov.emit.document import Cell, Code, Document, Facts, Figures, Lines, Part, Row, Section, State, Table
from revgov.emit.plain import one_line

SIGNS = re.compile(r"[\\`*\[\]<>|~$&!{}^]|(?<![^\W_])_|_(?![^\W_])")
# A zero-width blank parts what a forge would recognise after rendering: mentions, references to issues and commits,
# emoji and bare addresses. A backslash does not help there.
SIXES = re.compile(r"[0-9a-f]{1,6}")
BREAKS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"([@#＠＃])"), "\\1\u200b"),
    (re.compile(r"\b([Gg][Hh])-(?=\d)"), "\\1-\u200b"),
    (re.compile(r":(?=[\w+-]+:)"), ":\u200b"),
    (re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=mailto):|(?<=xmpp):"), ":\u200b"),
    (re.compile(r"\b([Ww]{3})\."), "\\1\u200b."),
    (
        re.compile(r"\b(?=[0-9a-f]{7,}\b)(?=[0-9]*[a-f])(?=[a-f]*[0-9])([0-9a-f]+)\b"),
        lambda match: "\u200b".join(SIXES.findall(match[0])),
    ),
)
STARTS = re.compile(r"^(?:[-+=/]|\d{1,9}(?=[.)](?:\s|$)))")


def text(written: str) -> str:
    """A user's text on one line, showing exactly what was written."""
    line = SIGNS.sub(lambda match: "\\" + match[0], one_line(written))
    for pattern, instead in BREAKS:
        line = pattern.sub(instead, line)
    # What would begin a list, a heading's underline or a command to a bot at the start of a line.
    start = STARTS.match(line)
    if start is None:
        return line
    return f"\\{line}" if not start[0].isdigit() else f"{start[0]}\\{line[start.end() :]}"


def cell(content: Cell) -> str:
    """What stands in a cell of a table, or in a paragraph."""
    if isinstance(content, str):
        return text(content)
    if isinstance(content, Lines):
        return "<br>".join(cell(line) for line in content.lines)
    if isinstance(content, Row):
        return content.between.join(cell(part) for part in content.parts)
    if isinstance(content, State):
        return f"**{text(content.word)}**" if content.tone == "bad" else text(content.word)
    if isinstance(content, Code):
        return code(content.text)
    return text(content.text)


def code(written: str) -> str:
    """A code span, in which forges look for nothing; what would end it or a table's cell is written as text."""
    line = one_line(written)
    return text(line) if not line or set("`|\\") & set(line) else f"`{line}`"


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    heading = [f"| {' | '.join(map(text, columns))} |", f"|{' --- |' * len(columns)}"]
    return "\n".join([*heading, *(f"| {' | '.join(map(cell, row))} |" for row in rows)])


def document(report: Document) -> bytes:
    """A report as Markdown, UTF-8."""
    head = [f"# {text(report.title)}", cell(report.kicker), part(report.origin)]
    blocks = [*head, *(block for one in report.sections for block in section(one, 2)), cell(report.footer)]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "backslashreplace")


def section(one: Section, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, 6)} {text(one.title)}"
    yield from map(part, one.parts)
    for inner in one.sections:
        yield from section(inner, level + 1)


def part(one: Part) -> str:
    if isinstance(one, Table):
        # In a matrix the tone is that of the field, not of what happens to lie there.
        rows = (tuple(map(toneless, row)) for row in one.rows) if one.matrix else one.rows
        body = table(one.columns, rows) if one.rows else text(one.empty)
        return f"{text(one.caption)}\n\n{body}" if one.caption else body
    if isinstance(one, Facts):
        return "\n".join(f"- **{text(name)}:** {cell(value)}" for name, value in one.rows)
    if isinstance(one, Figures):
        return "\n".join(f"- **{text(figure.number)}** {text(figure.label)}" for figure in one.figures)
    return cell(one)


def toneless(content: Cell) -> Cell:
    return content.word if isinstance(content, State) else content
