"""How much one file may ask of us. Limits act on the stream of events, before anything is built."""

from __future__ import annotations

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

PURE_BYTES = 256 * 1024
"""The pure parser takes about 2 µs a byte: beyond this size the word of libyaml is final."""
