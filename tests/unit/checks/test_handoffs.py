"""Handoffs that say who gives, who takes, and what if not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "process-handoff-incomplete"
PARTS = {
    "from": "a",
    "to": "b",
    "gives": "r",
    "takes": "s",
    "requires": "[lead.region]",
    "accepted_when": "[lead.region is set]",
    "sla": "answer",
    "rejects_to": "a",
}
AROUND = """roles: {r: {title: Ruth}, s: {title: Sam}}
stages:
  a: {owner: r, next: [b]}
  b: {owner: s, name: Second}
  c: {owner: s}
slas: {answer: {}}
datasets: {lead: {fields: {region: {}}}}
"""


def handoff(without: str = "", **other: str) -> str:
    return ", ".join(f"{part}: {text}" for part, text in {**PARTS, **other}.items() if part != without)


@pytest.mark.parametrize("part", ["gives", "takes", "requires", "accepted_when", "sla", "rejects_to"])
def test_a_handoff_without_a_part(tmp_path: Path, part: str) -> None:
    text = f"handoffs:\n  «h»: {{name: Over, {handoff(part)}}}\n{AROUND}"
    (one,) = found(tmp_path, CHECK, text)
    assert (one.node, one.field, one.message) == ("handoff:h", None, f"the handoff 'Over' lacks `{part}`")


@pytest.mark.parametrize("part", ["from", "to"])
def test_a_handoff_between_nothing_covers_nothing(tmp_path: Path, part: str) -> None:
    text = f"handoffs:\n  «h»: {{{handoff(part)}}}\n{AROUND}".replace("next: [b]", "next: [«b»]")
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("handoff:h", None), ("stage:a", "next")]


def test_what_is_missing_is_told_together(tmp_path: Path) -> None:
    (one,) = found(tmp_path, CHECK, f"handoffs:\n  «h»: {{from: a, to: b}}\n{AROUND}")
    assert one.message == "the handoff 'h' lacks `gives`, `takes`, `requires`, `accepted_when` and 2 more" or (
        "`sla`" in one.message and "`rejects_to`" in one.message
    )


def test_a_change_of_owner_without_handoff(tmp_path: Path) -> None:
    text = f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("next: [b]", "next: [c, «b»]")
    (one,) = found(tmp_path, CHECK, text)
    assert (one.node, one.field) == ("stage:a", "next")
    assert one.message == "'a' → 'Second' passes from Ruth to Sam, and no handoff says how"
    assert [related.place.line for related in one.related] == [6]


@pytest.mark.parametrize(
    "text",
    [
        f"handoffs:\n  h: {{{handoff()}}}\n{AROUND}",
        f"handoffs:\n  h: {{{handoff()}}}\n  old: {{until: 2026-11-23}}\n{AROUND}",
        # The same owner, or one that is not known, hands over nothing.
        f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("a: {owner: r", "a: {owner: s"),
        f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("a: {owner: r", "a: {owner: t"),
        f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("a: {owner: r", "a: {owner: [r, s]"),
        f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("a: {owner: r, ", "a: {"),
        # A stage that is over is told of where it is named.
        f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}".replace("b: {", "b: {until: 2026-11-23, "),
        # A misspelt or unreadable end may be the one.
        f"handoffs:\n  h: {{{handoff(to='bb')}}}\n{AROUND}".replace("b: {owner", "bbb: {owner").replace("[b]", "[bbb]"),
        f"handoffs:\n  h: {{{handoff(to='{x: y}')}}}\n{AROUND}",
        f"handoffs:\n  h: {{{handoff(requires='{x: y}')}}}\n{AROUND}",
        # Where no handoff is declared at all, the whole asset is incomplete.
        AROUND,
    ],
)
def test_a_handoff_that_is_agreed_or_cannot_be_judged(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_a_startup_is_warned_of_the_change_of_owner_itself(tmp_path: Path) -> None:
    (one,) = found(tmp_path, CHECK, AROUND.replace("next: [b]", "next: [«b»]"), profile="startup")
    assert (one.node, one.severity) == ("stage:a", Severity.WARNING)


def test_a_handoff_may_be_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    files = {"raci/all.yaml": f"handoffs:\n  h: {{{handoff(to='c')}}}\n{AROUND}", "raci/more.yaml": "handoffs: [\n"}
    assert findings(tmp_path, files, CHECK) == []
