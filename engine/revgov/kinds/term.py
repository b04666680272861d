"""Terms: the words everybody must mean the same by."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Ref, model


@model
class Term(Node):
    """A word or an acronym and what it means."""

    means: str | None = None
    expands: str | None = None
    see: Annotated[OneOrMore, Ref()] = ()
