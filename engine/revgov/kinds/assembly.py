"""Raw values -> models without pydantic: the way that almost every declaration takes.

The same annotations and the same reading functions make two paths. This one takes what is right, quickly, and turns
everything else away without a word; `validation` then decides whether it is wrong, and says why. It costs a tenth of a
second to get pydantic ready, as much as to check a thousand declarations.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from enum import Enum
from sys import intern
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from revgov.kinds.node import Part, fields_of, made, once_per_model, one_or_more, prefix_of, without_kind
from revgov.kinds.values.value import Expands, Reads

M = TypeVar("M", bound=Part)
Convert = Callable[[Any], Any]
PROSE = 48
"""Shorter texts are ids and words that stand in thousands of declarations: one copy of each is kept."""


class Unfit(ValueError):
    """The values are not plainly right; pydantic has to look at them."""


def assemble(model: type[M], raw: Any) -> M:
    """A model from the values of YAML. Raises ValueError where pydantic should be asked."""
    return cast(M, assembler(model)(raw))


@once_per_model
def assembler(model: type[Any]) -> Convert:
    fields = {
        name: (attribute, naming(prefix_of(hint), converter(hint)), text_in(hint), prefix_of(hint))
        for attribute, name, hint in fields_of(model)
    }
    required = [name for name, (attribute, *_) in fields.items() if not hasattr(model, attribute)]

    def assemble(raw: Any) -> Part:
        if type(raw) is not dict:
            raise Unfit
        values = {}
        for name, value in raw.items():
            if name not in fields:
                raise Unfit
            attribute, convert, text, prefix = fields[name]
            # Most values are texts, and most fields take them as they are: a call for each would double the time.
            if type(value) is str and text is not Fate.READ:
                if prefix:
                    value = value.removeprefix(prefix)
                value = intern(value) if len(value) < PROSE else value
                values[attribute] = value if text is Fate.KEPT else (value,)
            elif value is not None:
                values[attribute] = convert(value)
        for name in required:
            if raw.get(name) is None:
                raise Unfit
        return cast(Part, made(model, values))

    return assemble


class Fate(Enum):
    """What becomes of a text in a field: it is read, kept as it is, or the one item of a list."""

    READ = 1
    KEPT = 2
    LISTED = 3


def text_in(hint: Any) -> Fate:
    inner, marks = getattr(hint, "__origin__", hint), getattr(hint, "__metadata__", ())
    if get_origin(hint) is Annotated and any(isinstance(mark, (Reads, Expands)) for mark in marks):
        listed = any(isinstance(mark, Expands) and mark.expand is one_or_more for mark in marks)
        return Fate.LISTED if listed and get_args(inner)[0] is str else Fate.READ
    if get_origin(hint) is Annotated:
        return text_in(inner)
    if get_args(hint)[1:] == (type(None),):
        return text_in(get_args(hint)[0])
    return Fate.KEPT if hint is str else Fate.READ


def converter(hint: Any) -> Convert:
    """The function that turns a raw value into one of the annotated type, or raises ValueError."""
    if isinstance(hint, type) and isinstance(getattr(hint, "reads", None), Reads):
        reads: Reads = hint.reads  # type: ignore[attr-defined]
        return reads.read
    if isinstance(hint, type) and issubclass(hint, Part):
        return assembler(hint)
    return PLAIN[hint] if hint in PLAIN else compound(get_origin(hint), hint)


def naming(prefix: str, convert: Convert) -> Convert:
    return (lambda raw: without_kind(prefix, convert(raw))) if prefix else convert


def compound(origin: Any, hint: Any) -> Convert:
    if origin is Annotated:
        return annotated(hint.__origin__, hint.__metadata__)
    arguments = get_args(hint)
    if origin is tuple:
        return list_of(converter(arguments[0]))
    if origin is dict:
        return mapping_of(*map(converter, arguments))
    if origin in (Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        return converter(arguments[0])
    raise TypeError(f"no declaration can hold {hint}: write a type with a reader of its own")


def annotated(inner: Any, marks: tuple[Any, ...]) -> Convert:
    """The last reader among the marks decides; an expansion comes before what it expands to."""
    convert = next((mark.read for mark in marks if isinstance(mark, Reads)), None) or converter(inner)
    for mark in marks:
        if isinstance(mark, Expands):
            convert = expanded(mark.expand, convert)
    return convert


def expanded(expand: Convert, convert: Convert) -> Convert:
    return lambda raw: convert(expand(raw))


def list_of(convert: Convert) -> Convert:
    def read(raw: Any) -> tuple[Any, ...]:
        if type(raw) not in (list, tuple):
            raise Unfit
        return tuple([convert(item) for item in raw])

    return read


def mapping_of(convert_key: Convert, convert: Convert) -> Convert:
    def read(raw: Any) -> Mapping[Any, Any]:
        if type(raw) is not dict:
            raise Unfit
        return {convert_key(key): convert(value) for key, value in raw.items()}

    return read


def plain(wanted: type[Any]) -> Convert:
    def read(raw: Any) -> Any:
        if type(raw) is not wanted:
            raise Unfit
        return raw

    return read


def written(raw: Any) -> str:
    if type(raw) is not str:
        raise Unfit
    return intern(raw) if len(raw) < PROSE else raw


PLAIN: Mapping[Any, Convert] = {str: written, int: plain(int), bool: plain(bool), Any: lambda raw: raw}
