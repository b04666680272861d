"""Playbooks for what happens, that say who does what by when."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "process-playbook-missing"
PAGE = {"for": '["stage:a"]', "trigger": "It happens", "owner": "r", "steps": "[{does: look, within: 1h}]"}
AROUND = "stages: {a: {}}\nroles: {r: {}}\n"


def page(without: str = "", **other: str) -> str:
    return ", ".join(f"{part}: {text}" for part, text in {**PAGE, **other}.items() if part != without)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (page("trigger"), "the playbook 'Page' does not say when it applies: add `trigger`"),
        (page("owner"), "the playbook 'Page' has no owner"),
        (page("steps"), "the playbook 'Page' has no steps"),
        (page(steps="[look, {does: act}]"), "the playbook 'Page' sets no time for any step: add `within`"),
    ],
)
def test_a_page_without_a_part(tmp_path: Path, written: str, said: str) -> None:
    (one,) = found(tmp_path, CHECK, f"playbooks:\n  «p»: {{name: Page, {written}}}\n{AROUND}")
    assert (one.node, one.field, one.severity) == ("playbook:p", None, Severity.WARNING)
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        f"playbooks:\n  p: {{{page()}}}\n{AROUND}",
        # A service level sets the time: the page's own, or that of the handoff.
        f"playbooks:\n  p: {{{page(steps='[look]', **{'for': '[stage:a, sla:s]'})}}}\n{AROUND}slas: {{s: {{}}}}\n",
        (
            f"playbooks:\n  p: {{{page(steps='[look]', **{'for': '[stage:a, handoff:h]'})}}}\n{AROUND}"
            "handoffs: {h: {sla: s}}\nslas: {s: {}}\n"
        ),
        f"playbooks:\n  p: {{{page()}}}\n  old: {{until: 2026-11-23}}\n{AROUND}",
        f"playbooks:\n  p: {{{page(trigger='[x]')}}}\n{AROUND}",
        # What names nothing may be meant for what has no page.
        f"playbooks:\n  p: {{{page(**{'for': '[stage:first]'})}}}\nstages: {{firsst: {{}}}}\nroles: {{r: {{}}}}\n",
        f"playbooks:\n  p: {{{page(**{'for': '{x: y}'})}}}\n{AROUND}",
        f"playbooks:\n  p: {{{page()}}}\n{AROUND}kpis: {{k: {{bands: {{amber: '< 2'}}}}}}\n",
        f"playbooks:\n  p: {{{page()}}}\n{AROUND}kpis: {{k: {{outside_tree: health}}}}\n",
        # Where there is none at all, the whole asset is incomplete.
        AROUND,
    ],
)
def test_a_page_that_is_there_or_may_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


@pytest.mark.parametrize(
    ("more", "ref", "said"),
    [
        ("handoffs: {«h»: {name: Over}}", "handoff:h", "no playbook says what to do there: the handoff 'Over'"),
        ("kpis: {«k»: {bands: {red: '< 2'}}}", "kpi:k", "no playbook says what to do when it turns red: the KPI 'k'"),
        ("kpis: {«k»: {outside_tree: health, bands: {amber: '< 2'}}}", "kpi:k", "when it turns red: the KPI 'k'"),
    ],
)
def test_what_has_no_page(tmp_path: Path, more: str, ref: str, said: str) -> None:
    told = found(tmp_path, CHECK, f"playbooks:\n  p: {{{page()}}}\n{AROUND}{more}\n")
    assert named(told) == [(ref, None)]
    assert said in told[0].message


def test_a_stage_has_no_page(tmp_path: Path) -> None:
    stages = "stages: {a: {}, «b»: {}, old: {until: 2026-11-23}}\nroles: {r: {}}\n"
    assert named(found(tmp_path, CHECK, f"playbooks:\n  p: {{{page()}}}\n{stages}")) == [("stage:b", None)]


def test_a_page_that_is_over_covers_nothing(tmp_path: Path) -> None:
    text = f"playbooks:\n  p: {{{page(until='2026-11-23')}}}\n  q: {{{page(**{'for': '[stage:b]'})}}}\n"
    told = found(tmp_path, CHECK, f"{text}stages: {{«a»: {{}}, b: {{}}}}\nroles: {{r: {{}}}}\n")
    assert named(told) == [("stage:a", None)]


def test_a_startup_without_any_is_told_once(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "stages: {a: {}, b: {}}\nkpis: {k: {bands: {red: '< 2'}}}\n",
        "revgov.yaml": "profile: startup\n",
    }
    (one,) = findings(tmp_path, files, CHECK)
    assert (one.node, one.severity) == ("charter:charter", Severity.INFO)
    assert one.message == "no playbook is declared; 3 stages, handoffs and KPIs need one, first 'a'"


def test_a_page_may_be_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    text = f"playbooks:\n  p: {{{page()}}}\nstages: {{a: {{}}, b: {{}}}}\nroles: {{r: {{}}}}\n"
    assert findings(tmp_path, {"raci/all.yaml": text, "raci/more.yaml": "playbooks: [\n"}, CHECK) == []
