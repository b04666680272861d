"""The lifecycle: stages, handoffs between teams, service levels and playbooks."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import (
    Conditions,
    Definition,
    Node,
    OneOrMore,
    Part,
    Ref,
    Spelt,
    SpeltName,
    Step,
    Text,
    YesNo,
    model,
    short_form,
)
from revgov.kinds.values import Duration, Percent


@model
class Exit(Part):
    """A way out that is not the next stage, with the reason codes."""

    to: Annotated[str, Ref("stage")]
    why: OneOrMore = ()


@model
class Next(Part):
    """The next stage, the share that gets there and the time it takes."""

    stage: Annotated[str, Ref("stage")]
    converts: Percent | None = None
    takes: Duration | None = None


@model
class Stage(Node):
    """A stage of the customer's life with the company."""

    name: SpeltName | None = None
    description: Definition | None = None
    start: YesNo = False
    entry: Conditions = ()
    exit: Conditions = ()
    next: tuple[Annotated[Next, short_form("stage")], ...] = ()
    exits: tuple[Annotated[Exit, short_form("to")], ...] = ()
    recycles_to: Annotated[OneOrMore, Ref("stage")] = ()
    terminal: YesNo = False


@model
class Handoff(Node):
    """The moment a customer passes from one team to another. Whoever takes owns it."""

    from_: Annotated[str | None, Ref("stage")] = None
    to: Annotated[str | None, Ref("stage")] = None
    gives: Annotated[OneOrMore, Ref("role")] = ()
    takes: Annotated[OneOrMore, Ref("role")] = ()
    requires: Annotated[OneOrMore, Ref("field")] = ()
    accepted_when: Conditions = ()
    sla: Annotated[str | None, Ref("sla")] = None
    rejects_to: Annotated[str | None, Ref("stage")] = None


@model
class RunsIn(Part):
    """The system that runs a service level, and how."""

    system: Annotated[str, Ref("system")]
    how: str | None = None


@model
class Sla(Node):
    """A promise of one party: what happens within which time, and what if not."""

    name: SpeltName | None = None
    description: Definition | None = None
    party: Annotated[OneOrMore, Ref("role")] = ()
    starts_on: Annotated[str | None, Ref("field")] = None
    stops_on: Annotated[str | None, Ref("field")] = None
    within: Duration | None = None
    calendar: Annotated[str | None, Ref("calendar")] = None
    target: Percent | None = None
    measured_by: Annotated[str | None, Ref("kpi")] = None
    part_of: Annotated[str | None, Ref("sla")] = None
    runs_in: Annotated[RunsIn | None, short_form("system")] = None
    on_breach: Spelt | None = None
    escalates_to: Annotated[str | None, Ref("role", "council")] = None
    escalates_after: Duration | None = None


@model
class Playbook(Node):
    """What people do when something happens."""

    for_: Annotated[OneOrMore, Ref("stage", "handoff", "kpi", "sla")] = ()
    trigger: Text | None = None
    steps: tuple[Annotated[Step, short_form("does")], ...] = ()
    url: str | None = None
