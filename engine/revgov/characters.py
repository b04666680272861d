"""Characters that are never published as they are: they cannot be shown, or they show a text as another."""

from __future__ import annotations

import re

# What XML and HTML forbid: controls but TAB and LF, halves of surrogate pairs, and what is no character at all. And
# what turns the direction of a line, by which a reader sees other words than are declared (Unicode TR 36, 2.10.2).
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: str) -> str:
    """The text with what turns lines as its escape, and each other forbidden character as one that cannot be shown."""
    return FORBIDDEN.sub(shown, text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):x}}}" if "\u202a" <= match[0] <= "\u2069" else "\ufffd"
