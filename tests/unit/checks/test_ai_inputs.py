"""What models may see."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHARTER = "charter: {classifications: [public, internal, confidential]}\n"
SYSTEM = "systems: {s: {ai_data: internal}}\n"


def reading(
    field: str, dataset: str = "", *, name: str = "d.f", system: str = "system: s, ", systems: str = SYSTEM
) -> str:
    """A use that reads a field, which is declared like this in a dataset."""
    uses = f"ai_uses:\n  a: {{{system}inputs: [{name}]}}\n"
    return f"{CHARTER}{systems}{uses}datasets:\n  d: {{{dataset}fields: {{f: {{{field}}}}}}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (reading("classification: internal, ai: never", name="«d.f»"), "a reads d.f, which no model may see"),
        (reading("classification: internal, ai: Never", name="«field:d.f»"), "which no model may see"),
        (reading("classification: internal", name="«d.f»"), "nothing says there that a model may see it"),
        (reading("classification: internal, ai: maybe", name="«d.f»"), "`ai: maybe` is neither allowed, masked nor"),
        (reading("classification: internal, ai: masked", name="«d.f»"), "masked only, and nothing says how"),
        (reading("ai: allowed", name="«d.f»"), "which has no `classification`"),
        (
            reading("ai: allowed, classification: confidential", name="«d.f»"),
            "a model in s may see internal data at most",
        ),
        (reading("ai: allowed", "classification: confidential, ", name="«d.f»"), "which is confidential"),
        (
            reading("ai: masked, masking: Hashed, classification: confidential", name="«d.f»"),
            "which is confidential; a model in s may see internal data at most",
        ),
    ],
)
@pytest.mark.parametrize("profile", ["scale_up", "startup"])
def test_an_input_that_is_not_permitted(tmp_path: Path, text: str, said: str, profile: str) -> None:
    (one,) = found(tmp_path, "ai-input-not-permitted", text, profile=profile)
    assert (one.node, one.field, one.severity) == ("ai_use:a", "inputs", Severity.ERROR)
    assert said in one.message
    assert [related.message for related in one.related] == ["the field is declared here"]


@pytest.mark.parametrize(
    "text",
    [
        reading("ai: allowed, classification: internal"),
        reading("ai: allowed, classification: public"),
        reading("ai: allowed", "classification: internal, "),
        reading("ai: allowed, classification: internal", "classification: confidential, "),
        reading("ai: masked, masking: Hashed, classification: internal"),
        reading("ai: allowed, classification: confidential", systems="systems: {s: {ai_data: confidential}}\n"),
        reading("ai: allowed, classification: confidential", systems="systems: {s: {ai_data: secret}}\n"),
        reading("ai: allowed, classification: unlisted"),
        reading("ai: allowed, classification: confidential", system=""),
        reading("ai: allowed, classification: confidential", system="system: undeclared, "),
        reading("ai: never", name="d.undeclared"),
        reading("ai: never", system="status: retired, "),
        reading("ai: never", system="until: 2026-01-01, "),
        reading("ai: [x], classification: internal"),
        reading("ai: allowed, classification: [x]"),
        reading("ai: allowed", "classification: [x], "),
        reading("ai: masked, classification: internal, masking: [x]"),
        "ai_uses:\n  a: {inputs: {x: y}}\n",
    ],
)
def test_an_input_that_is_permitted_or_cannot_be_judged(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "ai-input-not-permitted", text) == []


@pytest.mark.parametrize("status", ["proposed", "approved", "paused", "live"])
def test_a_use_is_asked_before_it_goes_live(tmp_path: Path, status: str) -> None:
    text = reading("ai: never", name="«d.f»", system=f"status: {status}, ")
    assert named(found(tmp_path, "ai-input-not-permitted", text)) == [("ai_use:a", "inputs")]


def test_a_use_without_inputs(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-input-not-permitted", "ai_uses:\n  «a»: {name: Score}\n")
    assert (one.node, one.severity) == ("ai_use:a", Severity.WARNING)
    assert "Score names no `inputs`" in one.message


def test_a_system_that_is_silent_is_told_once(tmp_path: Path) -> None:
    text = reading("ai: allowed, classification: internal", systems="systems:\n  «s»: {name: Scorer}\n").replace(
        "inputs: [d.f]}\n", "inputs: [d.f]}\n  b: {system: s, inputs: [d.f]}\n"
    )
    (one,) = found(tmp_path, "ai-input-not-permitted", text)
    assert one.node == "system:s"
    assert "Scorer does not say which data a model may see there (`ai_data`), and a runs in it" in one.message


def test_an_ai_data_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    text = reading("ai: allowed, classification: internal", systems="systems: {s: {ai_data: [x]}}\n")
    assert named(findings(tmp_path, {"charter.yaml": text}, "ai-input-not-permitted")) == []
