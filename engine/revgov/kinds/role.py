"""Roles: what people come and go from, and what everything is owned by."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Naming, Node, Number, OneOrMore, Part, Ref, Word, YesNo, model, short_form
from revgov.kinds.values import Date


@model
class Holding(Part):
    """A person in a role, perhaps for a term, perhaps as deputy."""

    person: Annotated[str, Ref("person")]
    deputy: YesNo = False
    since: Date | None = None
    until: Date | None = None


@model
class Role(Node):
    """A seat with a title. People change, roles stay."""

    title_: Naming | None = None
    area: Annotated[OneOrMore, Word("area")] = ()
    reports_to: Annotated[str | None, Ref("role")] = None
    held_by: tuple[Annotated[Holding, short_form("person")], ...] = ()
    fte: Number | None = None
    external: YesNo = False
    skills: OneOrMore = ()

    @property
    def title(self) -> str:
        return self.title_ or self.name or self.id
