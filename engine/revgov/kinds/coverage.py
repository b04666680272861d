"""Coverage: territories, quotas and compensation plans."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Part, Ref, Word, model
from revgov.kinds.values import Amount, Date, Money, Percent, Period


@model
class Scope(Part):
    """The segments, regions and named accounts that a territory takes in."""

    segments: Annotated[OneOrMore, Word("segment")] = ()
    regions: Annotated[OneOrMore, Word("region")] = ()
    accounts: OneOrMore = ()


@model
class Territory(Node):
    """A part of the market that somebody looks after."""

    parent: Annotated[str | None, Ref("territory")] = None
    motion: str | None = None
    includes: Scope | None = None
    potential: Money | None = None
    workload: Amount | None = None
    cohort: str | None = None
    imbalance_why: str | None = None
    held_by: Annotated[OneOrMore, Ref("person")] = ()
    dedicated: Annotated[str | None, Ref("role")] = None


@model
class Seat(Part):
    """A person who carries quota: their full number for the quota's period, and how fast they ramp up.

    `ramp` holds the share of it for each month from `starts` on; after its last month it is all of it.
    """

    person: Annotated[str, Ref("person")]
    starts: Date | None = None
    ramp: tuple[Percent, ...] = ()
    full: Money | None = None


@model
class Quota(Node):
    """The amount a territory or a person is to bring in a period."""

    of: Annotated[str | None, Ref("territory", "person")] = None
    parent: Annotated[str | None, Ref("quota")] = None
    period: Period | None = None
    amount: Money | None = None
    over_assignment: Percent | None = None
    plan: Annotated[str | None, Ref("kpi")] = None
    seats: tuple[Seat, ...] = ()


@model
class CurvePoint(Part):
    """What a level of attainment pays."""

    at: Percent
    pays: Percent


@model
class Measure(Part):
    """A KPI that pay depends on."""

    kpi: Annotated[str, Ref("kpi")]
    weight: Percent | None = None
    direction: str | None = None
    curve: tuple[CurvePoint, ...] = ()
    cap: Percent | None = None
    clawback: str | None = None


@model
class CompPlan(Node):
    """How a set of roles is paid for results."""

    for_: Annotated[OneOrMore, Ref("role")] = ()
    starts: Date | None = None
    ends: Date | None = None
    agreed_on: Date | None = None
    measures: tuple[Measure, ...] = ()
    disputes: Annotated[str | None, Ref("sla")] = None
    designed_by: Annotated[str | None, Ref("role")] = None
    approved_by: Annotated[str | None, Ref("role", "council")] = None
