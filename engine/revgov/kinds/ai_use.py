"""AI uses: what a model does, on which data, under whose eyes, and how it is switched off."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Definition, Node, OneOrMore, Part, Ref, Spelt, SpeltName, Text, model, short_form
from revgov.kinds.values import Amount, Date, Duration, Percent

TIERS = ("prohibited", "high", "limited", "minimal")
# What a status says: that the use does not act yet or for now, or not any more. In every other one it acts, be it a
# pilot, a word nobody knows, or none at all: guardrails must not hang on how somebody spells a status.
WAITING = ("proposed", "planned", "approved", "paused")
OVER = ("retired", "rejected")


@model
class RiskTier(Part):
    """How much harm the use could do, why, and since when we think so."""

    tier: str
    why: Text | None = None
    on: Date | None = None


@model
class Automated(Part):
    """Which share runs without a human, and the share that may."""

    share: Percent | None = None
    cap: Percent | None = None


@model
class Log(Part):
    """How long the log of outputs and overrides is kept."""

    kept: Duration


@model
class Oversight(Part):
    """The human who checks outputs, by which criteria, and how they overrule."""

    role: Annotated[str | None, Ref("role")] = None
    criteria: Text | None = None
    override: Text | None = None
    log: Annotated[Log | None, short_form("kept")] = None


@model
class Performance(Part):
    """The KPI that shows whether the model works, and its tests."""

    kpi: Annotated[str | None, Ref("kpi")] = None
    baseline: Amount | None = None
    threshold: Amount | None = None
    drift_test: str | None = None
    bias_test: str | None = None


@model
class AiUse(Node):
    """One use of AI in revenue work."""

    type: str | None = None
    name: SpeltName | None = None
    purpose: Spelt | None = None
    description: Definition | None = None
    technical_owner: Annotated[OneOrMore, Ref("role", owns=True)] = ()
    system: Annotated[str | None, Ref("system")] = None
    status: str | None = None
    risk_tier: Annotated[RiskTier | None, short_form("tier")] = None
    inputs: Annotated[OneOrMore, Ref("field")] = ()
    affects: OneOrMore = ()
    automates: Annotated[OneOrMore, Ref("activity", "stage", "handoff")] = ()
    automated: Automated | None = None
    oversight: Oversight | None = None
    comparator: Text | None = None
    performance: Performance | None = None
    disclosure: Text | None = None
    fallback: Text | None = None
    switch_off: Text | None = None
    stopped_by: Annotated[str | None, Ref("role")] = None

    @property
    def tier(self) -> str | None:
        """The word of its risk tier, as it is compared with TIERS."""
        return self.risk_tier.tier.strip().casefold() if self.risk_tier else None

    @property
    def over(self) -> bool:
        """Whether it is kept for the record only."""
        return (self.status or "").strip().casefold() in OVER

    @property
    def acts(self) -> bool:
        """Whether its outputs reach people and systems."""
        return (self.status or "").strip().casefold() not in (*WAITING, *OVER)
