"""The tech stack: systems and the integrations between them."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Naming, Node, OneOrMore, Part, Ref, Text, Whole, Word, YesNo, model, short_form
from revgov.kinds.values import Date, Duration, Money


@model
class Usage(Part):
    """Paid seats and active users on a day."""

    seats: Whole | None = None
    active: Whole | None = None
    measured_on: Date | None = None


@model
class Contract(Part):
    """When the contract ends, how long before it must be cancelled, and what it costs a year."""

    ends: Date | None = None
    notice: Duration | None = None
    cost: Money | None = None


@model
class Access(Part):
    """Who gives or takes away access, and how."""

    role: Annotated[str, Ref("role")]
    how: str | None = None


@model
class AccessReview(Part):
    """How often access is reviewed, and when it last was."""

    every: Duration | None = None
    last: Date | None = None


@model
class Overlap(Part):
    """Another system with the same capability, why both are kept, and until when."""

    with_: Annotated[str, Ref("system")]
    why: Text | None = None
    until: Date | None = None


@model
class System(Node):
    """A tool of the revenue stack."""

    capability: Naming | None = None
    vendor: str | None = None
    technical_owner: Annotated[OneOrMore, Ref("role", owns=True)] = ()
    classification: Annotated[str | None, Word("classification")] = None
    status: str | None = None
    tier: Whole | None = None
    ai: YesNo = False
    ai_data: Annotated[str | None, Word("classification")] = None
    process: Annotated[OneOrMore, Ref("playbook", "stage", "handoff", "activity", "sla")] = ()
    usage: Usage | None = None
    contract: Contract | None = None
    provisions: Annotated[Access | None, short_form("role")] = None
    deprovisions: Annotated[Access | None, short_form("role")] = None
    access_review: AccessReview | None = None
    overlaps: tuple[Overlap, ...] = ()
    checklist: OneOrMore = ()
    calendar: Annotated[str | None, Ref("calendar")] = None


@model
class FieldMove(Part):
    """A field and where its value goes."""

    from_: Annotated[str, Ref("field")]
    to: str | None = None


@model
class Integration(Node):
    """A connection that moves data from one system to another, where the copies are `kept` for some time."""

    from_: Annotated[str | None, Ref("system")] = None
    to: Annotated[str | None, Ref("system")] = None
    fields: tuple[Annotated[FieldMove, short_form("from")], ...] = ()
    wins: str | None = None
    every: Duration | None = None
    from_owner: Annotated[OneOrMore, Ref("role", owns=True)] = ()
    to_owner: Annotated[OneOrMore, Ref("role", owns=True)] = ()
    on_failure: Text | None = None
    kept: Duration | None = None
