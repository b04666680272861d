"""Known ways to fail, and risks that touch something."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.checks.catalogue import CATALOGUE
from revgov.finding import Severity
from revgov.profiles import NAMES, profile

MODES = tuple(profile("startup").failure_modes)
ALL = "risks:\n" + "".join(f"  {mode}: {{}}\n" for mode in MODES)
SETTINGS = "profile: scale_up\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_failure_modes_is_of_known_risks_and_checks(name: str) -> None:
    table = profile(name)
    assert set(table.failure_modes) == set(table.known["risk"])
    assert {check for checks in table.failure_modes.values() for check in checks} - set(CATALOGUE) == set()


@pytest.mark.parametrize("mode", MODES)
def test_each_failure_mode_is_asked_for(tmp_path: Path, mode: str) -> None:
    files = {"raci/all.yaml": ALL.replace(f"  {mode}: {{}}\n", ""), "revgov.yaml": SETTINGS}
    (one,) = findings(tmp_path, files, "risk-failure-mode-gap")
    assert (one.node, one.severity) == ("charter:charter", Severity.WARNING)
    assert f"no risk is `{mode}`, a known way to fail" in one.message


def test_it_names_the_checks_that_are_on(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": ALL.replace("  misalignment: {}\n", ""),
        "revgov.yaml": SETTINGS + "checks: {kpi-tree-disconnected: {severity: off}}\n",
    }
    (one,) = findings(tmp_path, files, "risk-failure-mode-gap")
    assert "(x-term-conflict, x-function-missing or comp-misaligned would show it)" in one.message


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("  data_debt: {}", "  old_data: {is: data_debt}"),
        ("  data_debt: {}", "  data_debt: {dismissed: {on: 2026-01-01}}"),
        ("  data_debt: {}", "  data_debt: {status: closed, dismissed: {on: 2026-01-01}}"),
        ("  data_debt: {}", "  old_data: {is: data_dept}"),
        ("  data_debt: {}", "  old_data: {is: [x]}"),
        ("risks:", "riskss:"),
    ],
)
def test_a_failure_mode_that_is_there_or_may_be(tmp_path: Path, was: str, now: str) -> None:
    files = {"raci/all.yaml": ALL.replace(was, now, 1), "revgov.yaml": SETTINGS}
    assert findings(tmp_path, files, "risk-failure-mode-gap") == []


def test_a_failure_mode_out_of_force_is_gone(tmp_path: Path) -> None:
    files = {"raci/all.yaml": ALL.replace("data_debt: {}", "data_debt: {until: 2026-11-23}"), "revgov.yaml": SETTINGS}
    assert [one.message[:22] for one in findings(tmp_path, files, "risk-failure-mode-gap")] == [
        "no risk is `data_debt`"
    ]


@pytest.mark.parametrize("status", ["closed", "retired", "Dismissed"])
def test_a_failure_mode_is_dismissed_with_a_date(tmp_path: Path, status: str) -> None:
    text = ALL.replace("data_debt: {}", f"data_debt: {{status: «{status}»}}")
    (one,) = found(tmp_path, "risk-failure-mode-gap", text, profile="startup")
    assert (one.node, one.field, one.severity) == ("risk:data_debt", "status", Severity.INFO)


@pytest.mark.parametrize(
    "risk",
    ["«r»: {name: R}", "«r»: {affects: [risk:q]}", "«r»: {controls: [k]}"],
)
def test_a_risk_that_touches_nothing(tmp_path: Path, risk: str) -> None:
    text = f"risks:\n  {risk}\n  q: {{affects: k}}\nkpis: {{k: {{}}}}\n"
    (one,) = found(tmp_path, "risk-object-unlinked", text)
    assert (one.node, one.severity) == ("risk:r", Severity.INFO)
    assert "affects nothing that is declared" in one.message


@pytest.mark.parametrize(
    "risk",
    [
        "r: {affects: [kpi:k]}",
        "r: {affects: k}",
        "r: {affects: [risk:r, k]}",
        "r: {affects: [undeclared]}",
        "r: {indicators: ['kpi:k < 5']}",
        "r: {affects: {x: y}}",
        "r: {indicators: [x y]}",
        "r: {status: closed}",
        "r: {dismissed: {on: 2026-01-01}}",
        "r: {until: 2026-01-01}",
    ],
)
def test_a_risk_that_touches_something_or_is_over(tmp_path: Path, risk: str) -> None:
    assert found(tmp_path, "risk-object-unlinked", f"risks:\n  {risk}\nkpis: {{k: {{}}}}\n") == []


USE = "ai_uses:\n  %s: {risk_tier: %s, status: %s}\n"


@pytest.mark.parametrize("tier", ["limited", "high"])
@pytest.mark.parametrize(
    "risk",
    ["affects: k", "affects: [k, a], status: closed", "affects: a, until: 2026-01-01", "affects: k, controls: a"],
)
def test_a_use_without_a_risk(tmp_path: Path, tier: str, risk: str) -> None:
    text = USE % ("«a»", tier, "pilot") + f"risks:\n  r: {{{risk}}}\nkpis: {{k: {{}}}}\n"
    (one,) = found(tmp_path, "risk-object-unlinked", text)
    assert one.node == "ai_use:a"
    assert f"a has the risk tier {tier}, and no open risk" in one.message


@pytest.mark.parametrize(
    "text",
    [
        USE % ("a", "limited", "live") + "risks:\n  r: {affects: a}\n",
        USE % ("a", "high", "live") + "risks:\n  r: {affects: [ai_use:a]}\n",
        USE % ("a", "minimal", "live"),
        USE % ("a", "prohibited", "live"),
        USE % ("a", "high", "proposed"),
        USE % ("a", "high", "live, until: 2026-01-01"),
        USE % ("lead_score", "high", "live") + "risks:\n  r: {affects: [ai_use:lead_scroe]}\n",
        USE % ("a", "high", "live") + "risks:\n  r: {affects: {x: y}}\n",
        USE % ("a", "high", "live") + "riskss: {}\n",
    ],
)
def test_a_use_with_a_risk_or_that_needs_none(tmp_path: Path, text: str) -> None:
    assert named(found(tmp_path, "risk-object-unlinked", text)) == []


def test_a_startup_need_not_link(tmp_path: Path) -> None:
    assert found(tmp_path, "risk-object-unlinked", "risks:\n  r: {}\n", profile="startup") == []
