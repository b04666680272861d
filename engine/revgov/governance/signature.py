"""The digest that ties a sign-off to what was signed: it changes with what a declaration says, not with its layout."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from revgov.kinds import Node, Signoff
from revgov.kinds.node import Part, written_name

# What may change after a signature without changing what was signed.
BESIDES = ("review", "evidence", "notes", "links", "tags")
SHORTEST = 12
"""The least number of digits of a digest that a sign-off must quote."""


def signature(node: Node) -> str:
    """The first 32 digits of the sha256 of a declaration's values, in hexadecimal."""
    values = {name: value for name, value in written(node).items() if name not in BESIDES}
    text = json.dumps([node.ref, values], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def holds(signoff: Signoff, node: Node) -> bool:
    """Whether a sign-off still stands: the declaration is what it was when it was signed."""
    quoted = (signoff.digest or "").removeprefix("sha256:").casefold()
    return len(quoted) >= SHORTEST and signature(node).startswith(quoted[:32])


def written(value: Any) -> Any:
    """A value as plain JSON: a formula or a condition by its text, other values by their parts."""
    if isinstance(value, Part):
        # What a declaration is called and where it stands are no fields: moving it to another file signs nothing new.
        fields = {name: getattr(value, name) for name in value.__fields__}
        return {written_name(name): written(one) for name, one in fields.items() if name in value.__dict__}
    if isinstance(value, dict):
        return {str(key): written(one) for key, one in value.items()}
    if hasattr(value, "written"):
        return value.written
    if isinstance(value, (tuple, list)):
        return [written(one) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value
