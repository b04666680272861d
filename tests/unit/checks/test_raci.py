"""The letters of the matrix."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

ROLES = "roles: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}, i: {}, j: {}}\n"


@pytest.mark.parametrize("row", ["{}", "{responsible: a}", "{raci: {a: R, b: C}}", "{raci: {}}"])
def test_nobody_accountable(tmp_path: Path, row: str) -> None:
    told = found(tmp_path, "raci-no-accountable", f"activities:\n  «x»: {row}\n{ROLES}")
    assert named(told) == [("activity:x", None)]


@pytest.mark.parametrize("row", ["{accountable: a}", "{raci: {a: A/R}}", "{raci: {a: 'R, A'}}", "{raci: {a: X}}"])
def test_somebody_accountable_or_unreadable(tmp_path: Path, row: str) -> None:
    assert found(tmp_path, "raci-no-accountable", f"activities:\n  x: {row}\n{ROLES}") == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("{accountable: [a, «b»]}", "accountable"),
        ("{raci: {a: A, c: R, b: «A/R»}}", "raci.b"),
        ("{accountable: a, raci: {b: «A»}}", "raci.b"),
        ("{raci: {«a / b»: A}}", "raci.a / b"),
    ],
)
def test_several_accountable(tmp_path: Path, row: str, field: str) -> None:
    row = row.replace("«a / b»: A", "a / b: «A»")
    (one,) = found(tmp_path, "raci-multiple-accountable", f"activities: {{x: {row}}}\n{ROLES}")
    assert (one.field, one.severity) == (field, Severity.ERROR)


def test_a_role_that_several_hold_is_a_milder_fault(tmp_path: Path) -> None:
    yaml = "activities: {x: {raci: {a: «A»}}}\nroles: {a: {held_by: [p, q]}}\npeople: {p: {}, q: {}}\n"
    (one,) = found(tmp_path, "raci-multiple-accountable", yaml)
    assert one.severity is Severity.WARNING
    assert "2 people hold a" in one.message


@pytest.mark.parametrize(
    "held",
    ["[{person: p, until: 2026-01-01}, q]", "[left, q]", "[q, {person: p, deputy: true}]", '[q, "person:q"]'],
)
def test_who_holds_a_role_no_more_or_only_deputises_is_not_counted(tmp_path: Path, held: str) -> None:
    people = "people: {p: {}, q: {}, left: {until: 2026-11-23}}\n"
    yaml = f"activities: {{x: {{raci: {{a: A}}}}}}\nroles: {{a: {{held_by: {held}}}}}\n{people}"
    assert found(tmp_path, "raci-multiple-accountable", yaml) == []


@pytest.mark.parametrize("held", ["[p]", "[p, {person: q, deputy: true}]", "[p, {person: q, until: 2026-11-23}]"])
def test_deputies_and_former_holders_are_not_accountable(tmp_path: Path, held: str) -> None:
    yaml = f"activities: {{x: {{raci: {{a: A}}}}}}\nroles: {{a: {{held_by: {held}}}}}\npeople: {{p: {{}}, q: {{}}}}\n"
    assert found(tmp_path, "raci-multiple-accountable", yaml) == []


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ("{accountable: a}", True),
        ("{raci: {a: A, b: C}}", True),
        ("{raci: {a: A/R}}", False),
        ("{responsible: a}", False),
    ],
)
def test_nobody_responsible(tmp_path: Path, row: str, lacks: bool) -> None:
    name = "«x»" if lacks else "x"
    found(tmp_path, "raci-no-responsible", f"activities: {{{name}: {row}}}\n{ROLES}")


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("{raci: {a: A/R, b: «C/I»}}", "raci.b", "b is consulted and informed"),
        ("{raci: {a: «A/C»}}", "raci.a", "accountable and consulted"),
        ("{raci: {a: A, b: «R I»}}", "raci.b", "responsible and informed"),
        ("{responsible: [a], informed: [b, «a»]}", "informed", "responsible and informed"),
        ("{responsible: [a], raci: {a: «C»}}", "raci.a", "responsible and consulted"),
        ("{raci: {a: «R/A/C»}}", "raci.a", "responsible, accountable and consulted"),
        ("{accountable: a, consulted: «role:a»}", "consulted", "accountable and consulted"),
        ("{responsible: a, raci: {role:a: «C»}}", "raci.role:a", "responsible and consulted"),
        ("{raci: {a: A, role:a: «I»}}", "raci.role:a", "accountable and informed"),
    ],
)
def test_letters_that_contradict_each_other(tmp_path: Path, row: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, "raci-letter-conflict", f"activities: {{x: {row}}}\n{ROLES}")
    assert one.field == field
    assert said in one.message


def test_a_and_r_go_together_and_a_letter_may_be_repeated(tmp_path: Path) -> None:
    yaml = f"activities: {{x: {{raci: {{a: A/R, b: I}}}}, y: {{responsible: [a, a], accountable: a}}}}\n{ROLES}"
    assert found(tmp_path, "raci-letter-conflict", yaml) == []


def rows(counts: dict[str, int]) -> str:
    letters = [role for role, count in counts.items() for _ in range(count)]
    return "activities:\n" + "".join(f"  x{number}: {{raci: {{{role}: A/R}}}}\n" for number, role in enumerate(letters))


@pytest.mark.parametrize(
    ("counts", "over"),
    [
        ({"a": 4, "b": 3, "c": 3}, ["role:a"]),
        ({"a": 3, "b": 3, "c": 3, "d": 1}, []),
        ({"a": 3, "b": 2}, []),
        ({"a": 11, "b": 11, "c": 10, "d": 10}, ["role:a", "role:b"]),
        ({"unknown": 10}, []),
    ],
)
def test_roles_with_too_many_a(tmp_path: Path, counts: dict[str, int], over: list[str]) -> None:
    told = findings(tmp_path, {"raci/all.yaml": rows(counts) + ROLES}, "raci-accountable-overloaded")
    assert [one.node for one in told] == over
    assert all("the limit is 30%, or 10" in one.message for one in told)


def test_the_limits_are_settings(tmp_path: Path) -> None:
    files = {
        "raci/all.yaml": rows({"a": 3, "b": 2}) + ROLES,
        "revgov.yaml": "checks: {raci-accountable-overloaded: {most: 2}, raci-consulted-excess: {most_share: 0.2}}\n",
    }
    assert [one.node for one in findings(tmp_path, files, "raci-accountable-overloaded")] == ["role:a"]


@pytest.mark.parametrize(
    ("row", "rest", "said"),
    [
        ("{raci: {a: A/R, b: C, c: C, d: C, e: C, f: «C»}}", "g: I, h: I, i: I, j: I", "consults 5 of 10 roles"),
        ("{raci: {a: A/R, b: C, c: «C»}}", "a: I", "consults 2 of 3 roles"),
        ("{consulted: [b, «c»]}", "a: A", "consults 2 of 3 roles"),
    ],
)
def test_too_many_consulted(tmp_path: Path, row: str, rest: str, said: str) -> None:
    (one,) = found(tmp_path, "raci-consulted-excess", f"activities: {{x: {row}, y: {{raci: {{{rest}}}}}}}\n{ROLES}")
    assert said in one.message
    assert "at most 4, and at most 50%" in one.message


def test_half_of_the_roles_may_be_consulted(tmp_path: Path) -> None:
    yaml = f"activities: {{x: {{raci: {{a: A/R, b: C, c: C, d: I}}}}}}\n{ROLES}"
    assert found(tmp_path, "raci-consulted-excess", yaml) == []


def test_roles_without_a_letter(tmp_path: Path) -> None:
    yaml = """\
roles:
  used: {}
  «owning»: {}
  «idle»: {}
  gone: {until: 2026-01-01}
kpis: {k: {owner: owning}}
activities: {x: {informed: used}}
"""
    told = found(tmp_path, "raci-role-unused", yaml)
    assert named(told) == [("role:owning", None), ("role:idle", None)]
    assert "owning owns 'k'" in told[0].message
    assert "owns" not in told[1].message


def test_without_any_activity_there_is_no_matrix(tmp_path: Path) -> None:
    assert found(tmp_path, "raci-role-unused", ROLES) == []
