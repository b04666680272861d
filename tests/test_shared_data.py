"""Governance that others wrote, and repositories built to break readers: what has to be found there, and what must not.

The data lies beside this repository; where it does not, these tests are skipped and say so.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from revgov.checks.run import findings_of
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.opening import governance_of, open_workspace
from revgov.text import ReadingCache
from revgov.workspace import WorkspaceError
from tests.repository import TODAY, findings

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the test data is not at {DATA}")


def load(folder: Path, as_of: datetime.date = TODAY) -> Governance:
    workspace, settings = open_workspace(folder)
    return governance_of(workspace, settings, as_of, ReadingCache(None))


def told(path: str) -> Any:
    """What has to be found, as its authors wrote it down; nothing where the data is absent."""
    file = DATA / path
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def matches(check: str, pattern: str) -> bool:
    return check.startswith(pattern[:-1]) if pattern.endswith("*") else check == pattern


# --- A RACI matrix as people write it


@cache
def matrix() -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Each row's letters by role, and the row's line in the Markdown."""
    rows, lines, roles = {}, {}, list[str]()
    for number, line in enumerate((DATA / "raci" / "fastdatagov.md").read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or set(cells[0]) == {"-"}:
            continue
        if not roles:
            roles = [slug(role) for role in cells[1:]]
        else:
            rows[slug(cells[0])] = dict(zip(roles, cells[1:], strict=True))
            lines[slug(cells[0])] = number
    return rows, lines


def slug(words: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in words.lower()).split())


@pytest.fixture(scope="module")
def raci_findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    rows, _ = matrix()
    roles = next(iter(rows.values()))
    text = ["roles:", *(f"  {role}: {{title: {role}}}" for role in roles), "activities:"]
    for activity, row in rows.items():
        cells = ", ".join(f"{role}: {letters}" for role, letters in row.items())
        text.append(f"  {activity}: {{name: {activity}, raci: {{{cells}}}}}")
    return findings(tmp_path_factory.mktemp("raci"), {"raci/matrix.yaml": "\n".join(text) + "\n"}, "raci")


EXPECTED_RACI = told("raci/expected.json")


def test_the_matrix_is_read_as_it_was_written() -> None:
    rows, lines = matrix()
    wanted = EXPECTED_RACI["matrix"]
    assert rows == {activity: row["letters"] for activity, row in wanted.items()}
    assert lines == {activity: row["line"] for activity, row in wanted.items()}


@pytest.mark.parametrize("check", sorted(EXPECTED_RACI.get("expected_findings", {})))
def test_the_one_bad_cell_and_the_crowds_are_found(check: str, raci_findings: list[Finding]) -> None:
    wanted = EXPECTED_RACI["expected_findings"][check]
    found = {one.node: one for one in raci_findings if one.check == check}
    assert set(found) == {one["node"] for one in wanted}
    for one in wanted:
        said = found[one["node"]]
        numbers = [
            str(value) for key, value in one.items() if key in ("consulted", "roles", "accountable_for", "activities")
        ]
        assert [number for number in numbers if number not in said.message] == []
        if "role" in one:
            assert said.field == f"raci.{one['role']}"
            assert one["role"] in said.message


def test_the_clean_rows_are_left_alone(raci_findings: list[Finding]) -> None:
    unwanted = EXPECTED_RACI["must_not_report"]
    assert [one.message for one in raci_findings if one.check in unwanted] == []


# --- A real governance repository

EXPECTED_KUBERNETES = told("governance/kubernetes/expected.json")


@pytest.fixture(scope="module")
def kubernetes() -> list[Finding]:
    as_of = datetime.date.fromisoformat(EXPECTED_KUBERNETES["as_of"])
    return findings_of(load(DATA / "governance" / "kubernetes", as_of))


def test_real_governance_loads_whole() -> None:
    governance = load(DATA / "governance" / "kubernetes")
    counts = {kind: len(nodes) for kind, nodes in governance.by_kind.items()}
    converted = EXPECTED_KUBERNETES["converted"]
    assert counts["council"] == converted["councils"]
    assert counts["role"] == converted["roles"]
    assert counts["person"] == converted["people"]
    assert counts["meeting"] == converted["meetings"]


