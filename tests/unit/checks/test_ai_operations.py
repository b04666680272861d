"""Processes behind models, watching them, and stopping them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

STAGE = "stages:\n  s: {name: Stage}\n"
HANDOFF = "handoffs:\n  h: {name: Handoff, sla: p}\nslas: {p: {}}\n"
SERVED = "activities:\n  work: {serves: [%s]}\n"
BOOK = "playbooks:\n  book: {for: [%s]}\n"


def automating(*names: str, use: str = "") -> str:
    return f"ai_uses:\n  a: {{{use}automates: [{', '.join(names)}]}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (automating("«stage:s»") + STAGE, "the stage 'Stage', but no activity serves it and no playbook describes it"),
        (automating("«s»") + STAGE + SERVED % "stage:s", "but no playbook describes it"),
        (automating("«stage:s»") + STAGE + BOOK % "stage:s", "but no activity serves it"),
        (
            automating("«handoff:h»") + HANDOFF.replace(", sla: p", "") + SERVED % "h" + BOOK % "h",
            "a automates the handoff 'Handoff', but no SLA binds it",
        ),
        (
            automating("«activity:work»") + STAGE + SERVED % "stage:s",
            "the activity 'work', but no playbook describes it",
        ),
        (
            automating("«s»") + STAGE + SERVED % "s" + BOOK.replace("{", "{until: 2026-01-01, ") % "stage:s",
            "no playbook describes it",
        ),
    ],
)
def test_a_process_that_is_not_defined(tmp_path: Path, text: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-process-undefined", text)
    assert (one.node, one.field, one.severity) == ("ai_use:a", "automates", Severity.ERROR)
    assert said in one.message


def test_a_use_that_does_not_say_what_it_works_in(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-process-undefined", "ai_uses:\n  «a»: {status: live}\n", profile="startup")
    assert one.severity is Severity.WARNING
    assert "does not say what it works in" in one.message


def test_of_several_each_one_is_defined(tmp_path: Path) -> None:
    text = automating("handoff:h", "«stage:s»", "stage:undeclared") + STAGE + HANDOFF + SERVED % "h" + BOOK % "h"
    assert named(found(tmp_path, "ai-process-undefined", text)) == [("ai_use:a", "automates")]


@pytest.mark.parametrize(
    "text",
    [
        automating("s") + STAGE + SERVED % "stage:s" + BOOK % "stage:s",
        automating("h") + HANDOFF + SERVED % "handoff:h" + BOOK % "handoff:h",
        automating("h") + HANDOFF.replace("sla: p", "sla: undeclared") + SERVED % "h" + BOOK % "h",
        automating("h") + HANDOFF.replace("sla: p", "sla: [x]") + SERVED % "h" + BOOK % "h",
        automating("work") + STAGE + SERVED % "stage:s" + BOOK % "stage:s",
        automating("work") + "activities:\n  work: {maintains: [kpi:k]}\nkpis: {k: {}}\n" + BOOK % "kpi:k",
        automating("s", use="status: proposed, ") + STAGE,
        automating("s", use="status: paused, ") + STAGE,
        automating("s", use="until: 2026-01-01, ") + STAGE,
        automating("s") + STAGE.replace("{", "{until: 2026-01-01, "),
        automating("undeclared"),
        automating("stage_one") + "stages:\n  stage_one: {}\n" + SERVED % "stage:stage_onw" + BOOK % "stage:stage_onw",
        automating("s") + STAGE + "activities:\n  work: {serves: {x: y}}\nplaybooks:\n  book: {for: {x: y}}\n",
        "ai_uses:\n  a: {automates: {x: y}}\n",
    ],
)
def test_a_process_that_is_defined_or_may_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "ai-process-undefined", text) == []


WATCHED = {"kpi": "k", "baseline": "1%", "threshold": "2%", "drift_test": "Monthly", "bias_test": "Yearly"}
PERFORMANCE = "{" + ", ".join(f"{part}: {text}" for part, text in WATCHED.items()) + "}"
KPI = "kpis: {k: {}}\n"


@pytest.mark.parametrize("gone", WATCHED)
def test_each_part_of_the_watch(tmp_path: Path, gone: str) -> None:
    rest = "{" + ", ".join(f"{part}: {text}" for part, text in WATCHED.items() if part != gone) + "}"
    text = f"ai_uses:\n  a: {{performance: «{rest}», review: {{every: 3 months}}}}\n{KPI}"
    (one,) = found(tmp_path, "ai-monitoring-missing", text)
    assert (one.node, one.field, one.severity) == ("ai_use:a", "performance", Severity.WARNING)
    assert one.message.endswith(f"it has no `{gone}`")


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("«a»: {review: {every: 3 months}}", "it has no `performance`"),
        ("«a»: {status: pilot}", "it has no `performance` or `review.every`"),
        (f"a: {{performance: «{PERFORMANCE}»}}", "it has no `review.every`"),
        (f"a: {{performance: «{PERFORMANCE}», review: {{last: 2026-10-01}}}}", "it has no `review.every`"),
    ],
)
def test_a_use_that_nobody_watches(tmp_path: Path, use: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-monitoring-missing", f"ai_uses:\n  {use}\n{KPI}")
    assert one.message.endswith(said)


@pytest.mark.parametrize(
    "text",
    [
        f"ai_uses:\n  a: {{performance: {PERFORMANCE}, review: {{every: 1 year}}}}\n{KPI}",
        f"ai_uses:\n  a: {{performance: {PERFORMANCE}}}\nkpis: {{k: {{on_agenda: 1 month}}}}\n",
        f"ai_uses:\n  a: {{performance: {PERFORMANCE}}}\nkpis: {{k: {{review: {{every: 3 months}}}}}}\n",
        f"ai_uses:\n  a: {{performance: {PERFORMANCE}}}\n",
        "ai_uses:\n  a: {status: proposed}\n",
        "ai_uses:\n  a: {status: retired}\n",
        "ai_uses:\n  a: {performance: [k]}\n",
        "ai_uses:\n  a: {performance: {kpi: k, baseline: high}}\n",
        f"ai_uses:\n  a: {{performance: {PERFORMANCE}, review: {{every: soon}}}}\n{KPI}",
    ],
)
def test_a_use_that_is_watched_or_need_not_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "ai-monitoring-missing", text) == []


def test_a_startup_need_not_watch(tmp_path: Path) -> None:
    assert found(tmp_path, "ai-monitoring-missing", "ai_uses:\n  a: {}\n", profile="startup") == []


BRAKES = {"switch_off": "A flag", "fallback": "By hand", "stopped_by": "r"}


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("switch_off", "way to switch it off (`switch_off`)"),
        ("fallback", "fallback by hand (`fallback`)"),
        ("stopped_by", "role that may stop it (`stopped_by`)"),
    ],
)
def test_each_brake(tmp_path: Path, gone: str, said: str) -> None:
    rest = ", ".join(f"{part}: {text}" for part, text in BRAKES.items() if part != gone)
    (one,) = found(tmp_path, "ai-rollback-missing", f"ai_uses:\n  «a»: {{{rest}}}\nroles: {{r: {{}}}}\n")
    assert (one.node, one.severity) == ("ai_use:a", Severity.ERROR)
    assert one.message == f"a is at work, and has no {said}"


@pytest.mark.parametrize(
    "use",
    [
        "a: {switch_off: A flag, fallback: By hand, stopped_by: r}",
        "a: {switch_off: A flag, fallback: By hand, stopped_by: undeclared}",
        "a: {switch_off: [x], fallback: [x], stopped_by: [x]}",
        "a: {switchoff: A flag, fallbak: By hand, stoped_by: r}",
        "a: {status: approved}",
        "a: {until: 2026-11-23}",
    ],
)
def test_a_use_that_can_be_stopped_or_does_not_run(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "ai-rollback-missing", f"ai_uses:\n  {use}\nroles: {{r: {{}}}}\n") == []
