"""Runs the checks on a governance: findings get a severity, a place and a fingerprint, and waivers are applied."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from revgov.checks.absence import out_of_sight
from revgov.checks.catalogue import CATALOGUE
from revgov.checks.registry import Check, Findings, milder, split
from revgov.checks.waivers import Waivers, waivers_of
from revgov.finding import Edit, Finding, Fix, Place, Related, Severity
from revgov.governance.governance import Governance
from revgov.governance.reads import let_go
from revgov.governance.report import Report, Suggestion
from revgov.kinds import Node
from revgov.kinds.node import Spot
from revgov.settings import SettingsError, nearest
from revgov.text import Fault

# Faults of the text, and ids declared twice: while one stands, nothing may be published, for what could not be read
# would be taken for removed.
BLOCKING = ("yaml-", "schema-", "x-id-duplicate")


# Beyond any number of days, months, items or percent that a company could mean.
MOST = 1_000_000


class Told(NamedTuple):
    """A finding, not yet numbered and waived, and the report it was made from; a fault of the text has none."""

    finding: Finding
    report: Report | None


class Rule(NamedTuple):
    """A check as a company has it: with its severity and its parameters."""

    check: Check
    severity: Severity
    parameters: Mapping[str, Any]


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


def valid_waivers(governance: Governance) -> Waivers:
    """The waivers that cover findings."""
    return waivers_of(governance, rejected_waivers(governance))


def rejected_waivers(governance: Governance) -> frozenset[str | None]:
    """The waivers that are not as they must be: they cover nothing, however mildly a company takes `x-waiver-invalid`.
    One that ends soon still counts."""
    check = CATALOGUE["x-waiver-invalid"]
    setting = {**governance.settings.checks.get(check.id, {}), "severity": Severity.ERROR.value}
    found = reports_of(governance, rule_of(check, setting, governance.profile.name))
    return frozenset(report.spot.node for report, severity in found if severity is not Severity.INFO)


def selected(check: str, select: Collection[str]) -> bool:
    return check in select or check.partition("-")[0] in select or check.partition("-")[0] + "-*" in select


def rules_of(governance: Governance) -> list[Rule]:
    """The catalogue with the company's severities and parameters; what is off is left out."""
    settings = governance.settings.checks
    for id_ in settings:
        if id_ not in CATALOGUE:
            raise SettingsError(f"revgov.yaml: '{id_}' is no check{nearest(id_, CATALOGUE)}")
    rules = (rule_of(check, settings.get(check.id, {}), governance.profile.name) for check in CATALOGUE.values())
    return [rule for rule in rules if rule.severity is not Severity.OFF]


def rule_of(check: Check, setting: Mapping[str, Any], profile: str) -> Rule:
    parameters = dict(check.parameters)
    severity = check.severity(profile)
    for key, value in setting.items():
        if key == "severity":
            severity = severity_of(check.id, value)
        elif key not in parameters:
            raise SettingsError(
                f"revgov.yaml: '{key}' is no parameter of {check.id}{nearest(key, {'severity': 0, **parameters})}"
            )
        else:
            parameters[key] = parameter_of(check.id, key, value, parameters[key])
    return Rule(check, severity, parameters)


def severity_of(check: str, value: object) -> Severity:
    # YAML 1.1 editors write `off` as false.
    if value is False:
        return Severity.OFF
    if value not in list(Severity):
        raise SettingsError(f"revgov.yaml: checks.{check}.severity must be one of {', '.join(Severity)}")
    return Severity(str(value))


def parameter_of(check: str, key: str, value: Any, default: Any) -> Any:
    """A parameter's value, which must be of the kind of its default, and its items of the kind of the default's."""
    if isinstance(default, tuple) and isinstance(value, list):
        kinds = {type(item) for item in default} or {str}
        if all(type(item) in kinds for item in value):
            return tuple(value)
    elif isinstance(default, bool) or not isinstance(default, (int, float)):
        if type(value) is type(default):
            return value
    elif type(value) is int or (type(value) is float and isinstance(default, float)):
        if 0 <= value <= MOST:
            return value
        raise SettingsError(f"revgov.yaml: checks.{check}.{key} must be a number from 0 to {MOST}")
    shown = list(default) if isinstance(default, tuple) else default
    raise SettingsError(f"revgov.yaml: checks.{check}.{key} must be like its default, {shown!r}")


