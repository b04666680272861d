"""Forecast models: how the number of the quarter is predicted, and how good the prediction has to be."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Part, Ref, Text, model
from revgov.kinds.values import Duration, Money, Percent


@model
class Accuracy(Part):
    """The one accuracy formula, its tolerance and the KPI that reports it."""

    formula: Text | None = None
    tolerance: Percent | None = None
    kpi: Annotated[str | None, Ref("kpi")] = None
    snapshot: str | None = None


@model
class NewPipeline(Part):
    """How much new pipeline each period has to bring, and the KPIs by which that is judged: the target of the running
    period, what is closed of it, the value of open deals, and the length of the sales cycle."""

    every: str
    plan: Money | None = None
    target: Annotated[str | None, Ref("kpi")] = None
    closed: Annotated[str | None, Ref("kpi")] = None
    open: Annotated[str | None, Ref("kpi")] = None
    cycle: Annotated[str | None, Ref("kpi")] = None


@model
class Forecast(Node):
    """A forecasting model."""

    horizon: Duration | None = None
    stages: Annotated[OneOrMore, Ref("stage")] = ()
    categories: OneOrMore = ()
    snapshot: Text | None = None
    accuracy: Accuracy | None = None
    win_rate: Annotated[str | None, Ref("kpi")] = None
    new_pipeline: NewPipeline | None = None
    rolling: Duration | None = None
    scenarios: OneOrMore = ()
    contingency: Annotated[str | None, Ref("contingency")] = None
