"""What a new id changes in one file: where it is declared, where it is named, and what is kept of the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revgov.edit.former import former_name
from revgov.edit.queries import sql_steps
from revgov.edit.references import Names, renamings
from revgov.edit.step import RenameKey, Reword, Step, Write
from revgov.governance.declare import Declared, declarations
from revgov.governance.governance import Governance
from revgov.governance.resolve import kinds_by_id
from revgov.kinds import Node
from revgov.text import read


class Renaming(NamedTuple):
    """A declaration, the references that change with what they become, and what names mean before."""

    node: Node
    refs: Mapping[str, str]
    names: Names
    known: tuple[str, ...]
    keep_was: bool


class Found(NamedTuple):
    """The steps in a file, and sentences about what a person should look at."""

    steps: tuple[Step, ...]
    look: tuple[str, ...]

    @property
    def places(self) -> int:
        """How often the id stands there, or is named."""
        return sum(isinstance(step, (Write, Reword, RenameKey)) for step in self.steps)


def renaming_of(governance: Governance, node: Node, refs: Mapping[str, str], *, keep_was: bool) -> Renaming:
    known = governance.profile.known.get(node.kind, ())
    return Renaming(node, refs, Names(governance.nodes, kinds_by_id(governance.nodes)), known, keep_was)


def found_in(renaming: Renaming, file: str, data: bytes) -> Found:
    """What is to be done in a file. Second declarations of an id, which do not count, are looked at too."""
    values = read(data).values
    steps: dict[Step, None] = {}
    look: dict[str, None] = {}
    for declared in declarations(file, values):
        if isinstance(declared, Declared):
            steps.update(dict.fromkeys(declaration_steps(renaming, declared, values)))
            for touched in sql_steps(declared, values, renaming.refs):
                look[touched.look] = None
                if touched.step is not None:
                    steps[touched.step] = None
        elif declared.spot.node is not None:
            field = f" ({declared.spot.field})" if declared.spot.field else ""
            look[f"{declared.spot.node}{field} in {file} cannot be read: does it name {renaming.node.ref}?"] = None
    return Found(tuple(steps), tuple(look))


def declaration_steps(renaming: Renaming, declared: Declared, values: Any) -> Iterator[Step]:
    yield from renamings(declared, values, renaming.refs, renaming.names)
    if declared.node.ref == renaming.node.ref:
        new = renaming.refs[declared.node.ref].rpartition(":")[2].rpartition(".")[2]
        yield RenameKey(declared.home, new)
        yield from former_name(declared.node, declared.home, new, renaming.known, keep_was=renaming.keep_was)


def kept(before: Node, now: Node) -> Iterator[str]:
    """What a person would otherwise wonder about: what stands there besides the new id, and what has not changed."""
    if now.is_ and not before.is_:
        why = f"so far the id said that it is the {now.is_} which checks look for, and now this does"
        yield f"`is: {now.is_}` was added: {why}"
    if len(now.was) > len(before.was):
        yield f"`was: {now.was[-1]}` was added: calendars and people find it again by that"
    if before.title != before.id:
        yield f"it is still called '{before.title}': an id is for the files, the name for people"
