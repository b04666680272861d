"""Quotas that somebody can carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

CHECK = "quota-exceeds-capacity"
AROUND = """calendars: {company: {fiscal_year: {starts: 02-01}}}
people: {ada: {name: Ada}, bob: {}}
territories: {x: {}, y: {}}
quotas:
"""
BELOW, ADA = "parent: q", "[{person: ada, full: 8 USD}]"


def quota(id_: str, amount: str, seats: str = "", more: str = "of: territory:x", period: str = "FY2027") -> str:
    carried = f", seats: {seats}" if seats else ""
    return f"  {id_}: {{amount: {amount}, period: {period}, {more}{carried}}}\n"


def seated(amount: str, seats: str, said: str, period: str = "FY2027") -> tuple[str, str, str, str]:
    """A quota whose seats cannot carry it, and what is told of them."""
    return quota("q", amount, seats, period=period), "quota:q", "seats", said


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        seated(
            "101 USD",
            "«[{person: ada, full: 60 USD}, {person: bob, full: 40 USD}]»",
            "the seats under q can bring 100 USD in FY2027, ramps included, but its amount is 101 USD",
        ),
        # From August on: six months, of which the first brings nothing and the second half.
        seated("46 USD", "«[{person: ada, starts: 2026-08-15, ramp: [0%, 50%], full: 120 USD}]»", "can bring 45 USD"),
        seated("61 USD", "«[{person: ada, starts: 2026-08-01, full: 120 USD}]»", "can bring 60 USD"),
        seated(
            "30 USD",
            "«[{person: ada, starts: 2026-04-30, ramp: [0%, 50%], full: 30 USD}]»",
            "can bring 15 USD in 2026-Q2",
            period="2026-Q2",
        ),
        seated("1 USD", "«[{person: ada, starts: 2028-01-01, full: 120 USD}]»", "can bring 0 USD"),
        seated("1 USD", "[«{person: ada}»]", "the seat of Ada under q does not say"),
        (quota("«q»", "1 USD"), "quota:q", None, "nobody carries q: no quota of it has `seats`"),
        (
            quota("«q»", "2 USD")
            + quota("a", "1 USD", more="of: territory:x, parent: q")
            + quota("b", "1 USD", more="parent: q"),
            "quota:q",
            None,
            "nobody carries q",
        ),
        (
            quota("q", "2 USD")
            + quota("a", "1 USD", "[{person: ada, full: 5 USD}]", "parent: q")
            + quota("«b»", "1 USD", more="parent: q, of: territory:y"),
            "quota:b",
            None,
            "nobody carries b: it has no `seats`",
        ),
        (
            quota("q", "«9 USD»")
            + quota("a", "4 USD", "[{person: ada, full: 5 USD}]", "parent: q")
            + quota("b", "3 USD", "[{person: bob, full: 3 USD}]", "parent: q"),
            "quota:q",
            "amount",
            "all seats below q can bring 8 USD in FY2027, ramps included, but its amount is 9 USD",
        ),
        (
            quota("q", "10 USD", "[{person: ada, starts: 2026-08-01, full: 10 USD}, {person: bob, full: 10 USD}]")
            + quota("a", "«6 USD»", more="of: person:ada, parent: q"),
            "quota:a",
            "amount",
            "a is 6 USD, but the seat is not ramped up and can bring 5 USD in FY2027",
        ),
        (
            quota("q", "10 USD", "[{person: ada, full: 5 USD}, {person: bob, full: 10 USD}]")
            + quota("a", "«6 USD»", more="of: ada, parent: q"),
            "quota:a",
            "amount",
            "a is 6 USD, but the seat in all can bring 5 USD",
        ),
    ],
)
def test_a_quota_nobody_can_carry(tmp_path: Path, text: str, node: str, field: str | None, said: str) -> None:
    told = found(tmp_path, CHECK, AROUND + text)
    assert named(told) == [(node, field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        quota("q", "100 USD", "[{person: ada, full: 60 USD}, {person: bob, full: 40 USD}]"),
        quota("q", "45 USD", "[{person: ada, starts: 2026-08-15, ramp: [0%, 50%], full: 120 USD}]"),
        quota("q", "120 USD", "[{person: ada, starts: 2025-12-01, ramp: [0%, 50%], full: 120 USD}]"),
        quota("q", "5 USD", more="of: person:ada"),
        quota("q", "8 USD") + quota("a", "8 USD", "[{person: ada, full: 8 USD}]", "parent: q"),
        # Two people without seats bring what their quotas say.
        quota("q", "8 USD")
        + quota("a", "5 USD", more="parent: q, of: ada")
        + quota("b", "3 USD", more="parent: q, of: bob"),
        quota("q", "8 USD", "[{person: ada, full: 8 USD}]") + quota("a", "8 USD", more="parent: q, of: ada"),
        quota("q", "8 USD", "[{person: ada, full: 3 EUR}]"),
        quota("q", "8 USD", "[{person: ada, full: 3 EUR}, {person: bob, full: 3 USD}]"),
        # Without a period nobody can say how long a seat is ramped up.
        quota("q", "8 USD", "[{person: ada, starts: 2026-08-01, full: 8 USD}]").replace("period: FY2027, ", ""),
        quota("q", "8 USD", "[{person: ada, full: lots}]"),
        quota("q", "8 USD").replace("of: ", "until: 2026-01-31, of: "),
        quota("q", "8 USD", "[{person: ada, full: 8 USD}]")
        + quota("a", "9 USD", more="parent: q, of: ada", period="FY2028"),
        quota("a", "9 USD", more="parent: b") + quota("b", "9 USD", more="parent: a"),
        quota("a", "9 USD", more="parent: gone"),
    ],
)
def test_a_quota_somebody_can_carry_or_of_which_nobody_can_say(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, AROUND + text) == []


def test_a_part_that_is_short_says_enough(tmp_path: Path) -> None:
    text = (
        quota("q", "9 USD")
        + quota("a", "9 USD", "«[{person: ada, full: 5 USD}]»", "parent: q")
        + quota("c", "9 USD", more="of: ada, parent: a")
    )
    assert named(found(tmp_path, CHECK, AROUND + text)) == [("quota:a", "seats")]
