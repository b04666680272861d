"""What an edit changes, as a unified diff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from revgov.edit.draft import Draft

LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
NO_BREAK = "\\ No newline at end of file"


def diff(drafts: Iterable[Draft]) -> Iterator[str]:
    """The lines of the diff, without their breaks. A file that is created is compared with nothing."""
    for draft in drafts:
        old, new = lines(draft.old or b""), lines(draft.new)
        before = f"a/{draft.path}" if draft.old is not None else "/dev/null"
        for line in unified_diff(old, new, before, f"b/{draft.path}", lineterm=""):
            bare = line.rstrip("\r\n")
            yield bare
            if bare == line and line[:3] not in ("---", "+++") and not line.startswith("@@"):
                yield NO_BREAK


def lines(data: bytes) -> list[str]:
    return LINE.findall(data.decode("utf-8", "replace"))
