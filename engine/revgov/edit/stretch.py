"""A stretch of a text, and what replaces it."""

from __future__ import annotations

from typing import NamedTuple


class Stretch(NamedTuple):
    """Code points `start` to before `end` become `text`; nothing is replaced where both are one."""

    start: int
    end: int
    text: str
