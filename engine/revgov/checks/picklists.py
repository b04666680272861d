"""Do lists of values hold what the rules, numbers and feeds that use them speak of?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from revgov.checks.absence import lacks
from revgov.checks.data_flow import flow_of
from revgov.checks.data_use import dictionary, unread_data
from revgov.checks.names import Names
from revgov.checks.registry import WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.defect import Suggestion
from revgov.governance.governance import Governance
from revgov.kinds import Contingency, Field, Handoff, Kpi, Node, Risk, Stage
from revgov.kinds.node import Spot
from revgov.kinds.values import Condition

ENUMERATED = ("enumeration", "enum", "picklist", "choice", "select", "multiselect")
# Where conditions stand.
RULES: tuple[tuple[type[Node], tuple[str, ...]], ...] = (
    (Stage, ("entry", "exit")),
    (Handoff, ("accepted_when",)),
    (Risk, ("indicators",)),
    (Contingency, ("trigger",)),
)
COMPARED = re.compile(r"\b([a-z][a-z0-9_]*)\s*(?:=|!=|<>)\s*'([^']*)'", re.IGNORECASE)
LISTED = re.compile(r"\b([a-z][a-z0-9_]*)\s+(?:not\s+)?in\s*\(([^()]*)\)", re.IGNORECASE)
LITERAL = re.compile(r"'([^']*)'")


class Spoken(NamedTuple):
    """A value of a field that a rule speaks of, and where."""

    field: str
    value: str
    spot: Spot


@check("data-picklist-drift", severity=WARNING, startup=WARNING)
def value_off_the_list(governance: Governance) -> Findings:
    """An enumerated field lists its values, and what stages, handoffs, risks, KPIs and integrations say of it is among
    them.

    A rule that waits for a value nobody can choose never fires, and nobody notices.

    Remedy: add the value to `values` of the field, or write one that is listed there.
    """
    unread_fields, names = unread_data(governance), Names(governance)
    known = (field for _, fields in dictionary(governance) for field in fields)
    fields = {field.id: field for field in known if (field.ref, "values") not in unread_fields}
    for field in fields.values():
        if (field.type or "").strip().casefold() in ENUMERATED and not field.values:
            yield (
                lacks(field, "values"),
                f"{cut(field.id)} is of the type '{cut(field.type or '')}' and lists no `values` to choose from",
            )
    for spoken in (*in_conditions(governance), *in_numbers(governance, fields)):
        field_ = fields.get(spoken.field)
        if field_ and field_.values and spoken.value not in field_.values:
            yield off_list(names, field_, spoken)
    yield from lost_on_the_way(governance, fields)


def off_list(names: Names, field: Field, spoken: Spoken) -> Found:
    said = f"'{cut(spoken.value)}' is no value of {cut(field.id)}"
    related = field.at("values"), "its values"
    near = names.nearest(field.ref, spoken.value, field.values)
    if near is None:
        return spoken.spot, f"{said}; it has {listed(field.values)}", related
    return spoken.spot, f"{said}; did you mean '{near}'?", related, Suggestion(f"Use '{near}'", spoken.spot, near)


def in_conditions(governance: Governance) -> Iterator[Spoken]:
    """The values that conditions compare fields with."""
    for model, fields in RULES:
        for node in governance.every(model):
            for field in fields:
                for item, condition in enumerate(getattr(node, field)):
                    yield from compared(node, field, item, condition)


def compared(node: Node, field: str, item: int, condition: Condition) -> Iterator[Spoken]:
    if condition.operator not in ("=", "!=", "in", "not in") or len(condition.mentions) != 1:
        return
    (subject,) = condition.mentions
    operands = condition.operand if isinstance(condition.operand, tuple) else (condition.operand,)
    # The subject stands first; what it is compared with comes after.
    start = len(subject.word)
    for operand in operands:
        value = operand.strip("'\"")
        at = condition.written.find(value, start)
        start = at + len(value)
        if subject.ref.startswith("field:"):
            yield Spoken(subject.ref[6:], value, node.at(field, item, word=(subject.at + at, value)))


def in_numbers(governance: Governance, fields: Mapping[str, Field]) -> Iterator[Spoken]:
    """The values that the `where` of KPIs names, of fields that have a list."""
    for kpi in governance.every(Kpi):
        if kpi.source and kpi.source.where:
            for name, at, value in literals(kpi.source.where):
                id_ = f"{kpi.source.dataset}.{name}"
                if id_ in fields and value not in fields[id_].values:
                    yield Spoken(id_, value, kpi.at("source", "where", word=(at, value)))


@lru_cache(maxsize=1024)
def literals(where: str) -> tuple[tuple[str, int, str], ...]:
    """The names that a condition in SQL compares with texts, each with the place of the text and the text."""
    found = [(match[1].lower(), match.start(2), match[2]) for match in COMPARED.finditer(where)]
    for match in LISTED.finditer(where):
        inside = LITERAL.finditer(match[2])
        found += [(match[1].lower(), match.start(2) + literal.start(1), literal[1]) for literal in inside]
    return tuple(found)


def lost_on_the_way(governance: Governance, fields: Mapping[str, Field]) -> Iterator[Found]:
    """Values that an integration carries to a field that does not have them."""
    for id_, moves in flow_of(governance).moves.items():
        for move in (move for move in moves if move.renamed):
            source, target = fields.get(id_), fields.get(move.becomes)
            if source is None or target is None or source is target or not target.values:
                continue
            lost = [value for value in source.values if value not in target.values]
            if lost:
                said = f"{cut(id_)} can be {listed(lost, 'or')}, which {cut(target.id)} cannot"
                spot = move.integration.at("fields", move.item, "to")
                yield spot, f"{said}; add it to its `values`", (target.at("values"), "its values")
