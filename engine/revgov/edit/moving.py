"""The fields of one group in another order: each with its lines and the comments above it, everything else in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revgov.edit.groups import Found
from revgov.edit.page import Page, Refused
from revgov.edit.stretch import Stretch


class Entry(NamedTuple):
    """A field as it is written: from `start`, where its comments begin, over `key`, where its name does, to `end`."""

    name: str
    start: int
    key: int
    end: int


def moved(page: Page, group: Found) -> list[Stretch]:
    """What puts the fields of a group in order; nothing where they are. Raises Refused where that is not safe."""
    row = page.row(group.path)
    rows = list(page.layout.within(row)) if row is not None else []
    names = [str(page.layout.keys[one]) for one in rows]
    order = {name: at for at, name in enumerate(group.fields)}
    if names == sorted(names, key=lambda name: order.get(name, len(order))):
        return []
    if len(set(names)) < len(names) or not set(names) <= set(order):
        raise Refused("a field is unknown or written twice")
    start, end = page.layout.extent(row or 0)
    in_braces = page.text.startswith("{", start)
    if in_braces and any(sign in page.text[start:end] for sign in "\r\n"):
        raise Refused("the braces go over several lines")
    entries = list(braced(page, rows) if in_braces else lined(page, rows))
    wanted = sorted(entries, key=lambda entry: order[entry.name])
    return [
        Stretch(slot.start, slot.end, content(page, slot, entry, first=slot is entries[0]))
        for slot, entry in zip(entries, wanted, strict=True)
        if slot is not entry
    ]


def braced(page: Page, rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        (key, _), (start, end) = page.layout.key_extent(row), page.layout.extent(row)
        if start == end:
            raise Refused("a field within braces holds nothing")
        yield Entry(str(page.layout.keys[row]), key, key, end)


def lined(page: Page, rows: Sequence[int]) -> Iterator[Entry]:
    """The fields of a group that is written in lines. A comment that may belong to more than one of them refuses."""
    before = -1
    first, _ = page.layout.key_extent(rows[0])
    column = first - page.line_start(first)
    for row in rows:
        key, key_end = page.layout.key_extent(row)
        end = page.line_end(max(key_end, page.layout.extent(row)[1]))
        line = page.line_start(key)
        if before >= 0 and page.text[line:key].strip(" "):
            raise Refused("a field shares its line with something else")
        start = comments_above(page, key, column, before) if before >= 0 else head(page, key)
        yield Entry(str(page.layout.keys[row]), start, key, end)
        before = end
    expect_nothing_below(page, before, column)


def comments_above(page: Page, key: int, column: int, before: int) -> int:
    """Where the comments begin that stand right above a field, in its column."""
    start, at = key, page.line_start(key)
    while at > before + 1:
        above = page.line_start(at - (2 if page.text.startswith("\r\n", at - 2) else 1))
        if above <= before or not page.text.startswith("#", above + column) or page.text[above:at].strip()[0] != "#":
            break
        start, at = above + column, above
    if page.text[before:at].strip():
        raise Refused("a comment stands apart from the fields")
    return start


def head(page: Page, key: int) -> int:
    """The start of the first field, which may share its line with the dash of a list."""
    line = page.line_start(key)
    if line and page.text[page.line_start(line - 1) : line].strip().startswith("#"):
        raise Refused("a comment above the first field may be about all of them")
    return key


def expect_nothing_below(page: Page, end: int, column: int) -> None:
    below = page.text[end:].lstrip("\r\n \t")
    at = len(page.text) - len(below)
    if below.startswith("#") and at - page.line_start(at) >= column > 0:
        raise Refused("a comment stands below the last field")


def content(page: Page, slot: Entry, entry: Entry, *, first: bool) -> str:
    """What a field is moved as."""
    text = page.text[entry.start : entry.end]
    line = page.line_start(slot.key)
    if first and entry.start < entry.key and page.text[line : slot.key].strip(" "):
        raise Refused("a field with a comment would come behind the dash of a list")
    return text
