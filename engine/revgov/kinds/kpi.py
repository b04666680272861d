"""KPIs: what a number means, what it is made of, who owns it and what it should be."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import (
    Definition,
    Node,
    OneOrMore,
    Part,
    Ref,
    Spelt,
    SpeltName,
    Text,
    Whole,
    YesNo,
    model,
    short_form,
)
from revgov.kinds.values import Amount, Band, Date, Duration, Formula, Period, Range, TimeOfDay, Unit


@model
class Source(Part):
    """The one field of one system of record that an input KPI is counted from."""

    dataset: Annotated[str, Ref("dataset")]
    field: Annotated[str | None, Ref("field", of="dataset")] = None
    aggregate: str | None = None
    where: str | None = None
    time: Annotated[str | None, Ref("field", of="dataset")] = None


@model
class Target(Part):
    """What a KPI should be, by when, and on what basis. In words it counts as missing."""

    value: Amount | None = None
    by: Date | None = None
    period: Period | None = None
    basis: Text | None = None
    words: Text | None = None


@model
class Refresh(Part):
    """When the value is new."""

    every: Duration
    by: TimeOfDay | None = None


@model
class DefinitionChange(Part):
    """The last change of meaning: when it holds from, who approved it, and how far back it was restated."""

    on: Date
    approved_by: Annotated[str | None, Ref("role", "council")] = None
    restated: str | None = None


@model
class Benchmarking(Part):
    """A dated exemption from having a target."""

    until: Date
    why: Text | None = None


@model
class Counts(Part):
    """Which population a rate is over, and whether it counts heads or money."""

    population: str | None = None
    by: str | None = None


@model
class Kpi(Node):
    """A measure of how the business runs, and what it is made of."""

    name: SpeltName | None = None
    definition: Definition | None = None
    key: YesNo = False
    unit: Unit | None = None
    direction: str | None = None
    grain: str | None = None
    timing: str | None = None
    measures: str | None = None
    includes: Spelt | None = None
    excludes: Spelt | None = None
    description: Spelt | None = None
    when_missing: Text | None = None
    counts: Counts | None = None
    formula: Annotated[Formula | None, Ref("kpi")] = None
    source: Source | None = None
    drives: Annotated[OneOrMore, Ref("kpi")] = ()
    drivers: Annotated[OneOrMore, Ref("kpi")] = ()
    target: Annotated[Target | None, short_form("value")] = None
    targets: dict[Period, Amount] | None = None
    bands: dict[str, Band] | None = None
    bounds: Range | None = None
    benchmarking: Benchmarking | None = None
    guardrails: Annotated[OneOrMore, Ref("kpi")] = ()
    refresh: Refresh | None = None
    on_agenda: Duration | None = None
    reported_in: Annotated[str | None, Ref("system")] = None
    audience: OneOrMore = ()
    outside_tree: str | None = None
    version: Whole | None = None
    changed: DefinitionChange | None = None
