"""Parameters of checks as a company sets them: of the kind of their defaults, and within reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings

from revgov.settings import SettingsError


@pytest.mark.parametrize(
    ("check", "parameter", "said"),
    [
        ("charter-reporting-line", "allowed: [[a]]", "allowed must be like its default, ['cro', 'ceo']"),
        ("charter-reporting-line", "allowed: [1]", "allowed must be like its default"),
        ("charter-reporting-line", "allowed: cro", "allowed must be like its default"),
        ("risk-acceptance-invalid", "warn_days: -1", "warn_days must be a number from 0 to 1000000"),
        ("risk-acceptance-invalid", "warn_days: 1000001", "warn_days must be a number from 0 to 1000000"),
        ("risk-acceptance-invalid", "warn_days: 1.5", "warn_days must be like its default, 14"),
        ("risk-acceptance-invalid", "warn_days: 1.0e+308", "warn_days must be like its default, 14"),
        ("risk-acceptance-invalid", "warn_days: true", "warn_days must be like its default, 14"),
        ("kpi-target-arithmetic", "tolerance: .nan", "tolerance must be"),
        ("kpi-target-arithmetic", "tolerance: .inf", "tolerance must be"),
        ("kpi-target-arithmetic", "tolerance: 1.0e+308", "tolerance must be a number from 0 to 1000000"),
        ("raci-role-unused", "owners_only: 1", "owners_only must be like its default, False"),
    ],
)
def test_a_parameter_that_cannot_be(tmp_path: Path, check: str, parameter: str, said: str) -> None:
    with pytest.raises(SettingsError) as told:
        findings(tmp_path, {"revgov.yaml": f"checks: {{{check}: {{{parameter}}}}}\n"})
    assert str(told.value).startswith(f"revgov.yaml: checks.{check}.{said}")


@pytest.mark.parametrize(
    "setting",
    [
        "charter-reporting-line: {allowed: []}",
        "charter-reporting-line: {allowed: [coo]}",
        "kpi-target-arithmetic: {tolerance: 5}",
        "kpi-target-arithmetic: {tolerance: 0.5}",
        "risk-acceptance-invalid: {warn_days: 0}",
        "raci-role-unused: {owners_only: true}",
    ],
)
def test_a_parameter_that_can_be(tmp_path: Path, setting: str) -> None:
    found = findings(tmp_path, {"revgov.yaml": f"checks: {{{setting}}}\n"})
    assert [one.check for one in found if one.check == "engine-fault"] == []
