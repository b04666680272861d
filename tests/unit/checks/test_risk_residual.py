"""Residual risk that is explained, and risk within the appetite."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

SCALE = "risk_scale: {likelihood: 5, impact: 5, levels: {low: 1..4, medium: 5..9, high: 10..25}}"
CHARTER = f"charter:\n  {SCALE}\n"
HIGH, LOW = "{likelihood: 5, impact: 5}", "{likelihood: 1, impact: 1}"
AROUND = """meetings:
  audit: {}
  past: {until: 2026-01-01}
systems:
  monitor: {status: planned}
  guard: {status: active}
"""


def lowered(more: str = "", *, residual: str = f"«{LOW}»", inherent: str = HIGH) -> str:
    return f"{CHARTER}risks:\n  r: {{inherent: {inherent}, residual: {residual}{more}}}\n{AROUND}"


@pytest.mark.parametrize(
    "text",
    [
        lowered(),
        lowered(", controls: [past]"),
        lowered(", treatment: {actions: [{what: Do, due: 2026-12-01}]}"),
        lowered(", treatment: {actions: [{what: Do, done: 2026-11-25}]}"),
        lowered(", treatment: {actions: [{what: Do, done: 2026-11-01, cancelled: No use}]}"),
        lowered(residual="«{level: low}»"),
        lowered(residual="«1»"),
        lowered(residual="«{level: low}»", inherent="{level: medium}"),
        lowered(residual="«{likelihood: 5, impact: 4}»"),
        lowered(", status: nobody_knows"),
    ],
)
def test_a_residual_risk_that_nothing_explains(tmp_path: Path, text: str) -> None:
    (one,) = found(tmp_path, "risk-residual-unexplained", text)
    assert (one.node, one.field, one.severity) == ("risk:r", "residual", Severity.ERROR)
    assert "the residual risk of 'r' is below the inherent one, but no active control" in one.message


@pytest.mark.parametrize(
    "text",
    [
        lowered(", controls: [meeting:audit]", residual=LOW),
        lowered(", controls: [audit]", residual=LOW),
        lowered(", controls: [past, audit]", residual=LOW),
        lowered(", controls: [system:guard]", residual=LOW),
        lowered(", controls: ['check:raci-no-accountable']", residual=LOW),
        lowered(", treatment: {actions: [{what: Do, done: 2026-11-24}]}", residual=LOW),
        lowered(", controls: [undeclared]", residual=LOW),
        lowered(", controls: {x: y}", residual=LOW),
        lowered(", treatment: [x]", residual=LOW),
        lowered(", status: closed", residual=LOW),
        lowered(", dismissed: {on: 2026-01-01}", residual=LOW),
        lowered(", until: 2026-01-01", residual=LOW),
        lowered(residual=HIGH),
        lowered(residual="{level: high}"),
        lowered(residual="{likelihood: 1}"),
        lowered(residual="[x]"),
        f"{CHARTER}risks:\n  r: {{residual: {LOW}}}\n",
        f"{CHARTER}risks:\n  r: {{inherent: {HIGH}}}\n",
        "risks:\n  r: {inherent: {level: high}, residual: {level: low}}\n",
    ],
)
def test_a_residual_risk_that_is_explained_or_not_lower(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "risk-residual-unexplained", text) == []


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("«system:monitor»", "the risk 'r' counts 'monitor' as a control, but its status is 'planned'"),
        ("«monitor»", "counts 'monitor' as a control"),
    ],
)
def test_a_control_that_holds_nothing_back(tmp_path: Path, control: str, said: str) -> None:
    text = lowered(f", controls: [audit, {control}]", residual=LOW)
    (one,) = found(tmp_path, "risk-residual-unexplained", text)
    assert (one.field, one.message.startswith(said) or said in one.message) == ("controls", True)


def test_idle_controls_explain_nothing(tmp_path: Path) -> None:
    text = lowered(", controls: [«monitor»]")
    told = found(tmp_path, "risk-residual-unexplained", text.replace("«{", "«{"))
    assert named(told) == [("risk:r", "residual"), ("risk:r", "controls")]


@pytest.mark.parametrize("off", ["off", "false"])
def test_a_check_that_is_switched_off_is_no_control(tmp_path: Path, off: str) -> None:
    files = {
        "charter.yaml": lowered(", controls: ['check:raci-no-accountable']", residual=LOW),
        "revgov.yaml": f"profile: scale_up\nchecks: {{raci-no-accountable: {{severity: {off}}}}}\n",
    }
    told = findings(tmp_path, files, "risk-residual-unexplained")
    assert named(told) == [("risk:r", "residual"), ("risk:r", "controls")]
    assert "the check 'raci-no-accountable' as a control, but it is switched off" in told[1].message


def test_a_check_that_the_profile_leaves_out_is_no_control(tmp_path: Path) -> None:
    text = lowered(", controls: [«'check:raci-consulted-excess'»]")
    told = found(tmp_path, "risk-residual-unexplained", text, profile="startup")
    assert [one.severity for one in told] == [Severity.WARNING] * 2
    assert found(tmp_path / "b", "risk-residual-unexplained", text.replace("«", "").replace("»", "")) == []


APPETITE = f"""charter:
  {SCALE}
  appetite:
    default: {{level: medium, authority: cro}}
    legal: {{level: low, authority: ceo}}
    people: {{level: low}}
