"""The benchmarks' repositories: the same for the same seed, and with no defects but those planted in them.

An info is no defect: it is true of a company of that size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.generate import corpus, write

from revgov.api import check, load
from revgov.checks.registry import INFO
from revgov.text import read

AS_OF = "2026-11-24"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert corpus(300, seed=1) == corpus(300, seed=1)
    assert corpus(300, seed=1).files != corpus(300, seed=2).files


def test_a_larger_repository_holds_the_smaller_one() -> None:
    small, large = corpus(300), corpus(500)
    assert {path: large.files[path] for path in small.files} == small.files


@pytest.mark.parametrize("size", [100, 1000])
def test_the_findings_are_those_planted(tmp_path: Path, size: int) -> None:
    write(tmp_path, size)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    governance = load(tmp_path, as_of=AS_OF)
    found = [
        {"check": one.check, "node": one.node, "file": one.place.path, "line": one.place.line}
        for one in check(governance)
        if one.severity != INFO
    ]
    assert found == truth
    files = governance.source.files
    assert sum(read(data).pure for data in files.values()) <= 0.02 * len(files)


@pytest.mark.parametrize("size", [100, 1000])
def test_without_faults_there_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Where a file cannot be read whole, checks for what is missing keep silent: here they all speak."""
    monkeypatch.setattr("benchmarks.generate.plant", lambda number, slug, files: (list(files), "", None))
    write(tmp_path, size)
    found = check(load(tmp_path, as_of=AS_OF))
    assert [one.message for one in found if one.severity != INFO] == []


def test_what_people_write_stands_in_it() -> None:
    """Every way of writing that a reader could be slow or wrong about."""
    text = "".join(corpus(1000).files.values())
    for written in (": >-\n", ": |\n", ": *same\n", "[https://", "{item: '", '"< ', "  # ", "é", "[kpi:"):
        assert written in text
