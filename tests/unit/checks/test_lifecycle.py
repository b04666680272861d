"""Stages with criteria and reasons, and a lifecycle that goes on after the sale."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

DATA = "datasets: {lead: {fields: {score: {}, reason: {}}}}\nkpis: {win_rate: {}}\n"
WHOLE = "entry: [lead.score > 1], exit: [lead.reason is set], exits: [{to: out, why: [no_fit]}]"
REASONS = "exits: [{to: out, why: [no_fit]}]"


@pytest.mark.parametrize(
    ("stage", "field", "said"),
    [
        (f"«a»: {{name: First, exit: [lead.score > 1], {REASONS}}}", None, "the stage 'First' lacks `entry`"),
        (f"«a»: {{entry: [lead.score > 1], {REASONS}}}", None, "the stage 'a' lacks `exit`"),
        ("«a»: {next: [b]}", None, "lacks `entry`, `exit` and `exits` with reason codes"),
        ("«a»: {}", None, "the stage 'a' lacks `entry` and `exit`"),
        ("«a»: {entry: [lead.score > 1], exit: [lead.score > 9], next: [b]}", None, "lacks `exits` with reason codes"),
        ("«a»: {terminal: true}", None, "the stage 'a' lacks `entry`"),
        (
            f"a: {{entry: [lead.score > 1, «win_rate > 20%»], exit: [lead.score > 9], {REASONS}}}",
            "entry",
            "the stage 'a': 'win_rate > 20%' is about no field of a record",
        ),
        (
            f"a: {{entry: [lead.score > 1], exit: [«check:raci-no-accountable passes»], {REASONS}}}",
            "exit",
            "'check:raci-no-accountable passes' is about no field",
        ),
        (
            "a: {entry: [lead.score > 1], exit: [lead.score > 9], exits: [{to: b, why: [x]}, «{to: out}»]}",
            "exits",
            "who leaves 'a' for out needs a reason code: add `why`",
        ),
        ("a: {entry: [lead.score > 1], exit: [lead.score > 9], exits: [«out»]}", "exits", "needs a reason code"),
        (
            "a: {entry: [lead.score > 1], exit: [lead.score > 9], recycles_to: [«b»]}",
            "recycles_to",
            "who goes back from 'a' to b needs a reason code: add `exits: [{to: b, why: […]}]`",
        ),
    ],
)
def test_a_stage_without_criteria(tmp_path: Path, stage: str, field: str | None, said: str) -> None:
    others = "b: {WHOLE}\n  out: {terminal: true, entry: [lead.reason is set]}".replace("WHOLE", WHOLE)
    told = found(tmp_path, "process-criteria-missing", f"stages:\n  {stage}\n  {others}\n{DATA}")
    assert named(told) == [("stage:a", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "stage",
    [
        f"a: {{{WHOLE}}}",
        "a: {entry: [lead.score > 1], terminal: true}",
        "a: {entry: [lead.score > 1], exit: [lead.score > 2], recycles_to: [b], exits: [{to: b, why: [timing]}]}",
        "a: {entry: [lead.score > 1], exit: [lead.score > 2], recycles_to: [b], next: [b]}",
        "a: {until: 2026-11-23}",
        # What cannot be read, or names nothing, is told by others.
        f"a: {{entry: by feeling, exit: [lead.score > 2], {REASONS}}}",
        "a: {entry: [lead.score > 1], exit: [lead.score > 2], exits: {a: b}}",
        f"a: {{entry: [score > 1], exit: [lead.score > 2], {REASONS}}}",
        "a: {entry: [lead.score > 1], terminal: perhaps}",
        "a: {entry: [lead.score > 1], exit: [lead.score > 2], recycles_to: [b], next: 7, exits: [{to: c, why: [d]}]}",
    ],
)
def test_a_stage_with_criteria_or_one_that_cannot_be_judged(tmp_path: Path, stage: str) -> None:
    text = f"stages:\n  {stage}\n  b: {{{WHOLE}}}\n  out: {{terminal: true, entry: [lead.reason is set]}}\n{DATA}"
    assert found(tmp_path, "process-criteria-missing", text) == []


def test_a_startup_is_only_warned(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "process-criteria-missing", "stages: {«a»: {terminal: true}}\n", profile="startup")
    assert one.severity is Severity.WARNING


SALE = """stages:
  opportunity: {start: true, next: [closed_won]}
  closed_won: {next: [onboarding]}
  onboarding: {next: [adoption]}
  adoption: {next: [renewal, expansion]}
  expansion: {next: [renewal]}
  renewal: {next: [lost], recycles_to: [adoption]}
  lost: {is: churn, terminal: true}
