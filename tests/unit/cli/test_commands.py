"""The command as a whole: help, exit status, checks, explanations, the doctor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import ROOT, TODAY, run
from tests.repository import write
from tests.unit.cli.invoked import invoke

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS
from revgov.cli.main import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = invoke(name, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: revgov {name} ")
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_help_lists_every_command() -> None:
    said = run("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


def test_a_command_that_is_none_is_exit_2_with_what_was_meant() -> None:
    done = run("chek")
    assert done.code == 2
    assert "there is no command 'chek'; did you mean 'check'?" in done.stderr


@pytest.mark.parametrize("arguments", [["check"], ["show", "x"], ["schema"], ["graph"], ["impact", "x"]], ids=" ".join)
def test_without_a_charter_there_is_one_line_and_exit_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("revgov: there is no charter.yaml in ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--as-of", "24.11.2026"], "revgov: '24.11.2026' is no date; write year-month-day, such as"),
        (["show", "x", "--as-of", "2026-W48"], "revgov: '2026-W48' is no date; write year-month-day, such as"),
        (["check", "--as-of", "2026-02-30"], "revgov: '2026-02-30' stands in no calendar; write year-month-day,"),
        (
            ["check", "charter.yaml"],
            "Error: Invalid value for '[DIRECTORY]': 'charter.yaml' is a file; name the folder",
        ),
        (["fmt", "raci/a.yaml"], "'raci/a.yaml' is a file; name the folder that it lies in: raci"),
        (["show", "x", "-C", "charter.yaml"], "'charter.yaml' is a file; name the folder that it lies in: ."),
        (["check", "nowhere"], "'nowhere' does not exist"),
    ],
)
def test_what_is_no_day_or_no_folder_is_told_in_words(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=write(tmp_path, {"raci/a.yaml": "roles: {}\n"}))
    assert (done.code, done.stdout) == (2, "")
    assert says in " ".join(done.stderr.split())
    assert "isoformat" not in done.stderr


def test_check_ends_by_the_worst_finding(tmp_path: Path) -> None:
    root = write(tmp_path, {"raci/all.yaml": "activities:\n  work: {responsible: cro}\nroles:\n  cro: {}\n"})
    failing = run("check", str(root), "--select", "raci-no-accountable", "--as-of", TODAY)
    assert failing.code == 1
    assert "raci/all.yaml:2:3: error[raci-no-accountable] nobody is accountable for 'work'\n" in failing.stdout
    assert run("check", str(root), "--select", "yaml", "--as-of", TODAY).code == 0


def test_check_prints_utf_8_in_any_locale(tmp_path: Path) -> None:
    root = write(tmp_path, {"raci/all.yaml": "activities:\n  work: {name: Prévision 売上}\n"})
    done = run("check", str(root), "--as-of", TODAY, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "      2 |   work: {name: Prévision 売上}\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["--select", "raci-no-acountable"],
            "--select: 'raci-no-acountable' is no check and no family; did you mean raci-no-accountable?",
        ),
        (
            ["--as-of", "tomorrow"],
            "'tomorrow' is no date; write year-month-day, such as 2026-03-31",
        ),
    ],
)
def test_check_refuses_what_would_check_nothing(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = run("check", str(write(tmp_path, {})), *arguments)
    assert (done.code, done.stderr) == (2, f"revgov: {says}\n")


def test_a_house_rule_is_selected_only_where_it_is_declared_and_is_said_not_to_run(tmp_path: Path) -> None:
    root = str(write(tmp_path, {"policies/rules.yaml": "policies: {tidy: {fails_when: owner is null}}\n"}))
    wrong = run("check", root, "--as-of", TODAY, "--select", "policy:tidi")
    assert (wrong.code, wrong.stdout) == (2, "")
    assert wrong.stderr == "revgov: --select: 'policy:tidi' is not declared; did you mean policy:tidy?\n"
    right = run("check", root, "--as-of", TODAY, "--select", "policy:tidy")
    assert right.code == 0
    assert right.stderr == ("revgov: house rules are not run in this version, so nothing is found by policy:tidy\n")


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it, with `revgov` for this one."""
    return subprocess.run(
        ["/bin/sh", "-c", script.replace("revgov", f"{sys.executable} -m revgov")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "engine"), "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device, or no such shell")
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("revgov check . >&-", "the system refused: standard output is closed"),
        ("revgov check . --format json >/dev/full", "the system refused: No space left on device"),
        ("mkdir gone; cd gone; rmdir ../gone; revgov check", "the system refused: No such file or directory"),
    ],
)
def test_what_the_system_refuses_is_one_line_and_exit_2(script: str, says: str, tmp_path: Path) -> None:
    done = shell(script, write(tmp_path, {}))
    assert (done.stderr, done.returncode) == (f"revgov: {says}\n", 2)


