"""Territories that are alike, and held by the right people."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

BALANCE, VALUE = "territory-imbalance", "territory-high-value-uncovered"


def cohort(*fields: str) -> str:
    return "territories:\n" + "".join(f"  t{at}: {{cohort: c, {one}}}\n" for at, one in enumerate(fields, start=1))


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (
            cohort("potential: 100 USD", "potential: 100 USD", "potential: «116 USD»"),
            "potential",
            "the potential of t3 is 116 USD, 16% above the median of cohort 'c' (100 USD); 15% are tolerated",
        ),
        (
            cohort("potential: 100 USD", "potential: 100 USD", "potential: «84 USD»"),
            "potential",
            "is 84 USD, 16% below the median",
        ),
        (
            cohort("workload: 100", "workload: 100", "workload: «10», potential: 9 USD"),
            "workload",
            "of t3 is 10",
        ),
        (
            cohort("potential: 9 USD, workload: 9", "potential: 9 USD, workload: 9", "potential: «1 USD», workload: 1"),
            "potential",
            "89% below",
        ),
        # Who is measured in another currency is measured apart.
        (
            cohort("potential: 9 USD", "potential: 9 USD", "potential: 2 EUR", "potential: «1 USD»"),
            "potential",
            "the potential of t4",
        ),
    ],
)
def test_a_territory_unlike_the_others(tmp_path: Path, text: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, BALANCE, text)
    assert one.field == field
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        cohort("potential: 100 USD", "potential: 115 USD", "potential: 85 USD"),
        cohort("potential: 100 USD", "potential: 134 USD"),
        cohort("potential: 1 USD", "workload: 1"),
        cohort("potential: 9 USD", "potential: 9 USD", "potential: 1 USD, imbalance_why: Young"),
        cohort("potential: 9 USD", "potential: 9 USD", "potential: 1 USD, imbalance_why: [Young]"),
        cohort("potential: 9 USD", "potential: 9 USD", "potential: 1 USD, until: 2026-01-01"),
        cohort("potential: 9 USD", "potential: 9 USD", "potential: 1 USD").replace("3: {cohort: c", "3: {cohort: d"),
        cohort("potential: 9 USD", "potential: 9 USD", "potential: 1 USD").replace("cohort: c, ", ""),
        cohort("potential: 0 USD", "potential: 0 USD", "potential: 1 USD"),
    ],
)
def test_territories_that_are_alike_or_not_compared(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, BALANCE, text) == []


def test_how_unlike_they_may_be_is_a_setting(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": cohort("potential: 100 USD", "potential: 100 USD", "potential: 115 USD"),
        "revgov.yaml": f"checks: {{{BALANCE}: {{percent: 14.5}}}}\n",
    }
    assert named(findings(tmp_path, files, BALANCE)) == [("territory:t3", "potential")]


PEOPLE = "people: {ada: {name: Ada, tier: 1}, bob: {name: Bob, tier: 2}, cyd: {}, odd: {tier: [1]}}\nterritories:\n"
BOTH = "tags: [high_risk, high_reward]"


@pytest.mark.parametrize(
    ("territory", "field", "said"),
    [
        (
            f"t: {{{BOTH}, held_by: «bob»}}",
            "held_by",
            "t is tagged high risk and high reward, but Bob is of tier 2",
        ),
        (f"t: {{{BOTH}, held_by: [ada, «cyd»]}}", "held_by", "but cyd is of no tier, not of tier 1"),
        ("t: {tags: [High-Risk High-Reward], held_by: [«bob»]}", "held_by", "Bob is of tier 2"),
        ("t: {tags: [High risk, HIGH REWARD, x], held_by: [«bob»]}", "held_by", "Bob is of tier 2"),
        (f"«t»: {{{BOTH}}}", None, "t is tagged high risk and high reward, and nobody holds it"),
        ("«t»: {tags: [Expansion], held_by: bob}", None, "t is tagged for expansion, and no role is `dedicated` to it"),
    ],
)
def test_the_best_of_the_market_in_other_hands(tmp_path: Path, territory: str, field: str | None, said: str) -> None:
    told = found(tmp_path, VALUE, f"{PEOPLE}  {territory}\n")
    assert named(told) == [("territory:t", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "territory",
    [
        f"t: {{{BOTH}, held_by: ada}}",
        f"t: {{{BOTH}, held_by: [gone, odd]}}",
        f"t: {{{BOTH}, held_by: {{person: ada}}}}",
        f"t: {{{BOTH}}}\n  u: {{parent: t}}",
        f"t: {{{BOTH}, until: 2026-01-01}}",
        "t: {tags: high_risk, held_by: bob}",
        "t: {tags: high_reward, held_by: bob}",
        "t: {held_by: bob}",
        "t: {tags: expansion, dedicated: undeclared}",
        "t: {tags: expansion, dedicated: [a, b]}",
    ],
)
def test_the_best_of_the_market_in_good_hands(tmp_path: Path, territory: str) -> None:
    assert found(tmp_path, VALUE, f"{PEOPLE}  {territory}\n") == []


def test_what_the_top_tier_is_called_is_a_setting(tmp_path: Path) -> None:
    text = f"people: {{ada: {{tier: Gold}}, bob: {{tier: 1}}}}\nterritories: {{t: {{{BOTH}, held_by: [ada, bob]}}}}\n"
    files = {"raci/all.yaml": text, "revgov.yaml": f"checks: {{{VALUE}: {{top_tier: gold}}}}\n"}
    (one,) = findings(tmp_path, files, VALUE)
    assert "bob is of tier 1, not of tier gold" in one.message
