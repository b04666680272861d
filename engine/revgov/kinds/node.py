"""What every declaration is made of: the model decorator, references, and the fields that all sections share."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache, cached_property
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    NoReturn,
    TypeVar,
    dataclass_transform,
)

from revgov.kinds.values import Condition, Date, Duration, WrongType
from revgov.kinds.values.value import Expands, Reads

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T", bound="Part")
R = TypeVar("R")


def written_name(attribute: str) -> str:
    """The key in YAML of a Python attribute: `is_` is `is`, because Python reserves the word."""
    return attribute.rstrip("_")


class Part:
    """A frozen group of fields: a declaration, or a value nested in one.

    An instance holds what was written; the defaults stay with the class. So 100,000 declarations of up to fifty fields
    fit into memory, and a default that changes changes everywhere.
    """

    __fields__: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from revgov.kinds.validation import core_schema_of

        return core_schema_of(cls, handler)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: declarations are frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.__dict__.get("id"), tuple(self.__dict__)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def made(model: type[T], values: dict[str, Any]) -> T:
    """An instance of values that are already of the fields' types, by the names of attributes; it keeps the mapping."""
    instance = object.__new__(model)
    object.__setattr__(instance, "__dict__", values)
    return instance


@dataclass_transform(kw_only_default=True, frozen_default=True)
def model(cls: type[T]) -> type[T]:
    """Makes a class with annotated fields a model. Nothing is evaluated yet: most runs need only some of the models."""
    own = [name for name, written in cls.__annotations__.items() if not str(written).startswith("ClassVar")]
    cls.__fields__ = (*cls.__fields__, *(name for name in own if name not in cls.__fields__))
    return cls


