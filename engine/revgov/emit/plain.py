"""Text that people wrote on one line, and as a part of an anchor."""

from __future__ import annotations

import re

from revgov.characters import plain


def one_line(text: str) -> str:
    """The text on one line, single blanks between words."""
    return " ".join(plain(text).split())


def slug(text: str) -> str:
    """A part of an anchor: letters, digits and hyphens, the same for the same text."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "x"
