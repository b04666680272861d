"""Quotas that add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "quota-sum-mismatch"
PLAN = "kpis: {k: {name: Plan, unit: USD, target: {value: 100 USD, period: FY2027}}}\n"
NAMED = "  t: {amount: «100 USD», period: FY2027, plan: k}\n"
TOP = "  t: {amount: 100 USD, period: FY2027, plan: k}\n"


def quotas(*rows: str, plan: str = PLAN) -> str:
    return f"calendars: {{company: {{fiscal_year: {{starts: 02-01}}}}}}\n{plan}quotas:\n" + "".join(rows)


def child(id_: str, amount: str, parent: str = "t", period: str = "FY2027") -> str:
    return f"  {id_}: {{parent: {parent}, amount: {amount}, period: {period}}}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            quotas(NAMED, child("a", "60 USD"), child("b", "39 USD")),
            "quota:t",
            "amount",
            "2 quotas below t come to 99 USD; it hands out 100 USD; 0.5% are tolerated",
        ),
        (
            quotas("  t: {amount: «100 USD», period: FY2027, plan: k, over_assignment: 10%}\n", child("a", "100 USD")),
            "quota:t",
            "amount",
            "1 quota below t comes to 100 USD; it hands out 110 USD with 10% on top",
        ),
        (
            quotas(TOP, child("a", "«100 USD»"), child("b", "99 USD", parent="a")),
            "quota:a",
            "amount",
            "1 quota below a comes to 99 USD; it hands out 100 USD",
        ),
        (
            quotas(NAMED, *(child(f"q{n}", f"{n}4 USD", period=f"FY2027-Q{n}") for n in (1, 2, 3, 4))),
            "quota:t",
            "amount",
            "4 quotas below t come to 116 USD",
        ),
        (quotas(TOP, child("a", "«100 EUR»")), "quota:a", "amount", "a is not in USD as t, out of which it is handed"),
        (quotas(TOP, "  «a»: {parent: t}\n"), "quota:a", None, "a has no `amount`, so that nobody can add it up"),
        (quotas("  «t»: {plan: k, period: FY2027}\n", child("a", "1 USD")), "quota:t", None, "t has no `amount`"),
        (quotas("  «t»: {amount: 100 USD}\n", child("a", "100 USD")), "quota:t", None, "names no KPI as its `plan`"),
        (
            quotas("  t: {amount: «90 USD», period: FY2027, plan: k}\n"),
            "quota:t",
            "amount",
            "t comes to 90 USD, but the target of Plan is 100 USD",
        ),
        (
            quotas(NAMED.replace("100", "90"), "  u: {amount: 20 USD, period: FY2027, plan: k}\n"),
            "quota:t",
            "amount",
            "t and 1 more come to 110 USD, but the target of Plan is 100 USD",
        ),
        (
            quotas(NAMED, plan="kpis: {k: {unit: USD, targets: {FY2027: 120}}}\n"),
            "quota:t",
            "amount",
            "but the target of k is 120 USD",
        ),
        (
            quotas(TOP.replace("plan: k", "plan: «k»"), plan="kpis: {k: {targets: {FY2026: 100 USD}}}\n"),
            "quota:t",
            "plan",
            "k has no target for FY2027 that t could come to",
        ),
        (quotas(TOP.replace("plan: k", "plan: «k»"), plan="kpis: {k: {}}\n"), "quota:t", "plan", "k has no target"),
        (
            quotas(TOP.replace("plan: k", "plan: «k»"), plan="kpis: {k: {target: {value: 9 USD, by: 2027-02-01}}}\n"),
            "quota:t",
            "plan",
            "k has no target for FY2027",
        ),
        (
            quotas(NAMED, plan="kpis: {k: {unit: EUR, target: {value: 100 EUR, by: 2027-01-31}}}\n"),
            "quota:t",
            "amount",
            "t is in USD, but the plan in EUR",
        ),
    ],
)
def test_quotas_that_do_not_add_up(tmp_path: Path, text: str, node: str, field: str | None, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert named(told) == [(node, field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        quotas(TOP, child("a", "60 USD"), child("b", "40 USD")),
        quotas(TOP, child("a", "60 USD"), child("b", "40.5 USD")),
        quotas(TOP, child("a", "60 USD"), "  b: {parent: quota:t, amount: 40 USD}\n"),
        quotas(TOP, *(child(f"q{n}", "25 USD", period=f"FY2027-Q{n}") for n in (1, 2, 3, 4))),
        # Three quarters are not yet a year.
        quotas(TOP, *(child(f"q{n}", "25 USD", period=f"FY2027-Q{n}") for n in (1, 2, 3))),
        quotas(TOP, child("a", "10 USD", period="FY2028")),
        quotas(TOP, child("a", "100 USD"), "  b: {until: 2026-11-01, parent: t, amount: 40 USD}\n"),
        quotas(TOP, child("a", "60 USD"), child("b", "40 USD", parent="tt")),
        quotas(TOP, child("a", "60 USD"), "  b: {parent: [t], amount: 40 USD}\n"),
        quotas(TOP, child("a", "60 USD"), child("b", "lots")),
        quotas("  t: {amount: 100 USD, period: FY2027, plan: k, over_assignment: some}\n", child("a", "60 USD")),
        quotas(TOP, plan="kpis: {k: {target: {value: lots, period: FY2027}}}\n"),
        quotas(TOP, plan="kpis: {k: {targets: {FY2027: lots}}}\n"),
        quotas(TOP, plan="kpis: {k: {unit: USD, target: {value: 100 EUR, period: FY2027}}}\n"),
        quotas(TOP, plan="kpis: {k: {key: true, target: {words: A lot}}}\n"),
        quotas("  t: {amount: 5 USD, plan: gone}\n"),
        quotas("  t: {amount: 5 USD}\n", "  u: {}\n"),
        quotas("  t: {amount: 5 USD, plan: k, period: FY2027}\n", plan="kpis: {k: {key: true}}\n"),
        quotas("  t: {amount: 7 USD, plan: k, period: FY2027}\n", plan="kpis: {k: {target: {value: 7 USD}}}\n"),
        quotas("  t: {amount: 7 USD, plan: k}\n", plan="kpis: {k: {target: {value: 7 USD, by: 2031-01-31}}}\n"),
        quotas(child("a", "7 USD", parent="b"), child("b", "7 USD", parent="a")),
    ],
)
def test_quotas_that_add_up_or_of_which_nobody_can_say(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_how_much_may_be_lost_by_rounding_is_a_setting(tmp_path: Path) -> None:
    files = {"raci/all.yaml": quotas(TOP, child("a", "99.6 USD"))}
    assert findings(tmp_path, files, CHECK) == []
    files["revgov.yaml"] = f"checks: {{{CHECK}: {{tolerance: 0.1}}}}\n"
    assert named(findings(tmp_path, files, CHECK)) == [("quota:t", "amount")]


def test_what_a_file_hides_is_not_missing_from_a_sum(tmp_path: Path) -> None:
    files = {"raci/all.yaml": quotas(TOP, child("a", "60 USD")), "policies/more.yaml": "quotas: [\n"}
    assert findings(tmp_path, files, CHECK) == []
