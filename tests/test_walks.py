"""What README and docs show is what happens: each command is run and its output compared, each diff is applied.

A page begins with a fresh copy of the example company. In a `console` fence, a line after `$ ` is run, and the lines
below it are its output; a fence marked `diff` is applied to the copy. `BLESS=1 pytest` writes what really happened.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if "```console" in path.read_text("utf-8")
]
FENCE = re.compile(r"^```(console|diff)\n(.*?)^```$", re.S | re.M)
COMPANY = ("charter.yaml", "revgov.yaml", "raci", "kpi_tree", "cadence", "policies")


class Step(NamedTuple):
    """A command and the output shown below it."""

    command: str
    output: str


def steps_of(block: str) -> list[Step]:
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [Step(*(part.partition("\n")[::2])) for part in parts]


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A copy of the example company under git, and the command `revgov` on the path."""
    folder = tmp_path / "company"
    folder.mkdir()
    for name in COMPANY:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "revgov"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m revgov "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "engine"),
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    result = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return result.stdout + result.stderr


def apply(diff: str, folder: Path) -> None:
    result = subprocess.run(
        ["git", "apply", "--recount", "--unidiff-zero", "-"],
        cwd=folder,
        input=diff,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"the diff does not apply:\n{diff}\n{result.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_happens(page: Path, company: Path) -> None:
    def happen(fence: re.Match[str]) -> str:
        kind, block = fence.groups()
        if kind == "diff":
            apply(block, company)
            return fence[0]
        real = "".join(f"$ {step.command}\n{run(step.command, company)}" for step in steps_of(block))
        return f"```console\n{real}```"

    text = page.read_text(encoding="utf-8")
    happened = FENCE.sub(happen, text)
    if os.environ.get("BLESS"):
        page.write_text(happened, encoding="utf-8")
    else:
        assert happened == text
