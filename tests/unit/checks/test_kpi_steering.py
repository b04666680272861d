"""Numbers that move early, and volumes that lead to value."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("kpis:\n  a: {timing: «lagging»}\n", ["kpi:a"]),
        ("kpis:\n  a: {timing: «lagging», drives: b}\n  b: {timing: leading}\n", ["kpi:a"]),
        ("kpis:\n  a: {timing: lagging, drivers: b}\n  b: {timing: «lagging»}\n", ["kpi:b"]),
        ("kpis:\n  a: {timing: «lagging», drivers: b}\n  b: {}\n", ["kpi:a"]),
    ],
)
def test_lagging_without_leading(tmp_path: Path, text: str, nodes: list[str]) -> None:
    told = found(tmp_path, "kpi-no-leading", text)
    assert named(told) == [(node, "timing") for node in nodes]
    assert {one.severity for one in told} == {Severity.WARNING}


@pytest.mark.parametrize(
    "text",
    [
        "kpis:\n  a: {timing: lagging, drivers: b}\n  b: {timing: leading}\n",
        "kpis:\n  a: {timing: lagging, formula: b * 2}\n  b: {}\n  c: {timing: leading, drives: b}\n",
        "kpis:\n  a: {timing: leading}\n  b: {}\n",
        "kpis:\n  a: {timing: lagging, formula: undeclared * 2}\n  b: {timing: lagging, drivers: a}\n",
        "kpis:\n  a: {timing: lagging, formula: 2 * / 2}\n",
        "kpis:\n  a: {timing: lagging, drivers: b}\n  b: {timing: [x]}\n",
    ],
)
def test_something_leads_or_may(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-no-leading", text) == []


SHOWN = ("audience: [board]", "reported_in: bi", "key: true")


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("measures", ["volume", "activity"])
def test_a_volume_that_is_shown_leads_to_value(tmp_path: Path, measures: str, shown: str) -> None:
    told = found(tmp_path, "kpi-vanity", f"kpis:\n  a: {{measures: «{measures}», {shown}}}\nsystems: {{bi: {{}}}}\n")
    assert named(told) == [("kpi:a", "measures")]
    assert f"a measures {measures} and is reported, but leads to no KPI" in told[0].message


def test_what_a_dashboard_shows_is_shown(tmp_path: Path) -> None:
    text = "kpis:\n  a: {measures: «volume», drives: b}\n  b: {measures: volume}\ndashboards:\n  d: {shows: [a]}\n"
    (one,) = found(tmp_path, "kpi-vanity", text, profile="startup")
    assert (one.node, one.severity) == ("kpi:a", Severity.INFO)


@pytest.mark.parametrize(
    "text",
    [
        "kpis:\n  a: {measures: volume, key: true, drives: b}\n  b: {drives: c}\n  c: {measures: efficiency}\n",
        "kpis:\n  a: {measures: volume, key: true}\n  c: {measures: value, formula: a * 2}\n",
        "kpis:\n  a: {measures: volume}\n",
        "kpis:\n  a: {measures: value, key: true}\n",
        "kpis:\n  a: {measures: volume, key: true, drives: undeclared}\n",
    ],
)
def test_a_volume_with_value_or_in_a_drawer(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-vanity", text) == []
