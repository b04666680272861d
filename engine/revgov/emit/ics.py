"""Content lines of iCalendar (RFC 5545, 3.1): escaping, folding, and the forms of times. Written by hand, because the
icalendar library needs thirty times as long for the same bytes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from revgov.characters import plain

LONGEST = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# Everything else is percent-encoded; a quote or a blank would end the value for some readers.
NOT_IN_URI = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
URI = re.compile(r"(?:https?|tel|sip|mailto|xmpp):[^\s]+", re.IGNORECASE)


def text(value: str) -> str:
    """A TEXT value (3.3.11). Line breaks of every kind become `\\n`, characters that cannot stand there are shown."""
    return plain(value).translate(ESCAPES)


def uri(value: str) -> str | None:
    """A URI that can be opened, its strange characters percent-encoded; None if it is none."""
    if not URI.fullmatch(value.strip()):
        return None
    return NOT_IN_URI.sub(encoded, value.strip())


def encoded(char: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in char[0].encode("utf-8", "replace"))


def folded(line: str) -> bytes:
    """A line and its CRLF, in pieces of at most 75 octets; the pieces after the first begin with a blank.

    Never inside a character: some readers join lines only after decoding them.
    """
    data = line.encode("utf-8")
    if len(data) <= LONGEST:
        return data + b"\r\n"
    pieces, start, room = [], 0, LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        pieces.append(data[start:end])
        start, room = end, LONGEST - 1
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"


def component(name: str, lines: Iterable[str], inner: Iterable[bytes] = ()) -> bytes:
    """A component with its properties and the components in it."""
    body = b"".join(map(folded, lines))
    return b"BEGIN:%b\r\n%b%bEND:%b\r\n" % (name.encode(), body, b"".join(inner), name.encode())


def wall(moment: datetime.datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S")


def utc(moment: datetime.datetime) -> str:
    return wall(moment.astimezone(datetime.UTC)) + "Z"


def offset(delta: datetime.timedelta | None) -> str:
    """A UTC offset (3.3.14), such as -0500; seconds only where there are any."""
    seconds = int((delta or datetime.timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    odd = f"{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{odd}"
