"""Records: what happened in meetings, what was recommended, signed and assessed."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Action, Move, Node, OneOrMore, Part, Prose, Ref, Text, Whole, model, short_form
from revgov.kinds.values import Amount, Change, Date


@model
class Decided(Part):
    """A decision that a meeting took."""

    decision: Annotated[str | None, Ref("decision")] = None
    decided: Text
    why: str | None = None


@model
class Minutes(Node):
    """What a meeting decided, and who was there."""

    meeting: Annotated[str | None, Ref("meeting")] = None
    on: Date | None = None
    present: Annotated[OneOrMore, Ref("role", "person")] = ()
    decisions: tuple[Annotated[Decided, short_form("decided")], ...] = ()
    actions: tuple[Annotated[Action, short_form("what")], ...] = ()


@model
class Effect(Part):
    """What a recommendation should do to a KPI, or did."""

    kpi: Annotated[str | None, Ref("kpi")] = None
    change: Change | None = None
    value: Amount | None = None
    on: Date | None = None


@model
class Recommendation(Node):
    """Advice to change something, with the reasons, the decision and the effect."""

    about: Annotated[OneOrMore, Ref()] = ()
    opened: Date | None = None
    hypotheses: Annotated[OneOrMore, Prose()] = ()
    proposal: Text | None = None
    type: str | None = None
    decision: str | None = None
    decided_on: Date | None = None
    due: Date | None = None
    done: Date | None = None
    moved: Move | None = None
    cancelled: str | None = None
    expected: Effect | None = None
    measured: Effect | None = None


@model
class Signoff(Node):
    """A signature under a declaration; the digest ties it to the text that was signed."""

    of: Annotated[str | None, Ref()] = None
    by: Annotated[str | None, Ref("role")] = None
    person: Annotated[str | None, Ref("person")] = None
    on: Date | None = None
    digest: str | None = None


@model
class Assessment(Node):
    """How mature one of the four dimensions is, from 1 to 5."""

    of: str | None = None
    level: Whole | None = None
    on: Date | None = None
    by: Annotated[str | None, Ref("role", "council")] = None
