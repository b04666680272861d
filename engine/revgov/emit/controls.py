"""Whether the controls that a risk relies on work today: a control whose check fails reduces no risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.switches import enforces_itself, off_by_name
from revgov.emit.document import State
from revgov.emit.edition import Edition
from revgov.emit.measured import of_promises
from revgov.finding import Severity
from revgov.kinds import Node, Policy, Risk, Sla


class Control(NamedTuple):
    """A control as it was named, what people call it, and how it stands."""

    ref: str
    title: str
    state: State


def controls(edition: Edition, risk: Risk) -> Iterator[Control]:
    """The controls of a risk with their live state, in the order written."""
    for written in risk.controls:
        ref = declared(edition, risk, written)
        yield Control(ref, edition.governance.title(ref), state(edition, ref))


def declared(edition: Edition, risk: Risk, written: str) -> str:
    """The reference that a name among the controls stands for."""
    edges = edition.governance.out.get(risk.ref, ())
    bare = (edge.ref for edge in edges if edge.field == "controls" and edge.ref.partition(":")[2] == written)
    return written if ":" in written else next(bare, written)


def state(edition: Edition, ref: str) -> State:
    """A check works while nothing open was found by it, and anything else while it is in force and without errors of
    its own. A rule that nothing runs, or a promise that nobody measures, is not known to work."""
    kind, _, name = ref.partition(":")
    if kind == "check":
        return of_check(edition, name)
    node = edition.governance.get(ref)
    if node is None:
        return State("not declared", "bad")
    if not edition.governance.in_force(node):
        return State("not in force", "bad")
    by_policy = sum(finding.check == ref for finding in edition.open)
    errors = sum(finding.node == ref and finding.severity is Severity.ERROR for finding in edition.open)
    return failing(by_policy + errors) if by_policy + errors else unknown(edition, node) or failing(0)


def of_check(edition: Edition, name: str) -> State:
    if off_by_name(edition.governance, CATALOGUE, name):
        return State("switched off", "bad")
    return failing(sum(finding.check == name for finding in edition.open))


def unknown(edition: Edition, node: Node) -> State | None:
    """How a control stands that is in force and at which nothing was found; None where that is all there is to know."""
    if isinstance(node, Policy) and enforces_itself(node):
        return State("declared, not run by this version", "fair")
    if isinstance(node, Sla):
        for _, measured in of_promises(edition.governance, node):
            if measured.value is None or measured.met is None:
                return measured.state
            if not measured.met:
                return State(f"not met, {measured.value.said}", "bad")
    return None


def failing(count: int) -> State:
    return (
        State(f"failing, {count} {'finding' if count == 1 else 'findings'}", "bad")
        if count
        else State("working", "good")
    )
