"""What is each field of the data dictionary used for, and which fields does something stand or fall with?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from revgov.checks.absence import unread
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Dataset, Field, Handoff, Integration, Kpi, Node, Sla, Stage

N = TypeVar("N", bound=Node)


class Use(NamedTuple):
    """A declaration that needs a field; `critical` where a number, a gate, a route or a model stands on it."""

    node: Node
    critical: bool


# What uses fields, in which of its own fields it says so, and whether what stands on them is critical.
USERS: tuple[tuple[type[Node], frozenset[str], bool], ...] = (
    (Kpi, frozenset({"source"}), True),
    (Stage, frozenset({"entry", "exit"}), True),
    (Handoff, frozenset({"requires", "accepted_when"}), True),
    (AiUse, frozenset({"inputs"}), True),
    (Sla, frozenset({"starts_on", "stops_on"}), False),
    (Integration, frozenset({"fields"}), False),
)
QUOTED = re.compile(r"'[^']*'")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def dictionary(governance: Governance) -> Iterator[tuple[Dataset, list[Field]]]:
    """The datasets in force, each with those of its fields that are in force."""
    for dataset in governance.every(Dataset):
        yield dataset, [field for field in (dataset.fields or {}).values() if governance.in_force(field)]


def uses_of(governance: Governance, *, coming: bool = False) -> Mapping[str, list[Use]]:
    """What in force uses each field, by the field's reference; with `coming` also what will be in force."""
    uses: dict[str, list[Use]] = {}

    def users(model: type[N]) -> Iterable[N]:
        if not coming:
            return governance.every(model)
        return (node for node in governance.all(model) if node.until is None or node.until >= governance.as_of)

    for model, fields, critical in USERS:
        for node in users(model):
            for field, ref in governance.out.get(node.ref, ()) if any(getattr(node, field) for field in fields) else ():
                if field in fields and ref.startswith("field:"):
                    uses.setdefault(ref, []).append(Use(node, critical))
    for kpi in users(Kpi):
        for ref in filtered_by(governance, kpi):
            uses.setdefault(ref, []).append(Use(kpi, True))
    return uses


def filtered_by(governance: Governance, kpi: Kpi) -> Iterator[str]:
    """The fields that a KPI's `where` names."""
    if kpi.source is None or not kpi.source.where:
        return
    dataset = governance.find(Dataset, kpi.source.dataset)
    for name in names_in(kpi.source.where):
        if dataset and name in (dataset.fields or ()):
            yield f"field:{kpi.source.dataset}.{name}"


@lru_cache(maxsize=1024)
def names_in(where: str) -> tuple[str, ...]:
    """The words of a condition in SQL that may be names of fields, each once: hundreds of KPIs share a condition."""
    return tuple(dict.fromkeys(NAME.findall(QUOTED.sub(" ", where))))


def unread_data(governance: Governance) -> frozenset[tuple[str, str]]:
    """What could not be read, by declaration and field as `unread` tells it, for the fields of datasets one by one."""
    parts = set(unread(governance))
    for spot, suggestion in ((defect.spot, defect.suggestion) for defect in governance.faults.defects):
        inside = spot.path[spot.base :]
        if spot.node and len(inside) > 2 and inside[0] == "fields" and spot.node.startswith("dataset:"):
            field = f"field:{spot.node[8:]}.{inside[1]}"
            parts.add((field, str(inside[2])))
            # A key that is misspelt is the one that was meant.
            if suggestion and spot.key and len(inside) == 3:
                parts.add((field, suggestion.text))
    return frozenset(parts)
