"""Quotes that nobody needs, and those of the other kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revgov.edit.page import Page
from revgov.edit.scalar import plain_is_safe, quoted
from revgov.edit.stretch import Stretch
from revgov.text.layout import SCALAR

# Texts with other signs keep their quotes: they read better so, and many signs have meanings of their own.
WORDS = re.compile(r"\w[\w .()/%+-]*")


def requoted(page: Page) -> Iterator[Stretch]:
    """What takes quotes away where every reader takes the text for the same, and writes double ones elsewhere."""
    yield from within(page, 0, page.values, flow=False) if page.layout.kinds else ()


def within(page: Page, row: int, value: Any, *, flow: bool) -> Iterator[Stretch]:
    if page.layout.kinds[row] == SCALAR:
        return
    start, _ = page.layout.extent(row)
    flow = flow or page.text[start] in "[{"
    seen: set[str] = set()
    for index, inner in enumerate(page.layout.within(row)):
        name = page.layout.keys[inner]
        held = value[index] if name is None else value[name]
        if name is not None:
            # Of a name that is written twice the second value is not known here.
            if name in seen:
                continue
            seen.add(name)
        if name is not None:
            yield from rewritten(page, *page.layout.key_extent(inner), name, flow=flow)
        if page.layout.kinds[inner] == SCALAR:
            yield from rewritten(page, *page.layout.extent(inner), held, flow=flow)
        else:
            yield from within(page, inner, held, flow=flow)


def rewritten(page: Page, start: int, end: int, value: Any, *, flow: bool) -> Iterator[Stretch]:
    before = page.text[start:end]
    if not isinstance(value, str) or before[:1] not in ("'", '"') or "\n" in before or "\r" in before:
        return
    if WORDS.fullmatch(value) and plain_is_safe(value, flow=flow):
        yield Stretch(start, end, value)
    elif before.startswith("'") and not re.search(r'["\\]', value):
        yield Stretch(start, end, quoted(value))
