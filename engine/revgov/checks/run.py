"""Runs the checks on a governance, and applies its waivers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from revgov.checks.ask import by_family, defects_of, told_by
from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import UNCERTAIN
from revgov.checks.rules import Rule, rule_of, rules_of
from revgov.checks.told import finding_of, numbered, told_by_reading
from revgov.checks.waivers import Waivers, waivers_of
from revgov.finding import Finding, Severity
from revgov.governance.defect import Defect
from revgov.governance.governance import Governance


def findings_of(governance: Governance, *, select: Collection[str] = (), waive: bool = True) -> list[Finding]:
    """Every finding, sorted by path, line, column and check. `select` keeps ids and families only.

    Raises SettingsError where the settings name an unknown check or parameter.
    """
    rules = rules_of(governance)
    told = [
        *told_by_reading(governance),
        *(one for rule in by_family(governance, rules) for one in told_by(governance, rule)),
    ]
    return settled(governance, rules, [one.finding for one in told], select=select, waive=waive)


def settled(
    governance: Governance, rules: Iterable[Rule], found: Iterable[Finding], *, select: Collection[str], waive: bool
) -> list[Finding]:
    """What was found, numbered, waived, selected and sorted."""
    found = numbered(sorted(found, key=lambda finding: finding.order))
    waivers = valid_waivers(governance) if waive else Waivers({})
    found = [finding._replace(waiver=waivers.covering(finding)) for finding in found]
    found.extend(unused(governance, rules, waivers, found) if waive else ())
    chosen = (finding for finding in found if not select or selected(finding.check, select))
    return sorted(chosen, key=lambda finding: finding.order)


def selected(check: str, select: Collection[str]) -> bool:
    return check in select or check.partition("-")[0] in select or check.partition("-")[0] + "-*" in select


def valid_waivers(governance: Governance) -> Waivers:
    """The waivers that cover findings."""
    return waivers_of(governance, rejected_waivers(governance))


def rejected_waivers(governance: Governance) -> frozenset[str | None]:
    """The waivers that are not as they must be: they cover nothing, however mildly a company takes `x-waiver-invalid`.
    One that ends soon still counts."""
    check = CATALOGUE["x-waiver-invalid"]
    setting = {**governance.settings.checks.get(check.id, {}), "severity": Severity.ERROR.value}
    found = defects_of(governance, rule_of(check, setting, governance.profile.name))
    return frozenset(defect.spot.node for defect, severity in found if severity is not Severity.INFO)


def unused(
    governance: Governance, rules: Iterable[Rule], waivers: Waivers, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """A waiver that covers nothing should go: the exception it allowed is over."""
    ids = {rule.check.id for rule in rules}
    if "x-waiver-invalid" not in ids:
        return
    # Of a check that does not exist or is off nobody can say that it finds nothing any more.
    asked = {
        target: waiver
        for target, waiver in waivers.by_target.items()
        if target[0] in ids - {"x-waiver-invalid"} or target[0].startswith("schema-") or target[0] in governance.nodes
    }
    for waiver, spot in Waivers(asked).without(findings):
        message = f"the waiver '{waiver}' covers no finding any more; remove it"
        yield finding_of(governance, Defect("x-waiver-invalid", spot, message), Severity.WARNING)


def blocks_publishing(finding: Finding) -> bool:
    """Whether a finding means that part of the text could not be read for certain."""
    return finding.check.startswith(UNCERTAIN)
