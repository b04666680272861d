"""Initiatives that say which number they move, and how people are brought along."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

OUTCOME, PLAN = "roadmap-outcome-missing", "roadmap-change-plan-missing"
WHOLE = "kpi: k, change: +2%, measured_on: 2027-03-01"
MEASURED = "kpi: k, change: +2%, measured_on: 2026-11-24"


@pytest.mark.parametrize(
    ("initiative", "field", "said"),
    [
        ("«a»: {name: First}", None, "'First' moves no number: add `outcome` with a KPI"),
        ("«a»: {outcome: null}", None, "'a' moves no number"),
        (
            "a: {outcome: «{change: +2%, measured_on: 2027-03-01}»}",
            "outcome",
            "the outcome of 'a' lacks `kpi`",
        ),
        ("a: {outcome: «{kpi: k, measured_on: 2027-03-01}»}", "outcome", "the outcome of 'a' lacks `change`"),
        ("a: {outcome: «{kpi: k, change: +2%}»}", "outcome", "the outcome of 'a' lacks `measured_on`"),
        ("a: {outcome: «{kpi: k}»}", "outcome", "lacks `change` and `measured_on`"),
        (f"a: {{status: done, outcome: «{{{MEASURED}}}»}}", "outcome", "lacks `result`, though it is done"),
        (f"a: {{progress: 100%, outcome: «{{{MEASURED}}}»}}", "outcome", "lacks `result`, though it is done"),
        ("a: {status: done, outcome: «{kpi: k, change: +2%}»}", "outcome", "lacks `measured_on` and `result`"),
    ],
)
def test_an_initiative_without_outcome(tmp_path: Path, initiative: str, field: str | None, said: str) -> None:
    told = found(tmp_path, OUTCOME, f"initiatives:\n  {initiative}\nkpis: {{k: {{}}}}\n")
    assert named(told) == [("initiative:a", field)]
    assert said in told[0].message
    assert told[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "initiative",
    [
        f"a: {{outcome: {{{WHOLE}}}}}",
        f"a: {{outcome: {{{MEASURED}}}, status: active}}",
        f"a: {{status: done, outcome: {{{MEASURED}, result: +1%}}}}",
        # The day on which it is measured is still to come.
        f"a: {{status: done, outcome: {{{MEASURED.replace('24', '25')}}}}}",
        "a: {status: cancelled}",
        "a: {until: 2026-11-23}",
        "a: {outcome: {kpi: nothing, change: +2%, measured_on: 2027-03-01}}",
        "a: {outcome: {kpi: k, change: two, measured_on: 2027-03-01}}",
        "a: {outcome: [k]}",
    ],
)
def test_an_initiative_with_outcome_or_one_that_cannot_be_judged(tmp_path: Path, initiative: str) -> None:
    assert found(tmp_path, OUTCOME, f"initiatives:\n  {initiative}\nkpis: {{k: {{}}}}\n") == []


def test_a_startup_is_only_warned(tmp_path: Path) -> None:
    (one,) = found(tmp_path, OUTCOME, "initiatives: {«a»: {}}\n", profile="startup")
    assert one.severity is Severity.WARNING


PARTS = {"sponsor": "r", "communications": "A letter", "training": "An hour", "adoption": "k"}
AROUND = """roles: {r: {}}
kpis: {k: {}}
calendars:
  company: {freezes: [{from: 2026-12-24, to: 2027-01-02}]}
  media: {freezes: [{from: 2027-03-01, to: 2027-04-01}]}
"""


def change_plan(without: str = "") -> str:
    return ", ".join(f"{part}: {text}" for part, text in PARTS.items() if part != without)


@pytest.mark.parametrize("part", PARTS)
def test_a_plan_without_a_part(tmp_path: Path, part: str) -> None:
    initiative = f"changes_work_of: [sales], release: 2027-03-15, change_plan: {{{change_plan(part)}}}"
    (one,) = found(tmp_path, PLAN, f"initiatives:\n  «a»: {{name: New tool, {initiative}}}\n{AROUND}")
    assert (one.node, one.severity) == ("initiative:a", Severity.WARNING)
    assert one.message == f"'New tool' changes the work of sales, and lacks `change_plan.{part}`"


@pytest.mark.parametrize("function", ["marketing", "sales", "customer_success"])
def test_a_change_without_plan(tmp_path: Path, function: str) -> None:
    text = f"initiatives:\n  «a»: {{changes_work_of: [finance, {function}]}}\n{AROUND}"
    (one,) = found(tmp_path, PLAN, text, profile="startup")
    whose = function.replace("_", " ")
    assert (one.message, one.severity) == (
        f"'a' changes the work of {whose}, and lacks `change_plan` and `release`",
        Severity.INFO,
    )


@pytest.mark.parametrize(
    ("day", "told"), [("2026-12-23", False), ("2026-12-24", True), ("2027-01-02", True), ("2027-01-03", False)]
)
def test_a_release_in_a_freeze(tmp_path: Path, day: str, told: bool) -> None:
    release = f"«{day}»" if told else day
    initiative = f"changes_work_of: [sales], release: {release}, change_plan: {{{change_plan()}}}"
    found_ = found(tmp_path, PLAN, f"initiatives:\n  a: {{{initiative}}}\n{AROUND}")
    assert [one.field for one in found_] == ["release"] * told
    assert all("in the freeze from 2026-12-24 to 2027-01-02" in one.message for one in found_)
    assert [related.message for one in found_ for related in one.related] == ["this freeze"] * told


@pytest.mark.parametrize(
    "initiative",
    [
        f"changes_work_of: [sales], release: 2027-03-15, change_plan: {{{change_plan()}}}",
        "changes_work_of: [finance]",
        "changes_work_of: []",
        "changes_work_of: [sales], status: cancelled",
        "changes_work_of: [sales], until: 2026-11-23",
        f"changes_work_of: [sales], release: soon, change_plan: {{{change_plan()}}}",
        "changes_work_of: [sales], release: 2027-03-15, change_plan: [x]",
        (
            "changes_work_of: [sales], release: 2027-03-15, "
            f"change_plan: {{{change_plan().replace('adoption: k', 'adoption: nothing')}}}"
        ),
    ],
)
def test_people_are_brought_along_or_that_cannot_be_judged(tmp_path: Path, initiative: str) -> None:
    assert found(tmp_path, PLAN, f"initiatives:\n  a: {{{initiative}}}\n{AROUND}") == []
