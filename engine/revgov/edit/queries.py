"""What a new id changes in texts that are no references: the SQL of house rules and of the sources of KPIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revgov.edit.page import Path
from revgov.edit.references import written_at
from revgov.edit.sql import Word, column_names, literals
from revgov.edit.step import RenameKey, Reword, Step, Write
from revgov.governance.declare import Declared
from revgov.kinds import BY_NAME, Kpi, Policy


class Touched(NamedTuple):
    """A step in a text that a person should look at, or None where one is needed and cannot be told; and why."""

    step: Step | None
    look: str


def sql_steps(declared: Declared, values: Any, new: Mapping[str, str]) -> Iterator[Touched]:
    """The words of SQL in a declaration that are the ids in `new`, a mapping of references to those they become."""
    node = declared.node
    if isinstance(node, Policy):
        touched = [one for field in ("fails_when", "query") for one in rule_steps(declared, values, field, new)]
        yield from touched
        if any(one.step for one in touched):
            yield from example_steps(declared, values, new)
    elif isinstance(node, Kpi) and node.source and node.source.where:
        for old, other in new.items():
            dataset, _, field = old.partition(":")[2].partition(".")
            if old.startswith("field:") and dataset == node.source.dataset:
                renamed = column_names(node.source.where, field, other.rpartition(".")[2])
                path, _ = written_at(declared, values, ("source", "where"))
                yield from (touched_by(declared, path, word) for word in renamed if word.old != word.new)


def rule_steps(declared: Declared, values: Any, field: str, new: Mapping[str, str]) -> Iterator[Touched]:
    node = declared.node
    text = getattr(node, field)
    if isinstance(node, Policy) and text:
        path, _ = written_at(declared, values, (field,))
        yield from (touched_by(declared, path, word) for word in literals(text, new, node.applies_to))


def touched_by(declared: Declared, path: Path, word: Word) -> Touched:
    where = f"{declared.node.ref} ({'.'.join(map(str, path[len(declared.home) :]))})"
    if word.new is None:
        return Touched(None, f"{where} compares something with {word.old}, which was left as it is: is it the same?")
    return Touched(Reword(path, word.at, word.old, word.new), f"{where}: {word.old} became {word.new} in its SQL")


def example_steps(declared: Declared, values: Any, new: Mapping[str, str]) -> Iterator[Touched]:
    """The examples of a house rule are small governances of their own; the declaration in question is renamed there."""
    node = declared.node
    assert isinstance(node, Policy)
    for index, example in enumerate(node.examples):
        look = f"{node.ref} (examples): the id was changed where it is declared and where it fails; look at the rest"
        for old, other in new.items():
            kind, _, id_ = old.partition(":")
            if id_ in (example.given.get(BY_NAME[kind].section) or {}):
                path, _ = written_at(declared, values, ("examples", index, "given", BY_NAME[kind].section))
                yield Touched(RenameKey((*path, id_), other.partition(":")[2]), look)
        for at, ref in enumerate(example.fails):
            if ref in new:
                path, _ = written_at(declared, values, ("examples", index, "fails", at))
                yield Touched(Write(path, new[ref]), look)
