"""Of which KPIs it is certain what they drive: what a misspelt name or an unreadable formula may mean is left aside."""

from __future__ import annotations

from collections.abc import Iterable

from revgov.checks.absence import all_read, unread
from revgov.checks.misspelt import misspelt
from revgov.governance.governance import Governance
from revgov.governance.kpi_tree import MADE_OF, KpiTree


def unreadable(governance: Governance, *fields: str) -> set[str]:
    """The KPIs that have something in these fields that could not be read."""
    return {ref[4:] for ref, field in unread(governance) if ref.startswith("kpi:") and field in fields}


def half_known(governance: Governance, *fields: str) -> set[str]:
    """The KPIs of which something in these fields names nothing or cannot be read: what hangs on them is not judged."""
    lost = governance.unresolved("kpi")
    return {one.node.id for one in lost if one.mention.field in fields} | unreadable(governance, *fields)


def judged(governance: Governance, tree: KpiTree, ids: Iterable[str]) -> list[str]:
    """The KPIs of which it is certain what they drive. Of those that drive nothing, one may be meant by a misspelt name
    in another's formula, or stand in a part that could not be read."""
    blind = not all_read(governance) or bool(unreadable(governance, *MADE_OF))
    names = misspelt(governance, "kpi", *MADE_OF)
    return [id_ for id_ in ids if tree.driven[id_] or not (blind or names.may_mean(id_))]
