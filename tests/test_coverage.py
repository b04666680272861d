"""Each row of docs/coverage.md leads to something that exists: a check, a field of a section, or a file of `build`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revgov.api import build, load
from revgov.checks.catalogue import CATALOGUE
from revgov.kinds import SECTIONS
from revgov.kinds.node import fields_of

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| (?!item|tension|---)", line)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files that a build writes."""
    return set(build(load(ROOT, as_of="2026-11-24"), tmp_path_factory.mktemp("built") / "build"))


def leads_somewhere(name: str, written: set[str]) -> bool:
    section, dot, field = name.partition(".")
    if section in SECTIONS and dot:
        return field in {key for _, key, _ in fields_of(SECTIONS[section].model)}
    return name in CATALOGUE or name in written


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:30])
def test_what_serves_an_item_exists(row: list[str], written: set[str]) -> None:
    names = re.findall(r"`([^`]+)`", row[-1])
    assert names, "nothing serves it"
    assert [name for name in names if not leads_somewhere(name, written)] == []


def test_every_item_has_one_row() -> None:
    items = [row[0] for row in ROWS if re.fullmatch(r"[AB]\d+", row[0])]
    assert items == [*(f"A{n}" for n in range(1, 91)), *(f"B{n}" for n in range(1, 97))]
    assert sum(1 for row in ROWS if len(row) == 3 and row[0] not in items) == 7, "the tensions between the two texts"


def test_what_does_not_exist_is_noticed(written: set[str]) -> None:
    for name in ("x-no-check", "kpis.no_field", "kpis", "registers/none.csv"):
        assert not leads_somewhere(name, written)