def test_there_is_no_colour_without_a_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in run("check", str(write(tmp_path, {})), "--as-of", TODAY).stdout


@pytest.mark.parametrize("check", [*CATALOGUE, *FAULTS])
def test_every_check_can_be_explained(check: str) -> None:
    about = CATALOGUE.get(check) or FAULTS[check]
    done = invoke("explain", check)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{check}\n\n  ")
    unwrapped = " ".join(done.stdout.split())
    assert " ".join(about.why.split()) in unwrapped
    assert " ".join(about.remedy.split()) in unwrapped
    prose = done.stdout.partition("\nFails: ")[0]
    assert [line for line in prose.splitlines() if len(line) > 80] == []
    assert invoke("explain", f"check:{check}").stdout == done.stdout


def test_without_a_check_all_are_listed_in_lines_that_fit() -> None:
    lines = invoke("explain").stdout.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        one["check"] for one in json.loads(invoke("explain", "--format", "json").stdout)["checks"]
    ]
    assert {line.split()[0] for line in lines if line.startswith("  ")} == {*CATALOGUE, *FAULTS}
    at = lines.index("Operating model and RACI")
    assert lines[at - 1] == ""
    assert {line.split()[0].partition("-")[0] for line in lines[at + 1 : lines.index("", at)]} == {"raci"}
    assert any(line.startswith("  x-owner-missing       Everything that is governed names the role") for line in lines)


def test_an_explanation_has_the_example_and_what_is_printed_for_it() -> None:
    explained = json.loads(invoke("explain", "schema-unknown-field", "--format", "json").stdout)
    assert list(explained["example"]["failing"]) == ["kpi_tree/kpis.yaml"]
    text = invoke("explain", "schema-unknown-field").stdout
    assert "\nFails: kpi_tree/kpis.yaml\n    kpis:\n      win_rate:\n        defintion: " in text
    assert "    kpi_tree/kpis.yaml:3:5: error[schema-unknown-field] 'defintion' is no field here" in text
    assert "\nPasses: kpi_tree/kpis.yaml\n" in text


def test_parameters_are_explained_with_their_defaults() -> None:
    with_parameters = [check for check in CATALOGUE.values() if check.parameters]
    for check in with_parameters:
        explained = json.loads(invoke("explain", check.id, "--format", "json").stdout)
        assert set(explained["parameters"]) == set(check.parameters)
        assert all(f"Parameter: {name}, " in invoke("explain", check.id).stdout for name in check.parameters)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("raci-no-acountable", "did you mean raci-no-accountable"),
        ("policy:one_crm", "it is a rule of your own: `revgov show policy:one_crm`"),
        ("kpi:win_rate", "is no check, but a declaration: `revgov show kpi:win_rate` tells about it"),
        ("qqq", "'qqq' is no check; `revgov explain` lists them"),
    ],
)
def test_what_is_no_check_says_what_to_look_for(word: str, says: str) -> None:
    done = invoke("explain", word)
    assert done.exit_code == 2
    assert says in done.stderr


def test_the_doctor_finds_a_sound_installation_sound(tmp_path: Path) -> None:
    done = run("doctor", "--format", "json")
    assert done.code == 0
    found = {one["name"]: one["state"] for one in json.loads(done.stdout)["found"]}
    assert {name for name, state in found.items() if state == "broken"} == set()
    assert {"Python", "pydantic", "fast YAML reader", "time zones", "public holidays", "git", "governance"} <= set(
        found
    )
    assert run("doctor", cwd=tmp_path).code == 0


def test_the_doctor_says_what_is_missing_and_what_that_costs(tmp_path: Path) -> None:
    (tmp_path / "holidays.py").write_text("raise ImportError('no holidays here')\n")
    (tmp_path / "networkx.py").write_text("raise ValueError('broken')\n")
    path = f"{tmp_path}:{Path(__file__).parents[3] / 'engine'}"
    done = run("doctor", cwd=tmp_path, PYTHONPATH=path, PATH=str(tmp_path))
    assert done.code == 1
    lines = {" ".join(line.split()) for line in done.stdout.splitlines()}
    assert any(line.startswith("warning public holidays missing") for line in lines)
    assert any(line.startswith("warning git missing") for line in lines)
    assert any(line.startswith("broken networkx ValueError: broken; needed for") for line in lines)
