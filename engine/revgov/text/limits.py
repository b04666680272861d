"""How much one file may ask of us. Limits act on the stream of events, before anything is built."""

from __future__ import annotations

from typing import Any

BYTES = 2 * 1024 * 1024
LEVELS = 64
ALIASES = 100
NODES = 100_000
"""Nodes of one file: keys, values, mappings and lists, each alias counted as all it stands for."""

FAULTS = 100
"""Faults reported for one file; a file with more of them is another kind of file."""

DIGITS = 18
"""Digits of a whole number: what every reader of our outputs holds in 64 bits."""

NUMBER_LENGTH = 64
"""Characters of a number with a fraction or an exponent."""

PURE_BYTES = 128 * 1024
"""The pure parser takes 2 to 10 µs a byte: beyond this size the word of libyaml is final."""


def levels(value: Any) -> int:
    """How deep mappings and lists are nested in `value`; 0 for a scalar."""
    depth = 0
    layer = [value]
    while branches := [branch for branch in layer if isinstance(branch, (dict, list))]:
        depth += 1
        layer = [inner for branch in branches for inner in (branch.values() if isinstance(branch, dict) else branch)]
    return depth


def nodes(value: Any) -> int:
    """How many names and values `value` is made of, itself included."""
    total = 0
    layer = [value]
    while layer:
        branches = [branch for branch in layer if isinstance(branch, (dict, list))]
        total += len(layer) + sum(len(branch) for branch in branches if isinstance(branch, dict))
        layer = [inner for branch in branches for inner in (branch.values() if isinstance(branch, dict) else branch)]
    return total