def told_by_reading(governance: Governance) -> Iterator[Told]:
    """What reading met: faults of the text and of single fields. They are always errors."""
    for file, fault in (*governance.faults.texts, *observed_faults(governance)):
        related = tuple(Related(said, Place.of(file, span)) for said, span in fault.related)
        place = Place.of(file, fault.span)
        print_ = fingerprint(fault.check, None, None, f"{file}:{governance.written(place)}")
        said = Finding(fault.check, Severity.ERROR, None, None, fault.message, place, related, fingerprint=print_)
        yield Told(said, None)
    for report in governance.faults.reports:
        yield Told(finding_of(governance, report, Severity.ERROR), report)


def by_family(governance: Governance, rules: Iterable[Rule]) -> Iterator[Rule]:
    """The checks, family by family; what one of these shares is let go when its last check has run."""
    for family, those in groupby(rules, key=lambda rule: rule.check.family):
        yield from those
        let_go(governance, family)


def observed_faults(governance: Governance) -> Iterator[tuple[str, Fault]]:
    """What is wrong with files of measured values. Of a name that may stand in a file which could not be read to its
    end nobody can say that it is not declared."""
    lost = [one for one in governance.observations.faults if one[1].check == "x-ref-unresolved"]
    hidden = out_of_sight(governance) if lost else ()
    for file, fault in governance.observations.faults:
        name = governance.written(Place.of(file, fault.span)).strip('" ')
        if fault.check != "x-ref-unresolved" or re.split("[:.]", name)[-1] not in hidden:
            yield file, fault


def told_by(governance: Governance, rule: Rule, among: Iterable[Node] | None = None) -> list[Told]:
    """What a check tells; one that judges each declaration by itself can be asked about some of them only."""
    found = reports_of(governance, rule, among)
    return [Told(finding_of(governance, report, severity), report) for report, severity in found]


def reports_of(
    governance: Governance, rule: Rule, among: Iterable[Node] | None = None
) -> list[tuple[Report, Severity]]:
    """What a check found, and how bad it is. A check that crashes is a finding itself, and the others still run."""
    check = rule.check
    try:
        found = found_by(rule, governance, among)
        return [(Report(check.id, *split(one)), milder(rule.severity, one)) for one in found]
    except Exception as error:  # the one broad catch: a defect of ours must not hide what the other checks found
        message = f"the check {check.id} failed with {type(error).__name__}; please report this defect of revgov"
        return [(Report("engine-fault", Spot("charter:charter"), message), Severity.ERROR)]


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


def finding_of(governance: Governance, report: Report, severity: Severity) -> Finding:
    place = governance.place(report.spot)
    related = tuple(Related(said, governance.place(spot)) for spot, said in report.related)
    fix = None
    if report.suggestion is not None:
        fix = fix_of(governance, report.suggestion)
    node, field = report.spot.node, report.spot.field
    # A word names what is not there, or the part in question of what is.
    value = report.spot.word[1] if report.spot.word else governance.written(place)
    print_ = fingerprint(report.check, node, field, value)
    return Finding(report.check, severity, node, field, report.message, place, related, fix, print_)


def fix_of(governance: Governance, suggestion: Suggestion) -> Fix | None:
    """The mend of a suggestion. None where its word cannot be told apart in the text, as when it is written with
    escapes: half a formula must not go with it."""
    place, word = governance.place(suggestion.spot), suggestion.spot.word
    if word is not None and governance.written(place) != word[1]:
        return None
    return Fix(suggestion.title, (Edit(place, suggestion.text),))


def fingerprint(check: str, node: str | None, field: str | None, value: str) -> str:
    """A digest that survives moved lines: of check, declaration, field and what is written there."""
    return hashlib.sha256("\0".join((check, node or "", field or "", value)).encode("utf-8", "replace")).hexdigest()[
        :32
    ]


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Equal fingerprints get a number, so that two findings are never taken for one."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        result.append(finding if count == 1 else finding._replace(fingerprint=f"{finding.fingerprint}-{count}"))
    return result


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
        yield finding_of(governance, Report("x-waiver-invalid", spot, message), Severity.WARNING)


def blocks_publishing(finding: Finding) -> bool:
    """Whether a finding means that part of the text could not be read for certain."""
    return finding.check.startswith(BLOCKING)
