"""Seats that are paid for, and those that are used."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

LOW, NOTE = Severity.WARNING, Severity.INFO


@pytest.mark.parametrize(
    ("system", "field", "severity", "said"),
    [
        (
            "«s»: {name: Tool}",
            None,
            NOTE,
            "the adoption of Tool is not measured; write `seats`, `active` and `measured_on` under",
        ),
        (
            "s: {usage: «{seats: 10, active: 9}»}",
            "usage",
            NOTE,
            "the adoption of s is not measured; write `measured_on` under",
        ),
        ("s: {usage: «{seats: 10, measured_on: 2026-11-01}»}", "usage", NOTE, "write `active` under `usage`"),
        ("s: {usage: «{active: 10, measured_on: 2026-11-01}»}", "usage", NOTE, "write `seats` under `usage`"),
        (
            "s: {usage: {seats: «0», active: 0, measured_on: 2026-11-01}}",
            "usage.seats",
            NOTE,
            "of 0 seats there is no share",
        ),
        (
            "s: {usage: {seats: 10, active: «5», measured_on: 2026-11-01}}",
            "usage.active",
            LOW,
            "5 of 10 seats of s are used (50%); at least 60% should be",
        ),
        (
            "s: {usage: {seats: 10, active: «12», measured_on: 2026-11-24}}",
            "usage.active",
            LOW,
            "12 people use s, and only 10 seats are paid for",
        ),
        ("s: {usage: {seats: 1000, active: «599», measured_on: 2026-08-26}}", "usage.active", LOW, "599 of 1000 seats"),
        (
            "s: {usage: {seats: 10, active: 10, measured_on: «2026-08-25»}}",
            "usage.measured_on",
            LOW,
            "was measured on 2026-08-25, more than 90 days ago; measure it again",
        ),
        (
            "s: {usage: {seats: 10, active: 1, measured_on: «2026-08-25»}}",
            "usage.measured_on",
            LOW,
            "more than 90 days ago",
        ),
        (
            "s: {usage: {seats: 10, active: 10, measured_on: «2026-11-25»}}",
            "usage.measured_on",
            LOW,
            "is still to come",
        ),
    ],
)
def test_seats_that_nobody_uses_or_counts(
    tmp_path: Path, system: str, field: str | None, severity: Severity, said: str
) -> None:
    (one,) = found(tmp_path, "tech-adoption-low", f"systems:\n  {system}\n")
    assert (one.node, one.field, one.severity) == ("system:s", field, severity)
    assert said in one.message


@pytest.mark.parametrize(
    "system",
    [
        "s: {usage: {seats: 10, active: 6, measured_on: 2026-08-26}}",
        "s: {usage: {seats: 10, active: 10, measured_on: 2026-11-24}}",
        "s: {usage: {seats: many, active: 9}}",
        "s: {status: planned}",
        "s: {status: retired}",
        "s: {until: 2026-11-23}",
    ],
)
def test_seats_that_are_used_or_not_paid_for(tmp_path: Path, system: str) -> None:
    assert found(tmp_path, "tech-adoption-low", f"systems:\n  {system}\n") == []


def test_a_startup_gets_a_note(tmp_path: Path) -> None:
    text = "systems: {s: {usage: {seats: 10, active: «5», measured_on: 2026-11-01}}}\n"
    assert [one.severity for one in found(tmp_path, "tech-adoption-low", text, profile="startup")] == [NOTE]


def test_limits_are_settings(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "systems: {a: {usage: {seats: 10, active: 7, measured_on: 2026-11-20}}, "
        "b: {usage: {seats: 10, active: 9, measured_on: 2026-11-01}}}\n",
        "revgov.yaml": "checks: {tech-adoption-low: {least: 0.8, within_days: 10}}\n",
    }
    told = findings(tmp_path, files, "tech-adoption-low")
    assert named(told) == [("system:a", "usage.active"), ("system:b", "usage.measured_on")]
    assert "at least 80% should be" in told[0].message
    assert "more than 10 days ago" in told[1].message
