"""How the type of a field reads what people wrote: the ways it can fail, and what makes a class such a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")


class WrongType(ValueError):
    """The field holds another kind of thing, such as a list where a text belongs."""


class Unreadable(ValueError):
    """The text is of the right kind but says nothing this field understands.

    `at` is where in the text the trouble starts, in code points, when that is known.
    """

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.at = at


LONGEST = 4000
"""How many characters a value may have that is read for its meaning; prose is not."""


def text(raw: object, example: str) -> str:
    """The raw value as text without surrounding blanks. A number is no text: units are never guessed."""
    if isinstance(raw, str):
        if len(raw) > LONGEST:
            raise Unreadable(f"{len(raw)} characters stand here; write something like `{example}`")
        return raw.strip()
    raise WrongType(f"{described(raw)} stands here; write something like `{example}`")


def described(raw: object) -> str:
    """What stands there, in the words of somebody who writes YAML."""
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return f"`{str(raw).lower()}`"
    if isinstance(raw, (int, float)):
        return f"the number {raw}"
    if isinstance(raw, str):
        return f"the text '{raw}'"
    return "a list" if isinstance(raw, (list, tuple)) else "a mapping"


def reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Remembers what was read: the same few durations, percentages and dates stand in thousands of declarations.

    Texts only, because `1`, `1.0` and `true` are the same key to a dictionary and not to a reader.
    """
    remembered = lru_cache(maxsize=4096)(read)

    def recall(raw: Any) -> Any:
        return remembered(raw) if type(raw) is str else read(raw)

    return recall


class Reads:
    """Marks a type that a function reads, and says to editors what may stand there.

    This module and the models do not import pydantic: it finds its way here when a text has to be validated, and a text
    that was valid before is read by the same functions without it.
    """

    __slots__ = ("read", "shape")

    def __init__(self, read: Callable[[Any], Any], **shape: Any) -> None:
        self.read = reader(read)
        self.shape: Mapping[str, Any] = shape

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.shape)


class Expands:
    """Marks a type with a shorter way of writing it: a function turns that into the full one."""

    __slots__ = ("expand", "short")

    def __init__(self, expand: Callable[[Any], Any], short: Mapping[str, Any]) -> None:
        self.expand = expand
        self.short = short

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [dict(self.short), handler(core)]}


def value(example: str, *, pattern: str | None = None, number: bool = False) -> Callable[[type[T]], type[T]]:
    """Makes a class with a `read(raw)` classmethod a type of fields; `example` and `pattern` are shown by editors."""
    shape: dict[str, Any] = {"type": ["string", "number"] if number else "string", "examples": [example]}
    if pattern:
        shape["pattern"] = pattern

    def decorate(cls: Any) -> Any:
        # A NamedTuple takes no base class, so it gets what pydantic looks for one by one.
        cls.reads = Reads(cls.read, **shape)
        cls.__get_pydantic_core_schema__ = cls.reads.__get_pydantic_core_schema__
        cls.__get_pydantic_json_schema__ = cls.reads.__get_pydantic_json_schema__
        return cls

    return decorate
