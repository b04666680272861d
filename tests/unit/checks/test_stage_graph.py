"""Stages that are reached, that lead to an end, and that go round only where that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "process-graph-broken"
ENDS = "won: {terminal: true}\n  lost: {terminal: true}"


@pytest.mark.parametrize(
    ("stages", "places", "said"),
    [
        (
            "a: {start: true, next: [won]}\n  «lost»: {terminal: true}\n  won: {terminal: true}",
            [None],
            "gets to",
        ),
        # Of stages that nobody reaches only the first is told: it leads to the others.
        (
            "c: {next: [won]}\n  «b»: {next: [c]}\n  a: {start: true, next: [won]}\n  won: {terminal: true}",
            [None],
            "'b'",
        ),
        # An island: nothing is first, so the first in the file is.
        (
            (
                "a: {start: true, next: [won]}\n  won: {terminal: true}\n"
                "  «b»: {next: [c]}\n  c: {next: [won], recycles_to: [b]}"
            ),
            [None],
            "nobody gets to the stage 'b'",
        ),
        (
            f"a: {{start: true, next: [b, won], exits: [lost]}}\n  «b»: {{name: Middle}}\n  {ENDS}",
            [None],
            "nothing leads on from the stage 'Middle', and it is not `terminal`",
        ),
        (
            f"a: {{start: true, next: [b, won, lost]}}\n  «b»: {{next: [c]}}\n  c: {{recycles_to: [b]}}\n  {ENDS}",
            [None],
            "from the stage 'b' nobody gets to a terminal one: only to b and c",
        ),
        (
            f"a: {{start: true, next: [b]}}\n  b: {{next: [won], exits: [lost, «a»]}}\n  {ENDS}",
            ["exits"],
            "customers go round: a → b → a; if that is meant, write `recycles_to: a`",
        ),
        (
            f"a: {{start: true, next: [b]}}\n  b: {{next: [c, won]}}\n  c: {{next: [«a»], exits: [lost]}}\n  {ENDS}",
            ["next"],
            "customers go round: a → b → c → a",
        ),
        (f"a: {{start: true, next: [won, «a»], exits: [lost]}}\n  {ENDS}", ["next"], "customers go round: a → a"),
    ],
)
def test_a_lifecycle_with_gaps(tmp_path: Path, stages: str, places: list[str | None], said: str) -> None:
    told = found(tmp_path, CHECK, f"stages:\n  {stages}\n")
    assert [field for _, field in named(told)] == places
    assert said in told[0].message


def test_a_start_that_is_over_is_none_where_no_other_check_tells_it(tmp_path: Path) -> None:
    text = f"stages:\n  a: {{start: true, until: 2026-11-23, next: [won, lost]}}\n  {ENDS}\n"
    assert [one.node for one in findings(tmp_path, {"policies/all.yaml": text}, CHECK)] == ["charter:charter"]
    files = {"policies/all.yaml": f"{text}playbooks: {{p: {{for: [stage:a]}}}}\n"}
    assert findings(tmp_path, files, CHECK) == []


def test_nobody_comes_in(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, {"policies/all.yaml": f"stages:\n  a: {{next: [won, lost]}}\n  {ENDS}\n"}, CHECK)
    assert (one.node, one.message) == (
        "charter:charter",
        "no stage is where customers come in: mark it with `start: true`",
    )


def test_without_a_terminal_stage_the_dead_ends_are_told(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, "stages:\n  a: {start: true, next: [b, c]}\n  «b»: {}\n  «c»: {}\n")
    assert named(told) == [("stage:b", None), ("stage:c", None)]


@pytest.mark.parametrize(
    "stages",
    [
        f"a: {{start: true, next: [won], exits: [lost]}}\n  {ENDS}",
        f"a: {{start: true, next: [b]}}\n  b: {{next: [won], exits: [lost, a], recycles_to: [a]}}\n  {ENDS}",
        f"a: {{start: true, next: [won], exits: [lost]}}\n  b: {{start: true, next: [won]}}\n  {ENDS}",
        "a: {start: true, terminal: true, recycles_to: [a]}",
        # A name that leads nowhere is told elsewhere, and so is all that hangs on it.
        f"a: {{start: true, next: [b, won], exits: [lost]}}\n  b: {{next: [wonn]}}\n  {ENDS}",
        f"alpha: {{start: true, next: [betta], exits: [lost]}}\n  beta: {{next: [won]}}\n  {ENDS}",
        f"a: {{start: true, next: [b]}}\n  b: {{next: [won], exits: [lost, a], recycles_to: [aa]}}\n  {ENDS}",
        # What cannot be read may be the way.
        f"a: {{start: true, next: 7}}\n  b: {{next: [won], exits: [lost]}}\n  {ENDS}",
        f"a: {{start: true, next: [b], exits: [won, lost]}}\n  b: {{terminal: perhaps}}\n  {ENDS}",
        f"a: {{start: perhaps, next: [won, lost]}}\n  {ENDS}",
        # A stage out of force is told of where it is named; the ways through it still count.
        f"a: {{start: true, next: [b]}}\n  b: {{until: 2026-11-23, next: [won], exits: [lost]}}\n  {ENDS}",
        "a: {until: 2026-11-23}",
    ],
)
def test_a_lifecycle_that_is_whole_or_cannot_be_judged(tmp_path: Path, stages: str) -> None:
    assert found(tmp_path, CHECK, f"stages:\n  {stages}\n") == []


def test_a_file_that_cannot_be_read_may_hold_the_way(tmp_path: Path) -> None:
    files = {"policies/all.yaml": "stages: {a: {start: true}}\n", "policies/more.yaml": "stages: [\n"}
    assert findings(tmp_path, files, CHECK) == []


def test_a_long_lifecycle_is_told_in_short(tmp_path: Path) -> None:
    names = [f"s{index}" for index in range(9)]
    stages = "".join(f"  {one}: {{next: [{two}, out]}}\n" for one, two in zip(names, [*names[1:], "s0"], strict=True))
    text = f"stages:\n  out: {{terminal: true}}\n{stages}".replace("s0: {", "s0: {start: true, ")
    (one,) = findings(tmp_path, {"policies/all.yaml": text}, CHECK)
    assert (one.node, one.field) == ("stage:s8", "next")
    assert "s0 → s1 → s2 → s3 → s4 → … → s0" in one.message
