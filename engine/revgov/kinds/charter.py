"""The charter: why RevOps exists, what it owns, who heads it, and the scales and words everything else uses."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Naming, Node, OneOrMore, Part, Ref, Spelt, Text, Word, model
from revgov.kinds.values import Date, Duration, Money, Range, WrongType, Zone
from revgov.kinds.values.value import Reads


@model
class Outcome(Part):
    """What success looks like, and the KPI that shows it."""

    outcome: Text
    kpi: Annotated[str | None, Ref("kpi")] = None


@model
class PillarStance(Part):
    """Which part AI plays in a pillar, or why none does."""

    ai: str | None = None
    why: str | None = None


@model
class RetentionRule(Part):
    """How long data of one class must and may be kept."""

    least: Duration | None = None
    most: Duration | None = None


@model
class Appetite(Part):
    """The highest level of risk that is carried without asking, and who may carry more."""

    level: str | None = None
    authority: Annotated[str | None, Ref("role")] = None


@model
class KeptApart(Part):
    """Two duties that one person must not hold together (segregation of duties)."""

    one: str
    other: str
    why: str | None = None


def scale_steps(raw: object) -> int | tuple[str, ...]:
    if isinstance(raw, int) and not isinstance(raw, bool) and 1 < raw <= 20:
        return raw
    if isinstance(raw, list) and len(raw) > 1 and all(isinstance(word, str) for word in raw):
        return tuple(raw)
    raise WrongType("write the number of steps, or a list of their words from low to high")


ScaleSteps = Annotated[
    int | tuple[str, ...],
    Reads(scale_steps, anyOf=[{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]),
]


@model
class RiskScale(Part):
    """The scale of likelihood and impact: a number of steps, or their words from low to high."""

    likelihood: ScaleSteps = 5
    impact: ScaleSteps = 5
    score: str = "product"
    levels: dict[str, Range] | None = None


@model
class Market(Part):
    """The segments and regions the company sells in."""

    segments: OneOrMore = ()
    regions: OneOrMore = ()


@model
class NinetyDays(Part):
    """The day on which the 90-day plan starts."""

    starts: Date


@model
class Charter(Node):
    """The mandate of RevOps, and the words and scales of the company."""

    organization: Naming | None = None
    timezone: Zone | None = None
    stage: Annotated[str | None, Word("stage")] = None
    arr: Money | None = None
    mission: Spelt | None = None
    vision: Spelt | None = None
    description: Spelt | None = None
    head: Annotated[str | None, Ref("role")] = None
    functions: OneOrMore = ()
    owns: OneOrMore = ()
    supports: OneOrMore = ()
    out_of_scope: OneOrMore = ()
    revenue_number: Annotated[str | None, Ref("kpi")] = None
    outcomes: tuple[Outcome, ...] = ()
    budget_oversight: Annotated[str | None, Ref("role")] = None
    systems_authority: Annotated[str | None, Ref("role")] = None
    escalation: Annotated[OneOrMore, Ref("role")] = ()
    pillars: dict[Annotated[str, Word("pillar")], PillarStance] | None = None
    classifications: OneOrMore = ()
    retention: dict[Annotated[str, Word("classification")], RetentionRule] | None = None
    risk_scale: RiskScale | None = None
    appetite: dict[str, Appetite] | None = None
    kept_apart: tuple[KeptApart, ...] = ()
    attested: OneOrMore = ()
    market: Market | None = None
    plan: NinetyDays | None = None
