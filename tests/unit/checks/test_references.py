"""Names that lead nowhere, to what is over, or to two things at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

ROLES = (
    "roles:\n  vp_sales: {title: VP Sales}\n  vp_marketing: {title: VP Marketing, was: [vp_growth], aliases: [cmo]}\n"
)


def fix_of(one: object) -> str | None:
    fix = one.fix
    return fix.edits[0].text if fix else None


@pytest.mark.parametrize(
    ("yaml", "node", "field", "said", "fix"),
    [
        ("kpis:\n  a: {owner: «vp_sale»}\n", "kpi:a", "owner", "did you mean 'vp_sales'?", "vp_sales"),
        ("kpis:\n  a: {owner: [vp_sales, «zzz»]}\n", "kpi:a", "owner", "role 'zzz' is not declared", None),
        ("kpis:\n  a: {owner: «VP Sales»}\n", "kpi:a", "owner", "did you mean 'vp_sales'?", "vp_sales"),
        ("kpis:\n  a: {owner: «vp_growth»}\n", "kpi:a", "owner", "it was renamed to 'vp_marketing'", "vp_marketing"),
        ("kpis:\n  a: {owner: «cmo»}\n", "kpi:a", "owner", "it is another name of 'vp_marketing'", "vp_marketing"),
        ("activities:\n  a: {raci: {«vp_sale»: A}}\n", "activity:a", "raci.vp_sale", "did you mean", "vp_sales"),
        ("kpis:\n  owner: {owner: «owner»}\n", "kpi:owner", "owner", "there is a KPI of that id, but a role is", None),
        ("kpis:\n  a: {formula: b / «c_count»}\n  b: {}\n  c_counts: {}\n", "kpi:a", "formula", "c_counts", "c_counts"),
        ("kpis:\n  a: {formula: a + «zz» + a}\n", "kpi:a", "formula", "KPI 'zz' is not declared", None),
        (
            "meetings:\n  m: {reviews: [«kpi:win_rat»]}\nkpis: {win_rate: {}}\n",
            "meeting:m",
            "reviews",
            "'kpi:win_rat' is not declared; did you mean 'kpi:win_rate'?",
            "kpi:win_rate",
        ),
        (
            "meetings:\n  m: {reviews: [«kpl:win_rate»]}\nkpis: {win_rate: {}}\n",
            "meeting:m",
            "reviews",
            "no kind 'kpl'",
            None,
        ),
        ("kpis:\n  a: {owner: «kpi:a»}\n", "kpi:a", "owner", "is a KPI; a role is needed here", None),
        (
            "meetings:\n  m: {reviews: [«both»]}\nkpis: {both: {}}\nrisks: {both: {}}\n",
            "meeting:m",
            "reviews",
            "may be kpi:both or risk:both",
            None,
        ),
        (
            "datasets:\n  deal: {fields: {amount: {}}}\nkpis:\n  a: {source: {dataset: deal, field: «amout»}}\n",
            "kpi:a",
            "source.field",
            "did you mean 'amount'?",
            "amount",
        ),
        (
            "datasets:\n  deal: {fields: {amount: {}}}\nkpis:\n  a: {source: {dataset: «dael», field: amount}}\n",
            "kpi:a",
            "source.dataset",
            "did you mean 'deal'?",
            "deal",
        ),
        (
            "datasets:\n  deal: {fields: {amount: {}}}\nstages:\n  s: {entry: «deal.amout» > 0}\n",
            "stage:s",
            "entry",
            "did you mean 'deal.amount'?",
            "deal.amount",
        ),
        (
            "stages:\n  s: {entry: ['«check:raci-no-acountable» fails']}\n",
            "stage:s",
            "entry",
            "there is no check 'raci-no-acountable'; did you mean",
            "check:raci-no-accountable",
        ),
        ("risks:\n  r: {controls: [«check:nonsense»]}\n", "risk:r", "controls", "there is no check 'nonsense'", None),
        (
            "kpis:\n  k: {drives: [«check:raci-no-accountable»]}\n",
            "kpi:k",
            "drives",
            "'check:raci-no-accountable' is a check; a KPI is needed here",
            None,
        ),
        ("decisions:\n  d: {covers: [«kpl»]}\n", "decision:d", "covers", "there is no kind 'kpl'", None),
        ("decisions:\n  d: {covers: [«kpi.targt»]}\n", "decision:d", "covers", "has no field 'targt'", None),
    ],
)
def test_a_name_that_leads_nowhere(
    tmp_path: Path, yaml: str, node: str, field: str, said: str, fix: str | None
) -> None:
    (one,) = found(tmp_path, "x-ref-unresolved", yaml + ROLES)
    assert (one.node, one.field) == (node, field)
    assert said in one.message
    assert fix_of(one) == fix


@pytest.mark.parametrize(
    ("line", "yaml", "said"),
    [
        ("functions: [sales]", "roles: {r: {function: «sale»}}", "'sale' is no function of the charter"),
        ("functions: [sales]", "decisions: {d: {functions: [sales, «hr»]}}", "'hr' is no function of the charter"),
        ("owns: [forecasting]", "activities: {a: {area: «forecast»}}", "did you mean 'forecasting'?"),
        ("supports: [quota]", "roles: {r: {area: [quota, «hr»]}}", "'hr' is no area of the charter"),
        (
            "out_of_scope: [hr]",
            "decisions: {d: {covers: ['area:hr', «'area:quota'»]}}",
            "'quota' is no area of the charter",
        ),
        ("classifications: [public]", "datasets: {d: {classification: «secret»}}", "no classification of the charter"),
        ("market: {segments: [smb]}", "territories: {t: {includes: {segments: [«mid»]}}}", "'mid' is no segment"),
        ("market: {regions: [emea]}", "territories: {t: {includes: {regions: [emea, «apac»]}}}", "'apac' is no region"),
        ("name: Charter", "kpis: {k: {pillar: «dta»}}", "'dta' is no pillar; did you mean 'data'?"),
        ("name: Charter", "kpis: {k: {is: «win_rte»}}", "'win_rte' is no known KPI; did you mean 'win_rate'?"),
        ("classifications: [public]\n  retention: {«secret»: {}}", "", "'secret' is no classification of the charter"),
    ],
)
def test_a_word_that_is_not_listed(tmp_path: Path, line: str, yaml: str, said: str) -> None:
    (one,) = found(tmp_path, "x-ref-unresolved", f"charter:\n  {line}\n{yaml}\n")
    assert said in one.message


@pytest.mark.parametrize(
    ("written", "declared"),
    [("vp_cs", "vp_customer_success"), ("vp_customer_success", "vp_cs"), ("arr", "annual_recurring_revenue")],
)
def test_an_abbreviation_is_recognised(tmp_path: Path, written: str, declared: str) -> None:
    yaml = f"kpis: {{k: {{owner: «{written}»}}}}\nroles: {{vp_sales: {{}}, {declared}: {{}}, cfo: {{}}}}\n"
    (one,) = found(tmp_path, "x-ref-unresolved", yaml)
    assert f"did you mean '{declared}'?" in one.message


def test_a_house_rule_may_stand_in_a_condition(tmp_path: Path) -> None:
    yaml = "contingencies: {c: {trigger: ['policy:p fails', '«policy:q» fails']}}\npolicies: {p: {}}\n"
    (one,) = found(tmp_path, "x-ref-unresolved", yaml)
    assert one.message == "'policy:q' is not declared"


def test_words_are_free_where_nobody_lists_them(tmp_path: Path) -> None:
    yaml = "charter: {mission: M}\nroles: {r: {function: x, area: y}}\ndatasets: {d: {classification: z}}\n"
    assert found(tmp_path, "x-ref-unresolved", yaml) == []


def test_a_council_without_a_chair_is_not_a_name(tmp_path: Path) -> None:
    assert found(tmp_path, "x-ref-unresolved", "councils: {c: {chair: none, why: Elected anew each time}}\n") == []


def test_an_owner_that_is_no_role_is_left_to_the_check_of_owners(tmp_path: Path) -> None:
    yaml = "kpis:\n  a: {owner: vp_sales / vp_marketing}\n  b: {owner: ada}\npeople: {ada: {}}\n" + ROLES
    assert found(tmp_path, "x-ref-unresolved", yaml) == []


def test_a_huge_name_is_cut(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "x-ref-unresolved", f"kpis: {{a: {{owner: «{'x' * 5000}»}}}}\n" + ROLES)
    assert len(one.message) < 200


def test_many_names_are_answered_in_bounded_time(tmp_path: Path) -> None:
    roles = "roles:\n" + "".join(f"  role_{number}: {{}}\n" for number in range(3000))
    kpis = "kpis:\n" + "".join(f"  kpi_{number}: {{owner: «rolle_{number}x»}}\n" for number in range(200))
    told = found(tmp_path, "x-ref-unresolved", kpis + roles)
    assert any(one.fix for one in told)
    assert not all(one.fix for one in told)


def test_what_is_over_is_told_to_what_still_names_it(tmp_path: Path) -> None:
    yaml = """\
