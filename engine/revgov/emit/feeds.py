"""The calendar feeds as an artefact of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit import calendar
from revgov.emit.edition import Edition, File


def calendars(edition: Edition) -> Iterator[File]:
    """Every feed, and the page of links to subscribe to them."""
    yield from calendar.calendars(edition.governance)
