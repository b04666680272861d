"""Milestones of the first ninety days, there and in their weeks."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings

from revgov.finding import Finding, Severity
from revgov.profiles import profile

CHECK = "roadmap-ninety-day-gap"
ENDS = {
    "current_state_audit": "2026-11-15",
    "charter_draft": "2026-11-02",
    "lifecycle_map": "2026-11-16",
    "sla_definition": "2026-12-13",
    "core_dashboards": "2026-12-01",
    "weekly_forecast_reviews": "2026-12-14",
    "data_audits": "2027-01-24",
    "risk_register": "2027-01-15",
    "governed_data_foundation": "2027-01-25",
    "active_ai_use": "2027-01-30",
    "clear_roadmap": "2027-01-29",
}


def plan(folder: Path, starts: str = "2026-11-02", as_of: str = "2026-11-24", **other: str) -> list[Finding]:
    """What is told of a plan; `other` replaces a milestone, or drops it."""
    written = {word: f"ends: {day}" for word, day in ENDS.items()} | other
    rows = "".join(f"  {word}: {{{text}}}\n" for word, text in written.items() if text)
    charter = "charter:\n  organization: Example\n  timezone: UTC\n  stage: scale_up\n"
    files = {
        "charter.yaml": charter + (f"  plan: {{starts: {starts}}}\n" if starts else ""),
        "cadence/roadmap.yaml": f"initiatives:\n{rows}",
    }
    return findings(folder, files, CHECK, as_of=datetime.date.fromisoformat(as_of))


def test_a_plan_with_every_milestone_in_its_weeks(tmp_path: Path) -> None:
    assert plan(tmp_path) == []


@pytest.mark.parametrize("word", ENDS)
def test_a_milestone_is_missing(tmp_path: Path, word: str) -> None:
    (one,) = plan(tmp_path, **{word: ""})
    assert (one.node, one.field, one.place.path, one.place.line, one.severity) == (
        "charter:charter",
        "plan.starts",
        "charter.yaml",
        5,
        Severity.WARNING,
    )
    assert f"the 90-day plan has no `{word}` (" in one.message


def test_milestones_that_are_missing_are_told_apart(tmp_path: Path) -> None:
    told = plan(tmp_path, risk_register="", data_audits="")
    assert len({one.fingerprint for one in told}) == len(told) == 2


@pytest.mark.parametrize("phase", profile("startup").plan, ids=lambda phase: phase.name)
def test_a_milestone_outside_its_days(tmp_path: Path, phase: object) -> None:
    (one_phase,) = [row for row in profile("scale_up").plan if row == phase]
    first, last = one_phase.window(datetime.date(2026, 11, 2))
    word = next(iter(one_phase.milestones))
    day = datetime.timedelta(days=1)
    assert plan(tmp_path, **{word: f"ends: {first}"}) == plan(tmp_path, **{word: f"ends: {last}"}) == []
    for ends in (first - day, last + day):
        (one,) = plan(tmp_path, **{word: f"ends: {ends}"})
        assert (one.node, one.field) == (f"initiative:{word}", "ends")
        assert f"ends on {ends}; as a milestone it is to end between {first} and {last}" in one.message


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("name: Audit", None, "'Audit' has no `ends`; as a milestone it is to end between 2026-11-02 and 2026-11-15"),
        ("ends: 2026-11-10, phase: day_90", "phase", "belongs to the phase `weeks_1_2`, not to 'day_90'"),
        ("ends: 2026-11-10, status: Cancelled", "status", "was given up, and is a milestone of the 90-day plan"),
    ],
)
def test_a_milestone_that_does_not_hold(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    (one,) = plan(tmp_path, current_state_audit=text)
    assert (one.node, one.field) == ("initiative:current_state_audit", field)
    assert said in one.message


@pytest.mark.parametrize(
    "other",
    [
        {"current_state_audit": "", "audit": "is: current_state_audit, ends: 2026-11-13, phase: weeks_1_2"},
        {"lifecycle_map": "ends: 2026-11-13, status: done"},
        {"current_state_audit": "", "audit": "is: current_state_audt, ends: 2026-11-13"},
        {"current_state_audit": "", "audit": "is: [x], ends: 2026-11-13"},
        {"current_state_audit": "ends: soon"},
    ],
)
def test_a_milestone_by_another_id_or_one_that_cannot_be_judged(tmp_path: Path, other: dict[str, str]) -> None:
    assert plan(tmp_path, **other) == []


def test_a_milestone_that_is_over_is_missing(tmp_path: Path) -> None:
    (one,) = plan(tmp_path, charter_draft="ends: 2026-11-10, until: 2026-11-20")
    assert "has no `charter_draft`" in one.message


@pytest.mark.parametrize(
    ("starts", "as_of", "told"),
    [
        ("2026-11-02", "2027-01-30", True),
        ("2026-11-02", "2027-01-31", False),
        ("2026-11-02", "2026-10-01", True),
        ("", "2026-11-24", False),
    ],
)
def test_while_the_plan_is_there_and_not_over(tmp_path: Path, starts: str, as_of: str, told: bool) -> None:
    assert bool(plan(tmp_path, starts, as_of, clear_roadmap="")) == told


def test_a_plan_at_the_end_of_time_breaks_nothing(tmp_path: Path) -> None:
    told = plan(tmp_path, "9999-12-30", "9999-12-31")
    assert {one.field for one in told} == {"ends"}


def test_days_of_phases_follow_each_other() -> None:
    days = [(phase.first_day, phase.last_day) for phase in profile("startup").plan]
    assert days == [(1, 14), (15, 42), (43, 84), (85, 90)]
    known = profile("startup").known["initiative"]
    assert [word for phase in profile("startup").plan for word in phase.milestones] == [*known]
