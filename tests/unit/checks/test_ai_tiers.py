"""Risk tiers of AI uses, and uses that must not be at work."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

GIVEN = "why: Decides who is called, on: 2026-04-28"


@pytest.mark.parametrize(
    ("use", "field", "said"),
    [
        ("«a»: {name: Score}", None, "nobody has said how much harm Score could do"),
        ("«a»: {status: proposed}", None, "write a `risk_tier`: prohibited, high, limited or minimal"),
        (f"a: {{risk_tier: {{tier: «medium», {GIVEN}}}}}", "risk_tier.tier", "'medium' is no risk tier of an AI use"),
        ("a: {risk_tier: «limited»}", "risk_tier", "the risk tier of a has no reason (`why`) or date (`on`)"),
        ("a: {risk_tier: «{tier: high, on: 2026-04-28}»}", "risk_tier", "has no reason (`why`)"),
        ("a: {risk_tier: «{tier: high, why: Pay}»}", "risk_tier", "has no date (`on`)"),
    ],
)
def test_a_use_without_a_tier(tmp_path: Path, use: str, field: str | None, said: str) -> None:
    (one,) = found(tmp_path, "ai-risk-tier-missing", f"ai_uses:\n  {use}\n")
    assert (one.node, one.field, one.severity) == ("ai_use:a", field, Severity.ERROR)
    assert said in one.message


@pytest.mark.parametrize(
    "use",
    [
        *(f"a: {{risk_tier: {{tier: {tier}, {GIVEN}}}}}" for tier in ("prohibited", "high", "limited", "minimal")),
        f"a: {{risk_tier: {{tier: High, {GIVEN}}}}}",
        "a: {status: retired}",
        "a: {status: Rejected}",
        "a: {until: 2026-11-23}",
        "a: {risk_tier: [high]}",
        f"a: {{risk_teir: {{tier: high, {GIVEN}}}}}",
        "a: {risk_tier: {tier: high, why: Pay, on: spring}}",
    ],
)
def test_a_use_with_a_tier_or_over(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "ai-risk-tier-missing", f"ai_uses:\n  {use}\n") == []


def test_a_startup_is_warned_of_a_missing_tier(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-risk-tier-missing", "ai_uses:\n  «a»: {name: Score}\n", profile="startup")
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("status: live", "has the status 'live'"),
        ("status: pilot", "has the status 'pilot'"),
        ("status: runing", "has the status 'runing'"),
        ("name: Mood", "has no status, so it counts as live"),
    ],
)
def test_a_prohibited_use_at_work(tmp_path: Path, status: str, said: str) -> None:
    text = f"ai_uses:\n  a: {{risk_tier: {{tier: «prohibited», {GIVEN}}}, {status}}}\n"
    for profile in ("scale_up", "startup"):
        (one,) = found(tmp_path, "ai-prohibited-use", text, profile=profile)
        assert (one.node, one.field, one.severity) == ("ai_use:a", "risk_tier.tier", Severity.ERROR)
        assert said in one.message
        assert bool(one.related) == ("status:" in status)


@pytest.mark.parametrize("status", ["proposed", "planned", "approved", "paused", "retired", "rejected", "Paused"])
def test_a_prohibited_use_that_does_not_act(tmp_path: Path, status: str) -> None:
    text = f"ai_uses:\n  a: {{risk_tier: prohibited, status: {status}}}\n"
    assert found(tmp_path, "ai-prohibited-use", text) == []


@pytest.mark.parametrize(
    "more", ["risk_tier: high, status: live", "status: live", "risk_tier: prohibited, until: 2026-11-23"]
)
def test_what_is_not_prohibited_or_not_in_force(tmp_path: Path, more: str) -> None:
    assert named(found(tmp_path, "ai-prohibited-use", f"ai_uses:\n  a: {{{more}}}\n")) == []
