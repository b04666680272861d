"""Meetings: who meets when, about what, to decide what."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Naming, Node, OneOrMore, Part, Prose, Ref, Text, Whole, model, short_form
from revgov.kinds.values import Date, Duration, Moment, Offset, Repeat, TimeOfDay, Zone


@model
class Variant(Part):
    """What one turn of a rotation changes."""

    time: TimeOfDay | None = None
    timezone: Zone | None = None
    duration: Duration | None = None
    required: Annotated[OneOrMore, Ref("role")] = ()


@model
class Schedule(Part):
    """When a meeting takes place, in its own local time."""

    starts: Date | None = None
    time: TimeOfDay | None = None
    duration: Duration | None = None
    timezone: Zone | None = None
    repeat: Repeat | None = None
    rrule: str | None = None
    until: Date | None = None
    count: Whole | None = None
    rotation: tuple[Variant, ...] = ()
    on_holiday: str | None = None
    on_freeze: str | None = None
    moved: dict[Date, Moment] | None = None
    cancelled: tuple[Date, ...] = ()


@model
class Input(Part):
    """What has to be there before the meeting, from whom and when."""

    what: Naming
    from_: Annotated[str | None, Ref("role", "meeting")] = None
    due: Offset | None = None
    about: Annotated[OneOrMore, Ref()] = ()


@model
class AgendaItem(Part):
    """A point of the agenda, its length in minutes and who leads it."""

    item: Naming
    minutes: Whole | None = None
    lead: Annotated[str | None, Ref("role")] = None


@model
class Meeting(Node):
    """A meeting or a series of meetings. The owner always attends; so do leads of agenda items."""

    purpose: Text | None = None
    council: Annotated[str | None, Ref("council")] = None
    required: Annotated[OneOrMore, Ref("role")] = ()
    optional: Annotated[OneOrMore, Ref("role")] = ()
    calendar: Annotated[str | None, Ref("calendar")] = None
    schedule: Schedule | None = None
    inputs: tuple[Annotated[Input, short_form("what")], ...] = ()
    agenda: tuple[Annotated[AgendaItem, short_form("item")], ...] = ()
    reviews: Annotated[OneOrMore, Ref()] = ()
    decisions: Annotated[OneOrMore, Ref("decision")] = ()
    outputs: Annotated[OneOrMore, Prose()] = ()
    conference: str | None = None
    location: str | None = None
    uid: str | None = None
