"""`revgov check --base`: what a change adds, what it mends, and that it may not excuse itself."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.commands import TODAY, run
from tests.repository import CHARTER, write

ROLES = "roles:\n  cro: {title: Chief}\n  head: {title: Head}\n"
WORK = "activities:\n  work: {responsible: cro}\n"
EXCUSE = """
waivers:
  later:
    check: raci-no-accountable
    for: [activity:novel]
    reason: Nobody has had the time to talk about who answers for it.
    requested_by: cro
    approved_by: head
    expires: 2027-01-31
"""
NOVEL = {"raci/novel.yaml": "activities:\n  novel: {responsible: cro}\n"}


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A company whose state is committed as `main`."""
    return committed(write(tmp_path / "company", {"raci/roles.yaml": ROLES, "raci/work.yaml": WORK}))


def committed(root: Path) -> Path:
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "state")
    return root


def since(root: Path, *arguments: str, base: str = "main") -> Any:
    """What is told as JSON, and the exit status."""
    done = run("check", "--base", base, "--format", "json", "--as-of", TODAY, *arguments, cwd=root)
    return {**json.loads(done.stdout), "code": done.code}


def new(told: Any) -> set[tuple[str, str, str]]:
    return {(one["check"], one["node"], one["severity"]) for one in told["findings"] if one["waiver"] is None}


def test_without_a_change_nothing_is_new(root: Path) -> None:
    told = since(root)
    assert (told["findings"], told["code"]) == ([], 0)
    commit = told["base"]["commit"]
    assert told["base"] == {"revision": "main", "commit": commit, "fixed": 0, "hidden": 0, "elsewhere": None}
    assert len(told["base"]["commit"]) == 40


def test_only_what_the_change_adds_is_shown_and_what_it_mends_is_counted(root: Path) -> None:
    write(root, {**NOVEL, "raci/work.yaml": "# moved down\n\n" + WORK.replace("{", "{accountable: cro, ")})
    told = since(root, "--select", "raci-no-accountable")
    assert new(told) == {("raci-no-accountable", "activity:novel", "error")}
    assert (told["base"]["fixed"], told["code"]) == (1, 1)
    shown = run("check", "--base", "main", "--select", "raci-no-accountable", "--as-of", TODAY, cwd=root).stdout
    assert f"Since main ({told['base']['commit'][:10]}): 1 finding fixed.\n1 error added in " in shown


def test_what_can_no_longer_be_read_is_not_mended(root: Path) -> None:
    write(root, {"raci/work.yaml": "activities: [\n"})
    told = since(root)
    assert ("yaml-syntax", None, "error") in new(told)
    assert told["base"]["fixed"] == 0


def test_moved_lines_add_nothing(root: Path) -> None:
    write(root, {"raci/work.yaml": "# a word\n\n\n" + WORK, "charter.yaml": "# a word\n" + CHARTER})
    assert since(root)["findings"] == []


def test_a_waiver_that_the_change_brings_does_not_count_for_it(root: Path) -> None:
    write(root, {**NOVEL, "policies/waivers.yaml": EXCUSE})
    assert run("check", "--select", "raci-no-accountable", "--as-of", TODAY, cwd=root).stdout.startswith("raci/work")
    told = since(root, "--select", "raci-no-accountable")
    assert new(told) == {("raci-no-accountable", "activity:novel", "error")}
    assert (told["base"]["hidden"], told["code"]) == (1, 1)
    shown = run("check", "--base", "main", "--select", "raci-no-accountable", "--as-of", TODAY, cwd=root).stdout
    assert "Waivers or settings that this change brings itself would hide 1 of these; they do not count.\n" in shown


def test_a_waiver_that_was_there_before_counts(root: Path) -> None:
    named = "activities:\n  novel: {accountable: cro, responsible: cro}\n"
    committed(write(root, {"policies/waivers.yaml": EXCUSE, "raci/novel.yaml": named}))
    write(root, NOVEL)
    told = since(root, "--select", "raci-no-accountable")
    assert (new(told), told["summary"]["waived"], told["code"]) == (set(), 1, 0)
    assert new(since(root, "--select", "raci-no-accountable", "--no-waivers")) != set()


def test_what_was_waived_before_and_still_is_is_not_new(root: Path) -> None:
    committed(write(root, {"policies/waivers.yaml": EXCUSE, **NOVEL}))
    assert since(root)["findings"] == []


