"""What drives a KPI is said once, and what is added is of one unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            "kpis:\n  a: {formula: b / c, drivers: [d, «b»]}\n  b: {}\n  c: {}\n  d: {}\n",
            "kpi:a",
            "drivers",
            "formula of a already names 'b'",
        ),
        (
            "kpis:\n  a: {formula: b / c, drivers: «b»}\n  b: {}\n  c: {}\n",
            "kpi:a",
            "drivers",
            "take it out of `drivers`",
        ),
        (
            "kpis:\n  a: {formula: b / c}\n  b: {drives: «a»}\n  c: {}\n",
            "kpi:b",
            "drives",
            "formula of a already names 'b'",
        ),
        (
            "kpis:\n  a: {formula: b / c}\n  b: {drives: [c, «kpi:a»]}\n  c: {}\n",
            "kpi:b",
            "drives",
            "take it out of `drives`",
        ),
        ("kpis:\n  a: {drivers: [b]}\n  b: {drives: «a»}\n", "kpi:b", "drives", "already names 'b' under `drivers`"),
        ("kpis:\n  a: {drivers: [b, «b»]}\n  b: {}\n", "kpi:a", "drivers", "names 'b' twice under `drivers`"),
    ],
)
def test_a_pair_is_said_once(tmp_path: Path, text: str, node: str, field: str, said: str) -> None:
    told = found(tmp_path, "kpi-formula-mismatch", text)
    assert named(told) == [(node, field)]
    assert said in told[0].message


def test_influence_beside_a_formula(tmp_path: Path) -> None:
    text = "kpis:\n  a: {formula: b / e, drivers: [c], drives: d}\n  b: {}\n  c: {drives: d}\n  d: {}\n  e: {}\n"
    assert found(tmp_path, "kpi-formula-mismatch", text) == []


UNITS = """
  usd: {unit: USD}
  more_usd: {unit: USD}
  eur: {unit: EUR}
  won: {unit: count}
  closed: {unit: count}
  rate: {unit: percent}
  other_rate: {unit: ratio}
  cycle: {unit: days}
  wait: {unit: hours}
  velocity: {unit: USD per day}
  unknown: {}
"""


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("usd + «eur»", "'eur' is in EUR, but what it is added to or compared with is in USD"),
        ("usd - 5 - «won»", "'won' is in count"),
        ("won + «rate»", "'rate' is in share"),
        ("cycle + «wait»", "'wait' is in hours"),
        ("max(usd, more_usd, «cycle»)", "'cycle' is in days"),
        ("coalesce(usd, «rate»)", "'rate' is in share"),
        ("rate * usd + «won» * rate", "'won' is in count"),
        ("velocity + «usd»", "'usd' is in USD"),
        ("velocity * cycle + «velocity»", "'velocity' is in USD per days"),
        ("(usd + «eur») / nullif(won + rate, 0)", "'eur' is in EUR"),
    ],
)
def test_only_like_is_added_to_like(tmp_path: Path, formula: str, said: str) -> None:
    told = found(tmp_path, "kpi-formula-mismatch", f"kpis:\n  a: {{formula: '{formula}'}}{UNITS}")
    assert named(told) == [("kpi:a", "formula")]
    assert said in told[0].message


@pytest.mark.parametrize(
    ("unit", "formula", "said"),
    [
        ("ratio", "won", "a is a ratio, but its formula has no denominator and gives count"),
        ("percent", "usd + more_usd", "a is in percent, but its formula has no denominator and gives USD"),
        ("percent", "usd / nullif(won, 0)", "a is in percent, but its formula gives USD"),
        ("USD", "won * rate", "a is in USD, but its formula gives count"),
        ("USD", "usd / cycle", "a is in USD, but its formula gives USD per days"),
        ("hours", "cycle", "a is in hours, but its formula gives days"),
    ],
)
def test_the_whole_is_in_the_unit_of_the_kpi(tmp_path: Path, unit: str, formula: str, said: str) -> None:
    told = found(tmp_path, "kpi-formula-mismatch", f"kpis:\n  a:\n    unit: {unit}\n    formula: «{formula}»{UNITS}")
    assert (named(told), told[0].message) == ([("kpi:a", "formula")], said)


@pytest.mark.parametrize(
    ("unit", "formula"),
    [
        ("percent", "won / nullif(closed, 0)"),
        ("percent", "1 - rate"),
        ("percent", "rate * other_rate"),
        ("count", "won * rate"),
        ("count", "usd / more_usd"),
        ("count", "won / rate"),
        ("USD per day", "won * rate * usd / nullif(cycle, 0)"),
        ("days", "usd / (usd * rate / 365)"),
        ("USD", "velocity * cycle"),
        ("USD", "max(usd - unknown, 0)"),
        ("USD", "previous(usd) + unknown + more_usd"),
        ("ratio", "rate"),
        ("days", "unknown * 7"),
        ("percent", "-other_rate + 2 * rate"),
    ],
)
def test_units_that_agree_or_cannot_be_told(tmp_path: Path, unit: str, formula: str) -> None:
    assert found(tmp_path, "kpi-formula-mismatch", f"kpis:\n  a: {{unit: {unit}, formula: '{formula}'}}{UNITS}") == []


def test_a_long_sum(tmp_path: Path) -> None:
    text = (
        f"kpis:\n  a: {{unit: USD, formula: {' + '.join(['u'] * 900)} + «e»}}\n  u: {{unit: USD}}\n  e: {{unit: EUR}}\n"
    )
    assert named(found(tmp_path, "kpi-formula-mismatch", text)) == [("kpi:a", "formula")]
