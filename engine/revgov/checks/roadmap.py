"""Does the roadmap reach far enough, and can it be done in the order that it says?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import anything_unread
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, Found, check
from revgov.checks.roadmap_items import done, dropped, planned, waits_for
from revgov.checks.wording import cut
from revgov.governance.circles import circles, knots_of, reached
from revgov.governance.governance import Governance
from revgov.kinds import Initiative
from revgov.kinds.values import Duration
from revgov.schedule import LATEST

DAY, YEAR = datetime.timedelta(days=1), datetime.timedelta(days=366)
# What each type of initiative has to follow, and in words what would come first otherwise.
FIRST = {
    "ai": ("data_governance", "the data that it learns from is not governed yet"),
    "tool": ("process_design", "a tool is chosen before anybody knows for what"),
    "automation": ("sla", "what has no service level cannot be kept by a machine"),
}


@check("roadmap-horizon-short", severity=WARNING, startup=INFO)
def roadmap_that_ends_soon(governance: Governance, *, most_gap_days: int = 31) -> Findings:
    """Initiatives cover the time ahead that the profile asks for, without a gap of more than `most_gap_days` days.

    Where nothing is planned, whatever burns is the plan.

    Remedy: declare what comes next, with `starts` and `ends`; a direction with rough dates is better than a blank page.
    """
    items = [one for one in planned(governance) if not done(one)]
    if not governance.every(Initiative) or not all_read(governance):
        return
    if anything_unread(governance, "initiative", "starts", "ends", "status"):
        return
    horizon = Duration.read(governance.profile.horizon)
    # At the end of time nothing can be planned a year ahead.
    covered, last = min(governance.as_of, LATEST - YEAR), None
    until = horizon.after(covered)
    dated = [one for one in items if one.ends and one.ends >= governance.as_of]
    for item in sorted(dated, key=lambda one: (one.starts or governance.as_of, one.id)):
        if item.starts and (item.starts - covered).days - 1 > most_gap_days and item.starts <= until:
            said = f"nothing is planned from {covered + DAY} to {item.starts - DAY}"
            message = f"{said}, a gap of more than {most_gap_days} days in the next {horizon}"
            yield missing(f"roadmap before {item.id}"), message, (item.at("starts"), "this comes after the gap")
        if item.ends and item.ends > covered:
            covered, last = item.ends, item
    if covered < until:
        reach = f"the roadmap reaches {covered}" if last else "nothing on the roadmap is still to be done"
        related = [(last.at("ends"), "this ends last")] if last else []
        yield missing("roadmap"), f"{reach}; it should cover the next {horizon}, to {until}", *related


@check("roadmap-dependency-invalid", severity=ERROR, startup=ERROR)
def order_that_cannot_be(governance: Governance) -> Findings:
    """No initiatives wait for each other in a circle, none starts before what it comes after ends, and none ends before
    it starts.

    A plan that cannot be kept is broken by its first week, and then nobody believes the rest of it.

    Remedy: move the start behind the end of what comes before, or take out of `after` what need not be waited for.
    """
    items = planned(governance)
    waits = waits_for(governance, items)
    for way in circles(waits):
        first = governance.find(Initiative, way[0].partition(":")[2])
        names = " → ".join(cut(governance.title(ref)) for ref in (*way[:5], *(["…"] if way[5:] else []), way[0]))
        if first is not None:
            index = first.after.index((way[1:] or way)[0].partition(":")[2])
            yield first.at("after", index), f"these wait for each other: {names}"
    knots = {ref: number for number, knot in enumerate(knots_of(waits)) for ref in knot}
    for item in items:
        yield from impossible_dates(governance, item, knots)


def impossible_dates(governance: Governance, item: Initiative, knots: Mapping[str, int]) -> Iterator[Found]:
    """Dates against each other, and against what comes before; in a circle every date is wrong, and that is told."""
    if item.starts is None:
        return
    if item.ends is not None and item.ends < item.starts:
        yield item.at("ends"), f"'{cut(item.title)}' ends on {item.ends}, before it starts on {item.starts}"
    for index, name in enumerate(item.after):
        before = governance.find(Initiative, name)
        if before is None or before.ends is None or dropped(before) or not governance.in_force(before):
            continue
        if item.starts < before.ends and knots.get(item.ref, -1) != knots.get(before.ref, -2):
            said = f"'{cut(item.title)}' starts on {item.starts}, but comes after '{cut(before.title)}'"
            yield item.at("after", index), f"{said}, which ends on {before.ends}", (before.at("ends"), "it ends here")


@check("roadmap-sequence-inverted", severity=WARNING, startup=WARNING)
def wrong_things_first(governance: Governance) -> Findings:
    """An initiative for AI comes after one for data governance, one for a tool after the design of its process, and an
    automation after the service level that it keeps.

    Bad data and undefined processes do not get better by running faster.

    Remedy: name under `after` what lays the ground, also where it is done already; plan it where it is not.
    """
    items = planned(governance)
    clear = half_known(governance)
    follows: dict[str, list[str]] = {}
    for ref, before in waits_for(governance, governance.all(Initiative)).items():
        for one in before:
            follows.setdefault(one, []).append(ref)
    for type_, (ground, why) in FIRST.items():
        laid = [item.ref for item in items if type_of(item) == ground]
        ready = reached(follows, (ref for one in laid for ref in follows.get(one, ()))) | reached(follows, clear)
        for item in items:
            if type_of(item) == type_ and item.ref not in ready:
                said = f"'{cut(item.title)}' comes after no initiative of the type '{ground}': {why}"
                yield item.at("type"), f"{said}; name it under `after`"


def type_of(item: Initiative) -> str:
    return (item.type or "").strip().casefold()


def half_known(governance: Governance) -> set[str]:
    """The initiatives that may come after something which is misspelt or could not be read, or be of any type."""
    lost = {one.node.ref for one in governance.unresolved("initiative")}
    return lost | {ref for ref, field in unread(governance) if field in ("after", "type")}