def test_a_waiver_that_the_change_takes_away_counts_no_more(root: Path) -> None:
    committed(write(root, {"policies/waivers.yaml": EXCUSE, **NOVEL}))
    (root / "policies" / "waivers.yaml").unlink()
    assert new(since(root, "--select", "raci-no-accountable")) == {("raci-no-accountable", "activity:novel", "error")}


@pytest.mark.parametrize(
    "milder",
    [
        "checks: {raci-no-accountable: off}",
        "checks: {raci-no-accountable: info}",
        "checks: {raci-no-accountable: {severity: warning}}",
    ],
)
def test_a_severity_that_the_change_makes_milder_does_not_count_for_it(milder: str, root: Path) -> None:
    write(root, {**NOVEL, "revgov.yaml": f"{milder}\n"})
    told = since(root, "--select", "raci-no-accountable")
    assert new(told) == {("raci-no-accountable", "activity:novel", "error")}
    assert told["base"]["hidden"] == 1


def test_a_parameter_that_the_change_loosens_does_not_count_for_it(root: Path) -> None:
    many = "activities:\n  asked: {accountable: cro, consulted: [a, b, c, d, e]}\n"
    write(root, {"raci/novel.yaml": many, "revgov.yaml": "checks: {raci-consulted-excess: {most: 9}}\n"})
    told = since(root, "--select", "raci-consulted-excess")
    assert new(told) == {("raci-consulted-excess", "activity:asked", "warning")}


def test_a_milder_profile_does_not_count_for_the_change_that_chooses_it(root: Path) -> None:
    write(root, {"charter.yaml": CHARTER.replace("scale_up", "startup"),
                 "raci/novel.yaml": "activities:\n  novel: {accountable: cro}\n"})  # fmt: skip
    told = since(root, "--select", "raci-no-responsible")
    assert new(told) == {("raci-no-responsible", "activity:novel", "error")}


def test_duties_that_the_change_no_longer_keeps_apart_are_still_kept_apart_for_it(root: Path) -> None:
    apart = CHARTER + "  kept_apart: [{one: design, other: approve, why: Two pairs of eyes}]\n"
    committed(write(root, {"charter.yaml": apart}))
    write(root, {"charter.yaml": CHARTER, "raci/novel.yaml": (
        "activities:\n  draw: {duty: design, accountable: cro}\n  agree: {duty: approve, accountable: cro}\n"
    )})  # fmt: skip
    told = since(root, "--select", "raci-sod-conflict")
    assert {check for check, _, _ in new(told)} == {"raci-sod-conflict"}


def test_what_the_change_tightens_counts(root: Path) -> None:
    committed(write(root, {"revgov.yaml": "checks: {raci-no-accountable: off}\n"}))
    (root / "revgov.yaml").unlink()
    told = since(root, "--select", "raci-no-accountable")
    assert new(told) == {("raci-no-accountable", "activity:work", "error")}
    assert told["base"]["hidden"] == 0


def test_settings_of_the_base_that_cannot_be_used_allowed_nothing(root: Path) -> None:
    committed(write(root, {"revgov.yaml": "checks: {no-such-check: off}\n"}))
    write(root, {**NOVEL, "revgov.yaml": "checks: {raci-no-accountable: off}\n"})
    assert new(since(root, "--select", "raci-no-accountable")) == {("raci-no-accountable", "activity:novel", "error")}


