"""The values of a file -> declarations, and the defects of what could not be understood."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from revgov.governance.defect import Defect, Suggestion
from revgov.kinds import SECTIONS, Dataset, Node
from revgov.kinds.assembly import assemble
from revgov.kinds.node import Spot
from revgov.kinds.values import described

if TYPE_CHECKING:
    from revgov.governance.faults import Fault, Understood

ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_REPORTS = 100


class Declared(NamedTuple):
    """A declaration, where it stands, and which list items of it were left out because they could not be understood."""

    node: Node
    file: str
    home: tuple[str, ...]
    left_out: Mapping[tuple[str | int, ...], tuple[int, ...]]


def declarations(file: str, values: Any) -> Iterator[Declared | Defect]:
    """Everything a file declares. A second declaration of an id is yielded too: whoever indexes them decides."""
    if values is None:
        return
    if not isinstance(values, dict):
        message = f"{described(values)} stands here; a file maps the names of sections to declarations"
        yield Defect("schema-wrong-type", Spot(None, (), file=file), message)
        return
    unknown = 0
    for name, section in values.items():
        if name in SECTIONS:
            yield from section_of(file, name, section)
        elif (unknown := unknown + 1) <= MOST_REPORTS:
            yield unknown_section(file, name)
    if unknown > MOST_REPORTS:
        message = f"{unknown - MOST_REPORTS} more unknown sections follow in this file"
        yield Defect("schema-unknown-section", Spot(None, (), file=file), message)


def unknown_section(file: str, name: str) -> Defect:
    spot = Spot(None, (name,), key=True, file=file)
    close = get_close_matches(name[:80], SECTIONS, n=1)
    if not close:
        return Defect("schema-unknown-section", spot, f"'{cut(name)}' is no section; nothing below it is read")
    suggestion = Suggestion(f"Use '{close[0]}'", spot, close[0])
    message = f"'{cut(name)}' is no section; did you mean '{close[0]}'?"
    return Defect("schema-unknown-section", spot, message, suggestion=suggestion)


def section_of(file: str, name: str, section: Any) -> Iterator[Declared | Defect]:
    if section is None:
        return
    if name == "charter":
        yield from declaration(file, (name,), name, "charter", section)
    elif not isinstance(section, dict):
        message = f"{described(section)[:60]} stands here; the section '{name}' maps each id to its declaration"
        yield Defect("schema-wrong-type", Spot(None, (name,), file=file), message)
    else:
        for id_, raw in section.items():
            yield from declaration(file, (name, id_), name, id_, raw)


def declaration(file: str, home: tuple[str, ...], section: str, id_: str, raw: Any) -> Iterator[Declared | Defect]:
    model = SECTIONS[section].model
    id_ = sys.intern(id_)
    ref = f"{model.kind}:{id_}"
    if not ID.fullmatch(id_):
        yield bad_id(file, home, ref, id_)
    left_out: Mapping[tuple[str | int, ...], tuple[int, ...]] = {}
    try:
        node: Node = assemble(model, {} if raw is None else raw)
    except ValueError:
        best = examined(model, {} if raw is None else raw)
        yield from (defect_of(file, home, ref, fault) for fault in best.faults)
        node, left_out = best.node, best.left_out
    yield Declared(named(node, id_, file), file, home, left_out)
    if isinstance(node, Dataset):
        yield from fields_of(file, home, node)


def examined(model: type[Node], raw: Any) -> Understood:
    """What pydantic makes of values that are not plainly right."""
    from revgov.governance.faults import examine

    return examine(model, raw)


def fields_of(file: str, home: tuple[str, ...], dataset: Dataset) -> Iterator[Declared | Defect]:
    """A dataset's fields are declarations too; their ids start with the dataset's."""
    for name, field in (dataset.fields or {}).items():
        id_ = sys.intern(f"{dataset.id}.{name}")
        inside = (*home, "fields", name)
        if not ID.fullmatch(name):
            yield bad_id(file, inside, f"field:{id_}", name)
        yield Declared(named(field, id_, file), file, inside, {})


def named(node: Node, id_: str, file: str) -> Node:
    """Gives a declaration its identity, which its text does not hold."""
    node.__dict__.update(id=id_, file=file, ref=f"{node.kind}:{id_}")
    return node


def bad_id(file: str, home: tuple[str, ...], ref: str, id_: str) -> Defect:
    plain = re.sub(r"[^a-z0-9]+", "_", id_.lower()).strip("_")
    spot = Spot(ref, home, key=True, file=file, base=len(home))
    meant = Suggestion(f"Use '{cut(plain)}'", spot, plain) if ID.fullmatch(plain) else None
    hint = f", such as {plain}" if meant else ""
    message = f"'{cut(id_)}' is no id; write small letters, digits and _, beginning with a letter{cut(hint)}"
    return Defect("schema-id-invalid", spot, message, suggestion=meant)


def defect_of(file: str, home: tuple[str, ...], ref: str, fault: Fault) -> Defect:
    spot = Spot(ref, (*home, *fault.path), fault.at_key, fault.word, file, len(home))
    suggestion = Suggestion(f"Use '{fault.instead}'", spot, fault.instead) if fault.instead else None
    return Defect(fault.check, spot, fault.message, suggestion=suggestion)


def cut(text: str) -> str:
    """Messages are sentences, however long what was written is."""
    return text if len(text) <= 80 else f"{text[:77]}…"
