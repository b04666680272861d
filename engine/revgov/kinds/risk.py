"""Risks and contingencies: what could go wrong, what is done about it, and what happens then."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import (
    Action,
    Conditions,
    Label,
    Node,
    OneOrMore,
    Part,
    Ref,
    Step,
    Text,
    Whole,
    model,
    short_form,
)
from revgov.kinds.values import Date

OPEN = ("open", "active", "monitored", "mitigated", "escalated", "accepted")
CLOSED = ("closed", "retired", "dismissed")


@model
class Score(Part):
    """A position on the charter's risk scale. Score and level are optional and are checked against the scale."""

    likelihood: Label | None = None
    impact: Label | None = None
    score: Whole | None = None
    level: str | None = None
    on: Date | None = None


@model
class Acceptance(Part):
    """Somebody with the authority to do so accepts the risk, for a while."""

    requested_by: Annotated[str | None, Ref("role")] = None
    approved_by: Annotated[str | None, Ref("role")] = None
    reason: Text | None = None
    expires: Date | None = None


@model
class Treatment(Part):
    """What is done about a risk: mitigate, accept, transfer or avoid."""

    decision: str | None = None
    actions: tuple[Annotated[Action, short_form("what")], ...] = ()
    acceptance: Acceptance | None = None


@model
class Escalation(Part):
    """A risk above appetite, carried to somebody."""

    to: Annotated[str, Ref("role", "council")]
    on: Date | None = None


@model
class Dismissal(Part):
    """Why a risk is not kept, on whose word and since when."""

    on: Date
    by: Annotated[str | None, Ref("role")] = None
    why: Text | None = None


RiskScore = Annotated[Score | None, short_form("score")]


@model
class Risk(Node):
    """Something that could go wrong, as cause, event and effect."""

    category: str | None = None
    cause: Text | None = None
    event: Text | None = None
    effect: Text | None = None
    status: str | None = None
    inherent: RiskScore = None
    current: RiskScore = None
    residual: RiskScore = None
    controls: Annotated[OneOrMore, Ref()] = ()
    treatment: Annotated[Treatment | None, short_form("decision")] = None
    indicators: Conditions = ()
    affects: Annotated[OneOrMore, Ref()] = ()
    escalated: Annotated[Escalation | None, short_form("to")] = None
    dismissed: Dismissal | None = None

    @property
    def closed(self) -> bool:
        """Whether its status says that it is over."""
        return (self.status or "").strip().casefold() in CLOSED

    @property
    def open(self) -> bool:
        """Whether it is neither closed nor dismissed; one of a status that nobody knows is open."""
        return self.dismissed is None and not self.closed


@model
class Activation(Part):
    """Since when a contingency is in force, and on whose word."""

    since: Date
    by: Annotated[str | None, Ref("role")] = None


@model
class Contingency(Node):
    """What is done when something has gone wrong."""

    for_: Annotated[OneOrMore, Ref("risk", "system", "forecast")] = ()
    trigger: Conditions = ()
    steps: tuple[Annotated[Step, short_form("does")], ...] = ()
    activated_by: Annotated[str | None, Ref("role")] = None
    active: Activation | None = None
    tested: Date | None = None
