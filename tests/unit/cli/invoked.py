"""Commands in this process: quick, and their errors are seen as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from tests.repository import write

from revgov.cli.main import revgov

TODAY = "2026-11-24"
COMPANY = """
people:
  ada: {name: Ada King}
  ben: {name: Ben Ortiz}
roles:
  cro: {title: Chief revenue officer, held_by: [ada]}
  analyst: {title: Analyst, held_by: [ada, {person: ben, deputy: true}]}
  steward: {title: Data steward, held_by: [ada, ben]}
councils:
  board: {name: The board, chair: cro}
kpis:
  bookings: {name: Bookings, owner: cro, drives: arr, target: {value: 120k USD, by: 2027-01-31}}
  arr: {name: Recurring revenue, owner: steward}
  old: {name: Old rate, owner: cro, until: 2026-01-01, drivers: bookings}
meetings:
  review: {name: Weekly review, owner: cro, reviews: [arr]}
territories:
  north: {name: The north, owner: cro, held_by: [ada]}
quotas:
  first: {name: First half, of: north, seats: [{person: ada}]}
terms:
  lonely: {means: "Named by nothing\\u200b"}
"""


def company(folder: Path) -> Path:
    return write(folder, {"raci/all.yaml": COMPANY})


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(revgov, list(arguments))


def ask(root: Path, *arguments: str) -> str:
    """The text a question is answered with."""
    done = invoke(*arguments, "-C", str(root), "--as-of", TODAY)
    assert done.exit_code == 0, done.output
    return done.stdout


def ask_json(root: Path, *arguments: str) -> Any:
    return json.loads(ask(root, *arguments, "--format", "json"))
