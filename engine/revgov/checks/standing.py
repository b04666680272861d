"""Checks a governance again after files of it changed: only what the change can have touched.

Of every check that looks at the whole governance is known which fields it read; it runs again where one of them was
touched. The others hold. Checks that judge each declaration by itself run for the declarations of the changed files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from revgov.checks.ask import by_family, given_to, told_by
from revgov.checks.rules import Rule, rules_of
from revgov.checks.told import Told, finding_of, told_by_reading
from revgov.governance.governance import Governance
from revgov.governance.reads import Read, recorded
from revgov.governance.touched import Change
from revgov.kinds import Node

# In the place of a check: reading itself, which takes the units of measured values from what they measure.
READING = ""


class Standing(NamedTuple):
    """What was told of a governance, and what each check of the whole read for it."""

    told: tuple[Told, ...]
    reads: Mapping[str, frozenset[Read]]


def standing_of(governance: Governance) -> Standing:
    """Runs every check."""
    rules = rules_of(governance)
    with recorded(governance) as reads:
        read, seen = reads.during(lambda: list(told_by_reading(governance)))
    told, seen_by = observed(governance, rules)
    return Standing((*read, *told), {READING: seen, **seen_by})


def looks_at_all(rule: Rule) -> bool:
    return rule.check.subject == Governance.__name__


def observed(governance: Governance, rules: Iterable[Rule]) -> tuple[list[Told], dict[str, frozenset[Read]]]:
    """What checks tell, and what each of them read, but for what it read of each declaration by itself."""
    told: list[Told] = []
    seen = {}
    with recorded(governance) as reads:
        for rule in by_family(governance, rules):
            if looks_at_all(rule):
                found, seen[rule.check.id] = reads.during(partial(told_by, governance, rule))
            else:
                _, seen[rule.check.id] = reads.during(partial(given_to, rule, governance))
                found = told_by(governance, rule)
            told += found
    return told, seen


def again(governance: Governance, last: Standing, change: Change) -> Standing:
    """The standing after a change that declares nothing new: what was told before, at its new place, but for what the
    change may have mended or brought."""
    rules = rules_of(governance)
    stale = {check for check, reads in last.reads.items() if not reads.isdisjoint(change.fields)}
    nodes = [node for node in map(governance.nodes.__getitem__, change.refs) if governance.in_force(node)]
    alone = [rule for rule in rules if not looks_at_all(rule) and rule.check.id not in stale]
    asked = {(rule.check.id, node.ref) for rule in alone for node in nodes}
    told = [
        moved(governance, one, change.files)
        for one in last.told
        if one.finding.check not in stale and (one.finding.check, one.finding.node) not in asked
    ]
    told += [one for rule in alone for one in told_by(governance, rule, subjects(rule, nodes))]
    more, reads = observed(governance, (rule for rule in rules if rule.check.id in stale))
    return Standing((*told, *more), {**last.reads, **reads})


def subjects(rule: Rule, nodes: Iterable[Node]) -> Iterable[Node]:
    return (node for node in nodes if rule.check.subject in (Node.__name__, type(node).__name__))


def moved(governance: Governance, one: Told, files: Collection[str]) -> Told:
    """The same finding, with its places in changed files as they are now."""
    finding, defect = one
    places = [finding.place, *(other.place for other in finding.related)]
    places += [edit.place for edit in finding.fix.edits] if finding.fix else []
    if defect is None or not any(place.path in files for place in places):
        return one
    return Told(finding_of(governance, defect, finding.severity), defect)
