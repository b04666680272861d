"""The plan of the first ninety days: how it stands with each milestone, and what comes next."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from tests.commands import ROOT, run
from tests.repository import CHARTER, governance, write
from tests.unit.cli.invoked import invoke

from revgov.governance.questions.plan import Milestone, NextStep, State, plan
from revgov.render.plan import json_of, text_of
from revgov.render.terminal import width

PLANNED = {"charter.yaml": CHARTER + "  plan: {starts: 2026-11-02}\n"}
DAY_15 = datetime.date(2026, 11, 16)


def audit(tmp_path: Path, written: str, as_of: datetime.date = DAY_15) -> Milestone:
    """The first milestone, whose window ends on 15 November, as an initiative says it stands."""
    initiative = f"initiatives:\n  current_state_audit: {written}\n"
    found = plan(governance(tmp_path, {**PLANNED, "cadence/plan.yaml": initiative}, as_of))
    assert found is not None
    return next(one for one in found.milestones if one.word == "current_state_audit")


@pytest.mark.parametrize(
    ("written", "as_of", "state"),
    [
        ("{status: done}", DAY_15, State.DONE),
        ("{status: Completed early}", DAY_15, State.DONE),
        ("{progress: 100%}", DAY_15, State.DONE),
        ("{progress: 99%}", DAY_15, State.LATE),
        ("{starts: 2026-11-02}", datetime.date(2026, 11, 15), State.UNDER_WAY),
        ("{starts: 2026-11-02}", datetime.date(2026, 11, 1), State.TO_COME),
        ("{starts: 2026-11-05, status: active}", datetime.date(2026, 11, 3), State.UNDER_WAY),
        ("{starts: 2026-11-05, progress: 10%}", datetime.date(2026, 11, 3), State.UNDER_WAY),
        ("{starts: 2026-11-05, status: planned}", datetime.date(2026, 11, 3), State.TO_COME),
        ("{ends: 2026-11-06}", datetime.date(2026, 11, 6), State.TO_COME),
        ("{ends: 2026-11-06}", datetime.date(2026, 11, 7), State.LATE),
        ("{starts: 2026-11-02, ends: 2026-12-24}", DAY_15, State.LATE),
        ("{status: cancelled}", DAY_15, State.MISSING),
        ("{until: 2026-11-01}", DAY_15, State.MISSING),
    ],
)
def test_how_it_stands_with_a_milestone(written: str, as_of: datetime.date, state: State, tmp_path: Path) -> None:
    assert audit(tmp_path, written, as_of).state == state


def test_a_milestone_is_known_by_what_it_is(tmp_path: Path) -> None:
    initiative = "initiatives:\n  look_around: {is: charter_draft, name: We look around, owner: cro, status: done}\n"
    found = plan(governance(tmp_path, {**PLANNED, "cadence/plan.yaml": initiative}))
    assert found is not None
    assert [(one.title, one.owner, one.state) for one in found.milestones if one.initiative] == [
        ("We look around", "cro", State.DONE)
    ]


OPEN = "{what: Ask, owner: cfo, due: 2026-11-20}"


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("{owner: cro, status: done, actions: [" + OPEN + "]}", None),
        (
            "{owner: cro, actions: [{what: Later}, " + OPEN + ", {what: Was, due: 2026-11-03, done: 2026-11-04}]}",
            NextStep("Ask", "cfo", datetime.date(2026, 11, 20)),
        ),
        (
            "{owner: cro, actions: [{what: Moved, due: 2026-11-03, moved: {to: 2026-12-01, why: x}}, " + OPEN + "]}",
            NextStep("Ask", "cfo", datetime.date(2026, 11, 20)),
        ),
        ("{owner: cro, actions: [{what: Never, cancelled: no need}]}",
         NextStep("write `status: done`, or a new end under `ends`")),
        ("{starts: 2026-11-02}", NextStep("name an owner")),
    ],
)  # fmt: skip
def test_what_is_next(written: str, step: NextStep | None, tmp_path: Path) -> None:
    assert audit(tmp_path, written).next == step


def test_what_is_missing_says_what_to_declare(tmp_path: Path) -> None:
    found = plan(governance(tmp_path, PLANNED))
    assert found is not None
    assert {one.state for one in found.milestones} == {State.MISSING}
    assert found.milestones[0].next == NextStep(
        "declare an initiative `current_state_audit` in cadence/, with an owner, `starts` and `ends`",
        due=datetime.date(2026, 11, 15),
    )


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-10-31", "The plan begins in 2 days, from 2026-11-02 to 2027-01-30."),
        ("2026-11-01", "The plan begins in 1 day, "),
        ("2026-11-02", "Day 1 of 90, "),
        ("2027-01-30", "Day 90 of 90, "),
        ("2027-01-31", "Day 90 was 1 day ago, "),
        ("2027-02-02", "Day 90 was 3 days ago, "),
    ],
)
def test_which_day_it_is(day: str, says: str, tmp_path: Path) -> None:
    found = plan(governance(tmp_path, PLANNED, datetime.date.fromisoformat(day)))
    assert found is not None
    assert text_of(json_of(found)).startswith(says)


def test_the_plan_of_the_example_company_is_done() -> None:
    shown = run("plan", str(ROOT), "--as-of", "2026-04-28").stdout
    assert "[######################] 11 of 11 milestones done\n" in shown


def test_it_fits_eighty_columns_whatever_people_write(tmp_path: Path) -> None:
    long = "A very long name of something " * 8
    write(tmp_path, {**PLANNED, "cadence/plan.yaml": (
        f"initiatives:\n  charter_draft: {{name: {long}, owner: {'x' * 90}, starts: 2026-11-02, "
        f"actions: [{{what: {long}\u202e売上, owner: {'y' * 90}}}]}}\n"
    )})  # fmt: skip
    shown = run("plan", str(tmp_path), "--as-of", "2026-11-16").stdout
    assert max(map(width, shown.splitlines())) <= 80
    assert "\u202e" not in shown


def test_the_text_is_literally_this(tmp_path: Path) -> None:
    write(tmp_path, {**PLANNED, "cadence/plan.yaml": (
        "initiatives:\n"
        "  current_state_audit: {name: We look around, owner: cro, starts: 2026-11-02, ends: 2026-11-13, actions: [\n"
        "    {what: Walk through ten leads, owner: cfo, due: 2026-11-06}]}\n"
    )})  # fmt: skip
    shown = run("plan", str(tmp_path), "--as-of", "2026-11-16").stdout
    assert shown.startswith(
        "Day 15 of 90, from 2026-11-02 to 2027-01-30.\n"
        "[......................] 0 of 11 milestones done, 1 late, 10 missing\n"
        "\n"
        "Weeks 1-2: audit and charter (2026-11-02 to 2026-11-15)\n"
        "  late       We look around\n"
        "             cro, 2026-11-02 to 2026-11-13\n"
        "             next: Walk through ten leads (cfo, by 2026-11-06)\n"
        "  missing    Draft of the RevOps charter\n"
        "             next: declare an initiative `charter_draft` in cadence/, with an\n"
        "             owner, `starts` and `ends` (by 2026-11-15)\n"
    )


def test_as_json(tmp_path: Path) -> None:
    initiative = "initiatives:\n  charter_draft: {owner: cro, starts: 2026-11-02, status: done}\n"
    root = write(tmp_path, {**PLANNED, "cadence/plan.yaml": initiative})
    done = invoke("plan", str(root), "--as-of", "2026-11-16", "--format", "json")
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("question", "as_of", "starts", "ends", "day", "done", "milestones")} == {
        "question": "plan", "as_of": "2026-11-16", "starts": "2026-11-02", "ends": "2027-01-30", "day": 15, "done": 1,
        "milestones": 11,
    }  # fmt: skip
    first = told["phases"][0]
    assert (first["phase"], first["first"], first["last"]) == ("weeks_1_2", "2026-11-02", "2026-11-15")
    assert first["milestones"][1] == {
        "milestone": "charter_draft", "title": "charter_draft", "state": "done",
        "initiative": "initiative:charter_draft", "owner": "cro", "starts": "2026-11-02", "ends": None, "next": None,
    }  # fmt: skip


def test_a_charter_without_a_plan_is_told_how_to_begin_one(tmp_path: Path) -> None:
    done = run("plan", str(write(tmp_path, {})))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        "revgov: the charter has no plan: write `plan: {starts: 2027-01-11}` into it, with the day it begins\n"
    )