def once_per_model(make: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    """Remembers what is made of each model: it is the same all day."""
    return cache(make)  # type: ignore[return-value]


@once_per_model
def fields_of(model: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """Each field of a model: its attribute, its name in YAML and its annotation.

    Each class's own annotations are evaluated once: `typing.get_type_hints` would evaluate those that all declarations
    share again for every kind.
    """
    hints = {attribute: hint for attribute, _, hint in (fields_of(model.__mro__[1]) if model is not Part else ())}
    names = vars(sys.modules[model.__module__])
    for attribute, written in model.__annotations__.items():
        if attribute in model.__fields__:
            hints[attribute] = eval(written, names) if isinstance(written, str) else written
    return tuple((attribute, written_name(attribute), hint) for attribute, hint in hints.items())


class Ref:
    """Marks a field that names other declarations; from it alone come edges, completion, rename and links.

    `kinds` are the kinds that may be named; none means any. `of` is the sibling field that holds the first half of a
    two-part id (`source: {dataset: opportunity, field: amount}`), or `self` where the declaration itself is that half.
    `owns` says that who is named owns a part of the declaration. `prefix` is what says nothing before a name: `role:`
    where nothing but roles may be named.
    """

    __slots__ = ("kinds", "of", "owns", "prefix")

    def __init__(self, *kinds: str, of: str | None = None, owns: bool = False) -> None:
        self.kinds = kinds
        self.of = of
        self.owns = owns
        self.prefix = f"{kinds[0]}:" if len(kinds) == 1 and of is None else ""


def prefix_of(hint: Any) -> str:
    """The prefix of the reference that a field is marked as. The keys of a mapping keep theirs: they are places too."""
    return next((mark.prefix for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Ref)), "")


def without_kind(prefix: str, value: Any) -> Any:
    """A name, or several, by plain ids: so `role:cfo` and `cfo` are one name for whoever compares or looks up."""
    if type(value) is str:
        return value.removeprefix(prefix)
    if type(value) is tuple:
        return tuple([one.removeprefix(prefix) if type(one) is str else one for one in value])
    return value


class Word(NamedTuple):
    """Marks a field whose words are listed elsewhere: in the charter (`area`, …) or in the profile (`known`)."""

    vocabulary: str


class Prose(NamedTuple):
    """Marks a text that somebody will act on: no placeholder may stand for it.

    `naming` is a text that names the thing, or a part of it, and may well say what the title says. In one that is
    `spelt` short forms have to be spelt out somewhere.
    """

    naming: bool = False
    spelt: bool = False


class Meaning:
    """Marks the field in which a kind says what it means: of two things of one name it says the same."""

    __slots__ = ()


Text = Annotated[str, Prose()]
Naming = Annotated[str, Prose(naming=True)]
Spelt = Annotated[str, Prose(spelt=True)]
SpeltName = Annotated[str, Prose(naming=True, spelt=True)]
Definition = Annotated[Spelt, Meaning()]


def one_or_more(raw: object) -> object:
    """A list stays a list and a single value becomes a list of one: how many there may be is a check's question."""
    if raw is None:
        return ()
    return raw if isinstance(raw, (list, tuple)) else (raw,)


OneOrMore = Annotated[tuple[str, ...], Expands(one_or_more, {"type": "string"})]


def short_form(field: str) -> Expands:
    """Lets `held_by: [ada_k]` stand for `held_by: [{person: ada_k}]`."""

    def expand(raw: object) -> object:
        return {field: raw} if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else raw

    return Expands(expand, {"type": ["string", "number"]})


def whole_number(raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise WrongType("a whole number is needed here")


def number(raw: object) -> int | float:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return raw
    raise WrongType("a number is needed here")


def yes_or_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise WrongType("write true or false here")


def label(raw: object) -> int | str:
    if isinstance(raw, str) or (isinstance(raw, int) and not isinstance(raw, bool)):
        return raw
    raise WrongType("a word or a whole number is needed here")


Whole = Annotated[int, Reads(whole_number, type="integer")]
Number = Annotated[float, Reads(number, type="number")]
Label = Annotated[int | str, Reads(label, type=["string", "integer"])]
YesNo = Annotated[bool, Reads(yes_or_no, type="boolean")]


# Whatever has to hold for something: one condition, or a list of which all have to.
Conditions = Annotated[
    tuple[Condition, ...], Expands(one_or_more, {"type": "string"}), Ref("field", "kpi", "check", "policy")
]


class Spot(NamedTuple):
    """A place as checks name it: a declaration, the way to a field inside it, and perhaps one word of the text there.

    `path` holds keys and list indices; `key` points at the last key itself and not at its value. With `file` the path
    starts at the top of that file, and its first `base` parts lead to the declaration: so speaks the reading itself,
    which also meets what never became a declaration.
    """

    node: str | None
    path: tuple[str | int, ...] = ()
    key: bool = False
    word: tuple[int, str] | None = None
    file: str | None = None
    base: int = 0

    @property
    def field(self) -> str | None:
        """The dotted path without list indices."""
        return ".".join(part for part in self.path[self.base :] if isinstance(part, str)) or None


@model
class Evidence(Part):
    """Proof that something is so, and how long it counts."""

    what: str
    url: str | None = None
    on: Date | None = None
    by: Annotated[str | None, Ref("role", "person")] = None
    valid: Duration | None = None


@model
class Review(Part):
    """When somebody asks whether the text is still right."""

    every: Duration | None = None
    last: Date | None = None
    next: Date | None = None
    by: Annotated[str | None, Ref("role")] = None


@model
class Move(Part):
    """A due date put off, with the reason."""

    to: Date
    why: str | None = None


@model
class Action(Part):
    """Something that somebody will do by a date; the same wherever actions stand."""

    what: Naming
    owner: Annotated[OneOrMore, Ref("role")] = ()
    due: Date | None = None
    done: Date | None = None
    moved: Move | None = None
    cancelled: str | None = None
    about: Annotated[OneOrMore, Ref()] = ()
    evidence: str | None = None


@model
class Step(Part):
    """One step of a playbook or a contingency."""

    role: Annotated[str | None, Ref("role")] = None
    does: Text
    system: Annotated[str | None, Ref("system")] = None
    within: Duration | None = None


@model
class Node(Part):
    """A declaration: what every section may carry. `id` and `file` are not fields: no user writes them in it."""

    kind: ClassVar[str] = ""
    if TYPE_CHECKING:
        id: ClassVar[str]
        file: ClassVar[str]

    name: Naming | None = None
    description: Text | None = None
    owner: Annotated[OneOrMore, Ref("role")] = ()
    function: Annotated[str | None, Word("function")] = None
    tags: OneOrMore = ()
    links: dict[str, str] | None = None
    is_: Annotated[str | None, Word("known")] = None
    since: Date | None = None
    until: Date | None = None
    was: OneOrMore = ()
    aliases: OneOrMore = ()
    pillar: Annotated[str | None, Word("pillar")] = None
    notes: str | None = None
    evidence: tuple[Evidence, ...] = ()
    review: Review | None = None

    def __init_subclass__(cls, **more: Any) -> None:
        # `CompPlan` is the kind `comp_plan`; the word stands in references, findings and SQL.
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @cached_property
    def ref(self) -> str:
        """`kind:id`. Whoever gives a declaration its id writes this beside it: it is asked for all the time."""
        return f"{self.kind}:{self.id}"

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.id

    def at(self, *path: str | int, key: bool = False, word: tuple[int, str] | None = None) -> Spot:
        """The place of a field, or of the declaration itself."""
        return Spot(self.ref, path, key, word)
