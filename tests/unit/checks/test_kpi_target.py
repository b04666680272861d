"""Targets of key KPIs, and what keeps them from being gamed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("kpis:\n  «k»: {key: true}\n", None, "k is a key KPI and has no target"),
        ("kpis:\n  k: {key: true, target: «{value: 5%, by: 2026-12-31}»}\n", "target", "the target of k lacks `basis`"),
        ("kpis:\n  k: {key: true, target: «{value: 5%, basis: plan}»}\n", "target", "lacks `by` (or `period`)"),
        ("kpis:\n  k: {key: true, target: «{by: 2026-12-31, basis: plan}»}\n", "target", "lacks `value`"),
        ("kpis:\n  k: {key: true, target: «5%»}\n", "target", "lacks `by` (or `period`) and `basis`"),
        (
            "kpis:\n  k: {key: true, target: {words: «Above 150 a month», by: 2026-12-31}}\n",
            "target.words",
            "is in words",
        ),
        (
            "kpis:\n  k: {key: true, benchmarking: {until: «2026-11-23»}}\n",
            "benchmarking.until",
            "exempt from a target until 2026-11-23",
        ),
        ("kpis:\n  k: {key: true, targets: «{FY2027-Q1: 5%}»}\n", "targets", "the targets of k have no basis"),
    ],
)
def test_a_key_kpi_without_target(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "kpi-target-missing", text)
    assert named(told) == [("kpi:k", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "fields",
    [
        "{key: false}",
        "{target: 5%}",
        "{key: true, target: {value: 5%, by: 2026-12-31, basis: plan}}",
        "{key: true, target: {value: 5%, period: FY2027, basis: plan}}",
        "{key: true, target: {basis: plan}, targets: {FY2027-Q1: 5%}}",
        "{key: true, benchmarking: {until: 2026-11-24}}",
        "{key: true, target: {value: five}}",
        "{key: true, targets: {FY2027-Q1: five}}",
    ],
)
def test_a_target_an_exemption_or_what_cannot_be_read(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, "kpi-target-missing", f"kpis:\n  k: {fields}\n") == []


def test_an_exemption_ends_with_its_day(tmp_path: Path) -> None:
    text = "kpis:\n  k: {key: true, benchmarking: {until: «2026-11-24»}}\n"
    (one,) = found(tmp_path, "kpi-target-missing", text, as_of=datetime.date(2026, 11, 25), profile="startup")
    assert one.severity is Severity.WARNING


GUARDS = "  down: {direction: down}\n  up: {direction: up}\n  near: {direction: within}\n  open: {}\n"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("kpis:\n  «k»: {direction: up, target: 5%}\n", None, "k has a target, and no guardrail watches"),
        ("kpis:\n  «k»: {direction: up, targets: {FY2027: 5%}}\n", None, "k has a target"),
        ("kpis:\n  «k»: {direction: up, target: 5%, guardrails: k}\n", None, "no guardrail"),
        (
            "kpis:\n  k: {direction: up, target: 5%, guardrails: «[up]»}\n",
            "guardrails",
            "but up goes in the same direction (up)",
        ),
        (
            "comp_plans:\n  p: {name: Sales plan, measures: [{kpi: k}]}\nkpis:\n  «k»: {direction: up}\n",
            None,
            "k is paid for by Sales plan",
        ),
        (
            "ai_uses:\n  a: {name: Scoring, performance: {kpi: k}}\nkpis:\n  «k»: {direction: up}\n",
            None,
            "k is what Scoring is measured by",
        ),
    ],
)
def test_a_reward_without_guardrail(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "kpi-no-guardrail", text + GUARDS)
    assert named(told) == [("kpi:k", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "fields",
    [
        "{direction: up}",
        "{direction: up, target: {words: more}}",
        "{direction: up, target: 5%, guardrails: [up, down]}",
        "{direction: up, target: 5%, guardrails: near}",
        "{direction: up, target: 5%, guardrails: open}",
        "{direction: within, target: 5%, guardrails: up}",
        "{target: 5%, guardrails: up}",
        "{direction: up, target: 5%, guardrails: donw}",
        "{direction: up, target: 5%, guardrails: {a: b}}",
    ],
)
def test_a_guardrail_or_no_reward(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, "kpi-no-guardrail", f"kpis:\n  k: {fields}\n{GUARDS}") == []


def test_a_startup_is_not_asked_for_guardrails(tmp_path: Path) -> None:
    assert found(tmp_path, "kpi-no-guardrail", "kpis:\n  k: {direction: up, target: 5%}\n", profile="startup") == []