def test_real_governance_has_no_defect_it_has_not(kubernetes: list[Finding]) -> None:
    patterns = (*EXPECTED_KUBERNETES["must_not_report"], "engine-fault")
    assert [one.message for one in kubernetes if any(matches(one.check, pattern) for pattern in patterns)] == []


@pytest.mark.parametrize("check", ["cadence-council-never-meets", "x-role-vacant"])
def test_real_defects_are_found_and_no_others(check: str, kubernetes: list[Finding]) -> None:
    assert {one.node for one in kubernetes if one.check == check} == set(
        EXPECTED_KUBERNETES["expected_findings"][check]
    )


# --- Planted faults

EXPECTED_FAULTS = told("metrics/faults/expected.json")


@pytest.mark.parametrize("case", sorted(EXPECTED_FAULTS.get("cases", {})))
def test_a_planted_fault_is_found_where_it_was_planted(case: str) -> None:
    wanted = EXPECTED_FAULTS["cases"][case]
    found = findings_of(load(DATA / "metrics" / "faults" / case))
    for check in wanted["checks"]:
        hits = [one for one in found if matches(one.check, check)]
        assert hits, f"{check} is not reported"
        assert any(one.node == wanted["node"] and one.field == wanted.get("field", one.field) for one in hits)
        places = {
            (place.path, place.line) for one in hits for place in (one.place, *(other.place for other in one.related))
        }
        assert {(place["path"], place["line"]) for place in wanted["places"]} <= places


@pytest.mark.parametrize("case", sorted(EXPECTED_FAULTS.get("cases", {})))
def test_nothing_is_found_that_was_not_planted(case: str) -> None:
    wanted = EXPECTED_FAULTS["cases"][case]
    expected = (*wanted["checks"], *wanted.get("allowed", ()))
    patterns = EXPECTED_FAULTS["only_expected_in_faults"]
    found = findings_of(load(DATA / "metrics" / "faults" / case))
    judged = [one for one in found if any(matches(one.check, pattern) for pattern in patterns)]
    assert [one.message for one in judged if not any(matches(one.check, pattern) for pattern in expected)] == []


# --- Repositories that break readers

CASES = [case for case in told("hostile/manifest.json").get("cases", []) if case["id"].startswith("repositories/")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_hostile_repository_ends_as_it_must(case: dict[str, Any]) -> None:
    folder = DATA / "hostile" / case["file"]
    expect = case["expect"]
    if isinstance(expect, dict):
        with pytest.raises(WorkspaceError):
            load(folder)
        return
    found = findings_of(load(folder))
    checks = {one.check for one in found}
    assert "engine-fault" not in checks
    assert [one for one in case.get("none", []) if any(matches(check, one) for check in checks)] == []
    assert [one for one in case.get("checks", []) if not any(matches(check, one) for check in checks)] == []
    if expect == "must-accept":
        assert [one.message for one in found if one.check.startswith("yaml-")] == []
    else:
        assert any(one.severity == "error" and one.place.line and one.place.column for one in found)
    assert max((len(one.message) for one in found), default=0) < 1000


def test_the_nearest_name_is_suggested() -> None:
    (found,) = findings_of(load(DATA / "hostile" / "repositories" / "dangling"), select=["x-ref-unresolved"])
    assert "did you mean 'k0'?" in found.message
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == ["k0"]
    assert [(one.place.path, one.place.line) for one in found.related] == [("kpi_tree/k.yaml", 2)]


def test_both_places_of_a_second_declaration_are_named() -> None:
    (found,) = findings_of(load(DATA / "hostile" / "repositories" / "declared_twice"), select=["x-id-duplicate"])
    assert {found.place.path, *(one.place.path for one in found.related)} == {"raci/again.yaml", "raci/roles.yaml"}
