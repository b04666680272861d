"""House rules and waivers: what the company demands of itself, and the exceptions it allows for a time."""

from __future__ import annotations

from typing import Annotated, Any

from revgov.kinds.node import Node, OneOrMore, Part, Ref, Text, model
from revgov.kinds.values import Date


@model
class Example(Part):
    """A small governance and the declarations in it that the rule must fail."""

    given: dict[str, Any]
    fails: OneOrMore = ()


@model
class Policy(Node):
    """A rule of the house, with the SQL that finds what breaks it."""

    statement: Text | None = None
    why: Text | None = None
    applies_to: str | None = None
    fails_when: str | None = None
    query: str | None = None
    message: Text | None = None
    severity: str | None = None
    enforced_by: Annotated[OneOrMore, Ref()] = ()
    examples: tuple[Example, ...] = ()


@model
class Waiver(Node):
    """A finding that is tolerated for a while, on somebody's word."""

    check: str | None = None
    for_: Annotated[OneOrMore, Ref()] = ()
    reason: Text | None = None
    requested_by: Annotated[str | None, Ref("role", "person")] = None
    approved_by: Annotated[str | None, Ref("role", "person")] = None
    expires: Date | None = None
