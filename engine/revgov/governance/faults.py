"""What is wrong with a declaration, in words, and the most of it that can still be understood."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError

from revgov.governance.texts import as_written
from revgov.kinds import Node
from revgov.kinds.mentions import parts_of
from revgov.kinds.node import Part, fields_of
from revgov.kinds.validation import build
from revgov.kinds.values import Unreadable, WrongType, described

Path = tuple[str | int, ...]
# What pydantic calls the fault -> what we say, where the value's own reader has not said it better.
WORDS = {
    "string_type": "a text is needed here",
    "dict_type": "a mapping is needed here",
    "mapping_type": "a mapping is needed here",
    "tuple_type": "a list is needed here",
    "int_type": "a whole number is needed here",
    "float_type": "a number is needed here",
    "bool_type": "write true or false here",
}
ROUNDS = 12


class Fault(NamedTuple):
    """A fault of one field; the path starts at the declaration."""

    check: str
    path: Path
    message: str
    at_key: bool = False
    word: tuple[int, str] | None = None
    instead: str | None = None


class Understood(NamedTuple):
    """A declaration without what could not be understood, and why; `left_out` are the items dropped from lists."""

    node: Node
    faults: tuple[Fault, ...]
    left_out: Mapping[Path, tuple[int, ...]]


def examine(model: type[Node], raw: Any) -> Understood:
    """What is wrong with values, if anything is."""
    try:
        return Understood(build(model, raw), (), {})
    except ValidationError as error:
        return understood(model, raw, error)


def understood(model: type[Node], raw: Any, error: ValidationError) -> Understood:
    """Takes out what is faulty, and nothing else, until the rest can be read."""
    if not isinstance(raw, dict):
        message = f"{described(raw)[:60]} stands here; a declaration maps the names of fields to values"
        return Understood(build(model, {}), (Fault("schema-wrong-type", (), message),), {})
    rest = copy.deepcopy(raw)
    faults: dict[Path, Fault] = {}
    left_out: dict[Path, list[int]] = {}
    for _ in range(ROUNDS):
        found = faults_of(model, rest, error, left_out)
        faults.update((fault.path, fault) for fault in found if fault.path not in faults)
        take_out(rest, [spoiled(fault) for fault in found], left_out)
        try:
            return Understood(build(model, rest), tuple(faults.values()), finished(left_out))
        except ValidationError as next_error:
            error = next_error
    return Understood(build(model, {}), tuple(faults.values()), {})


def faults_of(model: type[Node], raw: Any, error: ValidationError, left_out: Mapping[Path, list[int]]) -> list[Fault]:
    """One fault for each place, in the places of the text as it was written."""
    found: dict[Path, Fault] = {}
    for one in error.errors(include_url=False, include_input=False):
        path = within(raw, one["loc"], one["type"])
        if path not in found:
            found[path] = fault_of(model, raw, path, one)
    gone = finished(left_out)
    return [fault._replace(path=as_written(fault.path, gone)) for fault in found.values()]


def within(raw: Any, loc: tuple[Any, ...], type_: str) -> Path:
    """The part of pydantic's path that exists in the text: names of union members and expanded short forms do not."""
    path: list[str | int] = []
    for part in loc:
        if (isinstance(raw, dict) and part in raw) or (
            isinstance(raw, (list, tuple)) and isinstance(part, int) and part < len(raw)
        ):
            raw = raw[part]
        elif isinstance(raw, dict) and type_ == "missing" and part == loc[-1]:
            path.append(part)
            break
        else:
            continue
        path.append(part)
    return tuple(path)


def fault_of(model: type[Node], raw: Any, path: Path, error: Any) -> Fault:
    kind, reason = error["type"], (error.get("ctx") or {}).get("error")
    name = path[-1] if path else ""
    if kind == "extra_forbidden":
        return unknown_field(model, path)
    if kind == "missing":
        return Fault("schema-part-missing", path, f"'{name}' is missing here; without it the rest means nothing")
    if isinstance(reason, Unreadable):
        return Fault("schema-unreadable", path, said(path, reason), word=word_at(raw, path, reason.at))
    if isinstance(reason, WrongType):
        return Fault("schema-wrong-type", path, said(path, reason))
    words = WORDS.get(kind, "this cannot be read here")
    return Fault("schema-wrong-type", path, f"{field_of(path)}: {described(at(raw, path))[:60]} stands here; {words}")


def said(path: Path, reason: Exception) -> str:
    """The reader's sentence, however long the text is that it quotes."""
    sentence = str(reason)
    return f"{field_of(path)}: {sentence if len(sentence) <= 400 else f'{sentence[:200]} … {sentence[-150:]}'}"


def word_at(raw: Any, path: Path, offset: int | None) -> tuple[int, str] | None:
    """The character with which the trouble starts, where the reader knows it."""
    written = at(raw, path)
    return (offset, written[offset : offset + 1]) if offset is not None and isinstance(written, str) else None


def field_of(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))[:80]


def at(raw: Any, path: Path) -> Any:
    for part in path:
        raw = raw[part]
    return raw


def unknown_field(model: type[Node], path: Path) -> Fault:
    name = str(path[-1])
    known = known_fields(model, path[:-1])
    close = get_close_matches(name[:80], known, n=1)
    shown = name if len(name) <= 80 else f"{name[:77]}…"
    hint = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(sorted(known)[:40])}"
    message = f"'{shown}' is no field here; {hint}"
    return Fault("schema-unknown-field", path, message, at_key=True, instead=close[0] if close else None)


def known_fields(model: type[Part], path: Path) -> list[str]:
    """The names of the fields of the model that stands at a path."""
    for part in path:
        hint = next((hint for _, name, hint in fields_of(model) if name == part), None)
        for one, is_key in parts_of(hint, False):
            if isinstance(one, type) and issubclass(one, Part) and not is_key:
                model = one
    return [name for _, name, _ in fields_of(model)]


def spoiled(fault: Fault) -> Path:
    """What must go for the rest to be readable: the part itself, or what it is missing from."""
    return fault.path[:-1] if fault.check == "schema-part-missing" else fault.path


def take_out(raw: Any, paths: list[Path], left_out: dict[Path, list[int]]) -> None:
    """Removes the parts at paths given as written; remembers the list items, so that later ones keep their place."""
    for path in sorted(paths, key=lambda path: tuple(map(str, path))):
        *way, last = path or ("",)
        holder: Any = raw
        written: list[str | int] = []
        try:
            for part in way:
                holder = holder[now(part, tuple(written), left_out)]
                written.append(part)
            del holder[now(last, tuple(written), left_out)]
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(last, int):
            left_out.setdefault(tuple(written), []).append(last)


def now(part: str | int, holder: Path, left_out: Mapping[Path, list[int]]) -> Any:
    """The index that an item has in a list from which earlier items were taken."""
    if isinstance(part, int):
        return part - sum(gone < part for gone in left_out.get(holder, ()))
    return part


def finished(left_out: Mapping[Path, list[int]]) -> dict[Path, tuple[int, ...]]:
    return {path: tuple(sorted(items)) for path, items in left_out.items()}
