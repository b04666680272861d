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
WORDS = ("definition", "purpose", "statement", "means", "category", "cause", "event", "effect", "capability")
# Of some kinds more is, because nobody understands before it what there is to own: where data comes from and goes to,
# whose quota it is, what was advised.
OPENINGS: Mapping[str, tuple[str, ...]] = {
    "charter": ("organization", "timezone", "stage", "arr", "mission", "vision", "head"),
    "term": ("expands", "means"),
    "dataset": ("system",),
    "system": ("capability", "vendor"),
    "integration": ("from", "to", "fields", "wins", "every"),
    "ai_use": ("type", "purpose", "pillar"),
    "quota": ("of",),
    "recommendation": ("about", "opened", "hypotheses", "proposal", "type", "decision", "decided_on"),
}
# A table that goes on for pages comes at the very end: what stood below it would never be seen.
TABLES: Mapping[str, tuple[str, ...]] = {"dataset": ("fields",)}


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
    return Group(tuple(ordered(model.kind, names)) if issubclass(model, Node) else tuple(names), inner)


def ordered(kind: str, names: list[str]) -> Iterator[str]:
    common = {*FIRST, *OWNERS, *LAST}
    own = [name for name in names if name not in common]
    opening = OPENINGS.get(kind) or [name for name in own if name in WORDS]
    tables = TABLES.get(kind, ())
    body = [name for name in (*opening, *OWNERS, *own) if name not in tables]
    yield from (name for name in dict.fromkeys((*FIRST, *body, *LAST, *tables)) if name in names)


def inner_of(hint: Any) -> Inner | None:
    """What groups a field holds; None where it holds none, or those of several models."""
    found = {part for part, is_key in parts_of(hint, False) if isinstance(part, type) and issubclass(part, Part)}
    return Inner(found.pop(), is_table(hint)) if len(found) == 1 else None


def is_table(hint: Any) -> bool:
    return get_origin(hint) is dict or any(map(is_table, get_args(hint)))
