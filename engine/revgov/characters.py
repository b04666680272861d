"""Characters that are never published as they are: they cannot be shown, or they show a text as another."""

from __future__ import annotations

import json
import re

# What XML and HTML forbid: controls but TAB and LF, halves of surrogate pairs, and what is no character at all. And
# what turns the direction of a line, by which a reader sees other words than are declared (Unicode TR 36, 2.10.2).
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What a terminal would obey or hide: controls (C0, C1), what turns or separates lines (bidi, U+2028), what is invisible
# but there (zero width, fillers, tags) and halves of characters.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
    # Joiners belong into emoji and into some scripts; beside a Latin letter they only hide.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)


def plain(text: str) -> str:
    """The text with what turns lines as its escape, and each other forbidden character as one that cannot be shown."""
    return FORBIDDEN.sub(shown, text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):x}}}" if "\u202a" <= match[0] <= "\u2069" else "\ufffd"


def in_json(value: object, *, indent: int | None = None, sort_keys: bool = False) -> str:
    """A value as JSON that can be looked at anywhere: what is unsafe or UTF-8 cannot hold is escaped, and means the
    same."""
    # The line breaks between the values are none of the user's: JSON has escaped those already, and UNSAFE spares them.
    return UNSAFE.sub(escaped, json.dumps(value, indent=indent, sort_keys=sort_keys, ensure_ascii=False))


def escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
