"""Which texts of a declaration people act on, which of them says what it means, and in which short forms must be spelt
out: read off the models' annotations, once per model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revgov.kinds.mentions import Path, members, parts_of
from revgov.kinds.node import Meaning, Node, Part, Prose, fields_of, once_per_model


class Passage(NamedTuple):
    """One field that holds such texts, or leads to some through nested values; `naming` as in the mark."""

    attribute: str
    way: Path
    naming: bool
    inner: tuple[Passage, ...]


@once_per_model
def passages_of(model: type[Any]) -> tuple[Passage, ...]:
    """The fields of a model that hold texts; declarations within a declaration speak for themselves."""
    return tuple(one for field in fields_of(model) if (one := passage_of(*field)))


def passage_of(attribute: str, name: str, hint: Any) -> Passage | None:
    mark: Prose | None = None
    inner: tuple[Passage, ...] = ()
    for part, _ in parts_of(hint, False):
        if isinstance(part, Prose):
            mark = part
        elif isinstance(part, type) and issubclass(part, Part) and not issubclass(part, Node):
            inner = passages_of(part)
    return Passage(attribute, (name,), bool(mark and mark.naming), inner) if mark or inner else None


def texts_in(holder: Any, passages: tuple[Passage, ...], path: Path = ()) -> Iterator[tuple[Path, str, bool]]:
    """The texts in a declaration or a part of it, each with the way to it, and whether it names something."""
    for attribute, way, naming, inner in passages:
        value = getattr(holder, attribute)
        if type(value) is str:
            yield path + way, value, naming
        elif value:
            for step, member in members(value):
                if type(member) is str:
                    yield path + way + step, member, naming
                else:
                    yield from texts_in(member, inner, path + way + step)


@once_per_model
def meaning_of(model: type[Node]) -> str | None:
    """The field in which a kind says what it means, where its words must mean the same to everybody."""
    return next((name for _, name, hint in fields_of(model) if marks(hint, Meaning)), None)


@once_per_model
def spelt_in(model: type[Node]) -> tuple[str, ...]:
    """The fields in which short forms have to be spelt out, in the order in which the kind itself lists them."""
    hints = {attribute: hint for attribute, _, hint in fields_of(model)}
    listed = (attribute for attribute in model.__annotations__ if attribute in hints)
    return tuple(attribute for attribute in listed if any(mark.spelt for mark in marks(hints[attribute], Prose)))


def marks(hint: Any, sort: type[Any]) -> list[Any]:
    return [part for part, _ in parts_of(hint, False) if isinstance(part, sort)]
