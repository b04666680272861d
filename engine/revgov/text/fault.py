"""What reading a text yields: its values, and the faults of the text itself."""

from __future__ import annotations

from typing import Any, NamedTuple

from revgov.finding import Span

SYNTAX = "yaml-syntax"
DUPLICATE_KEY = "yaml-duplicate-key"
REFUSED = "yaml-refused"
LIMIT = "yaml-limit"
ENCODING = "yaml-encoding"
CONTROL_CHARACTER = "yaml-control-character"
ESCAPED = "schema-control-character"
"""Well-formed YAML (`"\\b"`), yet not of our language: named like other values a field does not admit."""


class Fault(NamedTuple):
    """A fault of the text itself, where it stands, and the places that belong to it."""

    check: str
    message: str
    span: Span
    related: tuple[tuple[str, Span], ...] = ()


class Reading(NamedTuple):
    """What one file says.

    `values` are plain dict, list, str, int, float, bool and None; an alias yields the very object its anchor names, so
    treat them as frozen. They are None where a fault ended the reading: syntax, encoding, control characters, a
    refused construct, a limit of the file. After a duplicate key (its first value stands), a key that is no text or a
    number out of range (both are taken as the text they were written as) and an escaped control character (it stands
    in the value) reading goes on. `pure` says that the pure parser had the last word.
    """

    values: Any
    faults: tuple[Fault, ...]
    pure: bool


class Stop(Exception):
    """Ends the reading of one file; never leaves this package."""

    def __init__(self, fault: Fault) -> None:
        """Carries the fault that ended it."""
        super().__init__(fault.message)
        self.fault = fault
