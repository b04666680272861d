"""Do the steps of a promise fit into the whole, and does word of a breach come before the whole is broken?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from revgov.checks.absence import unread
from revgov.checks.registry import OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Sla
from revgov.kinds.values import Duration


@check("process-sla-chain", severity=WARNING, startup=OFF)
def steps_longer_than_the_whole(governance: Governance) -> Findings:
    """The service levels that are part of another fit into it, and each of them escalates sooner than the whole may
    take. Steps that begin or end on the same field are ways beside each other or one after the other, of which the
    longest counts; all others follow each other.

    When each step is kept and the whole is late all the same, every team is right and the customer has left.

    Remedy: shorten a step or allow the whole more time; escalate early enough that somebody can still act.
    """
    wholes: dict[str, list[Sla]] = {}
    lost = {ref for ref, field in unread(governance) if field in ("starts_on", "stops_on")}
    lost |= {one.node.ref for one in governance.unresolved("sla") if one.mention.field in ("starts_on", "stops_on")}
    for sla in governance.every(Sla):
        if sla.part_of is not None and sla.part_of != sla.id:
            wholes.setdefault(sla.part_of, []).append(sla)
    for id_, steps in wholes.items():
        whole = governance.find(Sla, id_)
        if whole is None or whole.within is None or not governance.in_force(whole):
            continue
        if not lost.intersection(step.ref for step in steps):
            yield from sum_of_steps(whole, whole.within, steps)
        yield from late_escalations(whole, whole.within, steps)


def sum_of_steps(whole: Sla, within: Duration, steps: Sequence[Sla]) -> Iterator[Found]:
    path = longest_path(steps)
    total = sum(step.within.days for step in path if step.within)
    if total > within.days + 1e-6:
        parts = listed(f"{cut(step.title)} ({step.within})" for step in path)
        said = f"'{cut(whole.title)}' allows {within}, but its steps may take {total:.3g} days"
        related = ((step.at("within"), f"this step may take {step.within}") for step in path)
        yield whole.at("within"), f"{said}: {parts}", *related


def late_escalations(whole: Sla, within: Duration, steps: Sequence[Sla]) -> Iterator[Found]:
    for step in steps:
        if step.escalates_after is not None and step.escalates_after.days >= within.days:
            said = f"'{cut(step.title)}' escalates after {step.escalates_after}"
            message = f"{said}, when the {within} of '{cut(whole.title)}' are over: escalate sooner"
            yield step.at("escalates_after"), message, (whole.at("within"), "the whole may take so long")


def longest_path(steps: Sequence[Sla]) -> list[Sla]:
    """The steps of which the longest way through a promise is made: of each group that shares fields its longest."""
    return [step for group in groups([step for step in steps if step.within]) for step in longest_of(group)]


def ends(step: Sla) -> list[str]:
    return [event for event in (step.starts_on, step.stops_on) if event]


def groups(steps: Sequence[Sla]) -> Iterator[list[Sla]]:
    """The steps, put together where they begin or end on the same field."""
    at: dict[str, list[Sla]] = {}
    for step in steps:
        for event in ends(step):
            at.setdefault(event, []).append(step)
    seen: set[str] = set()
    for first in steps:
        group, waiting = [], [first] if first.id not in seen else []
        seen.add(first.id)
        while waiting:
            step = waiting.pop()
            group.append(step)
            beside = {one.id: one for event in ends(step) for one in at.pop(event, ()) if one.id not in seen}
            seen.update(beside)
            waiting.extend(beside.values())
        if group:
            yield group


def longest_of(group: Sequence[Sla]) -> list[Sla]:
    """The steps on the longest way from field to field; in a circle, where no way is the longest, all of them."""
    before = Counter(step.stops_on for step in group)
    onward: dict[str | None, list[Sla]] = {}
    for step in group:
        onward.setdefault(step.starts_on, []).append(step)
    best: dict[str | None, tuple[float, Sla | None]] = {}
    waiting = [event for event in onward if event not in before]
    passed = 0
    while waiting:
        event = waiting.pop()
        for step in onward.get(event, ()):
            passed += 1
            days = best.get(event, (0.0, None))[0] + (step.within.days if step.within else 0.0)
            best[step.stops_on] = max(best.get(step.stops_on, (0.0, None)), (days, step), key=lambda one: one[0])
            before[step.stops_on] -= 1
            if before[step.stops_on] == 0:
                waiting.append(step.stops_on)
    return way_to(best) if passed == len(group) else list(group)


def way_to(best: Mapping[str | None, tuple[float, Sla | None]]) -> list[Sla]:
    """The steps that lead to the field which takes longest to get to, from the first one on."""
    way: list[Sla] = []
    step = max(best.values(), key=lambda one: one[0])[1]
    while step is not None:
        way.append(step)
        step = best.get(step.starts_on, (0.0, None))[1]
    return way[::-1]
