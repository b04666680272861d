"""The one table of plain scalars: which unquoted words are null, true, false or a number. Everything else is text."""

from __future__ import annotations

import re
from math import isfinite

from revgov.text.limits import DIGITS, NUMBER_LENGTH

Scalar = str | int | float | bool | None

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# YAML 1.2.2, 10.3.2, decimal only. A leading zero is an article number, not a number: 010 stays text.
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
FIRST = frozenset("0123456789+-.")

MEMO_SIZE = 50_000
MEMO_LENGTH = 40


class OutOfRange(ValueError):
    """A number nobody could hold exactly: too many digits, or infinite."""


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar. Raises OutOfRange."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIRST:
        return text
    if WHOLE.fullmatch(text):
        if len(text.lstrip("+-")) > DIGITS:
            raise OutOfRange(text)
        return int(text)
    if FRACTION.fullmatch(text):
        value = float(text) if len(text) <= NUMBER_LENGTH else float("inf")
        if not isfinite(value):
            raise OutOfRange(text)
        return value
    return text


class Memo(dict[str, Scalar]):
    """Values of scalars seen before. Equal texts become one object, which is most of the memory of a large corpus."""

    def __missing__(self, text: str) -> Scalar:
        """Called for a text not seen before."""
        value = resolve(text)
        if len(text) <= MEMO_LENGTH:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[text] = value
        return value


plain = Memo()
"""Shared by all files of a process: a bounded cache of a pure function, like that of `re`."""
