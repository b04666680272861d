"""Nobody waits for what they did not ask for: what each command imports, told by `sys.modules`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT, TODAY
from tests.repository import write

WATCH = """
import json, os, sys
start, leave = set(sys.modules), os._exit
def told(status):
    with open(os.environ["MODULES"], "w") as file:
        json.dump(sorted(set(sys.modules) - start), file)
    leave(status)
os._exit = told
from revgov.cli.main import main
main()
"""
# What takes long to import, and what each is for; `check` needs none of it for files without faults.
SLOW = {
    "pydantic",
    "pydantic_core",
    "networkx",
    "icalendar",
    "ruamel",
    "dateutil",
    "duckdb",
    "jinja2",
    "rich",
    "holidays",
}


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """The names of the top-level packages and of our own modules that a command imported."""
    modules = folder / "modules.json"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "engine"), "MODULES": str(modules)}
    environment["REVGOV_CACHE_DIR"] = str(folder / "cache")
    subprocess.run(
        [sys.executable, "-c", WATCH, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    found = json.loads(modules.read_text())
    return {name if name.startswith("revgov") else name.partition(".")[0] for name in found}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "company", {"raci/all.yaml": "roles:\n  cro: {title: Chief revenue officer}\n"})


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_imports_click_and_the_table_of_commands_alone(arguments: list[str], tmp_path: Path) -> None:
    imported = modules_after(tmp_path, *arguments)
    ours = {name for name in imported if name.startswith("revgov")}
    assert ours - {"revgov.version"} == {"revgov", "revgov.cli", "revgov.cli.main"}
    foreign = {name for name in imported if name not in sys.stdlib_module_names and not name.startswith("revgov")}
    assert foreign == {"click"}


def test_the_help_of_a_command_imports_no_governance(tmp_path: Path) -> None:
    for command in ("show", "impact", "graph", "schema", "explain", "doctor"):
        imported = modules_after(tmp_path, command, "--help")
        assert {
            name for name in imported if name.startswith(("revgov.governance", "revgov.kinds", "revgov.checks"))
        } == set()


def test_the_first_check_reads_fast_and_imports_nothing_slow(small: Path, tmp_path: Path) -> None:
    assert (
        modules_after(tmp_path, "check", str(small), "--as-of", TODAY) & (SLOW - {"pydantic", "pydantic_core"}) == set()
    )


def test_a_check_of_what_was_checked_before_imports_no_models(tmp_path: Path) -> None:
    modules_after(tmp_path, "check", "--as-of", TODAY)
    imported = modules_after(tmp_path, "check", "--as-of", TODAY)
    assert imported & SLOW == set()
    assert {
        name
        for name in imported
        if name.startswith(("revgov.kinds", "revgov.governance", "revgov.checks", "revgov.emit"))
    } == set()


@pytest.mark.parametrize(
    "question", [["impact", "kpi:win_rate"], ["leaver", "dana_whitfield"], ["graph"]], ids=" ".join
)
def test_questions_need_no_library_for_graphs_or_calendars(question: list[str], tmp_path: Path) -> None:
    imported = modules_after(tmp_path, *question, "--as-of", TODAY)
    assert imported & {"networkx", "icalendar", "ruamel", "dateutil", "jinja2", "rich"} == set()
