"""Does every customer who comes in get through: is every stage reached, and does every one lead to an end?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import misspelt
from revgov.checks.registry import ERROR, Findings, Found, check
from revgov.checks.stages import WAYS, half_known, spoken_for, ways_of
from revgov.checks.wording import cut, listed
from revgov.governance.circles import circles, reached
from revgov.governance.governance import Governance
from revgov.kinds import Stage

Ways = Mapping[str, Sequence[str]]
FORWARD = ("next", "exits")


@check("process-graph-broken", severity=ERROR, startup=ERROR)
def lifecycle_with_gaps(governance: Governance) -> Findings:
    """Every stage is reached from a start, every stage leads to a terminal one and none is a dead end, and loops are
    declared under `recycles_to`.

    What nobody reaches is dead text, and what leads nowhere is where leads are forgotten.

    Remedy: name the following stage under `next`, mark where customers come in with `start: true` and where they end
    with `terminal: true`, and write `recycles_to` where going back is meant.
    """
    if not governance.every(Stage) or not all_read(governance):
        return
    ways, blind = ways_of(governance), half_known(governance)
    yield from stages_nobody_reaches(governance, ways, blind)
    yield from stages_without_end(governance, ways, blind)
    yield from undeclared_loops(governance, blind)


def stages_nobody_reaches(governance: Governance, ways: Ways, blind: frozenset[str]) -> Iterator[Found]:
    """The stages where what is not reached begins; whatever only they lead to is not reached for the same reason."""
    stages = governance.every(Stage)
    starts = [stage.ref for stage in spoken_for(governance) if stage.start]
    if not starts:
        if not any(field == "start" for _, field in unread(governance)):
            yield missing("start"), "no stage is where customers come in: mark it with `start: true`"
        return
    if any(field in WAYS for ref, field in unread(governance) if ref in blind):
        return
    names, seen = misspelt(governance, "stage", *WAYS), reached(ways, starts)
    seen |= reached(ways, [one.ref for one in stages if one.ref not in seen and names.may_mean(one.id)])
    lost = [stage for stage in stages if stage.ref not in seen]
    entered = {ref for stage in lost for ref in ways[stage.ref] if ref != stage.ref}
    for stage in sorted(lost, key=lambda one: one.ref in entered):
        if stage.ref not in seen:
            yield stage.at(), f"nobody gets to the stage '{cut(stage.title)}': no stage leads to it, and it is no start"
            seen |= reached(ways, [stage.ref])


def stages_without_end(governance: Governance, ways: Ways, blind: frozenset[str]) -> Iterator[Found]:
    """The dead ends, and the groups of stages that lead to nothing but each other."""
    terminals = {stage.ref for stage in governance.all(Stage) if stage.terminal or not governance.in_force(stage)}
    unclear = {ref for ref, field in unread(governance) if field == "terminal"} | blind
    dead = [one for one in governance.every(Stage) if not ways[one.ref] and one.ref not in terminals | unclear]
    for stage in dead:
        yield stage.at(), f"nothing leads on from the stage '{cut(stage.title)}', and it is not `terminal`"
    back: dict[str, list[str]] = {}
    for ref, targets in ways.items():
        for target in targets:
            back.setdefault(target, []).append(ref)
    ending = reached(back, (*terminals, *unclear, *(stage.ref for stage in dead)))
    order = {ref: index for index, ref in enumerate(ways)}
    for stage in governance.every(Stage):
        if stage.ref not in ending:
            trapped = reached(ways, [stage.ref])
            names = listed(governance.title(ref) for ref in sorted(trapped, key=order.__getitem__))
            yield stage.at(), f"from the stage '{cut(stage.title)}' nobody gets to a terminal one: only to {names}"
            ending |= reached(back, trapped)


def undeclared_loops(governance: Governance, blind: frozenset[str]) -> Iterator[Found]:
    """The ways back to an earlier stage that no `recycles_to` declares, one for each knot of stages."""
    forward: dict[str, list[str]] = {}
    for stage in governance.every(Stage):
        declared = {f"stage:{to}" for to in stage.recycles_to}
        edges = governance.out.get(stage.ref, ())
        if stage.ref not in blind:
            forward[stage.ref] = [one.ref for one in edges if one.field in FORWARD and one.ref not in declared]
    for way in circles(forward):
        last, first = governance.nodes[way[-1]], governance.nodes[way[0]]
        assert isinstance(last, Stage)
        stages = " → ".join(cut(governance.title(ref)) for ref in (*way[:5], *(["…"] if way[5:] else []), way[0]))
        said = f"customers go round: {stages}; if that is meant, write `recycles_to: {first.id}`"
        yield last.at(*place_of(last, first.id)), said


def place_of(stage: Stage, to: str) -> tuple[str | int, ...]:
    """Where a stage names another one as what follows."""
    following = [("next", index) for index, one in enumerate(stage.next) if one.stage == to]
    return [*following, *(("exits", index) for index, one in enumerate(stage.exits) if one.to == to)][0]
