"""The checks as a company has them: its settings over the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.registry import Check
from revgov.finding import Severity
from revgov.governance.governance import Governance
from revgov.settings import SettingsError, nearest

# Beyond any number of days, months, items or percent that a company could mean.
MOST = 1_000_000


class Rule(NamedTuple):
    """A check as a company has it: with its severity and its parameters."""

    check: Check
    severity: Severity
    parameters: Mapping[str, Any]


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
