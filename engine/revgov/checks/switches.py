"""Which checks and house rules are at work: one that is switched off guards nothing, whoever relies on it."""

from __future__ import annotations

from collections.abc import Mapping

from revgov.checks.registry import OFF, Check
from revgov.governance.governance import Governance
from revgov.kinds import Policy


def switched_off(governance: Governance, check: Check) -> bool:
    """Whether a company's settings, or the profile where these say nothing, leave a check out."""
    setting = governance.settings.checks.get(check.id, {})
    severity = setting.get("severity", check.severity(governance.profile.name))
    # YAML 1.1 editors write `off` as false.
    return severity is False or severity == OFF


def off_by_name(governance: Governance, checks: Mapping[str, Check], name: str) -> bool:
    """Whether `check:…` names a check that is off. Of one that does not exist another check tells."""
    check = checks.get(name.removeprefix("check:"))
    return check is not None and switched_off(governance, check)


def enforces_itself(policy: Policy) -> bool:
    """Whether a house rule is itself a check that runs."""
    return bool(policy.fails_when or policy.query) and policy.severity != OFF
