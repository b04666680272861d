"""What a report consists of before it is a page or Markdown: sections of paragraphs, figures, facts and tables."""

from __future__ import annotations

from typing import NamedTuple


class Linked(NamedTuple):
    """A text that leads somewhere: to an anchor of the same report (`#kpi-win-rate`) or to a web address."""

    text: str
    to: str


class State(NamedTuple):
    """A word that says how something stands; the tone (`good`, `fair`, `bad`, `quiet`) only colours it."""

    word: str
    tone: str


class Code(NamedTuple):
    """An id, a formula or a path: text for machines."""

    text: str


class Lines(NamedTuple):
    """Several things below each other in one cell."""

    lines: tuple[Cell, ...]


class Row(NamedTuple):
    """Several things beside each other in one cell, with what stands between them."""

    parts: tuple[Cell, ...]
    between: str = ", "


Cell = str | Linked | State | Code | Lines | Row


class Table(NamedTuple):
    """Rows under headings. Without rows the sentence `empty` stands in its place; a `matrix` compares its cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    empty: str = "None."
    matrix: bool = False


class Facts(NamedTuple):
    """Names and what they stand for, one below the other."""

    rows: tuple[tuple[str, Cell], ...]


class Figure(NamedTuple):
    """One number a reader takes away, and what it counts."""

    number: str
    label: str
    tone: str = "quiet"


class Figures(NamedTuple):
    """A few numbers side by side."""

    figures: tuple[Figure, ...]


class Section(NamedTuple):
    """A heading with what belongs under it. `anchor` is unique in its report."""

    anchor: str
    title: str
    parts: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()


Part = Cell | Table | Facts | Figures
"""A bare text is a paragraph."""


class Document(NamedTuple):
    """A whole report. `running` is the line at the head of each printed page, in plain signs only."""

    title: str
    kicker: Cell
    origin: Facts
    sections: tuple[Section, ...]
    footer: Cell
    running: str = ""
