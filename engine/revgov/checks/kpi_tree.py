"""Do all numbers hang together, as one tree under one number and without circles?"""

from __future__ import annotations

from revgov.checks.absence import missing, unread
from revgov.checks.certainty import half_known, judged
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.circles import circles
from revgov.governance.governance import Governance
from revgov.governance.kpi_tree import KpiTree, told
from revgov.kinds import Kpi

OUTSIDE = ("guardrail", "health")
# Of a long circle its beginning is shown.
SHOWN = 5


@check("kpi-tree-cycle", severity=ERROR, startup=ERROR)
def kpi_that_drives_itself(governance: Governance) -> Findings:
    """No KPI drives itself, be it through others.

    A number that is made of itself cannot be computed, and a tree with a circle has no top. What a number was one
    period before, `previous(x)`, is another number.

    Remedy: take out the one of the named references that does not hold; if last period's value is meant, write
    `previous(x)`.
    """
    tree = governance.kpi_tree
    lagged = {id_ for id_, kpi in tree.kpis.items() if kpi.formula and "previous" in kpi.formula.written}
    arrows = dict(tree.driven)
    for id_ in (lower for upper in lagged for lower in tree.drivers[upper]):
        arrows[id_] = [upper for upper in arrows[id_] if upper not in lagged or told(tree, id_, upper)]
    for circle in circles(arrows):
        yield from round_trip(tree, circle)


def round_trip(tree: KpiTree, circle: list[str]) -> Findings:
    """A circle, told at the arrow that is written first."""
    order = {f"kpi:{id_}": at for at, id_ in enumerate(tree.kpis)}
    arrows = [
        (lower, upper, told(tree, lower, upper)) for lower, upper in zip(circle, circle[1:] + circle[:1], strict=True)
    ]
    spots = [(lower, upper, spot) for lower, upper, spot in arrows if spot]
    at = min(range(len(spots)), key=lambda at: order[spots[at][2].node or ""])
    (lower, upper, first), *others = spots[at:] + spots[:at]
    way = shown([lower, *(one for one, _, _ in others)])
    writer = tree.kpis[lower if first.field == "drives" else upper]
    related = ((spot, f"{cut(below)} drives {cut(above)}") for below, above, spot in others[:SHOWN])
    yield first, f"{cut(writer.title)} drives itself: {' → '.join((*way, way[0]))}", *related


def shown(way: list[str]) -> list[str]:
    some = way if len(way) <= SHOWN + 1 else [*way[:SHOWN], f"({len(way) - SHOWN} more)"]
    return [cut(id_) for id_ in some]


@check("kpi-tree-disconnected", severity=WARNING, startup=WARNING)
def kpi_outside_the_tree(governance: Governance) -> Findings:
    """Every KPI drives the one revenue number, be it through others, or is marked as guardrail or health.

    A number that leads nowhere is looked at for its own sake, and with several tops everybody has a north star of
    their own.

    Remedy: say what the KPI drives with `drives`, use it in a formula, or write `outside_tree: guardrail` or
    `outside_tree: health`; name the one number as `revenue_number` in the charter.
    """
    tree = governance.kpi_tree
    root = top_of(governance)
    beside = {id_ for id_, kpi in tree.kpis.items() if kpi.outside_tree in OUTSIDE}
    open_ends = half_known(governance, "drives", "outside_tree") & tree.kpis.keys()
    if root is None:
        yield from several_tops(governance, tree, beside | open_ends)
    elif root in tree.kpis:
        # What feeds a guardrail is watched with it and needs no mark of its own.
        apart = tree.kpis.keys() - tree.below({root, *beside, *open_ends})
        for id_ in judged(governance, tree, (id_ for id_ in tree.kpis if id_ in apart)):
            if apart.isdisjoint(tree.driven[id_]):
                yield from apart_from(tree, id_, root)


def top_of(governance: Governance) -> str | None:
    """The id of the revenue number: as the charter says, even where that names nothing, or as a KPI says of itself."""
    if governance.charter.revenue_number:
        return governance.charter.revenue_number.removeprefix("kpi:")
    known = governance.known(Kpi, "revenue_number")
    return known.id if known else None


def several_tops(governance: Governance, tree: KpiTree, excused: set[str]) -> Findings:
    ends = [id_ for id_, uppers in tree.driven.items() if not uppers and id_ not in excused]
    tops = [tree.kpis[id_].title for id_ in judged(governance, tree, ends)]
    if len(tops) > 1 and ("charter:charter", "revenue_number") not in unread(governance):
        names = f"{listed(tops)} drive no other KPI, and nothing says which of them is the one revenue number"
        yield missing("revenue_number"), f"{names}; write `revenue_number` in the charter"


def apart_from(tree: KpiTree, id_: str, root: str) -> Findings:
    kpi, top = tree.kpis[id_], cut(tree.kpis[root].title)
    if kpi.outside_tree:
        word = f"'{cut(kpi.outside_tree)}' is no place outside the tree"
        yield kpi.at("outside_tree"), f"{word}; write guardrail or health, or say what {cut(kpi.title)} drives"
    elif root in tree.drivers[id_]:
        yield kpi.at(), f"{cut(kpi.title)} stands above {top}, which should be the top of the tree"
    else:
        yield kpi.at(), f"{cut(kpi.title)} does not drive {top}, not even through others"
