"""What a declaration with a new id keeps of the old one: its former name, and which thing of the framework it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revgov.edit.order import group_of
from revgov.edit.page import Path
from revgov.edit.step import Append, Insert, Remove, Step
from revgov.kinds import Node


def former_name(node: Node, home: Path, new: str, known: Collection[str], *, keep_was: bool) -> Iterator[Step]:
    """Adds the old id to `was`; a return to a former id takes it and what came after it out again: undone is undone.

    Calendars find a meeting again by the first name in `was`. Where the old id itself said which known thing the
    declaration is, `is` says so from now on.
    """
    if new in node.was:
        yield from undone(node, home, node.was.index(new))
        if node.is_ == new:
            yield Remove((*home, "is"))
        return
    old = node.id.rpartition(".")[2]
    entries: list[tuple[str, str]] = []
    if node.is_ is None and node.id in known and new not in known:
        entries.append(("is", node.id))
    if keep_was and not node.was:
        entries.append(("was", old))
    if entries:
        yield Insert(home, tuple(entries), before(node, entries[0][0]))
    if keep_was and node.was:
        yield Append((*home, "was"), old)


def undone(node: Node, home: Path, index: int) -> Iterator[Step]:
    if index == 0:
        yield Remove((*home, "was"))
    else:
        yield from (Remove((*home, "was", at)) for at in range(index, len(node.was)))


def before(node: Node, field: str) -> tuple[str, ...]:
    """The fields that stand before one in the order of fields."""
    fields = group_of(type(node)).fields
    return fields[: fields.index(field)]
