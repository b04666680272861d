"""Do all numbers hang together: one tree under one number, without circles, with something to steer by?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import misspelt
from revgov.checks.registry import ERROR, INFO, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.circles import circles
from revgov.governance.governance import Governance
from revgov.kinds import Dashboard, Kpi
from revgov.kinds.node import Spot
from revgov.kinds.values import Formula

MADE_OF, TREE_FIELDS = ("formula", "drivers"), ("formula", "drivers", "drives")
OUTSIDE = ("guardrail", "health")
# Of a long circle its beginning is shown.
SHOWN = 5


class Tree(NamedTuple):
    """The KPIs in force by id, what drives each and what each drives: by formula, `drivers` or `drives`."""

    kpis: Mapping[str, Kpi]
    drivers: Mapping[str, list[str]]
    driven: Mapping[str, list[str]]

    def below(self, starts: Iterable[str]) -> set[str]:
        """Some KPIs and all that drive them, however far."""
        return reached(self.drivers, starts)

    def above(self, starts: Iterable[str]) -> set[str]:
        """Some KPIs and all that they drive, however far."""
        return reached(self.driven, starts)


def tree_of(governance: Governance) -> Tree:
    kpis = {kpi.id: kpi for kpi in governance.every(Kpi)}
    drivers: dict[str, list[str]] = {id_: [] for id_ in kpis}
    driven: dict[str, list[str]] = {id_: [] for id_ in kpis}
    for id_, kpi in kpis.items():
        for field, ref in governance.out.get(kpi.ref, ()):
            other = ref[4:]
            if field not in TREE_FIELDS or other not in kpis:
                continue
            lower, upper = (id_, other) if field == "drives" else (other, id_)
            drivers[upper].append(lower)
            driven[lower].append(upper)
    return Tree(kpis, drivers, driven)


def reached(arrows: Mapping[str, list[str]], starts: Iterable[str]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        for following in arrows[waiting.pop()]:
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found


def unreadable(governance: Governance, *fields: str) -> set[str]:
    """The KPIs that have something in these fields that could not be read."""
    return {ref[4:] for ref, field in unread(governance) if ref.startswith("kpi:") and field in fields}


def half_known(governance: Governance, *fields: str) -> set[str]:
    """The KPIs of which something in these fields names nothing or cannot be read: what hangs on them is not judged."""
    unresolved = {one.node.id for one in governance.unresolved if one.node.kind == "kpi" and one.mention.field in fields}
    return unresolved | unreadable(governance, *fields)


@check("kpi-tree-cycle", severity=ERROR, startup=ERROR)
def kpi_that_drives_itself(governance: Governance) -> Findings:
    """No KPI drives itself, be it through others.

    A number that is made of itself cannot be computed, and a tree with a circle has no top. What a number was one period
    before, `previous(x)`, is another number.

    Remedy: take out the one of the named references that does not hold; if last period's value is meant, write
    `previous(x)`.
    """
    tree = tree_of(governance)
    lagged = {id_ for id_, kpi in tree.kpis.items() if kpi.formula and "previous" in kpi.formula.written}
    arrows = {
        id_: [upper for upper in uppers if upper not in lagged or told(tree, id_, upper)]
        for id_, uppers in tree.driven.items()
    }
    for circle in circles(arrows):
        yield from round_trip(tree, circle)


def round_trip(tree: Tree, circle: list[str]) -> Findings:
    """A circle, told at the arrow that is written first."""
    order = {f"kpi:{id_}": at for at, id_ in enumerate(tree.kpis)}
    arrows = [(lower, upper, told(tree, lower, upper)) for lower, upper in zip(circle, circle[1:] + circle[:1], strict=True)]
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


def told(tree: Tree, lower: str, upper: str) -> Spot | None:
    """Where it is written that one KPI drives another; None if only by what it was one period before."""
    above, below = tree.kpis[upper], tree.kpis[lower]
    if above.formula is not None:
        at = next((at for name, at in present_names(above.formula) if name == lower), None)
        if at is not None:
            return above.at("formula", word=(at, lower))
    for kpi, field, other in ((above, "drivers", lower), (below, "drives", upper)):
        for index, written in enumerate(getattr(kpi, field)):
            if written.removeprefix("kpi:") == other:
                return kpi.at(field, index)
    return None


def present_names(formula: Formula) -> Iterator[tuple[str, int]]:
    """The names of a formula, without those of an earlier period."""
    waiting = [formula.tree]
    while waiting:
        term = waiting.pop()
        if term.op == "name":
            yield term.name, term.at
        elif term.op != "previous":
            waiting.extend(reversed(term.parts))


@check("kpi-tree-disconnected", severity=WARNING, startup=WARNING)
def kpi_outside_the_tree(governance: Governance) -> Findings:
    """Every KPI drives the one revenue number, be it through others, or is marked as guardrail or health.

    A number that leads nowhere is looked at for its own sake, and with several tops everybody has a north star of their own.

    Remedy: say what the KPI drives with `drives`, use it in a formula, or write `outside_tree: guardrail` or
    `outside_tree: health`; name the one number as `revenue_number` in the charter.
    """
    tree = tree_of(governance)
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


def judged(governance: Governance, tree: Tree, ids: Iterable[str]) -> list[str]:
    """The KPIs of which it is certain what they drive. Of those that drive nothing, one may be meant by a misspelt name
    in another's formula, or stand in a part that could not be read."""
    blind = not all_read(governance) or bool(unreadable(governance, *MADE_OF))
    names = misspelt(governance, "kpi", *MADE_OF)
    return [id_ for id_ in ids if tree.driven[id_] or not (blind or names.may_mean(id_))]


