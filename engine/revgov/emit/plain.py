"""Text that people wrote, without the characters that no page, picture or table can hold."""

from __future__ import annotations

import re

# What XML and HTML forbid: controls but TAB and LF, halves of surrogate pairs, and what is no character at all.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: str) -> str:
    """The text with each forbidden character shown as one that cannot be shown."""
    return FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line, single blanks between words."""
    return " ".join(plain(text).split())


def slug(text: str) -> str:
    """A part of an anchor: letters, digits and hyphens, the same for the same text."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "x"
