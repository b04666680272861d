"""Systems with AI, entries of the catalogue, and the charter's word on AI for each pillar."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    "text",
    [
        "systems:\n  s: {ai: «true»}\n",
        "systems:\n  s: {ai: «true», status: retiring}\nai_uses:\n  a: {system: other}\n",
        "systems:\n  s: {ai: «true»}\nai_uses:\n  a: {system: s, status: retired}\n",
        "systems:\n  s: {ai: «true»}\nai_uses:\n  a: {system: s, until: 2026-01-01}\n",
    ],
)
def test_a_system_outside_the_catalogue(tmp_path: Path, text: str) -> None:
    (one,) = found(tmp_path, "ai-shadow-system", text)
    assert (one.node, one.field, one.severity) == ("system:s", "ai", Severity.ERROR)
    assert "no entry of the catalogue says what it is used for" in one.message


def test_an_entry_that_names_no_system(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-shadow-system", "ai_uses:\n  «a»: {status: proposed}\n", profile="startup")
    assert (one.node, one.severity) == ("ai_use:a", Severity.WARNING)
    assert "does not say in which system it runs" in one.message


def test_a_status_that_nobody_knows(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-shadow-system", "ai_uses:\n  a: {system: s, status: «lve»}\nsystems: {s: {}}\n")
    assert (one.field, one.severity) == ("status", Severity.WARNING)
    assert "'lve' is no status of an AI use, so it counts as live" in one.message


@pytest.mark.parametrize(
    "text",
    [
        "systems:\n  s: {ai: true}\nai_uses:\n  a: {system: s, status: live}\n",
        "systems:\n  s: {ai: true}\nai_uses:\n  a: {system: 'system:s', status: Proposed}\n",
        "systems:\n  s: {ai: false}\n  t: {}\n",
        "systems:\n  s: {ai: true, status: retired}\n  t: {ai: true, status: planned}\n",
        "systems:\n  s: {ai: true, until: 2026-01-01}\n",
        "systems:\n  recorder: {ai: true}\nai_uses:\n  a: {system: recordre}\n",
        "systems:\n  s: {ai: true}\nai_uses:\n  a: {system: [x]}\n",
        "systems:\n  s: {ai: true}\nai_usess:\n  a: {system: s}\n",
        "ai_uses:\n  a: {status: retired}\n",
        "ai_uses:\n  a: {sytem: s}\nsystems: {s: {}}\n",
    ],
)
def test_everything_is_in_the_catalogue_or_may_be(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "ai-shadow-system", text) == []


SPOKEN = "people: {ai: notes}, process: {ai: scoring}, data: {ai: churn}, technology: {ai: forecast}"


@pytest.mark.parametrize(
    ("pillars", "said"),
    [
        (f"«pillars»: {{{SPOKEN}}}", "performance governance (such as the early detection of anomalies)"),
        (f"pillars: {{{SPOKEN}, performance_governance: «{{ai: none}}»}}", "no AI works for performance_governance"),
        (f"pillars: {{{SPOKEN}, performance_governance: «{{ai: No}}»}}", "and nothing says why"),
        (f"pillars: {{{SPOKEN}, performance_governance: «{{why: Later}}»}}", "write `ai`, be it `none`"),
    ],
)
def test_a_pillar_without_a_word(tmp_path: Path, pillars: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-pillar-gap", f"charter:\n  {pillars}\n")
    assert (one.node, one.severity) == ("charter:charter", Severity.INFO)
    assert said in one.message


def test_no_pillar_at_all(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, {"charter.yaml": "charter: {stage: scale_up}\n"}, "ai-pillar-gap")
    assert (one.node, one.field) == ("charter:charter", None)
    assert "AI does for people (such as the automation of operational tasks), process (such as" in one.message


@pytest.mark.parametrize(
    "text",
    [
        f"charter:\n  pillars: {{{SPOKEN}, performance_governance: {{ai: watch}}}}\n",
        f"charter:\n  pillars: {{{SPOKEN}, performance_governance: {{ai: none, why: Not yet}}}}\n",
        f"charter:\n  pillars: {{{SPOKEN}, performance_govrnance: {{ai: watch}}}}\n",
        "charter:\n  pillars: [people]\n",
    ],
)
def test_every_pillar_has_its_word_or_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert named(found(tmp_path, "ai-pillar-gap", text)) == []
    assert found(tmp_path, "ai-pillar-gap", "charter: {}\n", profile="startup") == []
