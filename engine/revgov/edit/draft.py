"""The new text of a file, read again before anybody may put it in the place of the old one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from revgov.edit.page import Page, Refused, checks_of, opened
from revgov.edit.splice import WAYS, replaced, spliced
from revgov.edit.step import Step, carried_out
from revgov.edit.stretch import Stretch
from revgov.text import read


class Draft(NamedTuple):
    """What a file will hold instead of `old`; a file that is not there yet has no `old`. `path` is below the root."""

    path: str
    old: bytes | None
    new: bytes


def drafted(path: str, data: bytes, steps: Sequence[Step]) -> Draft:
    """The file after some steps. Raises Refused unless its text, read again, says exactly what the steps say."""
    return Draft(path, data, edited(opened(path, data), steps))


def created(path: str, steps: Sequence[Step]) -> Draft:
    """A new file that begins empty."""
    return Draft(path, None, edited(opened(path, b""), steps))


def edited(page: Page, steps: Sequence[Step]) -> bytes:
    try:
        wanted = comparable(carried_out(page.values, steps))
    except (KeyError, IndexError, TypeError):
        raise Refused(f"{page.path}: what is to be changed is not there") from None
    refused = None
    for way in WAYS:
        try:
            new = page.bytes_of(spliced(page, steps, way))
        except Refused as reason:
            refused = refused or reason
            continue
        if says(page, new, wanted):
            return new
    raise refused or Refused(f"{page.path}: as it is laid out, the text would say something else; {BY_HAND}")


BY_HAND = "make it by hand; nothing was changed"


def relaid(page: Page, found: Iterable[Stretch]) -> bytes | None:
    """The file in another layout; None where that would change what it says."""
    new = page.bytes_of(replaced(page, found))
    return new if says(page, new, comparable(page.values)) else None


def says(page: Page, data: bytes, wanted: str) -> bool:
    """Whether bytes mean what they should, and have no faults that the file did not have."""
    reading = read(data)
    return checks_of(reading.faults) == page.faults and comparable(reading.values) == wanted


def comparable(values: Any) -> str:
    """Values as a text that tells `1` from `true` and from `1.0`. An empty mapping says as much as nothing."""
    return json.dumps(without_empty(values), sort_keys=True)


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_empty(one) for key, one in value.items()} or None
    return [without_empty(one) for one in value] if isinstance(value, list) else value
