"""Targets that have to add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named


def kpis(target: str, formula: str = "won / closed", unit: str = "percent", **parts: str) -> str:
    """A KPI `rate` with a target and a formula, and the KPIs it is made of."""
    parts = {
        "won": "{unit: count, target: {value: 25, by: 2026-12-31}}",
        "closed": "{unit: count, target: {value: 100, by: 2026-12-31}}",
        **parts,
    }
    lines = "".join(f"  {name}: {text}\n" for name, text in parts.items())
    return f"kpis:\n  rate: {{unit: {unit}, formula: '{formula}', target: {target}}}\n{lines}"


def test_a_target_that_its_parts_miss(tmp_path: Path) -> None:
    told = found(tmp_path, "kpi-target-arithmetic", kpis("{value: «30%», by: 2026-12-31}"))
    assert named(told) == [("kpi:rate", "target.value")]
    assert told[0].message == (
        "the target of rate is 30%, but with the targets of 'won' (25) and 'closed' (100) its formula gives 25%; "
        "2% are tolerated"
    )
    assert [(one.place.line, one.place.column) for one in told[0].related] == [(3, 38), (4, 41)]


@pytest.mark.parametrize(
    "text",
    [
        kpis("{value: 25%, by: 2026-12-31}"),
        kpis("{value: 25.4%, by: 2026-12-31}"),
        kpis("{value: 30%, by: 2027-12-31}"),
        kpis("{value: 30%, period: 2026-Q4}"),
        kpis("{value: 30%}"),
        kpis("{words: thirty}"),
        kpis("{value: 30%, by: 2026-12-31}", won="{unit: count}"),
        kpis("{value: 30%, by: 2026-12-31}", won="{unit: count, target: {words: many}}"),
        kpis("{value: 30%, by: 2026-12-31}", formula="won / undeclared"),
        kpis("{value: 30%, by: 2026-12-31}", formula="previous(won) / closed"),
        kpis("{value: 30%, by: 2026-12-31}", closed="{unit: count, target: {value: 0, by: 2026-12-31}}"),
        kpis("{value: 30%, by: 2026-12-31}", closed="{unit: count, target: {value: 100 USD, by: 2026-12-31}}"),
        kpis(
            "{value: 1 USD, by: 2026-12-31}",
            unit="USD",
            formula="won",
            won="{unit: EUR, target: {value: 9 EUR, by: 2026-12-31}}",
        ),
        kpis("{value: 1, by: 2026-12-31}", unit="count", formula=" * ".join(["won"] * 400)),
    ],
)
def test_targets_that_hold_or_cannot_be_compared(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-target-arithmetic", text) == []


@pytest.mark.parametrize(
    ("target", "unit", "formula", "gives"),
    [
        ("{value: «9», by: 2026-12-31}", "count", "won + closed * 2 - -1", "226"),
        ("{value: «9», by: 2026-12-31}", "count", "min(won, closed) + max(won, closed)", "125"),
        ("{value: «9», by: 2026-12-31}", "count", "coalesce(nullif(won, 25), 7)", "7"),
        ("{value: «0», by: 2026-12-31}", "count", "won", "25"),
        ("{value: «1 weeks», by: 2026-12-31}", "days", "won", "3.571 weeks"),
    ],
)
def test_what_a_formula_gives(tmp_path: Path, target: str, unit: str, formula: str, gives: str) -> None:
    (one,) = found(tmp_path, "kpi-target-arithmetic", kpis(target, formula, unit))
    assert f"its formula gives {gives}; " in one.message


def test_lengths_of_time_are_compared_in_one_unit(tmp_path: Path) -> None:
    part = "{unit: hours, target: {value: 2 days, by: 2026-12-31}}"
    assert (
        found(tmp_path, "kpi-target-arithmetic", kpis("{value: 48h, by: 2026-12-31}", "won", "hours", won=part)) == []
    )


def test_floating_point_is_no_miss(tmp_path: Path) -> None:
    def told(last: str) -> list[tuple[str | None, str | None]]:
        tenths = {name: f"{{unit: ratio, target: {{value: {value}, by: 2026-12-31}}}}" for name, value in parts(last)}
        target = "{value: 0, by: 2026-12-31}"
        text = kpis(target if last == "0.3" else target.replace("0,", "«0»,"), "won + closed - lost", "ratio", **tenths)
        return named(found(tmp_path, "kpi-target-arithmetic", text))

    def parts(last: str) -> list[tuple[str, str]]:
        return [("won", "0.1"), ("closed", "0.2"), ("lost", last)]

    assert told("0.3") == []
    assert told("0.31") == [("kpi:rate", "target.value")]


def test_targets_of_a_period(tmp_path: Path) -> None:
    text = """kpis:
  rate: {unit: percent, formula: won / closed, targets: {FY2027-Q1: 25%, FY2027-Q2: «50%», FY2027-Q3: 1%}}
  won: {unit: count, targets: {FY2027-Q1: 25, FY2027-Q2: 25}}
  closed: {unit: count, targets: {FY2027-Q1: 100}, target: {value: 100, period: FY2027-Q2}}
"""
    told = found(tmp_path, "kpi-target-arithmetic", text)
    assert named(told) == [("kpi:rate", "targets.FY2027-Q2")]


def test_a_target_for_a_day_and_a_period_is_one(tmp_path: Path) -> None:
    both = "{value: 9, by: 2026-12-31, period: 2026-Q4}"
    text = f"kpis:\n  a: {{formula: b, target: {both.replace('9', '«8»')}}}\n  b: {{target: {both}}}\n"
    assert named(found(tmp_path, "kpi-target-arithmetic", text)) == [("kpi:a", "target.value")]


def test_the_tolerance_is_a_parameter(tmp_path: Path) -> None:
    files = {
        "kpi_tree/k.yaml": kpis("{value: 30%, by: 2026-12-31}"),
        "revgov.yaml": "checks: {kpi-target-arithmetic: {tolerance: 20}}\n",
    }
    assert findings(tmp_path, files, "kpi-target-arithmetic") == []
