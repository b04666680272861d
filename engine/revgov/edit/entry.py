"""A new entry of a mapping: how it is written there, and where it goes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from revgov.edit.page import Page, Path, Refused
from revgov.edit.scalar import WORD, scalar
from revgov.edit.step import Inline, Insert
from revgov.edit.stretch import Stretch
from revgov.text.layout import MAPPING

NOTHING = ("", "~", "null", "Null", "NULL")
INDENT = 2
Entries = tuple[tuple[str, Any], ...]


def inserted(page: Page, step: Insert, *, behind: bool) -> Stretch:
    """New entries in a mapping, which may still be empty. Raises Refused where it has no text of its own.

    They come behind those named in `after`; before all where `behind` is false.
    """
    path, entries = step.path, step.entries
    row = page.row(path)
    if row is None:
        return at_the_end(page, entries)
    start, end = page.layout.extent(row)
    written = page.text[start:end]
    if written.startswith("*") or row in page.layout.targets:
        raise Refused(f"{page.path}: '{path[-1]}' is written as the alias {written}, so nothing can be added to it")
    if not path and behind and not written.startswith("{"):
        return at_the_end(page, entries)
    rows = list(page.layout.within(row)) if page.layout.kinds[row] == MAPPING else []
    if not rows:
        return first_entry(page, path, row, entries)
    before = [one for one in rows if page.layout.keys[one] in step.after] if behind else []
    if written.startswith("{"):
        return in_braces(page, before, rows, entries)
    return in_block(page, before, rows, entries)


def in_braces(page: Page, before: list[int], rows: list[int], entries: Entries) -> Stretch:
    if before:
        at = max(page.layout.extent(before[-1])[1], page.layout.key_extent(before[-1])[1])
        return Stretch(at, at, f", {pairs(entries)}")
    at = page.layout.key_extent(rows[0])[0]
    return Stretch(at, at, f"{pairs(entries)}, ")


def in_block(page: Page, before: list[int], rows: list[int], entries: Entries) -> Stretch:
    """On lines of its own, in the column of the other names."""
    first = page.layout.key_extent(rows[0])[0]
    column = first - page.line_start(first)
    lines = f"{page.newline}{' ' * column}".join(lines_of(entries))
    if before:
        at = page.line_end(max(page.layout.extent(before[-1])[1], page.layout.key_extent(before[-1])[1]))
        return Stretch(at, at, f"{page.newline}{' ' * column}{lines}")
    return Stretch(first, first, f"{lines}{page.newline}{' ' * column}")


def first_entry(page: Page, path: Path, row: int, entries: Entries) -> Stretch:
    """The first entry of a mapping that is written `{}` or as nothing."""
    start, end = page.layout.extent(row)
    written = page.text[start:end]
    if page.in_flow(path):
        return Stretch(start, end, "{" + pairs(entries) + "}") if written else missing(page, path)
    if written not in NOTHING and "".join(written.split()) != "{}":
        raise Refused(f"{page.path}: '{path[-1]}' holds {written[:40]}, so nothing can be added to it")
    key_start, key_end = page.layout.key_extent(row)
    column = key_start - page.line_start(key_start) + INDENT
    line_end = page.line_end(max(end, key_end))
    # What stood there, `{}` or `null`, goes; a comment behind it stays on its line.
    rest = page.text[end:line_end] if written else ""
    lines = "".join(f"{page.newline}{' ' * column}{line}" for line in lines_of(entries))
    start = len(page.text[:start].rstrip(" \t")) if written else line_end
    return Stretch(start, line_end, rest.rstrip() + lines)


def missing(page: Page, path: Path) -> Stretch:
    raise Refused(f"{page.path}: nothing is written for '{path[-1]}'; write {{}} there first")


def at_the_end(page: Page, entries: Entries) -> Stretch:
    """A new section, at the end of a file that may hold nothing but comments."""
    at = len(page.text)
    lead = page.newline if page.text and page.text[-1] not in "\r\n" else ""
    gap = page.newline if page.text.strip() else ""
    return Stretch(at, at, lead + gap + page.newline.join(lines_of(entries)) + page.newline)


def lines_of(entries: Entries) -> Iterator[str]:
    """Entries on lines of their own, which are not indented."""
    for key, value in entries:
        if isinstance(value, dict) and not isinstance(value, Inline):
            yield f"{name_of(key)}:"
            yield from (f"{' ' * INDENT}{line}" for line in lines_of(tuple(value.items())))
        else:
            yield f"{name_of(key)}: {one_line(value, flow=False)}"


def name_of(key: str) -> str:
    """Names of fields and ids bear no quotes, `on` among them."""
    return key if WORD.fullmatch(key) else scalar(key, flow=True)


def pairs(entries: Entries) -> str:
    return ", ".join(f"{name_of(key)}: {one_line(value, flow=True)}" for key, value in entries)


def one_line(value: Any, *, flow: bool) -> str:
    if isinstance(value, dict):
        return "{" + pairs(tuple(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(one_line(item, flow=True) for item in value) + "]"
    # The language writes dates without quotes.
    return value.isoformat() if isinstance(value, datetime.date) else scalar(str(value), flow=flow)
