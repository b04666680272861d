"""Models in use, and the data they work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.measured import found, notes, places

CHECK = "ai-data-gate"
USE = "ai_uses: {a: {name: Score, status: live, inputs: [d.f, d.g]}}\n"
GOOD = "datasets: {d: {name: Leads, quality: {completeness: 98%}, fields: {f: {}, g: {}}}}\n"
OWN = "datasets: {d: {name: Leads, fields: {f: {quality: {freshness: 6h}}, g: {}}}}\n"


def test_an_input_without_a_quality_target(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, USE + OWN, "")
    assert places(told) == [("ai_use:a", "inputs")]
    assert "'Score' is live, and nothing says how good d.g must be" in told[-1].message
    assert places(found(tmp_path / "b", CHECK, USE + OWN, None)) == [("ai_use:a", "inputs")]


@pytest.mark.parametrize(
    ("data", "row", "said"),
    [
        (GOOD, "d,completeness,,2026-11-20,97%", "of 'Leads' was 97% on 2026-11-20, where 98% is needed"),
        (OWN.replace("g: {}", "g: {quality: {accuracy: 95%}}"), "d.f,freshness,,2026-11-20,7h", "of 'd.f' was 7"),
    ],
)  # fmt: skip
def test_an_input_that_is_not_good_enough(tmp_path: Path, data: str, row: str, said: str) -> None:
    told = found(tmp_path, CHECK, USE + data, row + "\n")
    assert places(told) == [("ai_use:a", "status")]
    assert [said in one.message for one in told if one.field == "status"] == [True]


@pytest.mark.parametrize(
    "text",
    [
        USE + GOOD,
        USE.replace("live", "pilot") + OWN,
        USE.replace("status: live, ", "") + OWN,
        USE.replace("live", "live, until: 2026-01-01") + OWN,
        USE + OWN.replace("g: {}", "g: {quality: [x]}"),
        USE.replace(", d.g", ", d.h") + OWN,
    ],
)
def test_inputs_that_are_good_enough_or_not_in_use(tmp_path: Path, text: str) -> None:
    assert (
        places(found(tmp_path, CHECK, text, "d,completeness,,2026-11-20,98%\n" if "Leads, quality" in text else ""))
        == []
    )


def test_an_open_action_does_not_open_the_gate(tmp_path: Path) -> None:
    action = "minutes: {m: {actions: [{what: Mend, about: dataset:d}]}}\n"
    row = "d,completeness,,2026-11-20,97%\n"
    assert places(found(tmp_path, CHECK, USE + GOOD + action, row)) == [("ai_use:a", "status")]


def test_inputs_that_nobody_measures_are_named_once(tmp_path: Path) -> None:
    two = USE.replace("}}", "}, b: {status: live, inputs: [d.f]}}")
    assert notes(found(tmp_path, CHECK, two + GOOD, "")) == [
        "not measured: of the inputs of live AI uses Leads; so nobody can tell how they do"
    ]
    assert notes(found(tmp_path, CHECK, two + GOOD, None)) == []
