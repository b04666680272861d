"""Initiatives: the roadmap and the 90-day plan."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Action, Node, OneOrMore, Part, Ref, Text, Word, model
from revgov.kinds.values import Change, Date, Percent


@model
class InitiativeOutcome(Part):
    """The change an initiative is to bring about, and what came of it."""

    kpi: Annotated[str | None, Ref("kpi")] = None
    change: Change | None = None
    measured_on: Date | None = None
    result: Change | None = None


@model
class ChangePlan(Part):
    """How the people whose work changes are brought along."""

    sponsor: Annotated[str | None, Ref("role")] = None
    communications: Text | None = None
    training: Text | None = None
    adoption: Annotated[str | None, Ref("kpi")] = None
    stakeholders: Annotated[OneOrMore, Ref("role")] = ()


@model
class Initiative(Node):
    """Something that will be finished by a date and is to move a number."""

    type: str | None = None
    phase: str | None = None
    horizon: str | None = None
    starts: Date | None = None
    ends: Date | None = None
    after: Annotated[OneOrMore, Ref("initiative")] = ()
    status: str | None = None
    progress: Percent | None = None
    outcome: InitiativeOutcome | None = None
    effort: dict[Annotated[str, Ref("role")], Percent] | None = None
    changes_work_of: Annotated[OneOrMore, Word("function")] = ()
    change_plan: ChangePlan | None = None
    release: Date | None = None
    actions: tuple[Action, ...] = ()
