"""Alarms that rang, and plans that were not put into action."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.measured import found, notes, places

CHECK = "risk-trigger-fired"
KPIS = "kpis: {k: {unit: percent, owner: r}, l: {unit: days, owner: r}}\nroles: {r: {held_by: [p]}}\npeople: {p: {}}\n"
ROWS = "k,,2026-Q2,2026-07-05,78%\nk,,2026-Q3,2026-10-05,74%\nl,,,2026-10-05,36h\n"


def plan(trigger: str, more: str = "") -> str:
    return f"{KPIS}contingencies: {{c: {{name: Plan, trigger: {trigger}{more}}}}}\n"


@pytest.mark.parametrize(
    ("trigger", "fired"),
    [
        ('"k < 80%"', True),
        ('"kpi:k < 80% for 2 periods"', True),
        ('"kpi:k < 78% for 2 periods"', False),
        ('"kpi:k < 80% for 3 periods"', False),
        ('"k <= 74%"', True),
        ('"k >= 74%"', True),
        ('"k > 74%"', False),
        ('"k = 74%"', True),
        ('"k != 74%"', False),
        ('"k != 75%"', True),
        ('"l > 1 days"', True),
        ('"l > 2 days"', False),
        ('["k < 80%", "l > 1 days"]', True),
        ('["k < 80%", "l > 2 days"]', False),
        ('["k < 80%", "d.f > 3"]', False),
        ('["k < 70%", "d.f > 3"]', False),
        ("[]", False),
    ],
)
def test_a_trigger_by_values(tmp_path: Path, trigger: str, fired: bool) -> None:
    text = plan(trigger) + "datasets: {d: {fields: {f: {}}}}\n"
    assert places(found(tmp_path, CHECK, text, ROWS)) == [("contingency:c", "trigger")] * fired


def test_what_is_told(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, plan('"kpi:k < 80% for 2 periods"'), ROWS)
    assert told[0].message == (
        "the trigger of 'Plan' is true (kpi:k < 80% for 2 periods: 78% in 2026-Q2 and 74% in 2026-Q3), "
        "and the plan is not active"
    )


@pytest.mark.parametrize(
    ("more", "fired"),
    [(", active: {since: 2026-11-24}", False), (", active: {since: 2026-11-25}", True), (", until: 2026-01-01", False)],
)
def test_an_active_plan_is_an_answer(tmp_path: Path, more: str, fired: bool) -> None:
    told = found(tmp_path, CHECK, plan('"k < 80%"', more), ROWS)
    assert places(told) == [("contingency:c", "trigger")] * fired


WAIVER = "waivers: {w: {check: x-owner-missing, for: kpi:m, reason: x, approved_by: r, expires: 2027-01-01}}\n"


@pytest.mark.parametrize(
    ("trigger", "more", "fired"),
    [
        ("check:x-owner-missing fails", "", True),
        ("check:x-owner-missing passes", "", False),
        ("check:x-role-vacant fails", "", False),
        ("check:x-role-vacant passes", "", True),
        ("check:x-owner-missing fails", WAIVER, False),
        ("check:risk-trigger-fired fails", "", False),
        # A check that only has something to note does not fail.
        ("check:x-evidence-stale fails", "slas: {s: {target: 95%}}\n", False),
    ],
)
def test_a_trigger_by_what_a_check_finds(tmp_path: Path, trigger: str, more: str, fired: bool) -> None:
    text = plan(f'"{trigger}"').replace("l: {unit: days, owner: r}", "l: {unit: days, owner: r}, m: {}") + more
    assert places(found(tmp_path, CHECK, text, None)) == [("contingency:c", "trigger")] * fired


def test_a_check_that_judges_declarations_one_by_one_counts_too(tmp_path: Path) -> None:
    from revgov.checks.catalogue import CATALOGUE

    single = [check for check in CATALOGUE.values() if check.subject not in ("Governance", "Node")]
    text = KPIS + "contingencies: {c: {trigger: 'check:%s fails'}}\n"
    for check in single[:2]:
        assert places(found(tmp_path / check.id, CHECK, text % check.id, None)) in ([], [("contingency:c", "trigger")])


def test_a_check_that_is_off_finds_nothing(tmp_path: Path) -> None:
    text = plan('"check:x-owner-missing fails"') + "terms: {t: {}}\ncouncils: {b: {}}\n"
    assert places(found(tmp_path, CHECK, text, None)) == [("contingency:c", "trigger")]
    settings = "checks: {x-owner-missing: off}\n"
    assert places(found(tmp_path, CHECK, text, None, settings=settings)) == []


def test_triggers_that_nothing_tells_of_are_named(tmp_path: Path) -> None:
    text = plan('["k < 80%", "l > 3 days for 2 periods"]') + "datasets: {d: {fields: {f: {}}}}\n"
    rows = "k,,2026-Q3,2026-10-05,74%\n"
    assert notes(found(tmp_path, CHECK, text, rows)) == [
        "not measured: of the triggers of contingencies Plan; so nobody can tell how they do"
    ]
    assert notes(found(tmp_path, CHECK, text, None)) == []
    assert notes(found(tmp_path, CHECK, text.replace("k < 80%", "k < 8%"), rows)) == []
    assert notes(found(tmp_path, CHECK, plan('"k < 3 days"'), rows)) != []
