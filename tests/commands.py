"""Commands as a person runs them: in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-24"


class Ran(NamedTuple):
    """What a command printed, what it complained of, and how it ended."""

    stdout: str
    stderr: str
    code: int


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> Ran:
    """Runs `revgov` with arguments, in the folder of the example company unless told otherwise."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-m", "revgov", *arguments],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT / "engine"), "CI": "1", **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode)
