"""Activities: who does the work, who answers for it, who is asked and who is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple

from revgov.kinds.node import Node, OneOrMore, Ref, Spot, Word, model
from revgov.kinds.values import Unreadable, WrongType
from revgov.kinds.values.value import Reads

LETTERS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
CELL = re.compile(r"[RACI](?:[\s,;/+&|]*[RACI])*", re.IGNORECASE)


def letters_of_cell(raw: object) -> str:
    """`A/R`, `R,A`, `A R` and `ra` are all the letters A and R; the order does not matter."""
    if not isinstance(raw, str):
        raise WrongType("write RACI letters here, such as A or A/R")
    if not CELL.fullmatch(raw.strip()):
        raise Unreadable(f"'{raw}' is no RACI cell; write the letters R, A, C or I, such as A/R")
    return "".join(letter for letter in LETTERS if letter in raw.upper())


Cell = Annotated[str, Reads(letters_of_cell, type="string", examples=["A/R"])]


class Assignment(NamedTuple):
    """One letter of one role, and where it is written."""

    letter: str
    role: str
    spot: Spot


@model
class Activity(Node):
    """A piece of work with its RACI, in the long form or in the compact one that people paste from sheets."""

    area: Annotated[OneOrMore, Word("area")] = ()
    type: str | None = None
    duty: OneOrMore = ()
    serves: Annotated[OneOrMore, Ref()] = ()
    maintains: Annotated[OneOrMore, Ref()] = ()
    needs: Annotated[OneOrMore, Ref("decision")] = ()
    responsible: Annotated[OneOrMore, Ref("role")] = ()
    accountable: Annotated[OneOrMore, Ref("role")] = ()
    consulted: Annotated[OneOrMore, Ref("role")] = ()
    informed: Annotated[OneOrMore, Ref("role")] = ()
    raci: dict[Annotated[str, Ref("role")], Cell] | None = None

    def assignments(self) -> Iterator[Assignment]:
        """Every letter of the row, the long form first."""
        for letter, field in LETTERS.items():
            for index, role in enumerate(getattr(self, field)):
                yield Assignment(letter, role, self.at(field, index))
        for written, letters in (self.raci or {}).items():
            for letter in letters:
                yield Assignment(letter, written.removeprefix("role:"), self.at("raci", written))

    def cells(self) -> Mapping[str, str]:
        """The compact form by the plain ids of roles. Its keys are kept as written, because they are places."""
        written = self.raci or {}
        if not any(":" in role for role in written):
            return written
        row: dict[str, str] = {}
        for role, letters in written.items():
            name = role.removeprefix("role:")
            row[name] = row.get(name, "") + letters
        return row

    def with_letter(self, letter: str) -> tuple[Assignment, ...]:
        """The roles that bear a letter, each once, in the order written."""
        found = {one.role: one for one in reversed(list(self.assignments())) if one.letter == letter}
        return tuple(reversed(found.values()))
