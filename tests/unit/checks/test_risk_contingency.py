"""Plans for the worst day, and alarms that can ring."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHARTER = """charter:
  risk_scale: {likelihood: 5, impact: 5, levels: {low: 1..4, medium: 5..9, high: 10..16, critical: 17..25}}
"""
HIGH, MEDIUM = "{likelihood: 2, impact: 5}", "{likelihood: 3, impact: 3}"
WHOLE = {
    "trigger": '["kpi:k < 80%"]',
    "steps": "[Call]",
    "owner": "r",
    "activated_by": "r",
    "tested": "2026-11-24",
}
AROUND = "roles: {r: {}}\nkpis: {k: {}}\n"


def plan(target: str, **changed: str) -> str:
    parts = {"for": f"[{target}]", **WHOLE, **changed}
    return f"contingencies:\n  p: {{{', '.join(f'{part}: {text}' for part, text in parts.items() if text)}}}\n{AROUND}"


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        (
            f"{CHARTER}risks:\n  «r»: {{current: {HIGH}}}\n",
            "risk:r",
            "the risk 'r' is high, and no contingency plan is",
        ),
        (f"{CHARTER}risks:\n  «r»: {{current: {{likelihood: 5, impact: 5}}}}\n", "risk:r", "is critical"),
        (f"{CHARTER}risks:\n  «r»: {{residual: {HIGH}, inherent: {MEDIUM}}}\n", "risk:r", "is high"),
        (f"{CHARTER}risks:\n  «r»: {{inherent: {HIGH}}}\n", "risk:r", "is high"),
        (f"{CHARTER}risks:\n  «r»: {{current: {HIGH}, residual: {MEDIUM}}}\n", "risk:r", "is high"),
        ("risks:\n  «r»: {current: {level: High}}\n", "risk:r", "is High"),
        ("systems:\n  «s»: {tier: 1}\n", "system:s", "s is a system of tier 1"),
        ("systems:\n  «s»: {tier: 1, status: retiring}\n", "system:s", "tier 1"),
        ("forecasts:\n  «f»: {name: New business}\n", "forecast:f", "relies on the forecast 'New business'"),
        ("systems:\n  «s»: {tier: 1}\n  t: {tier: 1}\n" + plan("system:t"), "system:s", "no contingency plan"),
        ("systems:\n  «s»: {tier: 1}\n" + plan("s", until="2026-01-01"), "system:s", "no contingency plan"),
    ],
)
def test_a_danger_without_a_plan(tmp_path: Path, text: str, node: str, said: str) -> None:
    (one,) = found(tmp_path, "risk-contingency-missing", text)
    assert (one.node, one.severity) == (node, Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        f"{CHARTER}risks:\n  r: {{inherent: {HIGH}, current: {MEDIUM}}}\n",
        f"{CHARTER}risks:\n  r: {{current: {HIGH}, status: closed}}\n",
        f"{CHARTER}risks:\n  r: {{current: {HIGH}, dismissed: {{on: 2026-01-01}}}}\n",
        f"{CHARTER}risks:\n  x: {{current: {HIGH}}}\n{plan('risk:x')}",
        f"{CHARTER}risks:\n  x: {{current: {HIGH}}}\n{plan('x')}",
        "systems:\n  s: {tier: 2}\n  t: {}\n  u: {tier: 1, status: planned}\n  v: {tier: 1, status: retired}\n",
        "systems:\n  s: {tier: 1, until: 2026-01-01}\n",
        "systems:\n  s: {tier: 1}\n" + plan("s"),
        "forecasts:\n  f: {}\n" + plan("forecast:f"),
        "forecasts:\n  f: {contingency: p}\nsystems: {s: {}}\n" + plan("s"),
        "systems:\n  crm_main: {tier: 1}\n" + plan("crm_mian"),
        "systems:\n  s: {tier: 1}\n" + plan("{x: y}"),
        "systems:\n  s: {tier: 1}\ncontingenciess:\n  p: {for: [s]}\n",
    ],
)
def test_what_has_a_plan_or_needs_none(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "risk-contingency-missing", text) == []


@pytest.mark.parametrize("gone", WHOLE)
def test_each_part_of_a_plan(tmp_path: Path, gone: str) -> None:
    text = plan("s", **{gone: ""}).replace("  p:", "  «p»:") + "systems: {s: {tier: 1}}\n"
    (one,) = found(tmp_path, "risk-contingency-missing", text, profile="startup")
    assert (one.node, one.severity) == ("contingency:p", Severity.WARNING)
    assert one.message.startswith("the plan 'p' has no ")
    assert f"`{gone}`" in one.message


def test_a_test_to_come_is_none(tmp_path: Path) -> None:
    text = plan("s", tested="2026-11-25").replace("  p:", "  «p»:") + "systems: {s: {}}\n"
    assert "last tested" in found(tmp_path, "risk-contingency-missing", text)[0].message


def test_what_cannot_be_read_of_a_plan_is_not_missing(tmp_path: Path) -> None:
    parts = ", ".join(f"{part}: {{x: y}}" for part in WHOLE)
    assert found(tmp_path, "risk-contingency-missing", f"contingencies:\n  p: {{{parts}}}\n") == []


def test_levels_and_tier_are_parameters(tmp_path: Path) -> None:
    files = {
        "charter.yaml": f"{CHARTER}risks:\n  r: {{current: {MEDIUM}}}\n  h: {{current: {HIGH}}}\n",
        "policies/systems.yaml": "systems: {s: {tier: 2}}\n",
        "revgov.yaml": "checks: {risk-contingency-missing: {levels: [medium], tier: 2}}\n",
    }
    told = findings(tmp_path, files, "risk-contingency-missing")
    assert named(told) == [("risk:r", None), ("system:s", None)]


APPETITE = "charter:\n  appetite: {default: {level: low}}\n"
KPIS = """kpis:
  rate: {name: Win rate, unit: percent, direction: up}
  days: {name: Cycle, unit: days, direction: down}
  band: {unit: percent, direction: within}
  open: {}
