"""Which declarations and which listed words a declaration names: read off the models' annotations, once per model.

This is the only place that knows how a `Ref` or a `Word` is found in a value; edges, unresolved references, rename and
links all come from here.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from revgov.kinds.node import Node, Part, Ref, Word, fields_of, once_per_model
from revgov.kinds.values import Condition, Cover, Formula

Path = tuple[str | int, ...]


class Mention(NamedTuple):
    """A name in a declaration: where it stands, how it is written, and what it may name.

    `word` is the offset and text of the name where it is only a part of the value there; `key` says that the last part
    of the path is the name itself, as in `raci: {vp_sales: A}`.
    """

    path: Path
    written: str
    mark: Ref | Word
    sibling: str | None = None
    word: tuple[int, str] | None = None
    key: bool = False

    @property
    def field(self) -> str:
        """The declaration's own field, the label of the edge."""
        return str(self.path[0])


class Step(NamedTuple):
    """One field that leads to names: by its own mark, by the mark of a mapping's keys, or through nested values."""

    attribute: str
    name: str
    mark: Ref | Word | None
    keys: Ref | Word | None
    inner: tuple[Step, ...]


def mentions(node: Node) -> Iterator[Mention]:
    """Every name in a declaration, in the order of the model's fields."""
    return walk(node, steps_of(type(node)), ())


@once_per_model
def steps_of(model: type[Any]) -> tuple[Step, ...]:
    """The fields of a model that can hold names; declarations within a declaration speak for themselves."""
    steps = (step_of(*field) for field in fields_of(model))
    return tuple(step for step in steps if step.mark or step.keys or step.inner)


def step_of(attribute: str, name: str, hint: Any) -> Step:
    mark: Ref | Word | None = None
    keys: Ref | Word | None = None
    inner: tuple[Step, ...] = ()
    for part, is_key in parts_of(hint, False):
        if isinstance(part, (Ref, Word)):
            keys, mark = (part, mark) if is_key else (keys, part)
        elif isinstance(part, type) and issubclass(part, Part) and not issubclass(part, Node):
            inner = steps_of(part)
    return Step(attribute, name, mark, keys, inner)


def parts_of(hint: Any, is_key: bool) -> Iterator[tuple[Any, bool]]:
    """The classes and marks that an annotation is made of, and whether each belongs to the keys of a mapping."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from parts_of(hint.__origin__, is_key)
        yield from ((mark, is_key) for mark in hint.__metadata__)
    elif origin is dict:
        key, value = get_args(hint)
        yield from parts_of(key, True)
        yield from parts_of(value, is_key)
    elif origin in (tuple, Union, types.UnionType):
        for argument in get_args(hint):
            yield from parts_of(argument, is_key)
    else:
        yield hint, is_key


def walk(holder: Any, steps: tuple[Step, ...], path: Path) -> Iterator[Mention]:
    for step in steps:
        value = getattr(holder, step.attribute)
        if value is not None and value != ():
            yield from mentions_of(holder, step, value, (*path, step.name))


def mentions_of(holder: Any, step: Step, value: Any, here: Path) -> Iterator[Mention]:
    """The names in one field: in its keys, in nested values, and in its own values."""
    mark = step.mark
    if step.keys is not None and type(value) is dict:
        for key in value:
            yield Mention((*here, key), key, step.keys, key=True)
    if step.inner:
        for way, member in members(value):
            yield from walk(member, step.inner, here + way)
    if mark is not None:
        sibling = getattr(holder, mark.of, None) if type(mark) is Ref and mark.of and mark.of != "self" else None
        for way, member in members(value):
            yield from names_in(member, here + way, mark, sibling)


def members(value: Any) -> Iterable[tuple[Path, Any]]:
    """The values that a field holds, each with its way from the field."""
    if type(value) is tuple:
        return [((index,), member) for index, member in enumerate(value)]
    if type(value) is dict:
        return [((key,), member) for key, member in value.items()]
    return (((), value),)


def names_in(value: Any, path: Path, mark: Ref | Word, sibling: str | None) -> Iterator[Mention]:
    """A plain id is a name itself; a formula, a condition and a cover hold names."""
    if type(value) is str:
        yield Mention(path, value, mark, sibling)
    elif type(value) is Formula:
        for name in value.names:
            yield Mention(path, name.id, mark, None, (name.at, name.id))
    elif type(value) in (Condition, Cover):
        for ref, word, at in value.mentions:
            yield Mention(path, ref, mark, None, (at, word))
