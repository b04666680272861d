"""The order in which the fields of a declaration are written, and which group of fields stands in which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from revgov.kinds.mentions import parts_of
from revgov.kinds.node import Node, Part, fields_of, once_per_model

# Of the fields that every declaration may carry, those that say what it is come first, and what is kept about it last.
# A model's own fields stand between them in the model's order, which is the order people read them in.
FIRST = ("name", "title", "is", "was", "description")
OWNERS = ("owner", "function", "pillar")
LAST = ("since", "until", "review", "evidence", "links", "aliases", "tags", "notes")
# What a declaration is about, in its own words, is read before who owns it.
WORDS = frozenset(("definition", "purpose", "statement", "means", "category", "cause", "event", "effect", "capability"))


class Inner(NamedTuple):
    """The groups in a field: of one model, each under a name of its own where the field is a `table`."""

    model: type[Part]
    table: bool


class Group(NamedTuple):
    """The fields of a model in their order, and the groups that stand in them."""

    fields: tuple[str, ...]
    inner: Mapping[str, Inner]


@once_per_model
def group_of(model: type[Any]) -> Group:
    names = [name for _, name, _ in fields_of(model)]
    inner = {name: found for _, name, hint in fields_of(model) if (found := inner_of(hint)) is not None}
    return Group(tuple(ordered(names)) if issubclass(model, Node) else tuple(names), inner)


def ordered(names: list[str]) -> Iterator[str]:
    common = {*FIRST, *OWNERS, *LAST}
    own = [name for name in names if name not in common]
    words = [name for name in own if name in WORDS]
    order = (*FIRST, *words, *OWNERS, *(name for name in own if name not in WORDS), *LAST)
    yield from (name for name in order if name in names)


def inner_of(hint: Any) -> Inner | None:
    """What groups a field holds; None where it holds none, or those of several models."""
    found = {part for part, is_key in parts_of(hint, False) if isinstance(part, type) and issubclass(part, Part)}
    return Inner(found.pop(), is_table(hint)) if len(found) == 1 else None


def is_table(hint: Any) -> bool:
    return get_origin(hint) is dict or any(map(is_table, get_args(hint)))