"""


def alarm(condition: str, more: str = "") -> str:
    return (
        f"{APPETITE}risks:\n  r: {{indicators: [{condition}]}}\n{KPIS}datasets: {{d: {{fields: {{f: {{}}}}}}}}\n{more}"
    )


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("«d.f < 5»", "cannot ring: d.f is a field, which nobody measures over time"),
        ("«'kpi:rate = 5%'»", "has no direction: '=' is none; write <, <=, > or >="),
        ("«rate is set»", "has no direction: 'set'"),
        ("«'kpi:rate < low'»", "has no threshold: 'low' is none"),
        ("«'kpi:rate < d.f'»", "has no threshold: 'd.f' is none"),
        ("«'kpi:rate < 5 days'»", "its threshold is in days, while Win rate is in percent"),
        ("«'kpi:days > 5'»", "its threshold is without a unit, while Cycle is in days"),
        ("«'kpi:rate < 5% for 0 periods'»", "has no window"),
        ("«'check:raci-no-accountable passes'»", "rings when all is well"),
        ("«'policy:rule passes'»", "rings when all is well"),
    ],
)
def test_an_alarm_that_cannot_ring(tmp_path: Path, condition: str, said: str) -> None:
    (one,) = found(tmp_path, "risk-trigger-unmeasurable", alarm(condition, "policies: {rule: {}}\n"))
    assert (one.node, one.field, one.severity) == ("risk:r", "indicators", Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize("condition", ["«'kpi:rate > 5%'»", "«'rate >= 5%'»", "«'kpi:days < 5 days'»"])
def test_an_alarm_that_rings_on_good_days(tmp_path: Path, condition: str) -> None:
    (one,) = found(tmp_path, "risk-trigger-unmeasurable", alarm(condition))
    assert one.severity is Severity.WARNING
    assert "rings on good days" in one.message


@pytest.mark.parametrize(
    "condition",
    [
        "'kpi:rate < 5%'",
        "'rate <= 5% for 3 periods'",
        "'kpi:days > 2 weeks'",
        "'kpi:band > 5%'",
        "'kpi:band < 5%'",
        "'kpi:open < 5'",
        "'kpi:undeclared < 5'",
        "'check:raci-no-accountable fails'",
        "'check:no-such-check fails'",
        "'policy:rule fails'",
        "soon",
    ],
)
def test_an_alarm_that_can_ring(tmp_path: Path, condition: str) -> None:
    assert found(tmp_path, "risk-trigger-unmeasurable", alarm(condition, "policies: {rule: {}}\n")) == []


def test_a_check_that_is_off_rings_never(tmp_path: Path) -> None:
    files = {
        "charter.yaml": alarm("'check:raci-no-accountable fails'"),
        "revgov.yaml": "profile: scale_up\nchecks: {raci-no-accountable: {severity: off}}\n",
    }
    (one,) = findings(tmp_path, files, "risk-trigger-unmeasurable")
    assert "cannot ring: the check 'raci-no-accountable' is switched off" in one.message


@pytest.mark.parametrize("risk", ["status: closed", "until: 2026-01-01", "dismissed: {on: 2026-01-01}"])
def test_the_alarm_of_a_risk_that_is_over(tmp_path: Path, risk: str) -> None:
    text = f"{APPETITE}risks:\n  r: {{indicators: [d.f < 5], {risk}}}\ndatasets: {{d: {{fields: {{f: {{}}}}}}}}\n"
    assert found(tmp_path, "risk-trigger-unmeasurable", text) == []


def triggered(target: str, charter: str = APPETITE, trigger: str = "'kpi:rate < 5%'", plan: str = "p") -> str:
    around = f"risks: {{x: {{}}}}\nsystems: {{s: {{}}}}\n{KPIS}datasets: {{d: {{fields: {{f: {{}}}}}}}}\n"
    return f"{charter}contingencies:\n  {plan}: {{{target}trigger: [{trigger}]}}\n{around}"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (triggered("for: [x], ", trigger="«d.f < 5»"), "trigger", "'d.f < 5' cannot ring"),
        (triggered("for: «[s]», "), "for", "the trigger of 'p' can be traced to no risk"),
        (triggered("", plan="«p»"), None, "can be traced to no risk, and so to no appetite; name the risk under `for`"),
        (
            triggered("for: «[x]», ", "charter:\n  appetite: {legal: {level: low}}\n"),
            "for",
            "the charter has no appetite for the category of 'x' (none), nor a default",
        ),
    ],
)
def test_a_trigger_leads_to_the_appetite(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    (one,) = found(tmp_path, "risk-trigger-unmeasurable", text)
    assert (one.node, one.field) == ("contingency:p", field)
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        triggered("for: [x], "),
        triggered("for: [s, x], "),
        triggered("for: [undeclared], "),
        triggered("for: {x: y}, "),
        "charter: {}\ncontingencies:\n  p: {for: [s]}\nsystems: {s: {}}\n",
        triggered("for: [x], ", "charter:\n  appetite: [x]\n"),
    ],
)
def test_a_trigger_that_leads_there_or_cannot_be_judged(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "risk-trigger-unmeasurable", text) == []


def test_a_charter_without_appetite_is_told_once(tmp_path: Path) -> None:
    text = triggered("for: [x], ", "«charter»: {organization: A}\n").replace("«charter»", "charter")
    told = findings(tmp_path, {"charter.yaml": text, "revgov.yaml": "profile: scale_up\n"}, "risk-trigger-unmeasurable")
    assert [(one.node, one.field) for one in told] == [("charter:charter", None)]
    assert "the charter has no `appetite`" in told[0].message
    assert found(tmp_path / "b", "risk-trigger-unmeasurable", text, profile="startup") == []