roles:
  ceo: {{title: CEO}}
  cro: {{title: CRO, reports_to: ceo}}
  vp: {{title: VP, reports_to: cro}}
councils:
  board: {{chair: ceo}}
  table: {{chair: vp}}
"""
MEDIUM = "{likelihood: 2, impact: 3}"


@pytest.mark.parametrize(
    ("risk", "said"),
    [
        (
            f"r: {{residual: «{HIGH}»}}",
            "the risk 'r' is high, above the appetite of medium, and has not been escalated to CRO",
        ),
        (
            f"r: {{category: legal, residual: «{MEDIUM}»}}",
            "is medium, above the appetite of low, and has not been escalated to CEO",
        ),
        (f"r: {{category: people, residual: «{MEDIUM}»}}", "has not been escalated to the authority"),
        (f"«r»: {{inherent: {LOW}, current: {HIGH}}}", "is high"),
        (f"«r»: {{inherent: {HIGH}}}", "is high"),
        (
            f"r: {{residual: {HIGH}, escalated: {{to: «vp»}}}}",
            "was escalated to VP; only CRO or whoever stands above may carry it",
        ),
        (f"r: {{residual: {HIGH}, escalated: {{to: «table»}}}}", "was escalated to VP"),
        (f"r: {{category: legal, residual: {MEDIUM}, escalated: «cro»}}", "was escalated to CRO; only CEO"),
        (f"r: {{residual: «{HIGH}», treatment: {{acceptance: {{approved_by: cro, expires: 2026-11-23}}}}}}", "is high"),
        (f"r: {{residual: «{HIGH}», treatment: {{acceptance: {{reason: Small}}}}}}", "is high"),
        ("«r»: {name: R}", "the risk 'R' is not rated"),
    ],
)
def test_a_risk_above_the_appetite(tmp_path: Path, risk: str, said: str) -> None:
    (one,) = found(tmp_path, "risk-above-appetite", f"{APPETITE}risks:\n  {risk}\n")
    assert (one.node, one.severity) == ("risk:r", Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize(
    "risk",
    [
        f"r: {{residual: {MEDIUM}}}",
        f"r: {{inherent: {HIGH}, current: {HIGH}, residual: {MEDIUM}}}",
        f"r: {{category: legal, residual: {LOW}}}",
        f"r: {{residual: {HIGH}, escalated: {{to: cro, on: 2026-11-01}}}}",
        f"r: {{residual: {HIGH}, escalated: ceo}}",
        f"r: {{residual: {HIGH}, escalated: board}}",
        f"r: {{residual: {HIGH}, escalated: undeclared}}",
        f"r: {{category: people, residual: {HIGH}, escalated: vp}}",
        f"r: {{residual: {HIGH}, treatment: {{acceptance: {{approved_by: cro, expires: 2026-11-24}}}}}}",
        f"r: {{residual: {HIGH}, treatment: {{acceptance: {{approved_by: cro}}}}}}",
        f"r: {{residual: {HIGH}, status: closed}}",
        f"r: {{residual: {HIGH}, dismissed: {{on: 2026-01-01}}}}",
        f"r: {{residual: {HIGH}, until: 2026-01-01}}",
        f"r: {{residual: {HIGH}, escalated: [x]}}",
        "r: {residual: [x]}",
        "r: {residual: {likelihood: 1}}",
    ],
)
def test_a_risk_that_is_carried(tmp_path: Path, risk: str) -> None:
    assert found(tmp_path, "risk-above-appetite", f"{APPETITE}risks:\n  {risk}\n") == []


def test_an_appetite_that_is_no_level(tmp_path: Path) -> None:
    text = f"charter:\n  {SCALE}\n  appetite: {{default: {{level: «meduim»}}}}\nrisks:\n  r: {{residual: {HIGH}}}\n"
    (one,) = found(tmp_path, "risk-above-appetite", text)
    assert (one.node, one.field) == ("charter:charter", "appetite.default.level")
    assert one.message == "'meduim', the appetite for default, is no level of the risk scale; write low, medium or high"


def test_an_appetite_without_levels(tmp_path: Path) -> None:
    text = "charter:\n  «appetite»: {default: {level: low}, legal: {level: low}}\n"
    (one,) = found(tmp_path, "risk-above-appetite", text, profile="startup")
    assert one.severity is Severity.WARNING
    assert "the risk scale has none" in one.message


@pytest.mark.parametrize(
    "text",
    [
        f"{CHARTER}risks:\n  r: {{residual: {HIGH}}}\n",
        f"charter:\n  {SCALE}\n  appetite: [x]\nrisks:\n  r: {{residual: {HIGH}}}\n",
        f"charter:\n  {SCALE}\n  appetite: {{legal: {{level: low}}}}\nrisks:\n  r: {{residual: {HIGH}}}\n",
        f"charter:\n  risk_scale: [x]\n  appetite: {{default: {{level: low}}}}\nrisks:\n  r: {{residual: {HIGH}}}\n",
    ],
)
def test_without_an_appetite_nothing_is_above_it(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "risk-above-appetite", text) == []
