"""Text for a terminal: columns that line up, and nothing a user wrote moves the cursor, hides or changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from revgov.characters import UNSAFE

WIDEST = 100


def plain(text: str) -> str:
    """Text that a terminal only shows: what is unsafe becomes its escape, a tab is a blank, a line is one line."""
    text = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return text if text.isascii() and text.isprintable() else UNSAFE.sub(escape, text)


def escape(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):x}}}"


def width(text: str) -> int:
    """How many cells of a terminal a text fills: wide East Asian characters two, combining and joining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(cells, text))


def cells(character: str) -> int:
    if character < "\x7f":
        return 1
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def fitted(text: str, room: int) -> str:
    """The text, or as much of it as fits with a `…` at its end."""
    if width(text) <= room:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += cells(character)
        if taken > room - 1:
            return text[:index] + "…"
    return text


def wrapped(text: str, room: int) -> Iterator[str]:
    """The text in lines that fit, broken at blanks; a word that is longer than a line is broken anywhere."""
    line: list[str] = []
    taken = 0
    for word in (piece for whole in text.split(" ") for piece in pieces(whole, room)):
        wide = width(word)
        if line and taken + 1 + wide > room:
            yield " ".join(line)
            line, taken = [], 0
        taken += wide + bool(line)
        line.append(word)
    yield " ".join(line)


def pieces(word: str, room: int) -> Iterator[str]:
    """A word in parts that fit into a line: most often one."""
    start = taken = 0
    for index, character in enumerate(word):
        wide = cells(character)
        if taken + wide > room:
            yield word[start:index]
            start, taken = index, 0
        taken += wide
    yield word[start:]


def padded(text: str, room: int) -> str:
    return text + " " * max(0, room - width(text))


def columns(rows: Iterable[Sequence[str]], *, indent: int = 2, widest: int = WIDEST) -> Iterator[str]:
    """Rows whose columns line up, two blanks between them. Cells must be plain; the last one wraps below itself."""
    table = [tuple(row) for row in rows]
    count = max(map(len, table), default=0)
    rooms = [min(widest, max(width(row[at]) for row in table if len(row) > at)) for at in range(count - 1)]
    # The last column keeps a third of the line: one long id must not push everything else out of sight.
    while sum(rooms) + 2 * len(rooms) + indent > widest * 2 // 3:
        rooms[rooms.index(max(rooms))] -= 1
    before = indent + sum(rooms) + 2 * len(rooms)
    for row in table:
        *firsts, last = row
        left = " " * indent + "".join(padded(cell, room) + "  " for cell, room in zip(firsts, rooms, strict=False))
        lines = list(wrapped(last, widest - before))
        if width(left) + width(lines[0]) > widest and width(left) > before:
            yield left.rstrip()
            left = " " * before
        yield (left + lines[0]).rstrip()
        yield from ((" " * before + line).rstrip() for line in lines[1:])
