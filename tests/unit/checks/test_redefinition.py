"""KPIs that came to mean something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance
from tests.unit.checks.marked import found, named

from revgov.checks.run import findings_of

CHECK = "kpi-silent-redefinition"
CHANGED = "changed: {on: 2026-03-01, approved_by: cro, restated: to Q1}"


@pytest.mark.parametrize(
    ("kpi", "said"),
    [
        ("k: {version: «2»}", "is at version 2, and does not say what changed, and from when (`changed`)"),
        ("k: {version: 2, changed: «{on: 2026-03-01}»}", "who approved the change and how far back it was restated"),
        ("k: {version: 3, changed: «{on: 2026-03-01, restated: no}»}", "does not say who approved the change"),
        ("k: {version: 3, changed: «{on: 2026-03-01, approved_by: cro}»}", "how far back it was restated"),
    ],
)
def test_a_version_that_nobody_explains(tmp_path: Path, kpi: str, said: str) -> None:
    told = found(tmp_path, CHECK, f"kpis: {{{kpi}}}")
    assert said in told[0].message


@pytest.mark.parametrize(
    "kpi",
    ["k: {}", "k: {version: 1}", f"k: {{version: 2, {CHANGED}}}", "k: {version: two}",
     "k: {version: 2, until: 2026-01-01}", "k: {version: 2, changed: {on: x}}"],
)  # fmt: skip
def test_a_version_that_is_explained(tmp_path: Path, kpi: str) -> None:
    assert found(tmp_path, CHECK, f"kpis: {{{kpi}}}") == []


BEFORE = "formula: a / b, unit: percent, direction: up"


def compared(folder: Path, before: str, after: str) -> list[str]:
    (base, head) = (
        governance(
            folder / side,
            {
                "revgov.yaml": "profile: scale_up\n",
                "kpi_tree/k.yaml": f"kpis: {{k: {{{text}}}, a: {{}}, b: {{}}, c: {{}}}}\n",
            },
        )
        for side, text in (("base", before), ("head", after))
    )
    head.base = base
    told = findings_of(head, select=[CHECK])
    assert set(named(told)) <= {("kpi:k", "version"), ("kpi:k", "changed"), ("kpi:k", None)}
    return [one.message for one in told]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("formula: a / c, unit: percent, direction: up", "`formula` of k changed, and its version is still 1"),
        ("formula: a / b, unit: ratio, direction: down", "`unit` and `direction` of k changed"),
        ("source: {dataset: d}, unit: percent, direction: up, version: 1", "`formula` and `source` of k changed"),
        ("formula: a / c, unit: percent, direction: up, version: 2", "does not say what changed"),
    ],
)
def test_a_meaning_that_changed_in_silence(tmp_path: Path, after: str, said: str) -> None:
    assert [said in one for one in compared(tmp_path, BEFORE, after)] == [True]


@pytest.mark.parametrize(
    "after",
    [BEFORE, f"{BEFORE}, name: Other, target: 5%", "unit: percent, direction: up, formula: a   /  b",
     f"formula: a / c, unit: percent, direction: up, version: 2, {CHANGED}"],
)  # fmt: skip
def test_a_meaning_that_stayed_or_was_explained(tmp_path: Path, after: str) -> None:
    assert compared(tmp_path, BEFORE, after) == []


def test_an_old_explanation_does_not_explain_a_new_change(tmp_path: Path) -> None:
    before = f"{BEFORE}, version: 2, {CHANGED}"
    after = f"formula: a / c, unit: percent, direction: up, version: 3, {CHANGED}"
    assert ["does not say what changed" in one for one in compared(tmp_path, before, after)] == [True]


def test_a_new_kpi_changed_nothing(tmp_path: Path) -> None:
    base = governance(tmp_path / "base", {"kpi_tree/k.yaml": "kpis: {other: {}}\n"})
    head = governance(tmp_path / "head", {"kpi_tree/k.yaml": "kpis: {k: {unit: percent}}\n"})
    head.base = base
    assert findings_of(head, select=[CHECK]) == []


def both(folder: Path, before: str, after: str) -> list[tuple[str | None, str | None]]:
    base = governance(folder / "base", {"kpi_tree/k.yaml": before})
    head = governance(folder / "head", {"kpi_tree/k.yaml": after})
    head.base = base
    return named(findings_of(head, select=[CHECK]))


def test_another_name_changes_no_meaning(tmp_path: Path) -> None:
    before = "kpis: {k: {formula: a / b}, a: {}, b: {source: {dataset: deals, field: sum}}}\n"
    after = (
        "kpis: {k: {formula: a / new}, a: {}, new: {was: [b], source: {dataset: sales, field: sum}}}\n"
        "datasets: {sales: {was: [deals]}}\n"
    )
    assert both(tmp_path, before, after) == []


def test_another_name_hides_no_change(tmp_path: Path) -> None:
    before = "kpis: {k: {formula: a / b}, a: {}, b: {}}\n"
    after = "kpis: {new: {was: [k], formula: a / a}, a: {}, b: {}}\n"
    assert both(tmp_path, before, after) == [("kpi:new", None)]
    # What was there under its own name already is no other name of something else.
    assert both(tmp_path, before, "kpis: {k: {formula: b / b}, a: {}, b: {was: [a]}}\n") == [("kpi:k", None)]
