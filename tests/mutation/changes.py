"""What an operator is, and the small changes it is made of: drop, put, misspell and the like.

A way into a declaration is written with dots, `treatment.actions.*.owner`; a star stands for any item of a list or any
key of a mapping, of which one is chosen. Where nothing is written there, no mutant is made: `NothingToChange`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.mutation.company import Mutant, NothingToChange, Raw

# A change may return the reference of the declaration at which the check must point, where it is another one.
Change = Callable[[Mutant], str | None]
Condition = Callable[[Mutant], bool]
Way = tuple[str | int, ...]
EMPTY: tuple[Any, ...] = (None, [], {}, "")
# Where a finding stands that is about no declaration: at the top of the charter, or in the text of a file.
CHARTER, TEXT = "charter:charter", "text"


class Operator(NamedTuple):
    """One way to break declarations of some kinds.

    `raises` is the check that must notice, at the changed declaration or at `at`; `follows` are the checks that may
    report another consequence of the same fault, each of them in at least one mutant.
    """

    name: str
    kinds: tuple[str, ...]
    raises: str
    change: Change
    follows: tuple[str, ...] = ()
    at: str = ""


def ways(holder: Any, path: list[str]) -> Iterator[Way]:
    """Every way into a value that a path with stars stands for, where something is written at its end."""
    if not path:
        if holder not in EMPTY:
            yield ()
        return
    part, rest = path[0], path[1:]
    steps: list[str | int] = [part]
    if part == "*":
        steps = list(holder) if isinstance(holder, dict) else [*range(len(holder))] if isinstance(holder, list) else []
    for step in steps:
        if isinstance(holder, list) if isinstance(step, int) else isinstance(holder, dict) and step in holder:
            yield from ((step, *way) for way in ways(holder[step], rest))


def chosen(mutant: Mutant, path: str) -> Way:
    """One of the ways that a path stands for in the declaration as it is."""
    found = list(ways(mutant.was(), path.split(".")))
    if not found:
        raise NothingToChange
    return mutant.random.choice(found)


def holder_of(raw: Raw, way: Way) -> Any:
    """What holds the last part of a way; mappings that are not there are made."""
    holder: Any = raw
    for part in way[:-1]:
        holder = holder.setdefault(part, {}) if isinstance(holder, dict) else holder[part]
    return holder


def at(raw: Raw, path: str, default: Any = None) -> Any:
    """What is written at a way without stars."""
    found: Any = raw
    for part in path.split("."):
        if not isinstance(found, dict) or part not in found:
            return default
        found = found[part]
    return found


def listed(value: Any) -> list[Any]:
    """One or several, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def when(condition: Condition, change: Change) -> Change:
    """A change that is only made where a condition holds."""

    def apply(mutant: Mutant) -> str | None:
        if not condition(mutant):
            raise NothingToChange
        return change(mutant)

    return apply


def both(*changes: Change) -> Change:
    """Several changes, one after the other; the last one says where."""

    def apply(mutant: Mutant) -> str | None:
        where = None
        for change in changes:
            where = change(mutant)
        return where

    return apply


def has(path: str) -> Condition:
    return lambda mutant: any(True for _ in ways(mutant.was(), path.split(".")))


def lacks(path: str) -> Condition:
    return lambda mutant: not has(path)(mutant)


def says(path: str, *values: Any) -> Condition:
    """Whether one of some values is written at a way without stars."""
    return lambda mutant: at(mutant.was(), path) in values


IS_KEY = says("key", True)


def all_of(*conditions: Condition) -> Condition:
    return lambda mutant: all(condition(mutant) for condition in conditions)


def drop(path: str) -> Change:
    """Takes out what is written."""

    def apply(mutant: Mutant) -> None:
        way = chosen(mutant, path)
        del holder_of(mutant.raw(), way)[way[-1]]

    return apply


def put(path: str, value: Any) -> Change:
    """Writes something at a way without stars, or something else; `value` may be made of the mutant."""

    def apply(mutant: Mutant) -> None:
        way = tuple(path.split("."))
        new = value(mutant) if callable(value) else value
        holder_of(mutant.raw(), way)[way[-1]] = new

    return apply


def replace(path: str, value: Any) -> Change:
    """Writes something else where something is written."""

    def apply(mutant: Mutant) -> None:
        way = chosen(mutant, path)
        holder = holder_of(mutant.raw(), way)
        holder[way[-1]] = value(mutant) if callable(value) else value

    return apply


def append(path: str, value: Any) -> Change:
    """One more item in a list, or a second beside a single one."""

    def apply(mutant: Mutant) -> None:
        new = value(mutant) if callable(value) else value
        way = tuple(path.split("."))
        holder = holder_of(mutant.raw(), way)
        holder[way[-1]] = [*listed(holder.get(way[-1])), new]

    return apply


def rename_key(path: str, new: str) -> Change:
    """Another name for a key, in its place."""

    def apply(mutant: Mutant) -> None:
        way = chosen(mutant, path)
        holder = holder_of(mutant.raw(), way)
        entries = [(new if key == way[-1] else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)

    return apply


def misspelt(word: str) -> str:
    """A slip of the pen in the last but one letter, which no other name comes near enough to by accident."""
    return f"{word[:-1]}{'x' if word[-2:-1] != 'x' else 'z'}{word[-1]}"


def misspell(path: str) -> Change:
    """Misspells a name: the text at a way, or one of the texts of the list there."""

    def apply(mutant: Mutant) -> None:
        way = chosen(mutant, path)
        holder = holder_of(mutant.raw(), way)
        value = holder[way[-1]]
        if isinstance(value, list):
            index = mutant.random.randrange(len(value))
            if not isinstance(value[index], str):
                raise NothingToChange
            value[index] = misspelt(value[index])
        elif isinstance(value, str):
            holder[way[-1]] = misspelt(value)
        else:
            raise NothingToChange

    return apply


def misspell_key(path: str) -> Change:
    """Misspells a key of the mapping at a way."""

    def apply(mutant: Mutant) -> None:
        key = str(chosen(mutant, f"{path}.*")[-1])
        rename_key(f"{path}.{key}", misspelt(key))(mutant)

    return apply
