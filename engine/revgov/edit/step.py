"""What an edit does, said of values: the standard that the edited text is held to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from revgov.edit.page import Path, Refused


class Write(NamedTuple):
    """The text at a path becomes another."""

    path: Path
    value: str


class Reword(NamedTuple):
    """A word of the text at a path, `at` code points from its beginning, becomes another."""

    path: Path
    at: int
    old: str
    new: str


class RenameKey(NamedTuple):
    """The last key of a path becomes another."""

    path: Path
    new: str


class Insert(NamedTuple):
    """New entries, names with values, of the mapping at a path, behind whichever of `after` it has that stands last."""

    path: Path
    entries: tuple[tuple[str, Any], ...]
    after: tuple[str, ...] = ()


class Append(NamedTuple):
    """One more text at the end of the list at a path, which may be written as its only item."""

    path: Path
    value: str


class Remove(NamedTuple):
    """An entry of a mapping, or an item of a list, goes."""

    path: Path


Step = Write | Reword | RenameKey | Insert | Append | Remove
# Paths are those before all steps: what moves others comes after them, and the last of several in one place first.
TURNS = (Write, Reword, Append, Insert, Remove, RenameKey)


class Inline(dict[str, Any]):
    """A mapping that is written in braces, on one line."""


def carried_out(values: Any, steps: Iterable[Step]) -> Any:
    """The values after some steps. What an alias stands for becomes a value of its own."""
    changed = json.loads(json.dumps(values))
    for step in sorted(steps, key=turn):
        changed = carry_out(changed, step)
    return changed


def turn(step: Step) -> tuple[int, int, int]:
    deepest_first = -len(step.path)
    from_the_right = -step.at if isinstance(step, Reword) else -next(reversed_indices(step.path), 0)
    return TURNS.index(type(step)), deepest_first, from_the_right


def reversed_indices(path: Path) -> Iterator[int]:
    return (part for part in reversed(path) if isinstance(part, int))


def carry_out(values: Any, step: Step) -> Any:
    """The values after one step. Raises KeyError, IndexError or TypeError where its path leads nowhere.

    Raises Refused where a name would stand twice.
    """
    if not step.path:
        return with_entries(values, step) if isinstance(step, Insert) else values
    *way, last = step.path
    holder = values
    for part in way:
        holder = holder[part]
    if isinstance(step, Remove):
        del holder[last]
    elif isinstance(step, RenameKey):
        if step.new in holder:
            raise already(step.path, step.new)
        entries = [(step.new if key == last else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)
    else:
        holder[last] = replaced(holder[last], step)
    return values


def replaced(value: Any, step: Write | Reword | Insert | Append) -> Any:
    """A value after a step that is about itself."""
    if isinstance(step, Write):
        return step.value
    if isinstance(step, Reword):
        end = step.at + len(step.old)
        if value[step.at : end] != step.old:
            raise KeyError(step.old)
        return value[: step.at] + step.new + value[end:]
    if isinstance(step, Append):
        return [*(value if isinstance(value, list) else [value]), step.value]
    return with_entries(value, step)


def with_entries(value: Any, step: Insert) -> Any:
    """A mapping with more entries; nothing counts as an empty one."""
    entries = {} if value is None else value
    new = {key: plain(one) for key, one in step.entries}
    for key in new:
        if key in entries:
            raise already(step.path, key)
    return {**entries, **new}


def already(path: Path, key: str) -> Refused:
    return Refused(f"'{key}' stands there already, beside or in '{'.'.join(map(str, path))}', so nothing was changed")


def plain(value: Any) -> Any:
    """What a value is once it has been written and read."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
