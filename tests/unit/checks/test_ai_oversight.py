"""Oversight by people, comparison, caps, and the duties of a tier."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

WHOLE = "{role: r, criteria: All, override: Undo, log: {kept: 6 months}}"
ROLE = "roles: {r: {title: R}}\n"


@pytest.mark.parametrize(
    "affects", ["customer", "people", "pay", "rating", "forecast", "routing", "[internal, customer]"]
)
@pytest.mark.parametrize("profile", ["scale_up", "startup"])
def test_what_changes_something_is_validated(tmp_path: Path, affects: str, profile: str) -> None:
    text = f"ai_uses:\n  «a»: {{status: live, affects: {affects}}}\n"
    (one,) = found(tmp_path, "ai-oversight-missing", text, profile=profile)
    assert (one.node, one.severity) == ("ai_use:a", Severity.ERROR)
    assert "nobody validates what it puts out" in one.message


def test_a_use_that_does_not_say_what_it_affects_may_change_anything(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "ai-oversight-missing", "ai_uses:\n  «a»: {name: Score}\n")
    assert "Score does not say what it changes (`affects`), and nobody validates" in one.message


@pytest.mark.parametrize("gone", ["role: r", "criteria: All", "override: Undo", "log: {kept: 6 months}"])
def test_each_part_of_an_oversight(tmp_path: Path, gone: str) -> None:
    rest = WHOLE.replace(f"{gone}, ", "").replace(f", {gone}", "")
    text = f"ai_uses:\n  a: {{affects: customer, oversight: «{rest}»}}\n{ROLE}"
    (one,) = found(tmp_path, "ai-oversight-missing", text)
    assert (one.field, one.message) == (
        "oversight",
        f"a changes customer, and its oversight has no `{gone.partition(':')[0]}`",
    )


@pytest.mark.parametrize(
    "use",
    [
        f"a: {{affects: customer, oversight: {WHOLE}}}",
        f"a: {{affects: customer, oversight: {WHOLE.replace('role: r', 'role: undeclared')}}}",
        "a: {affects: internal}",
        "a: {affects: [Internal]}",
        *(f"a: {{affects: customer, status: {word}}}" for word in ("proposed", "approved", "paused", "retired")),
        "a: {affects: customer, since: 2026-11-25}",
        "a: {affects: customer, oversight: [r]}",
        "a: {affects: {x: y}}",
    ],
)
def test_a_use_that_is_overseen_or_harmless(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "ai-oversight-missing", f"ai_uses:\n  {use}\n{ROLE}") == []


def test_what_is_harmless_is_a_parameter(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "ai_uses:\n  a: {affects: draft}\n  b: {affects: internal}\n",
        "revgov.yaml": "checks: {ai-oversight-missing: {harmless: [draft]}}\n",
    }
    assert named(findings(tmp_path, files, "ai-oversight-missing")) == [("ai_use:b", None)]


@pytest.mark.parametrize("word", ["forecasting", "deal_risk_scoring", "lead_scoring", "predictive_analytics"])
@pytest.mark.parametrize("use", ["«a»: {is: %s}", "«a»: {type: %s}", "«%s»: {name: S}"])
def test_a_prediction_is_compared(tmp_path: Path, word: str, use: str) -> None:
    (one,) = found(tmp_path, "ai-overreliance", f"ai_uses:\n  {use % word}\n")
    assert one.severity is Severity.WARNING
    assert "has no `comparator`" in one.message


def test_what_changes_the_forecast_predicts(tmp_path: Path) -> None:
    text = "ai_uses:\n  «a»: {affects: [forecast]}\n  b: {affects: [forecast], comparator: The commit}\n"
    assert named(found(tmp_path, "ai-overreliance", text)) == [("ai_use:a", None)]


@pytest.mark.parametrize(
    ("automated", "field", "said"),
    [
        ("{share: «71%», cap: 70%}", "automated.share", "71% of a runs without anybody, more than its cap of 70%"),
        ("«{share: 1%}»", "automated", "1% of a runs without anybody, and no `cap` limits it"),
    ],
)
def test_a_share_above_its_cap(tmp_path: Path, automated: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-overreliance", f"ai_uses:\n  a: {{automated: {automated}}}\n")
    assert (one.node, one.field, one.message) == ("ai_use:a", field, said)


@pytest.mark.parametrize(
    "use",
    [
        "a: {automated: {share: 70%, cap: 70%}}",
        "a: {automated: {share: 0%}}",
        "a: {automated: {cap: 10%}}",
        "a: {is: lead_routing}",
        "a: {is: forecasting, status: paused, automated: {share: 90%, cap: 1%}}",
        "a: {is: forecasting, comparator: [x]}",
        "a: {is: forecasting, until: 2026-01-01}",
        "a: {automated: {share: much}}",
        "a: {automated: {share: 5%, cap: low}}",
    ],
)
def test_a_use_that_is_not_relied_on_alone(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "ai-overreliance", f"ai_uses:\n  {use}\n") == []


def test_a_startup_is_not_asked_for_comparators_and_duties(tmp_path: Path) -> None:
    text = "ai_uses:\n  a: {is: forecasting, risk_tier: limited, affects: [customer]}\n"
    assert found(tmp_path, "ai-overreliance", text, profile="startup") == []
    assert found(tmp_path, "ai-obligation-missing", text, profile="startup") == []


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (
            "«a»: {risk_tier: limited, affects: [internal]}",
            "a has the risk tier limited, and nothing says how people learn",
        ),
        ("«a»: {risk_tier: minimal, affects: [customer]}", "a reaches customers, and nothing says how"),
        ("«a»: {affects: [internal, Customers]}", "a reaches customers"),
    ],
)
def test_people_learn_of_a_model(tmp_path: Path, use: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-obligation-missing", f"ai_uses:\n  {use}\n")
    assert one.severity is Severity.WARNING
    assert said in one.message


@pytest.mark.parametrize(
    "use",
    [
        "a: {risk_tier: limited, affects: [customer], disclosure: Privacy notice}",
        "a: {risk_tier: minimal, affects: [internal]}",
        "a: {risk_tier: limited, status: proposed}",
        "a: {risk_tier: limited, disclosure: [x]}",
        "a: {risk_tier: limited, until: 2026-01-01}",
    ],
)
def test_people_know_or_are_not_reached(tmp_path: Path, use: str) -> None:
    assert found(tmp_path, "ai-obligation-missing", f"ai_uses:\n  {use}\n") == []


@pytest.mark.parametrize(("kept", "short"), [("5 months", True), ("6 months", False), ("182d", True), ("183d", False)])
def test_the_log_of_a_high_risk(tmp_path: Path, kept: str, short: bool) -> None:
    log = f"{{kept: {kept}}}"
    marked = f"«{log}»" if short else log
    text = f"ai_uses:\n  a: {{risk_tier: high, affects: [people], oversight: {{role: r, log: {marked}}}}}\n{ROLE}"
    told = found(tmp_path, "ai-obligation-missing", text)
    assert [one.field for one in told] == (["oversight.log"] if short else [])
    assert all("keeps it for at least 6 months" in one.message for one in told)


def test_how_long_a_log_is_kept_is_a_parameter(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": "ai_uses:\n  a: {risk_tier: high, affects: [people], oversight: {log: {kept: 6 months}}}\n",
        "revgov.yaml": "checks: {ai-obligation-missing: {least_months: 12}}\n",
    }
    (one,) = findings(tmp_path, files, "ai-obligation-missing")
    assert "at least 12 months" in one.message


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("«a»: {risk_tier: high, affects: [internal]}", "tier high and no `oversight.role` or `oversight.log`"),
        ("a: {risk_tier: high, affects: [internal], oversight: «{role: r}»}", "high and no `oversight.log`"),
        ("a: {risk_tier: high, affects: [internal], oversight: «{log: 1 year}»}", "high and no `oversight.role`"),
    ],
)
def test_a_high_risk_that_reaches_nobody_outside(tmp_path: Path, use: str, said: str) -> None:
    (one,) = found(tmp_path, "ai-obligation-missing", f"ai_uses:\n  {use}\n{ROLE}")
    assert said in one.message


def test_an_oversight_that_is_missing_is_told_once(tmp_path: Path) -> None:
    files = {"raci/all.yaml": "ai_uses:\n  a: {risk_tier: high, affects: [people]}\n"}
    told = findings(tmp_path, files, "ai-obligation-missing", "ai-oversight-missing")
    assert [one.check for one in told] == ["ai-oversight-missing"]
