"""Is what teams promise each other measurable, as strict as the house wants, kept by a machine, and does it add up?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, INFO, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Field, Sla
from revgov.kinds.values import Duration
from revgov.schedule import calendar_of

TIMESTAMPS = ("timestamp", "datetime", "date")
# Whoever makes the promise is its owner: of that, and of the way up, other checks speak.
PARTS = ("starts_on", "stops_on", "within", "target", "measured_by", "on_breach", "escalates_to")


@check("process-sla-incomplete", severity=ERROR, startup=ERROR)
def promise_nobody_can_measure(governance: Governance, *, timestamps: tuple[str, ...] = TIMESTAMPS) -> Findings:
    """Each service level says which timestamps start and stop its clock, the time between them, the working calendar,
    the share that must keep it, the KPI that measures that, and what happens and who hears of it when it is broken.

    A promise whose clock nobody can read is kept or broken by opinion.

    Remedy: add the fields that the message names; the clock runs between two fields of `type: timestamp`.
    """
    unread_fields = unread(governance)
    calendars = {calendar.id: calendar for calendar in governance.every(Calendar)}
    for sla in governance.every(Sla):
        absent = [part for part in PARTS if getattr(sla, part) is None and (sla.ref, part) not in unread_fields]
        if sla.calendar is None and calendar_of(None, calendars) is None and (sla.ref, "calendar") not in unread_fields:
            absent.append("calendar")
        if absent:
            said = f"the service level '{cut(sla.title)}' lacks {listed(f'`{part}`' for part in absent)}"
            yield lacks(sla, ",".join(absent)), said
        yield from clock_faults(governance, sla, timestamps)


def clock_faults(governance: Governance, sla: Sla, timestamps: tuple[str, ...]) -> Iterator[Found]:
    """The ends of the clock that are no moments, and a clock that stops as it starts."""
    for event in ("starts_on", "stops_on"):
        field = governance.find(Field, getattr(sla, event))
        if field is not None and field.type is not None and field.type.strip().casefold() not in timestamps:
            said = f"the clock of '{cut(sla.title)}' needs a moment, and {cut(field.id)} is of type '{cut(field.type)}'"
            wanted = f"take a field of type {listed(timestamps, 'or')}"
            yield sla.at(event), f"{said}; {wanted}", (field.at("type"), "its type stands here")
    if sla.starts_on is not None and sla.starts_on == sla.stops_on:
        said = f"the clock of '{cut(sla.title)}' starts and stops on {cut(sla.starts_on)}, so it always shows nothing"
        yield sla.at("stops_on"), said


@check("process-sla-looser-than-policy", severity=WARNING, startup=WARNING)
def promise_weaker_than_the_house_wants(governance: Governance) -> Findings:
    """The known service levels promise no longer time than the profile allows: answers on accepted leads, follow-up of
    qualified leads, and contact requests.

    A commitment that gives way a little every quarter is gone before anybody has decided to drop it.

    Remedy: promise the shorter time, or agree on the longer one with a waiver that says until when and why.
    """
    for sla in governance.every(Sla):
        longest = governance.profile.slas.get(sla.is_ or sla.id)
        if longest is None or sla.within is None:
            continue
        limit = Duration.read(longest)
        # A business day stands for 7/5 of a day: nights and weekends run on for whoever waits.
        if sla.within.days > limit.days + 1e-6:
            said = f"'{cut(sla.title)}' allows {sla.within}; the policy of this profile is at most {limit}"
            yield sla.at("within"), f"{said} (in days, {sla.within.days:.2g} against {limit.days:.2g})"


@check("process-sla-manual", severity=INFO, startup=OFF)
def promise_kept_by_memory(governance: Governance) -> Findings:
    """Each service level names the system that runs it, and how: by an alert, a route, a task or a report.

    What only people remember is forgotten in the week that matters.

    Remedy: write `runs_in: {system: crm, how: alert after 16 hours}`.
    """
    unread_fields = unread(governance)
    for sla in governance.every(Sla):
        if (sla.ref, "runs_in") in unread_fields:
            continue
        if sla.runs_in is None:
            yield lacks(sla, "runs_in"), f"no system runs the service level '{cut(sla.title)}': add `runs_in`"
        elif not sla.runs_in.how:
            system = cut(governance.title(f"system:{sla.runs_in.system}"))
            said = f"'{cut(sla.title)}' runs in {system}, but nobody says how"
            yield sla.at("runs_in"), f"{said}: add `how`, such as an alert, a route, a task or a report"
