"""What was due and is not settled, wherever it was promised."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

CHECK = "x-commitment-overdue"


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        (
            "minutes: {m: {actions: [{what: Call, due: «2026-11-23»}]}}",
            "minutes:m",
            "'Call' was due on 2026-11-23, 1 day",
        ),
        (
            "minutes: {m: {actions: [{what: Call, due: 2026-11-01, moved: {to: «2026-11-20», why: Ill}}]}}",
            "minutes:m",
            "was due on 2026-11-20, 4 days ago",
        ),
        (
            "minutes: {m: {actions: [{what: Call, due: 2026-11-01, moved: «{to: 2026-12-20}»}]}}",
            "minutes:m",
            "was moved to 2026-12-20 for no reason",
        ),
        ("minutes: {m: {actions: [{what: Call, due: «2026-11-20», done: 2026-11-25}]}}", "minutes:m", "was due"),
        ("initiatives: {i: {actions: [{what: Call, due: «2026-11-20»}]}}", "initiative:i", "'Call' was due"),
        ("initiatives: {i: {name: Map, ends: «2026-11-23», status: active}}", "initiative:i", "'Map' was to end on"),
        ("risks: {r: {treatment: {actions: [{what: Call, due: «2026-11-20»}]}}}", "risk:r", "'Call' was due"),
        (
            "recommendations: {a: {name: Ask, due: «2026-11-20»}}",
            "recommendation:a",
            "the recommendation 'Ask' was due",
        ),
        ("recommendations: {a: {due: «2026-11-20», decision: accepted by all}}", "recommendation:a", "was due"),
        (
            "recommendations: {a: {due: 2026-11-01, moved: {to: «2026-11-20», why: x}}}",
            "recommendation:a",
            "2026-11-20",
        ),
        ("recommendations: {a: {due: 2026-11-01, moved: «{to: 2027-01-20}»}}", "recommendation:a", "for no reason"),
        (
            "recommendations: {a: {done: 2026-09-01, expected: {change: +4%, on: «2026-11-20»}}}",
            "recommendation:a",
            "the effect of 'a' was to be measured on 2026-11-20",
        ),
    ],
)
def test_what_is_late(tmp_path: Path, text: str, node: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert [one.node for one in told] == [node]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        "minutes: {m: {actions: [{what: Call, due: 2026-11-24}]}}",
        "minutes: {m: {actions: [{what: Call}]}}",
        "minutes: {m: {actions: [{what: Call, due: 2026-11-20, done: 2026-11-24}]}}",
        "minutes: {m: {actions: [{what: Call, due: 2026-11-20, cancelled: No budget}]}}",
        "minutes: {m: {actions: [{what: Call, due: 2026-11-20, moved: {to: 2026-11-24, why: Ill}}]}}",
        "minutes: {m: {until: 2026-11-01, actions: [{what: Call, due: 2026-11-20}]}}",
        "initiatives: {i: {ends: 2026-11-24}}",
        "initiatives: {i: {ends: 2026-11-20, status: Done}}",
        "initiatives: {i: {ends: 2026-11-20, status: cancelled in June}}",
        "initiatives: {i: {ends: 2026-11-20, progress: 100%}}",
        "risks: {r: {status: closed, treatment: {actions: [{what: Call, due: 2026-11-20}]}}}",
        "risks: {r: {dismissed: {on: 2026-11-01}, treatment: {actions: [{what: Call, due: 2026-11-20}]}}}",
        "recommendations: {a: {due: 2026-11-20, decision: Declined by the council}}",
        "recommendations: {a: {due: 2026-11-20, done: 2026-11-19}}",
        "recommendations: {a: {due: 2026-11-20, cancelled: No budget}}",
        "recommendations: {a: {due: 2026-11-20, measured: {change: +4%, on: 2026-11-20}}}",
        "recommendations: {a: {done: 2026-09-01, expected: {change: +4%, on: 2026-12-20}}}",
        "recommendations: {a: {done: 2026-09-01, expected: {on: 2026-11-01}, measured: {change: +1%}}}",
    ],
)
def test_what_is_settled_or_has_time(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_the_day_decides(tmp_path: Path) -> None:
    text = "minutes: {m: {actions: [{what: Call, due: 2026-11-20}]}}"
    assert found(tmp_path, CHECK, text, as_of=datetime.date(2026, 11, 20)) == []
    later = found(tmp_path, CHECK, text.replace("2026-11-20", "«2026-11-20»"), as_of=datetime.date(2026, 11, 21))
    assert named(later) == [("minutes:m", "actions.due")]
