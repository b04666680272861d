"""Jobs of systems, and processes that were there before them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity


@pytest.mark.parametrize(
    ("system", "said"),
    [
        (
            "{name: Tool}",
            "Tool has no `capability` and is named by no integration, process, KPI, dataset or AI use: what",
        ),
        ("{capability: crm}", "s is named by no integration, process, KPI, dataset or AI use: what is it there for?"),
        ("{process: activity:a}", "s has no `capability`: what is it there for?"),
        ("{capability: crm, status: retiring}", "s is named by no integration"),
    ],
)
def test_a_system_without_a_job(tmp_path: Path, system: str, said: str) -> None:
    (one,) = found(tmp_path, "tech-orphan-system", f"systems:\n  «s»: {system}\nactivities: {{a: {{}}}}\n")
    assert (one.node, one.severity) == ("system:s", Severity.WARNING)
    assert one.message.startswith(said)


@pytest.mark.parametrize(
    "rest",
    [
        "integrations: {i: {from: s}}",
        "integrations: {i: {to: s}}",
        "kpis: {k: {reported_in: s}}",
        "dashboards: {d: {system: s}}",
        "datasets: {d: {system: s}}",
        "datasets: {d: {writes: [{system: s}]}}",
        "slas: {l: {runs_in: s}}",
        "playbooks: {p: {steps: [{does: call, system: s}]}}",
        "ai_uses: {u: {system: s}}",
        "integrations: {i: {to: ss}}",
        "integrations: {i: {to: {}}}",
    ],
)
def test_what_gives_a_system_a_job(tmp_path: Path, rest: str) -> None:
    assert found(tmp_path, "tech-orphan-system", f"systems: {{s: {{capability: crm}}}}\n{rest}\n") == []


@pytest.mark.parametrize(
    "rest", ["integrations: {i: {to: s, until: 2026-01-01}}", "risks: {r: {affects: [system:s]}}", "roles: {r: {}}"]
)
def test_what_is_over_or_only_worries_about_it_gives_none(tmp_path: Path, rest: str) -> None:
    assert len(found(tmp_path, "tech-orphan-system", f"systems: {{«s»: {{capability: crm}}}}\n{rest}\n")) == len(["s"])


@pytest.mark.parametrize(
    "system", ["{status: planned}", "{status: retired}", "{until: 2026-01-01}", "{capability: {}, process: {}}"]
)
def test_a_system_that_is_not_in_use_or_not_readable(tmp_path: Path, system: str) -> None:
    assert found(tmp_path, "tech-orphan-system", f"systems: {{s: {system}}}\n") == []


FED = """\
integrations: {i: {to: s}}
activities: {a: {name: Sell, since: 2026-03-01, until: 2027-03-01}, b: {since: 2027-01-01}}
"""


@pytest.mark.parametrize(
    ("system", "rest", "said"),
    [
        ("«s»: {name: Tool, status: planned}", FED, "Tool is planned, but names no `process` that it supports"),
        ("«s»: {status: Planned, since: 2027-06-01}", "", "s is planned"),
        ("«s»: {contract: {ends: 2027-01-01}}", FED, "s is paid for, but names no `process` that it supports"),
        (
            "s: {status: planned, since: 2026-02-01, process: [«activity:a»]}",
            FED,
            "s starts on 2026-02-01, but 'Sell', which it supports, only starts on 2026-03-01",
        ),
        ("s: {contract: {ends: 2027-01-01}, since: 2026-02-28, process: [«a»]}", FED, "only starts on 2026-03-01"),
        ("s: {status: planned, since: 2027-06-01, process: [b, «a»]}", FED, "which it supports, is over on 2027-03-01"),
        ("s: {status: planned, since: 2026-12-31, process: [a, «b»]}", FED, "only starts on 2027-01-01"),
    ],
)
def test_a_tool_before_its_process(tmp_path: Path, system: str, rest: str, said: str) -> None:
    (one,) = found(tmp_path, "tech-process-first", f"systems:\n  {system}\n{rest}", profile="startup")
    assert (one.node, one.severity) == ("system:s", Severity.WARNING)
    assert said in one.message


@pytest.mark.parametrize(
    ("system", "rest"),
    [
        ("s: {}", FED),
        ("s: {contract: {ends: 2027-01-01}}", "roles: {}\n"),
        ("s: {contract: {ends: 2027-01-01}, status: retiring}", FED),
        ("s: {contract: {ends: 2027-01-01}, until: 2026-11-23}", FED),
        ("s: {status: planned, process: {}}", FED),
        ("s: {status: planned, process: misspelt}", FED),
        ("s: {status: planned, process: a}", FED),
        ("s: {status: planned, process: a, since: 2026-03-01}", FED),
        ("s: {status: planned, process: b, since: 2026-03-01}", FED),
        ("s: {status: planned, process: b, since: 2027-01-01}", FED),
    ],
)
def test_a_process_before_its_tool(tmp_path: Path, system: str, rest: str) -> None:
    assert found(tmp_path, "tech-process-first", f"systems:\n  {system}\n{rest}") == []


def test_a_process_that_is_not_in_force_is_told_once(tmp_path: Path) -> None:
    files = {"raci/all.yaml": f"systems: {{s: {{status: planned, process: b, since: 2026-03-01}}}}\n{FED}"}
    told = findings(tmp_path, files, "tech-process-first", "x-ref-out-of-force")
    assert [(one.check, one.field) for one in told] == [("x-ref-out-of-force", "process")]
