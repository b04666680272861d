"""How much room words take, without asking a font: widths of Helvetica and Arial, which browsers draw alike."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from revgov.emit.plain import one_line

SIZE, LINE = 13, 17
WIDEST, MOST_LINES = 190, 3
PADDING_X, PADDING_Y = 12, 9
# Widths in thousandths of the size, from the Adobe font metrics of Helvetica; what is missing is as wide as a digit.
WIDTHS = {
    222: "'ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*", 500: "ckvxyzJs",
    556: "#$?_0123456789abdeghnopquL", 584: "+<=>~^", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ",
    833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip


class Box(NamedTuple):
    """A title in lines, and the room it takes with its padding, in pixels."""

    lines: tuple[str, ...]
    width: float
    height: float


def box_of(title: str, *, bold: bool = False) -> Box:
    """A title broken into at most three lines of the same box; what does not fit ends in an ellipsis."""
    lines = broken(one_line(title)) or ("–",)
    width = max(map(wide, lines)) * (1.07 if bold else 1)
    return Box(lines, round(width + 2 * PADDING_X, 1), len(lines) * LINE + 2 * PADDING_Y)


def broken(title: str) -> tuple[str, ...]:
    lines: list[str] = []
    for word in title.split():
        for piece in pieces(word):
            if lines and wide(f"{lines[-1]} {piece}") <= WIDEST:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:20]}…"]
    return tuple(lines)


def pieces(word: str) -> list[str]:
    """A word, cut where it is wider than a line."""
    found, start = [], 0
    for end in range(1, min(len(word), 400) + 1):
        if wide(word[start:end]) > WIDEST:
            found.append(word[start : end - 1])
            start = end - 1
    return [*found, word[start:400]]


def wide(text: str) -> float:
    """The width of a text in pixels, a little too wide rather than too narrow: boxes must hold it in any font."""
    return sum(map(width_of, text)) * SIZE / 1000 * 1.06


@lru_cache(maxsize=4096)
def width_of(character: str) -> int:
    if combining(character):
        return 0
    if east_asian_width(character) in "WF":
        return 1000
    return next((width for width, those in WIDTHS.items() if character in those), 600)
