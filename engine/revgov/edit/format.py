"""`revgov fmt`: fields in their order and quotes only where they are needed; comments stay with what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from revgov.edit.draft import Draft, relaid
from revgov.edit.groups import Found, groups
from revgov.edit.moving import moved
from revgov.edit.outcome import Outcome
from revgov.edit.page import Page, Refused, opened
from revgov.edit.quoting import requoted
from revgov.edit.stretch import Stretch
from revgov.governance.governance import Governance


def format(governance: Governance) -> Outcome:
    """Every file in canonical form, as far as that is safe; what is left as it is stands in `look`."""
    drafts, look = [], []
    for path, data in governance.source.files.items():
        if path not in governance.observations.files:
            new, left = formatted(path, data)
            look += left
            if new != data:
                drafts.append(Draft(path, data, new))
    return Outcome(tuple(drafts), tuple(draft.path for draft in drafts), tuple(look))


def formatted(path: str, data: bytes) -> tuple[bytes, list[str]]:
    """A file in canonical form, and a sentence about each part that was left as it is."""
    try:
        page = opened(path, data)
    except Refused as reason:
        return data, [str(reason)]
    page = applied(page, [[stretch] for stretch in requoted(page)])
    left: list[str] = []
    found = sorted(groups(page.values), key=lambda group: -len(group.path))
    # Groups of one depth do not lie within each other; those within them are in order by then.
    for _, level in groupby(found, key=lambda group: len(group.path)):
        page = in_order(page, list(level), left)
    return page.data, sorted(left)


def in_order(page: Page, level: Sequence[Found], left: list[str]) -> Page:
    moves: dict[Found, list[Stretch]] = {}
    for group in level:
        try:
            moves[group] = moved(page, group)
        except Refused as reason:
            left.append(said(page, group, str(reason)))
    changed = applied(page, [stretches for stretches in moves.values() if stretches])
    for group, stretches in moves.items():
        if stretches and moved(changed, group):
            left.append(said(page, group, "another order would say something else"))
    return changed


def said(page: Page, group: Found, reason: str) -> str:
    row = page.row(group.path)
    start = page.layout.key_extent(row)[0] or page.layout.extent(row)[0] if row is not None else 0
    line = page.text.count("\n", 0, start) + 1
    return f"{page.path}:{line}: the fields of {'.'.join(map(str, group.path[1:]))} were left as they are: {reason}"


def applied(page: Page, changes: Iterable[Sequence[Stretch]]) -> Page:
    """The page after some changes: after all of them, or where that would change its meaning, after those that do not,
    one by one."""
    wanted = sorted(map(list, changes))
    together = relaid(page, [stretch for change in wanted for stretch in change])
    if together is not None:
        return opened(page.path, together)
    if len(wanted) <= 1:
        return page
    # Halves are tried before single ones: mostly one change of many is at fault, and the later ones come first, for
    # they do not move those before them.
    middle = len(wanted) // 2
    return applied(applied(page, wanted[middle:]), wanted[:middle])
