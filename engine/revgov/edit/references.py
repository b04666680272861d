"""Where a declaration is named: every mention of it in a file, by the place in the text and as it is written there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revgov.edit.page import Path
from revgov.edit.step import RenameKey, Reword, Step, Write
from revgov.governance.declare import Declared
from revgov.governance.resolve import targets
from revgov.governance.texts import as_written
from revgov.kinds import Decision, Node, Waiver
from revgov.kinds.mentions import Mention, mentions
from revgov.kinds.node import Ref


class Names(NamedTuple):
    """What names mean: the declarations by reference, and for each plain id the kinds that declare it."""

    nodes: Mapping[str, Node]
    kinds_of: Mapping[str, list[str]]


def renamings(declared: Declared, values: Any, new: Mapping[str, str], names: Names) -> Iterator[Step]:
    """The steps that give other ids to what a declaration names; `new` maps references to those they become."""
    for mention in mentions(declared.node):
        if isinstance(mention.mark, Ref):
            found = targets(declared.node, mention, mention.mark, names.nodes, names.kinds_of)
            if len(found) == 1 and found[0] in new:
                yield from renaming(declared, values, mention, found[0], new[found[0]])
    yield from besides(declared, values, new)


def renaming(declared: Declared, values: Any, mention: Mention, old: str, new: str) -> Iterator[Step]:
    """The step for one mention; none where the part of the id that is written there stays."""
    path, raw = written_at(declared, values, mention.path, key=mention.key)
    if mention.word is not None:
        at, word = mention.word
        at = at if raw.startswith(word, at) else raw.find(word)
        if (other := respelt(mention, word, old, new)) != word:
            yield Reword(path, at, word, other)
    elif (other := respelt(mention, raw, old, new)) != raw:
        yield RenameKey(path, other) if mention.key else Write(path, other)


def respelt(mention: Mention, written: str, old: str, new: str) -> str:
    """A name with another id; what stands before the id, such as the kind, stays as it was."""
    before, after = old.partition(":")[2], new.partition(":")[2]
    if isinstance(mention.mark, Ref) and mention.mark.of is not None:
        before, after = before.partition(".")[2], after.partition(".")[2]
    return written.removesuffix(before) + after if written.endswith(before) else written


def written_at(declared: Declared, values: Any, path: Path, *, key: bool = False) -> tuple[Path, str]:
    """The way from the top of the file to a part of a declaration, and the text there; of a key the key itself.

    A list of one may be written as its one item, and a group by its shortest form.
    """
    full = (*declared.home, *as_written(path, declared.left_out))
    *way, last = full
    value, found = values, list[str | int]()
    for part in way if key else full:
        if isinstance(value, str) or (part == 0 and not isinstance(value, list)):
            continue
        value = value[part]
        found.append(part)
    return (tuple(found), str(value)) if not key else ((*found, last), str(last))


def besides(declared: Declared, values: Any, new: Mapping[str, str]) -> Iterator[Step]:
    """Names that are no references, because most often something else stands there."""
    node = declared.node
    # The check that a waiver is about may be a house rule.
    if isinstance(node, Waiver) and node.check is not None and node.check in new:
        yield Write((*declared.home, "check"), new[node.check])
    # A decision may cover a field of one dataset.
    if isinstance(node, Decision):
        for index, cover in enumerate(node.covers):
            of, _, name = cover.field.partition(".")
            field = name.partition(".")[0]
            ref = f"field:{cover.id}.{field}"
            if cover.kind == "dataset" and of == "fields" and ref in new:
                path, raw = written_at(declared, values, ("covers", index))
                at = raw.find(f".fields.{field}") + len(".fields.")
                yield Reword(path, at, field, new[ref].rpartition(".")[2])
