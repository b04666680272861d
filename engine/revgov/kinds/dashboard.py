"""Dashboards: where KPIs are looked at, and by whom."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Node, OneOrMore, Ref, model


@model
class Dashboard(Node):
    """A page of KPIs."""

    url: str | None = None
    system: Annotated[str | None, Ref("system")] = None
    shows: Annotated[OneOrMore, Ref("kpi")] = ()
    audience: OneOrMore = ()
