"""Plans that can be paid out as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

CHECK = "comp-plan-invalid"
AROUND = """roles:
  cfo: {title: CFO, held_by: [bob]}
  ops: {title: Ops, held_by: [ada]}
  twin: {title: Twin, held_by: [ada]}
people: {ada: {}, bob: {}}
councils: {board: {chair: ops}}
"""
CURVE = "curve: [{at: 50%, pays: 40%}, {at: 100%, pays: 100%}]"
MEASURE = f"{{kpi: k, weight: 100%, {CURVE}, cap: 100%, clawback: none needed}}"
FIELDS = {
    "starts": "2026-02-01",
    "ends": "2027-01-31",
    "agreed_on": "2026-01-31",
    "measures": f"[{MEASURE}]",
    "disputes": "dispute",
    "designed_by": "ops",
    "approved_by": "cfo",
}


def plan(**changed: str | None) -> str:
    whole = {**FIELDS, **changed}
    fields = ", ".join(f"{name}: {text}" for name, text in whole.items() if text)
    return f"{AROUND}comp_plans:\n  p: {{{fields}}}\n"


@pytest.mark.parametrize("gap", FIELDS)
def test_what_a_plan_has_to_say(tmp_path: Path, gap: str) -> None:
    told = found(tmp_path, CHECK, plan(**{gap: None}).replace("  p:", "  «p»:"))
    assert [(one.field, one.message) for one in told] == [(None, f"p has no `{gap}`")]


def test_several_gaps_are_told_at_once(tmp_path: Path) -> None:
    (one,) = found(tmp_path, CHECK, plan(ends=None, disputes=None).replace("  p:", "  «p»:"))
    assert one.message == "p has no `ends` and no `disputes`"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (plan(ends="«2026-02-01»"), "ends", "p ends on 2026-02-01, and starts only on 2026-02-01"),
        (plan(agreed_on="«2026-02-01»"), "agreed_on", "p was agreed on 2026-02-01, when it had begun on 2026-02-01"),
        (plan(measures=f"«[{MEASURE}, {MEASURE}]»"), "measures", "the weights of p come to 200%, not to 100%"),
        (plan(measures=f"«[{MEASURE.replace('100%,', '99.9%,', 1)}]»"), "measures", "come to 99.9%"),
        (
            plan(measures=f"[{MEASURE}, «{MEASURE.replace('weight: 100%, ', '')}»]"),
            "measures",
            "the measure 'k' of p has no `weight`",
        ),
        (plan(measures=f"[«{MEASURE.replace(', cap: 100%', '')}»]"), "measures", "the measure 'k' of p has no `cap`"),
        (
            plan(measures="[«{kpi: k, weight: 100%}»]"),
            "measures",
            "the measure 'k' of p has no `curve`, `cap` and no `clawback`",
        ),
        (
            plan(measures=f"[{MEASURE.replace('{at: 100%, pays: 100%}', '«{at: 100%, pays: 39%}»')}]"),
            "measures.curve",
            "the curve of the measure 'k' of p falls: 100% pays 39%, and 50% pays 40%",
        ),
        (
            plan(measures=f"[{MEASURE.replace('{at: 100%, pays: 100%}', '«{at: 50%, pays: 100%}»')}]"),
            "measures.curve",
            "goes on at 50% after 50%; write it in rising order",
        ),
        (
            plan(measures=f"[{MEASURE.replace('cap: 100%', 'cap: «90%»')}]"),
            "measures.cap",
            "pays up to 100%, but its cap is 90%",
        ),
        (plan(approved_by="«ops»"), "approved_by", "Ops approves p, but designed it"),
        (plan(approved_by="«twin»"), "approved_by", "Twin approves p, but is held by who designed it"),
        (plan(approved_by="«role:ops»"), "approved_by", "Ops approves p, but designed it"),
    ],
)
def test_a_plan_that_cannot_be_paid(tmp_path: Path, text: str, field: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("comp_plan:p", field)]
    assert said in told[0].message


THIRD = MEASURE.replace("weight: 100%", "weight: 33.33%")


@pytest.mark.parametrize(
    "text",
    [
        plan(),
        plan(measures=f"[{THIRD}, {THIRD}, {THIRD}]"),
        plan(measures=f"[{MEASURE.replace('pays: 40%', 'pays: 100%')}]"),
        plan(measures=f"[{MEASURE.replace(CURVE, 'curve: [{at: 100%, pays: 100%}]')}]"),
        # There is still time to agree what has not begun.
        plan(starts="2027-02-01", ends="2028-01-31", agreed_on=None),
        plan(until="2026-11-01", disputes=None),
        plan(agreed_on="soon"),
        plan(measures="[{kpi: k, weight: most}]"),
        plan(measures="{kpi: k}"),
        plan(approved_by="council:board"),
        plan(approved_by="undeclared"),
        plan(disputes="undeclared"),
    ],
)
def test_a_plan_that_can_be_paid_or_not_be_read(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_a_startup_pays_without_one(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, plan(disputes=None), profile="startup") == []
