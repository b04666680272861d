"""Steps -> stretches of the text to be replaced. Everything outside them stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revgov.edit.entry import inserted
from revgov.edit.gone import removed
from revgov.edit.page import Page, Path, Refused
from revgov.edit.scalar import scalar
from revgov.edit.step import Append, Insert, Remove, RenameKey, Reword, Step, Write
from revgov.edit.stretch import Stretch


class Way(NamedTuple):
    """Choices where a text can be edited in two ways; which one keeps the meaning shows when it is read again.

    `follow`: an alias is left as it is, for its anchor changes as well. `behind`: an entry is put behind what stands
    before it, otherwise before everything else.
    """

    follow: bool
    behind: bool


WAYS = (Way(True, True), Way(False, True), Way(True, False), Way(False, False))


def spliced(page: Page, steps: Iterable[Step], way: Way) -> str:
    """The text after some steps. Raises Refused where two of them touch the same stretch in different ways."""
    found = dict.fromkeys(stretch for step in steps for stretch in stretches(page, step, way))
    return replaced(page, found)


def replaced(page: Page, found: Iterable[Stretch]) -> str:
    """The text with stretches of it replaced. Raises Refused where they overlap."""
    pieces, end = [], 0
    for one in sorted(found):
        if one.start < end:
            line = page.text.count("\n", 0, one.start) + 1
            raise Refused(f"{page.path}:{line}: two changes meet here, so nothing was changed")
        pieces += [page.text[end : one.start], one.text]
        end = one.end
    return "".join([*pieces, page.text[end:]])


def stretches(page: Page, step: Step, way: Way) -> Iterator[Stretch]:
    if isinstance(step, Write):
        yield from written(page, step, way)
    elif isinstance(step, Reword):
        yield from reworded(page, step, way)
    elif isinstance(step, RenameKey):
        yield renamed(page, step)
    elif isinstance(step, Insert):
        yield inserted(page, step, behind=way.behind)
    elif isinstance(step, Append):
        yield from appended(page, step)
    elif isinstance(step, Remove):
        yield removed(page, step.path)


def extent(page: Page, path: Path) -> tuple[int, int]:
    """Where the value at a path stands. Raises Refused where there is none."""
    row = page.row(path)
    if row is None:
        raise Refused(f"{page.path}: '{'.'.join(map(str, path))}' has no place of its own, so nothing was changed")
    return page.layout.extent(row)


def written(page: Page, step: Write, way: Way) -> Iterator[Stretch]:
    start, end = extent(page, step.path)
    before = page.text[start:end]
    if not (before.startswith("*") and way.follow):
        like = "" if before[:1] in ("*", "|", ">") else before
        yield Stretch(start, end, scalar(step.value, like, flow=page.in_flow(step.path)))


def reworded(page: Page, step: Reword, way: Way) -> Iterator[Stretch]:
    start, end = extent(page, step.path)
    before = page.text[start:end]
    if before.startswith("*"):
        if not way.follow:
            raise Refused(f"{page.path}: '{before}' stands for a text that is used elsewhere too; write it out first")
        return
    value = value_at(page, step.path)
    at = -1
    # In a text with line breaks or escapes offsets are not those of the value; the order of words is.
    for _ in range(value.count(step.old, 0, step.at) + 1):
        at = before.find(step.old, at + 1)
    if at < 0:
        raise Refused(f"{page.path}: '{step.old}' is written with escapes, and cannot be told apart; write it plainly")
    yield Stretch(start + at, start + at + len(step.old), step.new)


def value_at(page: Page, path: Path) -> str:
    value = page.values
    for part in path:
        value = value[part]
    return str(value)


def renamed(page: Page, step: RenameKey) -> Stretch:
    row = page.row(step.path)
    start, end = (0, 0) if row is None else page.layout.key_extent(row)
    if start == end:
        raise Refused(f"{page.path}: the name '{step.path[-1]}' has no place of its own, so nothing was changed")
    return Stretch(start, end, scalar(step.new, page.text[start:end], flow=page.in_flow(step.path)))


def appended(page: Page, step: Append) -> Iterator[Stretch]:
    """`was: a` becomes `was: [a, b]`; a list gets an item in its own style."""
    start, end = extent(page, step.path)
    before = page.text[start:end]
    if before.startswith("["):
        text = scalar(step.value, flow=True)
        row = page.row(step.path)
        rows = list(page.layout.within(row)) if row is not None else []
        at = page.layout.extent(rows[-1])[1] if rows else start + 1
        yield Stretch(at, at, f", {text}" if rows else text)
    elif before.startswith("-"):
        indent = start - page.line_start(start)
        at = page.line_end(end)
        yield Stretch(at, at, f"{page.newline}{' ' * indent}- {scalar(step.value)}")
    else:
        if not before or before[0] in "*|>" or "\n" in before or "\r" in before:
            raise Refused(f"{page.path}: nothing can be added to {'.'.join(map(str, step.path))} as it is written")
        yield Stretch(start, end, f"[{before}, {scalar(step.value, flow=True)}]")
