"""The groups of fields in a file: declarations and what is nested in them, each with the order of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revgov.edit.order import Group, group_of
from revgov.edit.page import Path
from revgov.kinds import SECTIONS


class Found(NamedTuple):
    """A group of fields that is written as a mapping: the way to it, and the order of its fields."""

    path: Path
    fields: tuple[str, ...]


def groups(values: Any) -> Iterator[Found]:
    """Every group in the values of a file."""
    for section, content in values.items() if isinstance(values, dict) else ():
        if section == "charter":
            yield from within(content, (section,), group_of(SECTIONS[section].model))
        elif section in SECTIONS and isinstance(content, dict):
            for id_, declaration in content.items():
                yield from within(declaration, (section, id_), group_of(SECTIONS[section].model))


def within(value: Any, path: Path, group: Group) -> Iterator[Found]:
    if not isinstance(value, dict):
        return
    yield Found(path, group.fields)
    for name, inner in group.inner.items():
        held = value.get(name)
        for way, one in members(held, table=inner.table):
            yield from within(one, (*path, name, *way), group_of(inner.model))


def members(held: Any, *, table: bool) -> Iterator[tuple[Path, Any]]:
    if isinstance(held, list):
        yield from (((index,), one) for index, one in enumerate(held))
    elif table and isinstance(held, dict):
        yield from (((name,), one) for name, one in held.items())
    else:
        yield (), held
