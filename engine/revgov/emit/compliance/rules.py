"""Every check there is, how grave this company holds it to be, and what it found: what was asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.registry import Check
from revgov.checks.rules import Rule, rules_of
from revgov.checks.switches import enforces_itself
from revgov.emit.catalogue_docs import FAMILIES
from revgov.emit.document import Cell, Code, Lines, Linked, Section, State, Table
from revgov.emit.edition import Edition
from revgov.emit.plain import slug
from revgov.finding import Finding, Severity
from revgov.kinds import Policy

TONES = {Severity.ERROR: "bad", Severity.WARNING: "fair", Severity.INFO: "quiet"}
INTRO = (
    "Each has the severity that this company gave it; where a setting differs from what comes with revgov, that stands "
    "below the rule."
)


def checks(edition: Edition) -> Section:
    """The whole catalogue by family, and the house rules."""
    rules = {rule.check.id: rule for rule in rules_of(edition.governance)}
    families = [*FAMILIES, *sorted({check.family for check in CATALOGUE.values()} - FAMILIES.keys())]
    parts = []
    for family in families:
        rows = tuple(row(edition, check, rules.get(check.id)) for check in CATALOGUE.values() if check.family == family)
        if rows:
            table = Table(("Check", "Rule", "Severity", "Result"), rows)
            parts.append(Section(f"checks-{slug(family)}", FAMILIES.get(family, family), (table,)))
    off = len(CATALOGUE) - len(rules)
    asked = f"{len(rules)} of {len(CATALOGUE)} checks were made" + (f", {off} are switched off." if off else ".")
    return Section("checks", "What was checked", (f"{asked} {INTRO}",), (*parts, *house_rules(edition)))


def row(edition: Edition, check: Check, rule: Rule | None) -> tuple[Cell, ...]:
    found = [finding for finding in edition.findings if finding.check == check.id]
    title: Cell = Linked(check.id, f"#check-{slug(check.id)}") if found else Code(check.id)
    settings = tuple(changed(edition, check, rule)) if rule else ()
    says: Cell = Lines((check.summary, *settings)) if settings else check.summary
    if rule is None:
        return title, says, "–", State("switched off", "quiet")
    return title, says, rule.severity.value, result(found)


def changed(edition: Edition, check: Check, rule: Rule) -> Iterator[Cell]:
    """What this company set otherwise than it comes."""
    usual = check.severity(edition.governance.profile.name)
    if rule.severity is not usual:
        yield State(f"severity set to {rule.severity}, usually {usual}", "quiet")
    for name, value in sorted(rule.parameters.items()):
        if value != check.parameters[name]:
            yield State(f"{name} is {written(value)}, usually {written(check.parameters[name])}", "quiet")


def written(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "nothing"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def result(found: Iterable[Finding]) -> Cell:
    """How many findings are open, by severity, and how many are waived."""
    counts: dict[tuple[int, str, str], int] = {}
    for finding in found:
        key = (9, "waived", "quiet") if finding.waiver else (finding.severity.rank, *named(finding))
        counts[key] = counts.get(key, 0) + 1
    if not counts:
        return State("nothing found", "good")
    states = tuple(State(said(number, word), tone) for (_, word, tone), number in sorted(counts.items()))
    return Lines(states) if len(states) > 1 else states[0]


def named(finding: Finding) -> tuple[str, str]:
    word = "note" if finding.severity is Severity.INFO else finding.severity.value
    return word, TONES.get(finding.severity, "quiet")


def said(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 and word != 'waived' else ''}"


def house_rules(edition: Edition) -> Iterator[Section]:
    """The company's own rules; those in SQL are not run yet, and must not look as if they were."""
    rows = tuple(
        (
            Lines((policy.title, Code(policy.id))),
            policy.statement or "–",
            policy.severity or "–",
            State("declared, not run by this version", "fair") if enforces_itself(policy) else "in words",
        )
        for policy in edition.governance.every(Policy)
    )
    if rows:
        table = Table(("Rule", "Says", "Severity", "Result"), rows)
        yield Section("checks-house-rules", "House rules", (table,))


def checks_json(edition: Edition) -> dict[str, Any]:
    """Each check by its id: its severity here, `off` where it is switched off, and how many findings it has."""
    severities = {rule.check.id: rule.severity.value for rule in rules_of(edition.governance)}
    return {
        id_: {
            "severity": severities.get(id_, "off"),
            "open": sum(finding.check == id_ for finding in edition.open),
            "waived": sum(finding.check == id_ and bool(finding.waiver) for finding in edition.findings),
        }
        for id_ in CATALOGUE
    }


def rules_digest(edition: Edition) -> str:
    """A digest of all that a verdict depends on but the governance: checks as they are set, profile, policies."""
    rules = [
        [rule.check.id, rule.severity.value, sorted((key, repr(value)) for key, value in rule.parameters.items())]
        for rule in rules_of(edition.governance)
    ]
    policies = [
        [policy.ref, policy.fails_when, policy.query, policy.severity] for policy in edition.governance.all(Policy)
    ]
    profile = repr(edition.governance.profile)
    text = json.dumps([edition.version, rules, sorted(map(repr, policies)), profile], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
