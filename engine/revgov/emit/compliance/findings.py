"""Everything that was found, check by check: what is wrong, why it matters, what to do, where and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from revgov.checks.catalogue import CATALOGUE
from revgov.emit.compliance.summary import counted
from revgov.emit.declared import owners
from revgov.emit.document import Cell, Code, Facts, Lines, Section, State, Table
from revgov.emit.edition import Edition
from revgov.emit.plain import slug
from revgov.finding import Finding, Severity
from revgov.kinds import Policy

TONES = {Severity.ERROR: "bad", Severity.WARNING: "fair", Severity.INFO: "quiet"}


def findings(edition: Edition) -> Section:
    """One part for each check that found something, the gravest first."""
    by_check = {check: tuple(those) for check, those in grouped(edition.findings).items()}
    ranked = sorted(by_check, key=lambda check: (min(one.severity.rank for one in by_check[check]), check))
    counts = f"{counted(len(edition.findings), 'finding')} of {counted(len(ranked), 'check')}"
    intro = f"{counts}; those that a waiver tolerates name it." if ranked else "Nothing was found."
    return Section("findings", "Findings", (intro,), tuple(part(edition, check, by_check[check]) for check in ranked))


def grouped(found: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    ordered = sorted(found, key=lambda one: (one.check, one.order))
    return {check: list(those) for check, those in groupby(ordered, key=lambda one: one.check)}


def part(edition: Edition, check: str, found: tuple[Finding, ...]) -> Section:
    summary, facts = explained(edition, check)
    rows = tuple(row(edition, finding) for finding in sorted(found, key=lambda one: (one.node or "", one.order)))
    table = Table(("Declaration", "What is wrong", "Severity", "Owner", "Place"), rows)
    return Section(
        f"check-{slug(check)}", check, (*((summary,) if summary else ()), *((facts,) if facts.rows else ()), table)
    )


def explained(edition: Edition, check: str) -> tuple[str, Facts]:
    """The rule, and why it is one and what to do: from the catalogue, or from the house rule itself."""
    rule = CATALOGUE.get(check)
    if rule is not None:
        return rule.summary, Facts((("Why", rule.why), ("What to do", sentence(rule.remedy))))
    policy = edition.governance.find(Policy, check.removeprefix("policy:"))
    if policy is not None:
        return policy.statement or policy.title, Facts((("Why", policy.why),) if policy.why else ())
    return "", Facts(())


def row(edition: Edition, finding: Finding) -> tuple[Cell, ...]:
    node = edition.governance.get(finding.node or "")
    named: Cell = Lines((node.title, Code(node.ref))) if node else finding.node or "the text"
    held = owners(edition.governance, node) if node else ()
    who: Cell = Lines(tuple(map(str, held))) if held else "–"
    severity: Cell = State(finding.severity.value, TONES.get(finding.severity, "quiet"))
    if finding.waiver:
        severity = Lines((State("waived", "quiet"), Code(finding.waiver)))
    return named, finding.message, severity, who, Code(f"{finding.place.path}:{finding.place.line}")


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
