"""Councils: who meets to decide, under whose chair."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Ref, Text, Whole, model


@model
class Council(Node):
    """A standing group with a mandate. Chairing counts as owning."""

    purpose: Text | None = None
    chair: Annotated[OneOrMore, Ref("role")] = ()
    why: Text | None = None
    members: Annotated[OneOrMore, Ref("role")] = ()
    quorum: Whole | None = None
    escalates_to: Annotated[str | None, Ref("council", "role")] = None
    part_of: Annotated[str | None, Ref("council")] = None
    advises: Annotated[OneOrMore, Ref("council")] = ()
