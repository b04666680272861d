"""Conditions: comparisons on fields, KPIs and checks; and what a decision right covers."""

from __future__ import annotations

import re
from typing import NamedTuple

from revgov.kinds.values.value import Unreadable, text, value

ID = r"[a-z][a-z0-9_]*"
SUBJECT = rf"(?:field:)?{ID}\.{ID}|(?:kpi:)?{ID}"
SET = re.compile(rf"({SUBJECT})\s+is\s+(not\s+)?set")
LISTED = re.compile(rf"({SUBJECT})\s+(not\s+)?in\s+\[([^\[\]]*)\]")
CHECK = re.compile(r"(check:[a-z][a-z0-9-]*|policy:[a-z][a-z0-9_]*)\s+(fails|passes)")
COMPARED = re.compile(rf"({SUBJECT})\s*(<=|>=|!=|<|>|=)\s*(.+?)(?:\s+for\s+(\d+)\s+periods?)?")
FIELD = re.compile(rf"(?:field:)?({ID}\.{ID})")


class Mention(NamedTuple):
    """A reference inside a text, `kind:id`, and the word that stands for it."""

    ref: str
    word: str
    at: int


def mention(word: str, at: int) -> Mention:
    """`opportunity.amount` is a field, `win_rate` a KPI, anything with a colon says so itself."""
    if ":" in word:
        return Mention(word, word, at)
    return Mention(f"{'field' if '.' in word else 'kpi'}:{word}", word, at)


@value("opportunity.amount > 0")
class Condition(NamedTuple):
    """Something that holds or does not: a subject, an operator and what it is compared with.

    The operators are `<`, `<=`, `>`, `>=`, `=`, `!=`, `in`, `not in`, `set`, `not set`, `fails` and `passes`.
    """

    written: str
    operator: str
    operand: str | tuple[str, ...]
    periods: int
    mentions: tuple[Mention, ...]

    @classmethod
    def read(cls, raw: object) -> Condition:
        written = text(raw, "opportunity.amount > 0")
        start = str(raw).find(written)
        if match := CHECK.fullmatch(written):
            return cls(written, match[2], "", 1, (mention(match[1], start),))
        if match := SET.fullmatch(written):
            return cls(written, "not set" if match[2] else "set", "", 1, (mention(match[1], start),))
        if match := LISTED.fullmatch(written):
            values = tuple(one.strip() for one in match[3].split(",") if one.strip())
            return cls(written, "not in" if match[2] else "in", values, 1, (mention(match[1], start),))
        if match := COMPARED.fullmatch(written):
            mentions = [mention(match[1], start)]
            if FIELD.fullmatch(match[3]):
                mentions.append(mention(match[3], start + match.start(3)))
            return cls(written, match[2], match[3], int(match[4] or 1), tuple(mentions))
        raise Unreadable(
            f"'{written}' is no condition; write, for example, opportunity.amount > 0 or opportunity.owner is set"
        )

    def __str__(self) -> str:
        return self.written


COVER = re.compile(rf"(?:(?P<kind>{ID}):)?(?P<id>{ID})(?P<field>(?:\.{ID})*)")


@value("kpi.target")
class Cover(NamedTuple):
    """What a decision right covers: a kind, one declaration, a field of either, or an area.

    `id` is None for every declaration of the kind; `field` is a dotted path or ''.
    """

    written: str
    kind: str
    id: str | None
    field: str

    @classmethod
    def read(cls, raw: object) -> Cover:
        written = text(raw, "kpi:win_rate.target")
        match = COVER.fullmatch(written)
        if not match:
            raise Unreadable(f"'{written}' covers nothing; write a kind, kind:id, either with .field, or area:name")
        kind, name, field = match["kind"], match["id"], match["field"][1:]
        return cls(written, kind or name, name if kind else None, field)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The declaration that is named, if one is; areas and kinds are words, not declarations."""
        if self.id is None or self.kind == "area":
            return ()
        return (Mention(f"{self.kind}:{self.id}", f"{self.kind}:{self.id}", 0),)

    def __str__(self) -> str:
        return self.written
