"""Asks checks: what each of them finds in a governance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.registry import Findings, milder, split
from revgov.checks.rules import Rule
from revgov.checks.told import Told, finding_of
from revgov.finding import Severity
from revgov.governance.defect import Defect
from revgov.governance.governance import Governance
from revgov.governance.reads import let_go
from revgov.kinds import Node
from revgov.kinds.node import Spot


def by_family(governance: Governance, rules: Iterable[Rule]) -> Iterator[Rule]:
    """The checks, family by family; what one of these shares is let go when its last check has run."""
    for family, those in groupby(rules, key=lambda rule: rule.check.family):
        yield from those
        let_go(governance, family)


def told_by(governance: Governance, rule: Rule, among: Iterable[Node] | None = None) -> list[Told]:
    """What a check tells; one that judges each declaration by itself can be asked about some of them only."""
    found = defects_of(governance, rule, among)
    return [Told(finding_of(governance, defect, severity), defect) for defect, severity in found]


def defects_of(
    governance: Governance, rule: Rule, among: Iterable[Node] | None = None
) -> list[tuple[Defect, Severity]]:
    """What a check found, and how bad it is. A check that crashes is a finding itself, and the others still run."""
    check = rule.check
    try:
        found = found_by(rule, governance, among)
        return [(Defect(check.id, *split(one)), milder(rule.severity, one)) for one in found]
    except Exception as error:  # the one broad catch: a defect of ours must not hide what the other checks found
        message = f"the check {check.id} failed with {type(error).__name__}; please report this defect of revgov"
        return [(Defect("engine-fault", Spot("charter:charter"), message), Severity.ERROR)]


def found_by(rule: Rule, governance: Governance, among: Iterable[Node] | None) -> Findings:
    """What a check yields for all its subjects."""
    check, known = rule.check, (CATALOGUE,) if rule.check.knows_checks else ()
    if check.subject == "Governance":
        yield from check.run(governance, *known, **rule.parameters)
    else:
        given = given_to(rule, governance)
        for node in governance.in_force_of(check.subject) if among is None else among:
            yield from check.run(node, *given, **rule.parameters)


def given_to(rule: Rule, governance: Governance) -> tuple[Any, ...]:
    """What a check that judges each declaration by itself has to know besides."""
    return (rule.check.given(governance),) if rule.check.given else ()
