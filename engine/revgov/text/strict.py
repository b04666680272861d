"""What YAML 1.2 forbids and both parsers let pass: text not indented as it is read, comments glued to values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from revgov.finding import Span
from revgov.text.fault import REFUSED, SYNTAX, Fault, Stop
from revgov.text.source import Source

# An anchor, and what may stand between it and its node.
ANCHOR = re.compile(r"&\S+(?:[ \t\r\n]|#[^\r\n]*+)*+")
NOTHING_MORE = re.compile(r"(?:\.\.\.(?=\s|\Z)|[ \t\r\n]|(?<!\S)#[^\r\n]*+)*+")
HEADER = r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)"
BLANK_BLOCK = re.compile(HEADER + r"((?:[ ]*+(?:\r\n|\r|\n))*+)([ ]*+)(?=[^ \r\n])")
GLUED_HEADER = re.compile(r"[|>][-+0-9]*#")
GLUED = re.compile(rb"#(?:(?<=[\"'\]}|>]#)|(?<=[|>][-+0-9]#)|(?<=[|>][-+0-9]{2}#))")
"""Bytes without which no comment is glued to a value."""


def node_start(source: Source, event: Any) -> int:
    """Offset of a node's first character, after its anchor."""
    start: int = event.start_mark.index
    if event.anchor is None:
        return start
    anchor = ANCHOR.match(source.text, start)
    return start if anchor is None else anchor.end()


def scalar_fault(source: Source, event: Any, openers: Sequence[Any]) -> Fault | None:
    """A fault in the writing of a quoted scalar or a block of text, which stands in the collections of `openers`."""
    start, end = node_start(source, event), event.end_mark.index
    if event.style in ("|", ">"):
        return _block_fault(source, event, start, openers)
    return _glued(source, end) or _under_indented(source, start, end, openers, in_quotes=True)


def flow_fault(source: Source, opener: Any, closer: Any, openers: Sequence[Any]) -> Fault | None:
    """A fault in the writing of a `[list]` or `{mapping}`, which stands in the collections of `openers`."""
    end = closer.end_mark.index
    glued = _glued(source, end)
    if glued or opener.start_mark.line == closer.end_mark.line or any(outer.flow_style for outer in openers):
        return glued
    return _under_indented(source, opener.start_mark.index, end, openers, in_quotes=False)


def expect_the_end(source: Source, event: Any) -> None:
    """Raises Stop where something follows the end of the document."""
    text = source.text
    rest = NOTHING_MORE.match(text, event.end_mark.index)
    start = len(text) if rest is None else rest.end()
    if start == len(text):
        return
    if text.startswith(("---", "%"), start):
        message = "a second document begins here, and a file holds one: delete this line, or split the file"
        raise Stop(Fault(REFUSED, message, source.span(start, start + (1 if text[start] == "%" else 3))))
    message = "the document ended above, and something follows: indent it like the lines it belongs to"
    raise Stop(Fault(SYNTAX, message, source.span(start, start + 1)))


def _glued(source: Source, end: int) -> Fault | None:
    if not source.text.startswith("#", end):
        return None
    return Fault(SYNTAX, "put a space before `#` if a comment begins here", source.span(end, end + 1))


def _under_indented(source: Source, start: int, end: int, openers: Sequence[Any], *, in_quotes: bool) -> Fault | None:
    """The first line after the one at `start` that is not indented more than the collection around it.

    A line that begins with a closing bracket is let pass: forbidden as well, but everybody's style.
    """
    column = _block_column(source, openers)
    for line_start, line in _lines(source, start, end) if column >= 0 else ():
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        harmless = not content.strip() or (not in_quotes and content.startswith(("]", "}", "#")))
        if indent <= column and not harmless:
            message = f"this line continues what began above: indent it by {column + 1} spaces at least (no tabs)"
            return Fault(SYNTAX, message, source.span(line_start, line_start + max(len(line.rstrip()), 1)))
    return None


def _lines(source: Source, start: int, end: int) -> Iterable[tuple[int, str]]:
    first, _ = source.place(start)
    last, _ = source.place(end)
    starts = source.line_starts
    for number in range(first, last):
        after = starts[number + 1] if number + 1 < len(starts) else end
        yield starts[number], source.text[starts[number] : min(end, after)]


def _block_column(source: Source, openers: Sequence[Any]) -> int:
    """Indentation of the innermost block collection, -1 at the top of a document."""
    for opener in reversed(openers):
        if not opener.flow_style:
            return source.place(node_start(source, opener))[1] - 1
    return -1


def _block_fault(source: Source, event: Any, start: int, openers: Sequence[Any]) -> Fault | None:
    if GLUED_HEADER.match(source.text, start):
        end = source.text.index("#", start)
        return _glued(source, end)
    if event.value.strip("\n") or not (found := BLANK_BLOCK.match(source.text, start)):
        return None
    longest = max(map(len, re.split(r"[\r\n]", found[1])))
    if _block_column(source, openers) < len(found[2]) < longest:
        message = "the empty lines above have more spaces than this line: delete the spaces"
        return Fault(SYNTAX, message, _end_span(source, found.end()))
    return None


def _end_span(source: Source, offset: int) -> Span:
    return source.span(offset, offset + 1)
