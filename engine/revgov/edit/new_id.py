"""May a declaration bear this id, and which references become which?"""

from __future__ import annotations

from collections.abc import Mapping

from revgov.edit.page import Refused
from revgov.governance.declare import ID
from revgov.governance.governance import Governance
from revgov.kinds import Charter, Dataset, Field, Node
from revgov.text import read


def references(governance: Governance, node: Node, written: str) -> Mapping[str, str]:
    """The references that change, each with what it becomes: a dataset's fields bear its id too. Raises Refused."""
    if isinstance(node, Charter):
        raise Refused("there is one charter, and it bears no id of its own")
    new = full_id(node, written)
    if new == node.id:
        raise Refused(f"{node.ref} is called so already")
    if not ID.fullmatch(new.rpartition(".")[2]):
        raise Refused(f"'{written}' is no id; write small letters, digits and _, beginning with a letter")
    if again := next((one for one in governance.faults.duplicates if one.ref == node.ref), None):
        place = governance.place(again.spot)
        raise Refused(f"{node.ref} is declared twice, again at {place.path}:{place.line}; delete or rename one by hand")
    refs = {node.ref: f"{node.kind}:{new}"}
    if isinstance(node, Dataset):
        refs |= {f"field:{node.id}.{name}": f"field:{new}.{name}" for name in node.fields or {}}
    for ref in refs.values():
        if ref in governance.nodes and ref not in refs:
            place = governance.place(governance.nodes[ref].at(key=True))
            raise Refused(f"{ref} is declared already, at {place.path}:{place.line}; give it another id first")
    return refs


def full_id(node: Node, written: str) -> str:
    """An id as the command line may say it: plain, after its kind, and of a field with or without the dataset."""
    kind, colon, new = written.rpartition(":")
    if colon and kind != node.kind:
        raise Refused(f"{node.ref} stays of the kind {node.kind}; '{written}' would be another one")
    if isinstance(node, Field):
        dataset = node.id.partition(".")[0]
        head, dot, _ = new.rpartition(".")
        if dot and head != dataset:
            raise Refused(f"{node.ref} stays a field of {dataset}; '{written}' would be of another dataset")
        return new if dot else f"{dataset}.{new}"
    return new


def expect_readable(governance: Governance) -> None:
    """Raises Refused where a file cannot be read: it may hold the id, and nobody would know."""
    for file, fault in governance.faults.texts:
        if fault.check == "yaml-file-unreadable" or read(governance.source.files.get(file, b"")).values is None:
            raise Refused(f"{file}:{fault.span.line} may hold the id and cannot be read; mend it: {fault.message}")
