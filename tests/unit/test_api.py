"""What the API promises: a day one can speak of, a cache not believed too much, no folder left out in silence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.repository import write

from revgov.api import load
from revgov.checked import checked
from revgov.kinds import Charter
from revgov.run_cache import cache_folder
from revgov.settings import SettingsError
from revgov.workspace import WorkspaceError

OWNERLESS = {"kpi_tree/k.yaml": "kpis:\n  win_rate: {name: Win rate}\n"}


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "GITHUB_ACTIONS", "REVGOV_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("day", ["2026-02-30", "20261124", "2026-W48-2", "tomorrow", "0001-01-01", "9999-12-31", 5])
def test_a_day_one_cannot_speak_of(tmp_path: Path, day: str) -> None:
    with pytest.raises(SettingsError, match=r"year-month-day|one can speak of"):
        load(write(tmp_path, {}), as_of=day)


def test_today_is_today_in_the_charters_zone(tmp_path: Path) -> None:
    root = write(tmp_path, {"charter.yaml": "charter: {timezone: Pacific/Kiritimati}\n"})
    ahead = load(root).as_of
    (root / "charter.yaml").write_text("charter: {timezone: Pacific/Niue}\n")
    # Kiritimati is 25 hours ahead of Niue: it is never the same day in both.
    assert (ahead - load(root).as_of).days in (1, 2)


def test_a_folder_that_holds_nothing_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {**OWNERLESS, "revgov.yaml": "folders: [kpi_tree, cadense]\n"})
    with pytest.raises(SettingsError, match="cadense"):
        load(root)
    write(root, {"revgov.yaml": "folders: []\n"})
    with pytest.raises(SettingsError, match="at least one"):
        load(root)


def test_no_charter_no_governance(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no charter\.yaml"):
        load(tmp_path)


def test_an_unknown_stage_asks_for_the_most(tmp_path: Path) -> None:
    root = write(tmp_path, {"charter.yaml": "charter: {stage: scaleup}\n"})
    assert load(root, as_of="2026-11-24").profile.name == "scale_up"
    found = [
        (one.check, one.place.line, one.place.column, one.fix)
        for one in checked(root, select=["x-ref-unresolved"])[0].findings
    ]
    assert [(check, line, column) for check, line, column, _ in found] == [("x-ref-unresolved", 1, 18)]
    assert found[0][3] is not None
    assert found[0][3].edits[0].text == "scale_up"


def report(root: Path) -> list[str]:
    return [one.check for one in checked(root, as_of="2026-11-24", select=["x-owner-missing"])[0].findings]


def test_the_kept_report_answers_the_same_question_only(tmp_path: Path) -> None:
    root = write(tmp_path, OWNERLESS)
    assert report(root) == ["x-owner-missing"]
    assert report(root) == ["x-owner-missing"]
    write(root, {"kpi_tree/k.yaml": "kpis:\n  win_rate: {owner: cro}\n"})
    assert report(root) == []
    (root / "kpi_tree" / "k.yaml").rename(root / "kpi_tree" / "l.yaml")
    write(root, {"kpi_tree/l.yaml": OWNERLESS["kpi_tree/k.yaml"]})
    assert [one.place.path for one in checked(root, as_of="2026-11-24", select=["x-owner-missing"])[0].findings] == [
        "kpi_tree/l.yaml"
    ]


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"question": 1, "report": {}}'])
def test_a_damaged_report_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    root = write(tmp_path, OWNERLESS)
    report(root)
    (root / ".revgov_cache" / "report.json").write_text(damage)
    assert report(root) == ["x-owner-missing"]


def test_a_report_of_other_shapes_is_ignored(tmp_path: Path) -> None:
    root = write(tmp_path, OWNERLESS)
    report(root)
    file = root / ".revgov_cache" / "report.json"
    kept = json.loads(file.read_bytes())
    kept["report"]["findings"][0]["message"] = 7
    file.write_text(json.dumps(kept))
    assert report(root) == ["x-owner-missing"]


def remarks(root: Path) -> list[tuple[str, int]]:
    return [(one.check, one.place.line) for one in checked(root, as_of="2026-11-24", select=["x"])[0].findings]


TWO = {
    "kpi_tree/k.yaml": "kpis:\n  win_rate: {name: Win rate}\n",
    "kpi_tree/l.yaml": "kpis:\n  churn: {owner: cro}\n",
}
MOVED = {"kpi_tree/k.yaml": "# Moved.\nkpis:\n  win_rate: {name: Win rate, definition: TBD}\n"}


def test_a_finding_is_told_again_at_its_new_place(tmp_path: Path) -> None:
    root = write(tmp_path, TWO)
    before = remarks(root)
    assert {("x-owner-missing", 2), ("x-ref-unresolved", 2)} <= set(before)
    write(root, MOVED)
    assert ("x-placeholder-text", 3) not in before
    assert {("x-owner-missing", 3), ("x-ref-unresolved", 2), ("x-placeholder-text", 3)} <= set(remarks(root))
    write(root, {"kpi_tree/k.yaml": "kpis:\n  win_rate: {name: Win rate, owner: cro}\n"})
    assert "x-owner-missing" not in {check for check, _ in remarks(root)}
    write(root, TWO)
    assert remarks(root) == before


@pytest.mark.parametrize("damage", [b"", b"{}", b"00000000\n{}", b"no\n{}", b"kpi:", b"]"])
def test_a_damaged_memory_of_the_last_run_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    root = write(tmp_path, TWO)
    remarks(root)
    file = root / ".revgov_cache" / "last.jsonl"
    kept = file.read_bytes()
    # A word of it, or all of it.
    file.write_bytes(kept.replace(damage, b"x", 1) if len(damage) in (1, 4) else damage)
    assert file.read_bytes() != kept
    write(root, MOVED)
    assert {("x-owner-missing", 3), ("x-placeholder-text", 3)} <= set(remarks(root))


def test_a_pipe_or_a_link_in_the_place_of_the_cache(tmp_path: Path) -> None:
    root = write(tmp_path / "one", OWNERLESS)
    report(root)
    file = root / ".revgov_cache" / "report.json"
    file.unlink()
    os.mkfifo(file)
    assert report(root) == ["x-owner-missing"]
    other = write(tmp_path / "two", OWNERLESS)
    outside = tmp_path / "outside"
    outside.mkdir()
    (other / ".revgov_cache").symlink_to(outside)
    assert report(other) == ["x-owner-missing"]
    assert list(outside.iterdir()) == []


def test_ci_does_not_believe_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder(tmp_path) == tmp_path / ".revgov_cache"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert cache_folder(tmp_path) is None
    monkeypatch.setenv("REVGOV_CACHE_DIR", str(tmp_path / "kept"))
    assert cache_folder(tmp_path) == tmp_path / "kept"


def test_the_charter_alone_is_a_governance(tmp_path: Path) -> None:
    assert [node.kind for node in load(write(tmp_path, {}))] == [Charter.kind]
