"""The stretch that goes when an entry of a mapping or an item of a list goes."""

from __future__ import annotations

from revgov.edit.page import Page, Path, Refused
from revgov.edit.stretch import Stretch

BLANKS = " \t"


def removed(page: Page, path: Path) -> Stretch:
    """Within brackets the entry and its comma, else its lines. Raises Refused where a comment would go with it."""
    row = page.row(path)
    if row is None:
        raise Refused(f"{page.path}: '{'.'.join(map(str, path))}' is not there")
    start, end = page.layout.extent(row)
    key_start, key_end = page.layout.key_extent(row)
    start = key_start if key_end > key_start else start
    end = max(end, key_end)
    return from_brackets(page, start, end) if page.in_flow(path) else lines(page, path, start, end)


def from_brackets(page: Page, start: int, end: int) -> Stretch:
    text = page.text
    before, after = start, end
    while before and text[before - 1] in BLANKS:
        before -= 1
    if before and text[before - 1] == ",":
        return Stretch(before - 1, end, "")
    while after < len(text) and text[after] in BLANKS:
        after += 1
    if text.startswith(",", after):
        after += 1
        while after < len(text) and text[after] in BLANKS:
            after += 1
        return Stretch(start, after, "")
    return Stretch(start, end, "")


def lines(page: Page, path: Path, start: int, end: int) -> Stretch:
    """Whole lines, with the break before them, so that a last line without one leaves none behind."""
    text = page.text
    first, last = page.line_start(start), page.line_end(end)
    lead = text[first:start].strip()
    if (lead and lead != "-") or text[end:last].strip(BLANKS):
        raise Refused(f"{page.path}: '{path[-1]}' shares its line with something else; delete it by hand")
    before = first - (2 if text.startswith("\r\n", first - 2) else 1) if first else 0
    return Stretch(max(before, 0), last, "")
