"""Where an old id still stands after a rename: in comments, in prose, in what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

MOST = 10
# Also the name of a field that happens to be the same word, and a command that somebody shows as an example.
KEPT = re.compile(r"\b(?:was|is): *(?:\[[^\]]*\]|[\w.]+)|\A\s*(?!was:|is:)\w+:|`revgov [^`]*`")


def remains(files: Mapping[str, bytes], refs: Iterable[str]) -> Iterator[str]:
    """A sentence about each line that still holds one of the references or its id. An id of one word may be any word,
    and is looked for with its kind only; the old one stands on purpose behind `was` and `is`, and in a command that a
    comment shows."""
    words = [ref if "_" not in ref and "." not in ref else ref.partition(":")[2] for ref in refs]
    found = re.compile("|".join(rf"(?<![\w.]){re.escape(word)}(?!\w)" for word in words))
    lines = (
        (path, number, line.strip())
        for path, data in files.items()
        for number, line in enumerate(re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace")), 1)
        if found.search(KEPT.sub("", line))
    )
    left = [f"{path}:{number} still bears the old id: {line[:100]}" for path, number, line in lines]
    yield from left[:MOST]
    if len(left) > MOST:
        yield f"{len(left) - MOST} more lines still bear it"