"""


def test_a_lifecycle_that_goes_on(tmp_path: Path) -> None:
    assert found(tmp_path, "process-post-sale-missing", SALE) == []


@pytest.mark.parametrize(
    ("drop", "said"),
    [
        (["  expansion: {next: [renewal]}\n", ", expansion"], "it has no stage for expansion"),
        (["is: churn, "], "it has no stage for churn"),
        (["  expansion: {next: [renewal]}\n", ", expansion", "is: churn, "], "no stage for expansion and churn"),
    ],
)
def test_a_stage_after_the_sale_is_missing(tmp_path: Path, drop: list[str], said: str) -> None:
    text = SALE
    for part in drop:
        text = text.replace(part, "")
    (one,) = findings(tmp_path, {"policies/all.yaml": text}, "process-post-sale-missing")
    assert (one.node, one.place.path, one.place.line) == ("charter:charter", "charter.yaml", 1)
    assert one.message == f"the lifecycle does not go on after the sale: {said}" or said in one.message


def test_a_stage_that_is_over_is_missing_where_no_other_check_tells_it(tmp_path: Path) -> None:
    text = SALE.replace("expansion: {", "expansion: {until: 2026-11-23, ")
    assert findings(tmp_path, {"policies/all.yaml": text}, "process-post-sale-missing") == []
    text = text.replace(", expansion]", "]")
    (one,) = findings(tmp_path, {"policies/all.yaml": text}, "process-post-sale-missing")
    assert one.message.endswith("it has no stage for expansion")


def test_the_sale_does_not_lead_there(tmp_path: Path) -> None:
    text = SALE.replace("next: [closed_won]", "next: [closed_won, onboarding]")
    text = text.replace("  closed_won: {next: [onboarding]}", "  «closed_won»: {terminal: true}")
    (one,) = found(tmp_path, "process-post-sale-missing", text)
    assert one.message.startswith("'closed_won' does not lead to onboarding, adoption, renewal, expansion and lost")
    assert len(one.related) == 5


@pytest.mark.parametrize(
    "text",
    [
        "roles: {a: {}}\n",
        SALE.replace("  expansion: {next", "  grow: {is: expansoin, next").replace(
            "renewal, expansion", "renewal, grow"
        ),
        SALE.replace("is: churn", "is: [churn]"),
        # Who is not reached at all, or by a misspelt way, is told by others.
        SALE.replace("closed_won: {next: [onboarding]}", "closed_won: {terminal: true}"),
        SALE.replace("closed_won: {next: [onboarding]}", "closed_won: {next: [onbording]}"),
    ],
)
def test_where_nothing_is_said_about_the_sale(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "process-post-sale-missing", text) == []


def test_a_file_that_cannot_be_read_may_hold_the_stage(tmp_path: Path) -> None:
    files = {"policies/all.yaml": SALE.replace("is: churn, ", ""), "policies/more.yaml": "stages: [\n"}
    assert findings(tmp_path, files, "process-post-sale-missing") == []


def test_which_stages_there_must_be_is_a_parameter(tmp_path: Path) -> None:
    files = {
        "policies/all.yaml": SALE.replace("is: churn, ", ""),
        "revgov.yaml": "checks: {process-post-sale-missing: {stages: [onboarding, renewal]}}\n",
    }
    assert findings(tmp_path, files, "process-post-sale-missing") == []
