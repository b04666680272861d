"""Every part of the lifecycle is served, and every asset is kept up."""

from __future__ import annotations

from pathlib import Path

from tests.unit.checks.marked import found, named


def test_parts_that_no_activity_serves(tmp_path: Path) -> None:
    yaml = """\
stages: {served: {}, «bare»: {}, over: {until: 2026-01-01}}
handoffs: {h: {}, «bare»: {}}
decisions: {needed: {}, «bare»: {}}
activities:
  x:
    serves: [stage:served, h]
    needs: [needed]
    maintains: [stage:served, decision:needed, activity:x]
"""
    told = found(tmp_path, "raci-coverage-gap", yaml)
    assert named(told) == [("stage:bare", None), ("handoff:bare", None), ("decision:bare", None)]


def test_an_asset_that_is_there_is_maintained(tmp_path: Path) -> None:
    yaml = "«»charter: {mission: M}\nkpis: {k: {}}\nactivities: {x: {maintains: ['charter:charter', 'activity:x']}}\n"
    (one,) = found(tmp_path, "raci-coverage-gap", yaml)
    assert "KPI tree and metrics dictionary" in one.message
    assert one.node == "charter:charter"


def test_without_any_activity_the_matrix_is_missing_as_an_asset(tmp_path: Path) -> None:
    assert found(tmp_path, "raci-coverage-gap", "stages: {s: {}}\n") == []
