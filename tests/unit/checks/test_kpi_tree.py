"""One tree, one top, no circle."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named


@pytest.mark.parametrize(
    ("text", "node", "field", "way"),
    [
        ("kpis:\n  a: {formula: «b» * 2}\n  b: {formula: a * 2}\n", "kpi:a", "formula", "a drives itself: b → a → b"),
        ("kpis:\n  a: {formula: 1 + «a»}\n", "kpi:a", "formula", "a drives itself: a → a"),
        ("kpis:\n  a: {drivers: [c, «b»]}\n  b: {drivers: [a]}\n  c: {}\n", "kpi:a", "drivers", "b → a → b"),
        ("kpis:\n  a: {drives: «b»}\n  b: {drives: a}\n", "kpi:a", "drives", "a → b → a"),
        ("kpis:\n  a: {drives: «kpi:b»}\n  b: {drives: c}\n  c: {drives: a}\n", "kpi:a", "drives", "a → b → c → a"),
        ("kpis:\n  a: {formula: previous(a) + «b»}\n  b: {drivers: a}\n", "kpi:a", "formula", "b → a → b"),
        ("kpis:\n  a: {formula: previous(b) + «b»}\n  b: {formula: a}\n", "kpi:a", "formula", "b → a → b"),
    ],
)
def test_a_circle(tmp_path: Path, text: str, node: str, field: str, way: str) -> None:
    told = found(tmp_path, "kpi-tree-cycle", text)
    assert named(told) == [(node, field)]
    assert way in told[0].message


def test_other_arrows_of_the_circle_are_named(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "kpi-tree-cycle", "kpis:\n  a: {drives: «b»}\n  b: {drives: c}\n  c: {drives: a}\n")
    assert [(related.message, related.place.line) for related in one.related] == [("b drives c", 3), ("c drives a", 4)]


def test_two_circles_are_two_findings(tmp_path: Path) -> None:
    text = "kpis:\n  a: {drives: «b»}\n  b: {drives: a}\n  c: {drives: [a, «c»]}\n"
    assert named(found(tmp_path, "kpi-tree-cycle", text)) == [("kpi:a", "drives"), ("kpi:c", "drives")]


def test_a_knot_is_told_by_its_shortest_way_round(tmp_path: Path) -> None:
    text = "kpis:\n  a: {drives: [b, «c»]}\n  b: {drives: c}\n  c: {drives: a}\n"
    (one,) = found(tmp_path, "kpi-tree-cycle", text)
    assert one.message == "a drives itself: a → c → a"


def test_a_long_circle_is_cut(tmp_path: Path) -> None:
    ring = "".join(f"  k{at}: {{drives: k{(at + 1) % 1000}}}\n" for at in range(1000))
    (one,) = found(tmp_path, "kpi-tree-cycle", "kpis:\n" + ring.replace("k1}", "«k1»}", 1))
    assert one.message == "k0 drives itself: k0 → k1 → k2 → k3 → k4 → (995 more) → k0"
    assert len(one.related) == 5


@pytest.mark.parametrize(
    "text",
    [
        "kpis:\n  a: {formula: previous(a) + b}\n  b: {}\n",
        "kpis:\n  a: {formula: b + c, drivers: d}\n  b: {drives: d}\n  c: {}\n  d: {drives: a}\n",
        "kpis:\n  a: {drives: b}\n  b: {drives: a, until: 2026-01-31}\n",
        "kpis:\n" + "".join(f"  k{at}: {{drives: k{at + 1}}}\n" for at in range(3000)) + "  k3000: {}\n",
    ],
)
def test_no_circle(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-tree-cycle", text) == []


TOP = "charter: {revenue_number: arr}\nkpis:\n  arr: {name: ARR, formula: new + old}\n  new: {}\n  old: {}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            TOP + "  «visits»: {name: Visits}\n",
            "kpi:visits",
            None,
            "Visits does not drive ARR, not even through others",
        ),
        (TOP + "  «visits»: {}\n  clicks: {drives: visits}\n", "kpi:visits", None, "visits does not drive ARR"),
        (TOP + "  «rule_of_40»: {formula: arr + 1}\n", "kpi:rule_of_40", None, "rule_of_40 stands above ARR"),
        (
            TOP + "  visits: {outside_tree: «elsewhere»}\n",
            "kpi:visits",
            "outside_tree",
            "'elsewhere' is no place outside the tree",
        ),
    ],
)
def test_a_kpi_apart_from_the_tree(tmp_path: Path, text: str, node: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "kpi-tree-disconnected", text)
    assert named(told) == [(node, field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "more",
    [
        "  leads: {drives: [new]}\n  visits: {drives: leads}\n",
        "  visits: {outside_tree: health}\n  clicks: {drives: visits}\n",
        "  visits: {outside_tree: guardrail}\n",
        "  visits: {drives: nwe}\n  clicks: {drives: visits}\n",
        "  visits: {drives: {a: b}}\n",
        "  leads: {formula: visitz * 2, drives: new}\n  visits: {}\n",
        "  leads: {formula: visits * / 2, drives: new}\n  visits: {}\n",
        "  visits: {until: 2026-01-31}\n",
    ],
)
def test_a_kpi_of_the_tree_or_one_of_which_nothing_is_certain(tmp_path: Path, more: str) -> None:
    assert found(tmp_path, "kpi-tree-disconnected", TOP + more) == []


def test_without_a_revenue_number_there_is_one_top(tmp_path: Path) -> None:
    text = (
        "«»charter: {stage: scale_up}\nkpis:\n  a: {drivers: c}\n  b: {name: B}\n  c: {}\n  d: {outside_tree: health}\n"
    )
    (one,) = found(tmp_path, "kpi-tree-disconnected", text)
    assert one.node == "charter:charter"
    assert one.message.startswith(
        "a and B drive no other KPI, and nothing says which of them is the one revenue number"
    )


@pytest.mark.parametrize(
    "text",
    [
        "charter: {stage: scale_up}\nkpis:\n  a: {drivers: c}\n  c: {}\n",
        "charter: {stage: scale_up, revenue_number: arrr}\nkpis:\n  arr: {}\n  b: {}\n",
        "charter: {stage: scale_up, revenue_number: [a, b]}\nkpis:\n  a: {}\n  b: {}\n",
        "charter: {stage: scale_up}\nkpis:\n  a: {}\n  b: {is: revenue_number, drivers: a}\n",
        "charter: {stage: scale_up}\n",
    ],
)
def test_a_single_top_or_none_that_is_known(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-tree-disconnected", text) == []


def test_a_file_that_cannot_be_read_may_hold_what_is_driven(tmp_path: Path) -> None:
    files = {"charter.yaml": TOP + "  visits: {}\n", "kpi_tree/broken.yaml": "kpis: {a: [\n"}
    assert findings(tmp_path, files, "kpi-tree-disconnected") == []
