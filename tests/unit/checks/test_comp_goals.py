"""Pay that pulls in the direction of the charter's outcomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "comp-misaligned"
AROUND = """charter:
  stage: scale_up
  outcomes: [{outcome: Growth, kpi: arr}]
kpis:
  arr: {name: ARR, direction: up, formula: won * 2}
  won: {name: Won, direction: up}
  rate: {name: Rate, drives: won}
  calls: {name: Calls}
  late: {direction: down, drives: arr}
comp_plans:
"""
OLD = "kpis:\n  old: {until: 2026-01-01, drives: arr}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            "  p: {measures: [{kpi: won}, {kpi: «calls»}]}\n",
            "p",
            "measures.kpi",
            "p pays for Calls, which drives no",
        ),
        (
            "  p: {measures: [{kpi: won, direction: «down»}]}\n",
            "p",
            "measures.direction",
            "p pays for Won to go down, but it is to go up",
        ),
        (
            "  p: {measures: [{kpi: late, direction: «up»}]}\n",
            "p",
            "measures.direction",
            "p pays for late to go up, but it is to go down",
        ),
        (
            "  p: {measures: [{kpi: rate, direction: up}]}\n  q: {measures: [{kpi: rate, direction: «down»}]}\n",
            "q",
            "measures.direction",
            "q pays for Rate to go down, and p for it to go up",
        ),
        (
            (
                "  p: {starts: 2026-02-01, ends: 2026-12-31, measures: [{kpi: rate, direction: up}]}\n"
                "  q: {starts: 2026-12-31, measures: [{kpi: rate, direction: «down»}]}\n"
            ),
            "q",
            "measures.direction",
            "q pays for Rate to go down",
        ),
    ],
)
def test_pay_that_pulls_elsewhere(tmp_path: Path, text: str, node: str, field: str, said: str) -> None:
    told = found(tmp_path, CHECK, AROUND + text)
    assert named(told) == [(f"comp_plan:{node}", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        AROUND + "  p: {measures: [{kpi: arr}, {kpi: won, direction: up}, {kpi: rate}, {kpi: late}]}\n",
        AROUND + "  p: {measures: [{kpi: gone}]}\n",
        AROUND + "  p: {until: 2026-11-01, measures: [{kpi: calls}]}\n",
        AROUND + "  p: {measures: [{kpi: rate, direction: up}]}\n  q: {measures: [{kpi: rate, direction: within}]}\n",
        # One after the other they may pay for what they like.
        AROUND + "  p: {ends: 2026-12-31, measures: [{kpi: rate, direction: up}]}\n"
        "  q: {starts: 2027-01-01, measures: [{kpi: rate, direction: down}]}\n",
        # Where the charter names no outcome, or a name is misspelt, nobody can say what leads to it.
        AROUND.replace("kpi: arr", "kpi: gone") + "  p: {measures: [{kpi: calls}]}\n",
        AROUND.replace("calls: {", "calls: {drives: wonn, ") + "  p: {measures: [{kpi: calls}]}\n",
        AROUND.replace("won * 2", "won * callz") + "  p: {measures: [{kpi: calls}]}\n",
        AROUND.replace("won * 2", "won * *") + "  p: {measures: [{kpi: calls}]}\n",
        # What is over on the way is told of where it is referred to.
        AROUND.replace("calls: {", "calls: {drives: old, ").replace("kpis:\n", OLD)
        + "  p: {measures: [{kpi: calls}]}\n",
        AROUND.replace("kpis:\n", OLD.replace("drives: arr", "drives: arr, formula: calls * 2"))
        + "  p: {measures: [{kpi: calls}]}\n",
        AROUND.replace("calls: {", "calls: {until: 2026-01-01, ") + "  p: {measures: [{kpi: calls}]}\n",
    ],
)  # fmt: skip
def test_pay_that_pulls_the_same_way(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_what_a_file_hides_may_lead_to_an_outcome(tmp_path: Path) -> None:
    files = {"charter.yaml": AROUND + "  p: {measures: [{kpi: calls}]}\n", "kpi_tree/more.yaml": "kpis: [\n"}
    assert findings(tmp_path, files, CHECK) == []
