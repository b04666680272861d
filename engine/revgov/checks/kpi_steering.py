"""Can somebody steer by the numbers: is there one that moves early, and do volumes lead to value?"""

from __future__ import annotations

from revgov.checks.certainty import half_known, judged
from revgov.checks.misspelt import misspelt
from revgov.checks.registry import INFO, OFF, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.governance.kpi_tree import MADE_OF
from revgov.kinds import Dashboard


@check("kpi-no-leading", severity=WARNING, startup=OFF)
def lagging_kpi_without_a_leading_one(governance: Governance) -> Findings:
    """Among what drives a lagging KPI, however far below, is a leading one.

    Who only looks at results learns of trouble when it is over.

    Remedy: name what moves before it under `drivers`, or mark a driver that does with `timing: leading`.
    """
    tree = governance.kpi_tree
    moving = {id_ for id_, kpi in tree.kpis.items() if kpi.timing == "leading"} | half_known(
        governance, "timing", *MADE_OF
    )
    warned = tree.above(upper for id_ in moving & tree.kpis.keys() for upper in tree.driven[id_])
    warned |= half_known(governance, *MADE_OF)
    names = misspelt(governance, "kpi", "drives")
    warned |= tree.above(id_ for id_ in tree.kpis if names.may_mean(id_))
    blind = [kpi for id_, kpi in tree.kpis.items() if kpi.timing == "lagging" and id_ not in warned]
    ids = {kpi.id for kpi in blind}
    for kpi in blind:
        # Whoever mends the lowest one has mended those above it.
        if ids.isdisjoint(tree.drivers[kpi.id]):
            yield kpi.at("timing"), f"{cut(kpi.title)} is lagging, and nothing that drives it is leading"


@check("kpi-vanity", severity=WARNING, startup=INFO)
def volume_without_value(governance: Governance) -> Findings:
    """A KPI of activity or volume is shown to people only if it leads to one that measures value or efficiency.

    More of something is no success by itself: growth that nobody can trace to revenue, retention or efficiency only
    flatters.

    Remedy: say with `drives` which value it leads to, or take it off dashboards, reports and audiences.
    """
    tree = governance.kpi_tree
    shown = {
        edge.ref[4:]
        for page in governance.every(Dashboard)
        for edge in governance.out.get(page.ref, ())
        if edge.field == "shows"
    }
    worth = {id_ for id_, kpi in tree.kpis.items() if kpi.measures in ("value", "efficiency")}
    ends = {id_ for id_, uppers in tree.driven.items() if not uppers}
    open_ends = ends.difference(judged(governance, tree, ends)) | half_known(governance, "drives", "measures")
    leading_somewhere = tree.below(worth | (open_ends & tree.kpis.keys()))
    for id_, kpi in tree.kpis.items():
        if id_ in leading_somewhere or kpi.measures not in ("activity", "volume"):
            continue
        if kpi.audience or kpi.reported_in or kpi.key or id_ in shown:
            counts = f"{cut(kpi.title)} measures {kpi.measures} and is reported"
            yield kpi.at("measures"), f"{counts}, but leads to no KPI that measures value or efficiency"