systems:
  old: {until: 2026-11-23}
  today: {until: 2026-11-24}
  coming: {since: 2026-11-25}
people: {ada: {until: 2026-01-31}}
roles: {r: {held_by: [ada]}}
kpis:
  a: {reported_in: «old»}
  b: {reported_in: «coming»}
  c: {reported_in: today}
  d: {reported_in: old, until: 2026-01-01}
minutes:
  m_2026_01_05: {actions: [{what: Buy it, about: [old]}]}
"""
    told = found(tmp_path, "x-ref-out-of-force", yaml)
    assert named(told) == [("kpi:a", "reported_in"), ("kpi:b", "reported_in")]
    assert {one.severity for one in told} == {Severity.INFO}
    assert "not in force any more, since 2026-11-23" in told[0].message
    assert "not in force before 2026-11-25" in told[1].message


@pytest.mark.parametrize(
    ("yaml", "severity"),
    [
        ("kpis: {k: {owner: «r»}}", Severity.ERROR),
        ("kpis: {k: {changed: {on: 2026-01-05, approved_by: «r»}}}", Severity.ERROR),
        ("councils: {c: {chair: «role:r»}}", Severity.ERROR),
        ("decisions: {d: {decides: «role:r»}}", Severity.ERROR),
        ("decisions: {d: {consults: «r»}}", Severity.INFO),
        ("activities: {a: {accountable: [«r»]}}", Severity.ERROR),
        ("activities: {a: {raci: {x_r: A, «r»: C}}}", Severity.INFO),
        ("activities: {a: {raci: {x_r: C, «role:r»: A/R}}}", Severity.ERROR),
        ("roles: {x_r: {reports_to: «r»}, r: {until: 2026-01-31}}", Severity.INFO),
        ("charter: {outcomes: [{outcome: Growth, kpi: «n»}]}", Severity.ERROR),
    ],
)
def test_who_is_over_and_still_answers_is_no_mere_note(tmp_path: Path, yaml: str, severity: Severity) -> None:
    rest = "kpis: {n: {until: 2026-01-31}}\n" if yaml.startswith("charter") else ""
    rest += "" if yaml.startswith("roles") else "roles: {x_r: {}, r: {until: 2026-01-31}}\n"
    (one,) = found(tmp_path, "x-ref-out-of-force", f"{yaml}\n{rest}")
    assert one.severity is severity


def test_two_declarations_of_one_id_are_both_named(tmp_path: Path) -> None:
    from tests.repository import findings

    files = {"raci/a.yaml": "roles:\n  r: {title: One}\n", "raci/b.yaml": "roles:\n  q: {}\n  r: {title: Two}\n"}
    (one,) = findings(tmp_path, files, "x-id-duplicate")
    assert (one.place.path, one.place.line, one.place.column) == ("raci/b.yaml", 3, 3)
    assert [(other.place.path, other.place.line) for other in one.related] == [("raci/a.yaml", 2)]


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("roles:\n  vp_sales: {}\n  «VP_Sales»: {}\n", "told apart only by capitals or separators"),
        ("roles:\n  vp_sales: {}\n  «vp-sales»: {}\n", "told apart only by capitals or separators"),
        ("roles:\n  vp_sales: {}\n  «vp__sales»: {}\n", "told apart only by capitals or separators"),
        ("roles:\n  vp_sales: {}\n  cso: {aliases: [«VP Sales»]}\n", "the alias 'VP Sales' is the role 'vp_sales'"),
        ("roles:\n  a: {aliases: [x]}\n  b: {aliases: [y, «X»]}\n", "is another name of the role 'a' as well"),
    ],
)
def test_two_things_of_one_name(tmp_path: Path, yaml: str, said: str) -> None:
    (one,) = found(tmp_path, "x-id-duplicate", yaml)
    assert said in one.message
    assert one.related


def test_an_alias_may_repeat_its_own_id_and_ids_of_other_kinds(tmp_path: Path) -> None:
    yaml = "roles:\n  arr: {aliases: [arr, ARR]}\nkpis:\n  arr: {}\n  growth: {}\n"
    assert found(tmp_path, "x-id-duplicate", yaml) == []
