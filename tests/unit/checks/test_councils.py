"""Councils with a mandate, and with everybody at the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

ROLES = "roles: {a: {function: sales}, b: {function: marketing}, c: {function: finance}}\n"
DECISION = "decisions: {d: {decides: k, functions: [sales, marketing]}}\n"


@pytest.mark.parametrize(
    ("council", "said"),
    [
        ("{members: [b], quorum: 1, chair: a}", "lacks `purpose`"),
        ("{purpose: Decides, quorum: 1, chair: a}", "lacks `members`"),
        ("{purpose: Decides, members: [b], chair: a}", "lacks `quorum`"),
        ("{}", "lacks `purpose`, `members` and `quorum`"),
    ],
)
def test_what_a_council_needs(tmp_path: Path, council: str, said: str) -> None:
    (one,) = found(tmp_path, "charter-council-no-mandate", f"councils: {{«k»: {council}}}\n{DECISION}{ROLES}")
    assert one.message == f"the council 'k' {said}"


def test_a_council_decides_or_agrees(tmp_path: Path) -> None:
    council = "councils: {«k»: {purpose: Decides, members: [b], quorum: 1, chair: a}}\n"
    (one,) = found(tmp_path, "charter-council-no-mandate", council + ROLES)
    assert one.message == "the council 'k' lacks a decision right"
    plain = council.replace("«", "").replace("»", "")
    assert found(tmp_path, "charter-council-no-mandate", plain + "decisions: {d: {agrees: [k]}}\n" + ROLES) == []


@pytest.mark.parametrize(("quorum", "fits"), [("0", False), ("1", True), ("3", True), ("4", False), ("-1", False)])
def test_a_quorum_that_can_be_reached(tmp_path: Path, quorum: str, fits: bool) -> None:
    written = quorum if fits else f"«{quorum}»"
    council = f"councils: {{k: {{purpose: Decides, chair: a, members: [a, b, c], quorum: {written}}}}}\n"
    told = found(tmp_path, "charter-council-no-mandate", council + DECISION + ROLES)
    assert all("it has 3 seats" in one.message or "which has 3 seats" in one.message for one in told)


@pytest.mark.parametrize(
    ("council", "functions", "absent"),
    [
        ("chair: a, members: «[c]»", "[sales, marketing]", "marketing"),
        ("chair: c, members: «[b]»", "[sales, marketing]", "sales"),
        ("chair: none, why: Elected, members: «[a]»", "[sales, marketing]", "marketing"),
    ],
)
def test_a_function_that_is_not_at_the_table(tmp_path: Path, council: str, functions: str, absent: str) -> None:
    yaml = f"councils: {{k: {{{council}}}}}\ndecisions: {{d: {{decides: k, functions: {functions}}}}}\n{ROLES}"
    told = found(tmp_path, "charter-council-function-gap", yaml)
    assert named(told) == [("council:k", "members")]
    assert told[0].message.startswith(f"nobody from {absent} sits in 'k'")


@pytest.mark.parametrize(
    ("council", "functions"),
    [
        ("chair: a, members: [b]", "[sales, marketing]"),
        ("chair: a, members: [c]", "[marketing]"),
        ("chair: a, members: [unknown]", "[sales, marketing]"),
        ("chair: a", "[sales, marketing]"),
    ],
)
def test_everybody_is_at_the_table_or_it_cannot_be_told(tmp_path: Path, council: str, functions: str) -> None:
    yaml = f"councils: {{k: {{{council}}}}}\ndecisions: {{d: {{decides: k, functions: {functions}}}}}\n{ROLES}"
    assert found(tmp_path, "charter-council-function-gap", yaml) == []
