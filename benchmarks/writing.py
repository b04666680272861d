"""Declarations as text: fields in the ways people write them, and files that know the line of every declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import NamedTuple

WIDTH = 96


class Declaration(NamedTuple):
    """One declaration: its section, its id, and either one flow mapping behind the id or lines of fields below it."""

    section: str
    id: str
    lines: tuple[str, ...] = ()
    flow: str = ""


class File(NamedTuple):
    """One file: its path from the root, the comment at its top, and what it declares in the order written."""

    path: str
    comment: str
    declarations: tuple[Declaration, ...]


class Text(NamedTuple):
    """The text of a file, and the line of each id in it by section and id; lines count from 1."""

    text: str
    lines: dict[tuple[str, str], int]


def rendered(file: File) -> Text:
    """Declarations of one section stand together under its name, in the order in which sections first occur."""
    lines = [f"# {file.comment}"]
    places: dict[tuple[str, str], int] = {}
    for section in dict.fromkeys(one.section for one in file.declarations):
        lines.append(f"{section}:")
        for one in file.declarations:
            if one.section == section:
                lines.append(f"  {one.id}: {one.flow}".rstrip())
                places.setdefault((section, one.id), len(lines))
                lines.extend(f"    {line}" if line else "" for line in one.lines)
    return Text("\n".join(lines) + "\n", places)


def listed(items: Iterable[str]) -> str:
    """A flow list of plain words."""
    return f"[{', '.join(items)}]"


def folded(field: str, text: str) -> list[str]:
    """A field with a folded block of text."""
    return [f"{field}: >-", *(f"  {line}" for line in wrap(text, WIDTH))]


def literal(field: str, lines: Sequence[str]) -> list[str]:
    """A field with a literal block of text, which keeps its lines."""
    return [f"{field}: |", *(f"  {line}" for line in lines)]
