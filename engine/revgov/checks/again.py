"""Checks a governance again after files of it changed: only what the change can have touched.

Of every check that looks at the whole governance is known which fields it read; it runs again where one of them was
touched. The others hold. Checks that judge each declaration by itself run for the declarations of the changed files.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from revgov.checks.run import Rule, Told, by_family, finding_of, given_to, rules_of, told_by, told_by_reading
from revgov.governance.governance import Governance
from revgov.governance.load import governance_of
from revgov.governance.outline import Outline, outline_of, reopened
from revgov.governance.reads import Read, recorded
from revgov.governance.touched import Change, change_since
from revgov.kinds import Node
from revgov.report import Bearer
from revgov.settings import Settings
from revgov.text import ReadingCache
from revgov.workspace import Workspace

# In the place of a check: reading itself, which takes the units of measured values from what they measure.
READING = ""


class Standing(NamedTuple):
    """What was told of a governance, and what each check of the whole read for it."""

    told: tuple[Told, ...]
    reads: Mapping[str, frozenset[Read]]


class Last(NamedTuple):
    """The last run: the digests of the files by path, their outline, what the checks told, and who answers for the
    declarations that they told of."""

    files: Mapping[str, str]
    outline: Outline
    standing: Standing
    bearers: dict[str, Bearer]


def run(
    workspace: Workspace, settings: Settings, on: datetime.date, readings: ReadingCache, last: Last | None
) -> tuple[Governance, Last]:
    """The governance, and what the checks tell of it: after a small change only those that it touches are asked."""
    files = {file.path: file.digest for file in workspace.files}
    change = change_since(last.files, last.outline, workspace, readings) if last else None
    if last and change and holds(last.standing, change):
        readings.keep(files.values())
        outline = last.outline._replace(pure_files=change.pure_files)
        governance = reopened(workspace, settings, on, readings, outline)
        # Whoever holds a role is said by the role.
        apart = (*change.refs, *(ref for ref in last.bearers if ref.startswith("person:")))
        bearers = {ref: bearer for ref, bearer in last.bearers.items() if ref not in apart}
        return governance, Last(files, outline, again(governance, last.standing, change), bearers)
    # The new run needs the memory: of a large company this is a hundred thousand references.
    del last, change
    governance = governance_of(workspace, settings, on, readings)
    standing = standing_of(governance)
    return governance, Last(files, outline_of(governance), standing, {})


def holds(standing: Standing, change: Change) -> bool:
    """Whether most of a standing can hold after a change: reading was not touched, and no check had crashed."""
    crashed = any(one.finding.check == "engine-fault" for one in standing.told)
    return not crashed and standing.reads[READING].isdisjoint(change.fields)


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
    finding, report = one
    places = [finding.place, *(other.place for other in finding.related)]
    places += [edit.place for edit in finding.fix.edits] if finding.fix else []
    if report is None or not any(place.path in files for place in places):
        return one
    return Told(finding_of(governance, report, finding.severity), report)
