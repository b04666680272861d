"""How findings come about: waivers that nobody can make valid by a setting, and fixes that destroy nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings, governance

from revgov.governance.signature import signature

LAPSED = {
    "raci/r.yaml": """\
roles: {cro: {title: CRO}, cfo: {title: CFO}}
activities: {close: {name: Close the books, raci: {cfo: R}}}
waivers:
  lapsed:
    check: raci-no-accountable
    for: [activity:close]
    reason: Until the spring.
    approved_by: cro
    expires: 2020-01-01
""",
}


@pytest.mark.parametrize("severity", ["error", "warning", "info", "off"])
def test_no_setting_makes_a_lapsed_waiver_hold(tmp_path: Path, severity: str) -> None:
    files = {**LAPSED, "revgov.yaml": f"checks: {{x-waiver-invalid: {severity}}}\n"}
    assert [(one.node, one.waiver) for one in findings(tmp_path, files, "raci-no-accountable")] == [
        ("activity:close", None)
    ]


def test_a_waiver_in_order_holds(tmp_path: Path) -> None:
    files = {"raci/r.yaml": LAPSED["raci/r.yaml"].replace("2020", "2027")}
    assert [(one.node, one.waiver) for one in findings(tmp_path, files, "raci-no-accountable")] == [
        ("activity:close", "lapsed")
    ]


@pytest.mark.parametrize(
    ("formula", "edits"),
    [("1 + lapha", [(3, 23, "alpha")]), ('"1 + lapha"', [(3, 24, "alpha")]), (r'"1 + \x6capha"', [])],
)
def test_a_fix_mends_the_word_or_nothing(tmp_path: Path, formula: str, edits: list[tuple[int, int, str]]) -> None:
    files = {"kpi_tree/k.yaml": f"kpis:\n  alpha: {{}}\n  beta: {{formula: {formula}}}\n"}
    (found,) = findings(tmp_path, files, "x-ref-unresolved")
    fixed = found.fix.edits if found.fix else ()
    assert [(one.place.line, one.place.column, one.text) for one in fixed] == edits


def test_a_signature_does_not_depend_on_the_file(tmp_path: Path) -> None:
    text = "datasets: {deals: {owner: cro, fields: {amount: {type: money}}}}\n"
    signed = [
        signature(governance(tmp_path / name, {f"policies/{name}.yaml": text}).nodes["dataset:deals"])
        for name in ("one", "two")
    ]
    assert signed[0] == signed[1]
    changed = governance(tmp_path / "three", {"policies/one.yaml": text.replace("money", "text")})
    assert signature(changed.nodes["dataset:deals"]) != signed[0]
