"""Roles that are planned for no more than they can do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "roadmap-capacity-exceeded"
AROUND = """roles:
  r: {title: Ruth, held_by: [p]}
  s: {held_by: [p, q]}
  t: {fte: 0.5, held_by: [p]}
  u: {}
people: {p: {}, q: {}}
"""


def items(*written: str) -> str:
    """Initiatives as `2027-01-01 2027-01-31 r 60%`."""
    rows = (one.split(" ") for one in written)
    return "initiatives:\n" + "".join(
        f"  i{number}: {{starts: {starts}, ends: {ends}, effort: {{{role}: {share}}}}}\n"
        for number, (starts, ends, role, share) in enumerate(rows)
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            ["2027-01-01 2027-01-31 r 60%", "2027-01-01 2027-01-31 r «50%»"],
            "Ruth is planned for 110% in 2027-01, and has 100%: 'i0' (60%) and 'i1' (50%)",
        ),
        (["2027-01-01 2027-01-31 r «101%»"], "Ruth is planned for 101% in 2027-01"),
        (["2027-01-01 2027-01-31 s «201%»"], "s is planned for 201% in 2027-01, and has 200%"),
        (["2027-01-01 2027-01-31 t «60%»"], "t is planned for 60% in 2027-01, and has 50%"),
        # The worst month is told, the first of several.
        (
            ["2027-01-01 2027-12-31 r 60%", "2027-03-01 2027-10-31 r 50%", "2027-05-01 2027-06-30 r «10%»"],
            "Ruth is planned for 120% in 2027-05",
        ),
        (["2026-01-01 2027-02-28 r 60%", "2026-10-01 2027-06-30 r «50%»"], "Ruth is planned for 110% in 2026-11"),
        # Of a month in which something runs for a part only that part counts.
        (
            ["2027-01-01 2027-01-31 r 60%", "2027-01-01 2027-03-15 r 50%", "2027-02-01 2027-02-20 r «90%»"],
            "114% in 2027-02",
        ),
    ],
)
def test_more_work_than_time(tmp_path: Path, written: list[str], said: str) -> None:
    (one,) = found(tmp_path, CHECK, f"{items(*written)}{AROUND}")
    assert (one.field, one.severity) == (
        "effort.r" if "Ruth" in said or "114%" in said else one.field,
        Severity.WARNING,
    )
    assert said in one.message
    assert len(one.related) == one.message.count("' (") - 1


@pytest.mark.parametrize(
    "written",
    [
        ["2027-01-01 2027-01-31 r 100%"],
        ["2027-01-01 2027-01-31 r 60%", "2027-02-01 2027-02-28 r 60%"],
        ["2027-01-01 2027-01-15 r 100%", "2027-01-16 2027-01-31 r 100%"],
        ["2027-01-01 2027-01-31 s 200%"],
        ["2027-01-01 2027-01-31 t 50%"],
        # A month that is over cannot be planned any more; the one that runs can.
        ["2026-10-01 2026-10-31 r 300%"],
        # An empty chair, or one that is not declared, is told elsewhere.
        ["2027-01-01 2027-01-31 u 300%"],
        ["2027-01-01 2027-01-31 nobody 300%"],
        ["2027-01-31 2027-01-01 r 300%"],
        ["soon 2027-01-01 r 300%"],
    ],
)
def test_time_enough(tmp_path: Path, written: list[str]) -> None:
    assert found(tmp_path, CHECK, f"{items(*written)}{AROUND}") == []


@pytest.mark.parametrize("end", ["status: done", "status: cancelled", "until: 2026-11-23"])
def test_what_is_over_takes_no_time(tmp_path: Path, end: str) -> None:
    text = items("2027-01-01 2027-01-31 r 300%").replace("i0: {", f"i0: {{{end}, ")
    assert found(tmp_path, CHECK, f"{text}{AROUND}") == []


def test_deputies_and_those_who_leave_do_not_count(tmp_path: Path) -> None:
    around = AROUND.replace(
        "held_by: [p, q]", "held_by: [{person: p, until: 2027-02-15}, q, {person: x, deputy: true}]"
    )
    text = items("2027-02-01 2027-03-31 s «150%»") + around
    (one,) = found(tmp_path, CHECK, text)
    assert "150% in 2027-03, and has 100%" in one.message
    clean = items("2027-01-01 2027-02-28 s 150%") + around
    assert found(tmp_path, CHECK, clean) == []


def test_a_startup_is_told_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, items("2027-01-01 2027-01-31 r 300%") + AROUND, profile="startup") == []


def test_each_role_is_told_once(tmp_path: Path) -> None:
    text = "initiatives:\n  a: {starts: 2027-01-01, ends: 2028-01-31, effort: {r: «110%», role:t: «60%»}}\n"
    assert named(found(tmp_path, CHECK, text + AROUND)) == [
        ("initiative:a", "effort.r"),
        ("initiative:a", "effort.role:t"),
    ]


def test_the_last_month_of_all_is_a_month(tmp_path: Path) -> None:
    files = {"raci/all.yaml": items("2027-01-01 9999-12-31 r 110%") + AROUND}
    assert ["2027-01" in one.message for one in findings(tmp_path, files, CHECK)] == [True]
