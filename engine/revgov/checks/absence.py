"""What is missing, and what only could not be read: a finding about something absent stands somewhere all the same."""

from __future__ import annotations

import re

from revgov.governance.governance import Governance
from revgov.kinds import Node
from revgov.kinds.node import Spot


def missing(what: str) -> Spot:
    """The first line of the charter, for what nobody declared. `what` tells such findings apart."""
    return Spot("charter:charter", (), key=True, word=(0, what), file="charter.yaml")


def lacks(node: Node, field: str) -> Spot:
    """The declaration that should have a field. `field` tells findings about one declaration apart."""
    return node.at(word=(0, field))


def unread(governance: Governance) -> frozenset[tuple[str, str]]:
    """The fields, by declaration, of which something could not be read: what stands there is no absence. A field whose
    name is misspelt is the one that was meant."""
    fields = set()
    for spot, suggestion in ((defect.spot, defect.suggestion) for defect in governance.faults.defects):
        if spot.node and len(spot.path) > spot.base:
            fields.add((spot.node, str(spot.path[spot.base])))
            if suggestion and spot.key and len(spot.path) == spot.base + 1:
                fields.add((spot.node, suggestion.text))
    return frozenset(fields)


WORD = re.compile(rb"[a-z][a-z0-9_]*")
# After these faults of the text the rest of the file was still read.
READ_ON = frozenset({"yaml-duplicate-key", "schema-control-character"})


def out_of_sight(governance: Governance) -> frozenset[str]:
    """The words in files that could not be read to the end, or that hold a section nobody knows, and the ids that were
    meant where none is written: what bears such an id may be declared there, and nobody can say that it is not."""
    files = {file for file, fault in governance.faults.texts if fault.check not in READ_ON}
    files |= {one.spot.file or "" for one in governance.faults.defects if one.check == "schema-unknown-section"}
    words = {word for file in files for word in WORD.findall(governance.source.files.get(file, b""))}
    ids = (one.suggestion for one in governance.faults.defects if one.check == "schema-id-invalid")
    return frozenset([*(word.decode() for word in words), *(meant.text for meant in ids if meant)])


def all_read(governance: Governance) -> bool:
    """Whether every file could be read to its end, and every section; else nobody can say what is not declared."""
    faults = governance.faults
    return not faults.texts and not any(one.check == "schema-unknown-section" for one in faults.defects)
