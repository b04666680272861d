"""Decision rights: who decides what, after hearing whom, and what in this repository that covers."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Ref, Word, model
from revgov.kinds.values import Cover, Duration


@model
class Decision(Node):
    """A decision right. `covers` turns a change into the people who must approve it."""

    type: str | None = None
    decides: Annotated[OneOrMore, Ref("role", "council")] = ()
    recommends: Annotated[OneOrMore, Ref("role", "council")] = ()
    agrees: Annotated[OneOrMore, Ref("role", "council")] = ()
    consults: Annotated[OneOrMore, Ref("role", "council")] = ()
    informs: Annotated[OneOrMore, Ref("role", "council")] = ()
    within: Duration | None = None
    escalates_to: Annotated[str | None, Ref("role", "council")] = None
    escalates_after: Duration | None = None
    functions: Annotated[OneOrMore, Word("function")] = ()
    covers: Annotated[tuple[Cover, ...], Ref()] = ()