def test_where_there_was_no_governance_everything_is_new(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nothing yet.\n", encoding="utf-8")
    root = write(committed(tmp_path), {"raci/work.yaml": WORK})
    told = since(root, "--select", "raci-no-accountable")
    assert told["base"] == {"revision": "main", "commit": None, "fixed": 0, "hidden": 0, "elsewhere": None}
    assert new(told) == {("raci-no-accountable", "activity:work", "error")}
    shown = run("check", "--base", "main", "--as-of", TODAY, cwd=root).stdout
    assert "There was no governance at main yet, so everything is new.\n" in shown


def test_without_a_governance_before_nothing_was_allowed(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nothing yet.\n", encoding="utf-8")
    root = write(committed(tmp_path), {**NOVEL, "raci/roles.yaml": ROLES, "policies/waivers.yaml": EXCUSE})
    assert new(since(root, "--select", "raci-no-accountable")) == {("raci-no-accountable", "activity:novel", "error")}
    many = "activities:\n  asked: {accountable: cro, consulted: [a, b, c, d, e]}\n"
    milder = "profile: startup\nchecks: {raci-no-accountable: off, raci-consulted-excess: {most: 9}}\n"
    write(root, {"revgov.yaml": milder, "raci/more.yaml": many})
    told = since(root, "--select", "raci-no-accountable", "--select", "raci-consulted-excess")
    assert new(told) == {
        ("raci-no-accountable", "activity:novel", "error"),
        ("raci-consulted-excess", "activity:asked", "warning"),
    }
    assert told["base"]["hidden"] == 2


def test_a_governance_that_moved_is_told_and_allowed_nothing(root: Path) -> None:
    committed(write(root, {"policies/waivers.yaml": EXCUSE, **NOVEL}))
    (root / "sub").mkdir()
    git(root, "mv", "charter.yaml", "raci", "policies", "sub")
    told = since(root / "sub", "--select", "raci-no-accountable")
    assert told["base"]["elsewhere"] == "charter.yaml"
    assert ("raci-no-accountable", "activity:novel", "error") in new(told)
    shown = run("check", "--base", "main", "--as-of", TODAY, cwd=root / "sub").stdout
    assert "There was no governance here at main, but a charter stood at charter.yaml.\n" in shown


SOURCE = "revgov.yaml", "observations: [policies/*.csv]\n"
VALUES = "policies/o.csv", "of,on,value\nkpi:rate,2026-10-01,3%\nkpi:rate,2026-11-01,3%\n"
RATE = 'kpis:\n  rate: {unit: percent, direction: up, bands: {red: "< 20%"}}\n'


@pytest.fixture
def measured(root: Path) -> Path:
    """The company with a rate that is measured, and misses its target from the change on."""
    good = VALUES[1].replace("3%", "30%")
    return committed(write(root, {"kpi_tree/k.yaml": RATE, SOURCE[0]: SOURCE[1], VALUES[0]: good}))


def off_target(root: Path) -> set[str]:
    return {node for _, node, _ in new(since(root, "--select", "kpi-off-target-no-action"))}


@pytest.mark.parametrize("settings", ["{}\n", "observations: [policies/other.csv]\n"])
def test_measured_values_that_the_change_no_longer_names_still_count(settings: str, measured: Path) -> None:
    write(measured, dict([VALUES]))
    assert off_target(measured) == {"kpi:rate"}
    write(measured, {"revgov.yaml": settings, "policies/other.csv": "of,on,value\n"})
    assert off_target(measured) == {"kpi:rate"}


def test_measured_values_that_are_gone_with_their_setting_are_missed(measured: Path) -> None:
    write(measured, {"revgov.yaml": "{}\n"})
    (measured / "policies" / "o.csv").unlink()
    told = since(measured, "--select", "schema-observation")
    assert [one["message"].partition(":")[0] for one in told["findings"]] == ["policies/*.csv"]


def test_measured_values_may_move_with_their_setting(measured: Path) -> None:
    git(measured, "mv", "policies/o.csv", "raci/o.csv")
    write(measured, {"revgov.yaml": "observations: [raci/*.csv]\n"})
    assert since(measured)["findings"] == []


def test_a_formula_that_changes_without_a_new_version_is_told(root: Path) -> None:
    kpis = "kpis:\n  rate: {formula: won / seen}\n  won: {}\n  seen: {}\n  met: {}\n"
    committed(write(root, {"kpi_tree/k.yaml": kpis}))
    assert since(root)["findings"] == []
    write(root, {"kpi_tree/k.yaml": kpis.replace("won / seen", "won / met")})
    told = since(root, "--select", "kpi-silent-redefinition")
    assert new(told) == {("kpi-silent-redefinition", "kpi:rate", "warning")}
    assert (told["base"]["hidden"], told["base"]["fixed"]) == (0, 0)


def test_a_revision_that_is_not_there_is_one_sentence_and_exit_2(root: Path) -> None:
    done = run("check", "--base", "origin/main", cwd=root)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("revgov: --base: git knows no revision `origin/main` here: fetch it, or check how")
    assert "set fetch-depth: 0 on GitHub" in done.stderr


def test_outside_of_git_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    done = run("check", "--base", "main", cwd=write(tmp_path, {}))
    assert (done.code, done.stderr) == (2, "revgov: --base: this folder is in no git repository\n")


def test_a_shallow_clone_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    committed(write(root, NOVEL))
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    done = run("check", "--base", "HEAD~1", cwd=tmp_path / "shallow")
    assert done.code == 2
    assert "a shallow clone, as CI makes it, lacks it" in done.stderr
