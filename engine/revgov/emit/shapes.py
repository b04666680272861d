"""What a field may hold, read off its annotation: the base of everything that describes the language itself."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from revgov.kinds.node import Part, Ref, Word, fields_of
from revgov.kinds.values.value import Expands, Reads


class Text(NamedTuple):
    """A text; one that names something where it bears a mark."""

    mark: Ref | Word | None = None


class Value(NamedTuple):
    """A value of a kind that a function reads; `schema` is what JSON Schema can say of it, `says` what it is for."""

    name: str
    schema: Mapping[str, Any]
    says: str = ""


class Many(NamedTuple):
    """A list."""

    item: Shape


class Table(NamedTuple):
    """A mapping of whatever keys."""

    key: Shape
    value: Shape


class Group(NamedTuple):
    """A mapping of the fields of a model."""

    model: type[Part]


class Either(NamedTuple):
    """Any of several."""

    options: tuple[Shape, ...]


Shape = Text | Value | Many | Table | Group | Either
ANYTHING = Value("anything", {})
PLAIN: Mapping[Any, Shape] = {
    str: Text(),
    int: Value("whole number", {"type": "integer"}),
    float: Value("number", {"type": "number"}),
    bool: Value("yes or no", {"type": "boolean"}),
    Any: ANYTHING,
}
# What people call a value that Python keeps in a class of its own.
NAMES: Mapping[Any, str] = {datetime.date: "date", datetime.time: "time of day", str: "text", float: "number",
                            int: "whole number", bool: "true or false"}  # fmt: skip


class FieldShape(NamedTuple):
    """A field of a model: its name in YAML, what it may hold, and whether the rest means nothing without it."""

    name: str
    shape: Shape
    required: bool


def shapes_of(model: type[Part]) -> Iterator[FieldShape]:
    for attribute, name, hint in fields_of(model):
        yield FieldShape(name, shape_of(hint), not hasattr(model, attribute))


def shape_of(hint: Any, mark: Ref | Word | None = None) -> Shape:
    """The shape of an annotation. `mark` belongs to the texts inside it."""
    origin = get_origin(hint)
    if origin is Annotated:
        return annotated(hint.__origin__, hint.__metadata__, mark)
    if origin in (Union, types.UnionType):
        options = tuple(shape_of(one, mark) for one in get_args(hint) if one is not type(None))
        return options[0] if len(options) == 1 else Either(options)
    if origin is tuple:
        return Many(shape_of(get_args(hint)[0], mark))
    if origin is dict:
        key, value = get_args(hint)
        return Table(shape_of(key), shape_of(value, mark))
    if isinstance(hint, type) and issubclass(hint, Part):
        return Group(hint)
    if hasattr(hint, "reads"):
        return Value(spaced(hint.__name__), hint.reads.shape, (hint.__doc__ or "").partition("\n")[0])
    return Text(mark) if hint is str else PLAIN[hint]


def annotated(base: Any, metadata: tuple[Any, ...], mark: Ref | Word | None) -> Shape:
    expands = None
    for one in metadata:
        if isinstance(one, Reads):
            return Value(called(base), one.shape)
        if isinstance(one, (Ref, Word)):
            mark = one
        elif isinstance(one, Expands):
            expands = one
    full = shape_of(base, mark)
    return Either((short_form(full, expands), full)) if expands else full


def short_form(full: Shape, expands: Expands) -> Shape:
    """What the shorter way of writing holds: told by what becomes of a text that is written so."""
    expanded: Any = expands.expand("x")
    if isinstance(expanded, dict) and isinstance(full, Group):
        (field,) = expanded
        return next(one.shape for one in shapes_of(full.model) if one.name == field)
    if isinstance(full, Many):
        return full.item
    raise TypeError(f"nobody knows the short form of {full}")


def called(base: Any) -> str:
    """What people call the values of a class, or of several."""
    parts = [one for one in get_args(base) if one is not type(None)] or [base]
    return " or ".join(dict.fromkeys(NAMES[one] if one in NAMES else spaced(one.__name__) for one in parts))


def spaced(name: str) -> str:
    """`DateRange` is a date range."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def summary(model: type[Any]) -> str:
    """The first paragraph of a class's docstring, in one line."""
    return " ".join((model.__doc__ or "").partition("\n\n")[0].split())


def groups_in(shape: Shape) -> Iterator[type[Part]]:
    """The models that stand in a shape, not those in their fields."""
    if isinstance(shape, Group):
        yield shape.model
    elif isinstance(shape, Many):
        yield from groups_in(shape.item)
    elif isinstance(shape, Table):
        yield from groups_in(shape.value)
    elif isinstance(shape, Either):
        for option in shape.options:
            yield from groups_in(option)


def words(shape: Shape) -> str:
    """What a shape holds, in words: `one role, or a list of them`."""
    if isinstance(shape, Text):
        return named_words(shape.mark)
    if isinstance(shape, Value):
        return value_words(shape)
    if isinstance(shape, Many):
        return f"list of: {words(shape.item)}"
    if isinstance(shape, Table):
        return f"mapping of {words(shape.key)} to {words(shape.value)}"
    if isinstance(shape, Group):
        return f"{{{', '.join(one.name for one in shapes_of(shape.model))}}}"
    return either_words(shape)


def named_words(mark: Ref | Word | None) -> str:
    if mark is None:
        return "text"
    if isinstance(mark, Word):
        return {"known": "known word", "pillar": "pillar"}.get(mark.vocabulary, f"{mark.vocabulary} of the charter")
    if mark.of:
        return "name of a field of the dataset"
    return f"→ {' or '.join(mark.kinds)}" if mark.kinds else "→ any declaration"


def value_words(shape: Value) -> str:
    if "enum" in shape.schema:
        return " or ".join(f"`{one}`" for one in shape.schema["enum"])
    examples = " or ".join(f"`{one}`" for one in shape.schema.get("examples", ()))
    return f"{shape.name}, such as {examples}" if examples else shape.name


def either_words(shape: Either) -> str:
    first, *rest = shape.options
    if len(rest) == 1 and rest[0] == Many(first):
        return f"{words(first)}; one or a list"
    return " or ".join(map(words, shape.options))