def top_of(governance: Governance) -> str | None:
    """The id of the revenue number: as the charter says, even where that names nothing, or as a KPI says of itself."""
    if governance.charter.revenue_number:
        return governance.charter.revenue_number.removeprefix("kpi:")
    known = governance.known(Kpi, "revenue_number")
    return known.id if known else None


def several_tops(governance: Governance, tree: Tree, excused: set[str]) -> Findings:
    ends = [id_ for id_, uppers in tree.driven.items() if not uppers and id_ not in excused]
    tops = [tree.kpis[id_].title for id_ in judged(governance, tree, ends)]
    if len(tops) > 1 and ("charter:charter", "revenue_number") not in unread(governance):
        names = f"{listed(tops)} drive no other KPI, and nothing says which of them is the one revenue number"
        yield missing("revenue_number"), f"{names}; write `revenue_number` in the charter"


def apart_from(tree: Tree, id_: str, root: str) -> Findings:
    kpi, top = tree.kpis[id_], cut(tree.kpis[root].title)
    if kpi.outside_tree:
        word = f"'{cut(kpi.outside_tree)}' is no place outside the tree"
        yield kpi.at("outside_tree"), f"{word}; write guardrail or health, or say what {cut(kpi.title)} drives"
    elif root in tree.drivers[id_]:
        yield kpi.at(), f"{cut(kpi.title)} stands above {top}, which should be the top of the tree"
    else:
        yield kpi.at(), f"{cut(kpi.title)} does not drive {top}, not even through others"


@check("kpi-no-leading", severity=WARNING, startup=OFF)
def lagging_kpi_without_a_leading_one(governance: Governance) -> Findings:
    """Among what drives a lagging KPI, however far below, is a leading one.

    Who only looks at results learns of trouble when it is over.

    Remedy: name what moves before it under `drivers`, or mark a driver that does with `timing: leading`.
    """
    tree = tree_of(governance)
    moving = {id_ for id_, kpi in tree.kpis.items() if kpi.timing == "leading"} | half_known(governance, "timing", *MADE_OF)
    warned = tree.above(upper for id_ in moving & tree.kpis.keys() for upper in tree.driven[id_])
    warned |= half_known(governance, *MADE_OF)
    blind = [kpi for id_, kpi in tree.kpis.items() if kpi.timing == "lagging" and id_ not in warned]
    ids = {kpi.id for kpi in blind}
    for kpi in blind:
        # Whoever mends the lowest one has mended those above it.
        if ids.isdisjoint(tree.drivers[kpi.id]):
            yield kpi.at("timing"), f"{cut(kpi.title)} is lagging, and nothing that drives it is leading"


@check("kpi-vanity", severity=WARNING, startup=INFO)
def volume_without_value(governance: Governance) -> Findings:
    """A KPI that counts activity or volume is shown to people only if it leads to one that measures value or efficiency.

    More of something is no success by itself: growth that nobody can trace to revenue, retention or efficiency flatters.

    Remedy: say with `drives` which value it leads to, or take it off dashboards, reports and audiences.
    """
    tree = tree_of(governance)
    shown = {edge.ref[4:] for page in governance.every(Dashboard) for edge in governance.out.get(page.ref, ()) if edge.field == "shows"}
    worth = {id_ for id_, kpi in tree.kpis.items() if kpi.measures in ("value", "efficiency")}
    leading_somewhere = tree.below(worth | (half_known(governance, "drives", "measures") & tree.kpis.keys()))
    for id_ in judged(governance, tree, (id_ for id_ in tree.kpis if id_ not in leading_somewhere)):
        kpi = tree.kpis[id_]
        if kpi.measures not in ("activity", "volume"):
            continue
        if kpi.audience or kpi.reported_in or kpi.key or id_ in shown:
            counts = f"{cut(kpi.title)} measures {kpi.measures} and is reported"
            yield kpi.at("measures"), f"{counts}, but leads to no KPI that measures value or efficiency"
