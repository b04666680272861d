"""People: who holds roles, where and when they work."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Label, Node, Ref, model
from revgov.kinds.values import DateRange, Hours, Zone


@model
class Person(Node):
    """Somebody who holds roles. `until` is the last day."""

    email: str | None = None
    github: str | None = None
    timezone: Zone | None = None
    hours: Hours | None = None
    holidays: Annotated[str | None, Ref("calendar")] = None
    leaves: tuple[DateRange, ...] = ()
    tier: Label | None = None
