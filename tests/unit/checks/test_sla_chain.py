"""Steps that fit into the whole, and word of a breach in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

CHECK = "process-sla-chain"
FIELDS = "datasets: {d: {fields: {a: {}, b: {}, c: {}, e: {}, f: {}}}}\n"


def steps(*written: str) -> str:
    """Steps as `a b 2d`: from which field to which, and within which time."""
    rows = (one.split(" ", 2) for one in written)
    return "".join(
        f"  s{number}: {{part_of: whole, starts_on: d.{start}, stops_on: d.{stop}, within: {within}}}\n"
        for number, (start, stop, within) in enumerate(rows)
    )


@pytest.mark.parametrize(
    ("whole", "written", "said"),
    [
        (
            "3 days",
            ["a b 2d", "c e 2d"],
            "'All' allows 3 days, but its steps may take 4 days: s0 (2 days) and s1 (2 days)",
        ),
        ("4 days", ["a b 2d", "b c 49h"], "its steps may take 4.04 days"),
        ("3 days", ["a b 1d", "b c 1d", "a c 4d"], "may take 4 days: s2 (4 days)"),
        ("3 days", ["a b 1d", "a e 2d", "e c 2d"], "may take 4 days: s1 (2 days) and s2 (2 days)"),
        # In a circle no way is the longest.
        ("3 days", ["a b 2d", "b a 2d"], "may take 4 days"),
        ("2 days", ["a b 2 business days"], "may take 2.8 days: s0 (2 business days)"),
    ],
)
def test_steps_longer_than_the_whole(tmp_path: Path, whole: str, written: list[str], said: str) -> None:
    text = f"slas:\n  whole: {{name: All, within: «{whole}»}}\n{steps(*written)}{FIELDS}"
    (one,) = found(tmp_path, CHECK, text)
    assert (one.node, one.field, one.severity) == ("sla:whole", "within", Severity.WARNING)
    assert said in one.message


def test_every_step_that_counts_is_shown(tmp_path: Path) -> None:
    text = f"slas:\n  whole: {{within: «1d»}}\n{steps('a b 1d', 'c e 1d')}{FIELDS}"
    (one,) = found(tmp_path, CHECK, text)
    assert [(related.message, related.place.line) for related in one.related] == [
        ("this step may take 1 day", 3),
        ("this step may take 1 day", 4),
    ]


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        ("4 days", ["a b 2d", "c e 2d"]),
        ("2 days", ["a b 2d", "a c 2d", "a e 1d"]),
        ("2 days", ["a c 2d", "b c 2d"]),
        ("3 days", ["a b 1d", "b e 1d", "a e 2d", "e f 1d"]),
        # A step whose clock names nothing may be beside another.
        ("2 days", ["a b 2d", "a nothing 2d"]),
        ("2 days", ["a b 2d", "c e soon"]),
        ("soon", ["a b 2d"]),
    ],
)
def test_steps_that_fit_or_cannot_be_added(tmp_path: Path, whole: str, written: list[str]) -> None:
    assert found(tmp_path, CHECK, f"slas:\n  whole: {{within: {whole}}}\n{steps(*written)}{FIELDS}") == []


@pytest.mark.parametrize(
    "text",
    [
        "slas:\n  whole: {within: 1d}\n  s: {part_of: whole, within: 2d, until: 2026-11-23}\n",
        "slas:\n  whole: {within: 1d, until: 2026-11-23}\n  s: {part_of: whole, within: 2d}\n",
        "slas:\n  s: {part_of: nothing, within: 2d}\n",
        "slas:\n  s: {part_of: s, within: 2d}\n",
        "slas:\n  one: {part_of: other, within: 2d}\n  other: {part_of: one, within: 2d}\n",
        "slas:\n  whole: {}\n  s: {part_of: whole, within: 2d, escalates_after: 9d}\n",
        "slas:\n  whole: {within: 3d}\n  s: {part_of: whole, within: 2d, escalates_after: 71h}\n",
    ],
)
def test_what_has_no_steps_in_force(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_word_of_a_breach_that_comes_too_late(tmp_path: Path) -> None:
    text = "slas:\n  whole: {name: All, within: 3d}\n  s: {part_of: whole, within: 2d, escalates_after: «72h»}\n"
    (one,) = found(tmp_path, CHECK, text)
    assert (one.node, one.field) == ("sla:s", "escalates_after")
    assert one.message == "'s' escalates after 72 hours, when the 3 days of 'All' are over: escalate sooner"
    assert found(tmp_path, CHECK, text.replace("«", "").replace("»", ""), profile="startup") == []


def test_a_thousand_steps_are_added_at_once(tmp_path: Path) -> None:
    fields = ", ".join(f"f{number}: {{}}" for number in range(1001))
    rows = "".join(
        f"  s{one}: {{part_of: whole, starts_on: d.f{one}, stops_on: d.f{one + 1}, within: 1h}}\n"
        for one in range(1000)
    )
    text = f"slas:\n  whole: {{within: 1000h}}\n{rows}datasets: {{d: {{fields: {{{fields}}}}}}}\n"
    assert findings(tmp_path, {"raci/all.yaml": text}, CHECK) == []
    (one,) = findings(tmp_path, {"raci/all.yaml": text.replace("1000h", "999h")}, CHECK)
    assert "s0 (1 hour), s1 (1 hour), s2 (1 hour), s3 (1 hour) and 996 more" in one.message
