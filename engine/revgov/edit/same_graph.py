"""Whether a new id leaves every reference where it was: the graph before and after, edge by edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.edit.page import Refused
from revgov.governance.governance import Governance
from revgov.governance.resolve import Edge


def expect_same(before: Governance, now: Governance, new: Mapping[str, str]) -> list[str]:
    """What a person should know though nothing was lost. Raises Refused where a reference would mean something else.

    `new` maps the references of what is renamed to those they become.
    """
    if [new.get(ref, ref) for ref in before.nodes] != list(now.nodes):
        raise Refused("with the new id other declarations would be read than before, so nothing was changed")
    for ref, edges in before.out.items():
        kept = set(now.out.get(new.get(ref, ref), ()))
        for edge in edges:
            if Edge(edge.field, new.get(edge.ref, edge.ref)) not in kept:
                raise Refused(changed_meaning(ref, edge, new))
    if {(new.get(one.ref, one.ref), *one[1:6]) for one in before.observations.all} != {
        one[:6] for one in now.observations.all
    }:
        raise Refused("measured values would be read otherwise than before, so nothing was changed")
    return list(gained(before, now, new))


def changed_meaning(ref: str, edge: Edge, new: Mapping[str, str]) -> str:
    """A plain id that several kinds declare says nothing: it has to bear its kind before the other one may come."""
    target = f"'{edge.ref.partition(':')[2]}'"
    said = f"{ref} names {target} in `{edge.field}` by its plain id"
    if edge.ref in new:
        return f"{said}, and '{new[edge.ref].partition(':')[2]}' may be something else there; write {edge.ref} first"
    return f"{said}, which could then be something else; write {edge.ref} there first"


def gained(before: Governance, now: Governance, new: Mapping[str, str]) -> Iterator[str]:
    for ref in before.nodes:
        had = {Edge(edge.field, new.get(edge.ref, edge.ref)) for edge in before.out.get(ref, ())}
        for edge in now.out.get(new.get(ref, ref), ()):
            if edge not in had:
                yield f"{ref} ({edge.field}) names {edge.ref} now; before, what is written there named nothing"
