"""Ids within SQL: of house rules, and of the condition under which a KPI counts a record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from revgov.kinds import BY_NAME
from revgov.kinds.mentions import Step, steps_of
from revgov.kinds.node import Ref

LITERAL = re.compile(r"'(?:[^']|'')*'")
# What a text is compared with: `owner = 'cro'`, `owner in ('ceo', 'cro'`.
COMPARED = re.compile(r"([a-z_][a-z0-9_]*)\s*(?:=|<>|!=|(?:not\s+)?in\s*\((?:\s*'[^']*'\s*,)*)\s*\Z", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a text, its offset in code points and what it becomes; None where nobody but a person can tell."""

    at: int
    old: str
    new: str | None


def literals(text: str, new: Mapping[str, str], table: str | None) -> Iterator[Word]:
    """The quoted ids in the SQL of a house rule; `new` maps references, `table` is the kind that its condition is on.

    `'kpi:win_rate'` is plain. `'win_rate'` is one where it is compared with a column that holds ids of that kind;
    elsewhere it may be any text.
    """
    ids = {old.partition(":")[2]: (old, other) for old, other in new.items()}
    for found in LITERAL.finditer(text):
        content = found[0][1:-1]
        if content in new:
            yield Word(found.start(), found[0], f"'{new[content]}'")
        elif content in ids:
            old, other = ids[content]
            sure = "." in content or compared(text, found.start(), old.partition(":")[0], table)
            yield Word(found.start(), found[0], f"'{other.partition(':')[2]}'" if sure else None)


def compared(text: str, at: int, kind: str, table: str | None) -> bool:
    """Whether what stands at an offset is compared with a column that holds ids of a kind."""
    column = COMPARED.search(text, 0, at)
    if column is None:
        return False
    name = column[1].casefold().rstrip("_")
    if name == "id":
        return table == kind or re.search(rf"\b(?:from|join)\s+{kind}\b", text, re.IGNORECASE) is not None
    return name in columns(kind)


def columns(kind: str) -> Collection[str]:
    """The names of the fields that may hold a plain id of a kind."""
    return {step.name for row in BY_NAME.values() for step in flat(steps_of(row.model)) if names(step.mark, kind)}


def flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from flat(step.inner)


def names(mark: object, kind: str) -> bool:
    return isinstance(mark, Ref) and kind in mark.kinds and mark.of is None


def column_names(text: str, old: str, new: str) -> Iterator[Word]:
    """The mentions of a column in a condition, outside quotes."""
    quoted = [found.span() for found in LITERAL.finditer(text)]
    for found in re.finditer(rf"(?<![\w.']){re.escape(old)}(?![\w'])", text):
        if not any(start <= found.start() < end for start, end in quoted):
            yield Word(found.start(), old, new)
