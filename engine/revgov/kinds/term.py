"""Terms: the words everybody must mean the same by."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Definition, Node, OneOrMore, Ref, SpeltName, model


@model
class Term(Node):
    """A word or an acronym and what it means."""

    expands: SpeltName | None = None
    means: Definition | None = None
    see: Annotated[OneOrMore, Ref()] = ()
