"""Duties that are to be kept apart, owners and those who maintain what they own, authority."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.checks.duties import KEPT_APART
from revgov.finding import Severity


def two(maker: str, checker: str, one: str = "submit_forecast", other: str = "certify_forecast") -> str:
    return f"activities:\n  x: {{duty: {one}, raci: {maker}}}\n  y: {{duty: [{other}], raci: {checker}}}\n"


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_every_default_pair_is_kept_apart(tmp_path: Path, one: str, other: str) -> None:
    told = found(tmp_path, "raci-sod-conflict", two("{a: R}", "{a: «A»}", one, other) + "roles: {a: {}}\n")
    assert [(place.place.line, place.message) for place in told[0].related] == [(2, f"'{one}' is here")]


@pytest.mark.parametrize(("maker", "checker"), [("{a: A}", "{a: «R»}"), ("{a: C, b: R}", "{b: «A»}")])
def test_one_role_on_both_sides(tmp_path: Path, maker: str, checker: str) -> None:
    found(tmp_path, "raci-sod-conflict", two(maker, checker) + "roles: {a: {}, b: {}}\n")


@pytest.mark.parametrize(
    ("maker", "checker"), [("{a: C}", "{a: A}"), ("{a: R}", "{a: I, b: A}"), ("{a: A/R}", "{b: A/R}")]
)
def test_advice_on_the_other_side_is_no_conflict(tmp_path: Path, maker: str, checker: str) -> None:
    assert found(tmp_path, "raci-sod-conflict", two(maker, checker) + "roles: {a: {}, b: {}}\n") == []


def test_the_charter_adds_pairs(tmp_path: Path) -> None:
    yaml = "charter: {kept_apart: [{one: cook, other: taste}]}\n"
    yaml += two("{a: R}", "{a: «A»}", "cook", "taste") + "roles: {a: {}}\n"
    assert named(found(tmp_path, "raci-sod-conflict", yaml)) == [("activity:y", "raci.a")]


def test_a_pair_that_the_charter_repeats_is_told_once(tmp_path: Path) -> None:
    yaml = "charter: {kept_apart: [{one: certify_forecast, other: submit_forecast}]}\n"
    yaml += "activities:\n  x: {duty: submit_forecast, raci: {a: «R»}}\n  y: {duty: certify_forecast, raci: {a: A}}\n"
    found(tmp_path, "raci-sod-conflict", yaml + "roles: {a: {}}\n")


def test_one_activity_with_both_duties(tmp_path: Path) -> None:
    yaml = "activities: {x: {duty: [submit_forecast, certify_forecast], raci: {a: «A»}}}\nroles: {a: {}}\n"
    found(tmp_path, "raci-sod-conflict", yaml)


PEOPLE = "people: {p: {}, q: {leaves: [2026-11-20..2026-11-30]}}\n"


@pytest.mark.parametrize(
    ("roles", "conflict"),
    [
        ("{a: {held_by: [p]}, b: {held_by: [p]}}", True),
        ("{a: {held_by: [q, p]}, b: {held_by: [r, {person: p, deputy: true}]}}", True),
        ("{a: {held_by: [person:p]}, b: {held_by: [p]}}", True),
        ("{a: {held_by: [p]}, b: {held_by: [q]}}", False),
        ("{a: {held_by: [p]}, b: {held_by: [{person: p, until: 2026-11-23}]}}", False),
    ],
)
def test_one_person_on_both_sides(tmp_path: Path, roles: str, conflict: bool) -> None:
    letter = "«A»" if conflict else "A"
    told = found(tmp_path, "raci-sod-conflict", two("{a: R}", f"{{b: {letter}}}") + f"roles: {roles}\n" + PEOPLE)
    assert all("p has a hand in 'submit_forecast' as a and in 'certify_forecast' as b" in one.message for one in told)


def test_who_is_on_leave_still_has_both_hands_in_it(tmp_path: Path) -> None:
    roles = "roles: {a: {held_by: [q, {person: p, deputy: true}]}, b: {held_by: [q]}}\n"
    (one,) = found(tmp_path, "raci-sod-conflict", two("{a: R}", "{b: «A»}") + roles + PEOPLE)
    assert one.message.startswith("q has a hand in")


def test_a_small_company_is_only_warned(tmp_path: Path) -> None:
    yaml = two("{a: R}", "{a: «A»}") + "roles: {a: {}}\n"
    (one,) = found(tmp_path, "raci-sod-conflict", yaml, profile="startup")
    assert one.severity is Severity.WARNING


ORG = "roles: {ceo: {}, cro: {reports_to: ceo}, vp: {reports_to: cro}, rep: {reports_to: vp}, cfo: {reports_to: ceo}}\n"


@pytest.mark.parametrize(
    ("who", "thing"),
    [
        ("cfo", "kpi:k"),
        ("rep", "kpi:k"),
        ("cfo", "k"),
        ("cfo", "council:c"),
        ("cfo", "decision:d"),
        ("vp", "decision:by_council"),
        ("cfo", "dataset:ds"),
        ("cfo", "field:ds.f"),
    ],
)
def test_somebody_else_maintains_what_a_role_owns(tmp_path: Path, who: str, thing: str) -> None:
    told = found(tmp_path, "raci-owner-mismatch", MAINTAINED.format(who=who, thing=f"«'{thing}'»") + ORG)
    assert named(told) == [("activity:x", "maintains")]
    assert told[0].related


MAINTAINED = """\
activities: {{x: {{raci: {{{who}: A/R}}, maintains: [{thing}]}}}}
kpis: {{k: {{owner: vp}}, orphan: {{}}, torn: {{owner: [vp, cfo]}}}}
councils: {{c: {{chair: vp}}, top: {{chair: cro}}, open: {{chair: none, why: Elected}}}}
decisions: {{d: {{decides: vp}}, by_council: {{decides: top}}, by_open: {{decides: open}}}}
datasets: {{ds: {{owner: vp, fields: {{f: {{}}}}}}}}
"""


@pytest.mark.parametrize(
    ("who", "thing"),
    [
        ("vp", "kpi:k"),
        ("cro", "kpi:k"),
        ("ceo", "kpi:k"),
        ("vp", "field:ds.f"),
        ("cro", "decision:by_council"),
        ("cfo", "decision:by_open"),
        ("cfo", "kpi:orphan"),
        ("cfo", "kpi:torn"),
        ("unknown", "kpi:k"),
        ("cfo", "kpi:unknown"),
    ],
)
def test_owners_and_their_managers_maintain_and_other_faults_are_told_elsewhere(
    tmp_path: Path, who: str, thing: str
) -> None:
    assert found(tmp_path, "raci-owner-mismatch", MAINTAINED.format(who=who, thing=f"'{thing}'") + ORG) == []


@pytest.mark.parametrize(
    ("row", "reports"),
    [
        ("{vp: A, cro: «R»}", True),
        ("{rep: A, cro: «R»}", True),
        ("{cro: A, vp: R}", False),
        ("{vp: A/R, cfo: R}", False),
    ],
)
def test_nobody_answers_for_what_their_manager_does(tmp_path: Path, row: str, reports: bool) -> None:
    told = found(tmp_path, "raci-accountable-without-authority", f"activities: {{x: {{raci: {row}}}}}\n{ORG}")
    assert bool(told) is reports


@pytest.mark.parametrize(
    ("who", "decides", "lacking"),
    [
        ("vp", "cfo", True),
        ("rep", "vp", True),
        ("vp", "board", True),
        ("vp", "vp", False),
        ("cro", "vp", False),
        ("cfo", "board", False),
        ("vp", "unknown", False),
    ],
)
def test_whoever_answers_holds_the_decision_right(tmp_path: Path, who: str, decides: str, lacking: bool) -> None:
    needs = "«d»" if lacking else "d"
    yaml = f"activities: {{x: {{raci: {{{who}: A/R}}, needs: [{needs}]}}}}\ndecisions: {{d: {{decides: {decides}}}}}\n"
    found(tmp_path, "raci-accountable-without-authority", f"{yaml}councils: {{board: {{chair: cfo}}}}\n{ORG}")


def test_a_circle_of_managers_is_a_fault_of_the_lines_alone(tmp_path: Path) -> None:
    yaml = "activities: {x: {raci: {a: A, b: R}}}\nroles: {a: {reports_to: b}, b: {reports_to: a}}\n"
    assert found(tmp_path, "raci-accountable-without-authority", yaml) == []
