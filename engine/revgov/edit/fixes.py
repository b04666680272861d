"""`revgov fix`: the mends that findings carry, applied until nothing is left that mends itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from revgov.checks.run import findings_of
from revgov.edit.draft import Draft, drafted
from revgov.edit.outcome import Outcome, after, lapsed, places
from revgov.edit.page import BREAK, Page, Path, Refused, opened
from revgov.edit.splice import extent
from revgov.edit.step import RenameKey, Reword, Step, Write
from revgov.finding import Edit, Finding, Place
from revgov.governance.governance import Governance

ROUNDS = 10
"""One mend may bring another to light: below a section that is spelt right, fields are read."""


class Mended(NamedTuple):
    """What came of it, and the governance as it then is."""

    outcome: Outcome
    governance: Governance


def fix(governance: Governance, select: Collection[str] = ()) -> Mended:
    """Applies the mends of findings that are not waived. Of two that touch one stretch the first is applied."""
    now, done, refused = governance, list[tuple[str, str]](), dict[str, str]()
    for _ in range(ROUNDS):
        drafts: list[Draft] = []
        for path, found in by_file(findings_of(now, select=select), refused).items():
            draft, applied = mended(path, now.source.files[path], found, refused)
            drafts.append(draft)
            done += [(path, f"{at(one.place)}: {one.fix.title if one.fix else ''} ({one.check})") for one in applied]
        if not any(draft.new != draft.old for draft in drafts):
            break
        now = after(now, drafts)
    files = governance.source.files
    changed = (Draft(path, data, now.source.files[path]) for path, data in files.items())
    written = tuple(draft for draft in changed if draft.old != draft.new)
    # In whatever round they were made, the mends of one file are told together.
    told = [sentence for _, sentence in sorted(done, key=lambda one: one[0])]
    counts = Counter(path for path, _ in done)
    look = (*refused.values(), *lapsed(governance, now))
    return Mended(Outcome(written, (*told, *(f"mended {where}" for where in places(counts))), look), now)


def by_file(findings: Iterable[Finding], refused: Collection[str]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix and not finding.waiver and finding.fingerprint not in refused:
            found.setdefault(finding.fix.edits[0].place.path, []).append(finding)
    return found


def mended(path: str, data: bytes, findings: Iterable[Finding], refused: dict[str, str]) -> tuple[Draft, list[Finding]]:
    """A file after its mends, one after the other, from its end: so none moves another."""
    new, applied = data, list[Finding]()
    for finding in reversed(list(apart(findings))):
        try:
            new = with_edits(path, new, finding.fix.edits if finding.fix else ())
        except Refused as reason:
            refused[finding.fingerprint] = f"{at(finding.place)}: not mended ({finding.check}): {reason}"
        else:
            applied.append(finding)
    return Draft(path, data, new), applied[::-1]


def apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings whose mends touch nothing that an earlier one touches. The others may follow in another round."""
    reached = ("", 0, 0)
    for finding in sorted(findings, key=lambda one: one.fix.edits[0].place if one.fix else one.place):
        edits = finding.fix.edits if finding.fix else ()
        if edits[0].place[:3] >= reached:
            yield finding
            reached = (edits[-1].place.path, edits[-1].place.end_line, edits[-1].place.end_column)


def at(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def with_edits(path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    page = opened(path, data)
    return drafted(path, data, [step_of(page, edit) for edit in edits]).new


def step_of(page: Page, edit: Edit) -> Step:
    """What an edit does to the value or the name at its place. Raises Refused where there is neither."""
    starts = [0, *(found.end() for found in BREAK.finditer(page.text))]
    start = starts[edit.place.line - 1] + edit.place.column - 1
    end = starts[edit.place.end_line - 1] + edit.place.end_column - 1
    path, is_key = page.layout.path_at(start)
    row = page.row(path)
    if is_key and row is not None and page.layout.key_extent(row) == (start, end):
        return RenameKey(path, edit.text)
    first, last = extent(page, path)
    if is_key or not first <= start < end <= last:
        raise Refused("the place is none of one value")
    if (start, end) == (first, last):
        return Write(path, edit.text)
    return reword(page, path, page.text[first:start], page.text[start:end], edit.text)


def reword(page: Page, path: Path, before: str, old: str, new: str) -> Reword:
    """A word of a text by its offset there: with line breaks or escapes in it, only the order of words is the same."""
    value = page.values
    for part in path:
        value = value[part]
    places: Iterator[re.Match[str]] = re.finditer(re.escape(old), str(value))
    for number, found in enumerate(places):
        if number == before.count(old):
            return Reword(path, found.start(), old, new)
    raise Refused(f"'{old}' is written with escapes, and cannot be told apart")
