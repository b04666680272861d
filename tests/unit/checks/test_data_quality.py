"""Targets and stewards of the data that something stands or falls with."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found

from revgov.finding import Severity

QUALITY = {"completeness": "98%", "freshness": "24h", "uniqueness": "100%", "method": "nightly rules", "every": "1 day"}
ROLES = "roles: {a: {}, b: {}}\n"


def quality(*without: str, **other: str) -> str:
    parts = {**QUALITY, **other}
    return "{" + ", ".join(f"{part}: {text}" for part, text in parts.items() if part not in without) + "}"


def dataset(fields: str, own: str = "", rest: str = "") -> str:
    return f"datasets:\n  d: {{owner: a, steward: b, fields: {fields}{own}}}\n{ROLES}{rest}"


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ("kpis: {k: {name: Wins, source: {dataset: d, field: x}}}", "KPI 'Wins'"),
        ("kpis: {k: {source: {dataset: d, field: y, time: x}}}", "KPI 'k'"),
        ("kpis: {k: {source: {dataset: d, field: y, where: \"x = 'y' and z > 1\"}}}", "KPI 'k'"),
        ("stages: {s: {entry: [d.x is set]}}", "stage 's'"),
        ("stages: {s: {exit: [d.x > 0]}}", "stage 's'"),
        ("handoffs: {h: {requires: d.x}}", "handoff 'h'"),
        ("handoffs: {h: {accepted_when: d.x is set}}", "handoff 'h'"),
        ("ai_uses: {u: {inputs: d.x}}", "AI use 'u'"),
    ],
)
def test_a_field_is_critical_where_something_stands_on_it(tmp_path: Path, rest: str, why: str) -> None:
    text = (
        f"datasets:\n  «d»: {{owner: a, steward: b, fields: {{x: {{}}, y: {{quality: {quality()}}}}}}}\n{ROLES}{rest}\n"
    )
    (one,) = found(tmp_path, "data-quality-sla-missing", text)
    assert one.message == (
        f"d sets no `completeness`, `freshness`, `uniqueness`, `method` and no `every` for the quality of d.x ({why})"
    )


def test_a_field_may_be_marked_critical(tmp_path: Path) -> None:
    text = "datasets:\n  «d»: {owner: a, steward: b, fields: {x: {critical: true}}}\n"
    (one,) = found(tmp_path, "data-quality-sla-missing", text + ROLES, profile="startup")
    assert "d.x (marked critical)" in one.message
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "slas: {s: {starts_on: d.x}}",
        "systems: {crm: {}}\nintegrations: {i: {from: crm, to: crm, fields: [d.x]}}",
        "kpis: {k: {until: 2026-01-01, source: {dataset: d, field: x}}}",
        "kpis: {k: {since: 2027-01-01, source: {dataset: d, field: x}}}",
        "kpis: {k: {source: {dataset: d, field: zz}}}",
        "kpis: {k: {source: {dataset: e, field: zz, where: x = 1}}}",
    ],
)
def test_other_fields_need_no_targets(tmp_path: Path, rest: str) -> None:
    assert found(tmp_path, "data-quality-sla-missing", f"datasets: {{d: {{fields: {{x: {{}}}}}}}}\n{rest}\n") == []


@pytest.mark.parametrize("part", list(QUALITY))
def test_each_target_is_asked_for_at_the_dataset(tmp_path: Path, part: str) -> None:
    text = dataset("{x: {critical: true}, y: {critical: true}}", f", quality: «{quality(part)}»")
    (one,) = found(tmp_path, "data-quality-sla-missing", text)
    assert (one.node, one.field) == ("dataset:d", "quality")
    assert one.message.startswith(f"d sets no `{part}` for the quality of d.x (marked critical) and d.y")


def test_a_field_brings_what_its_dataset_lacks(tmp_path: Path) -> None:
    own = f", quality: «{quality('freshness')}»"
    told = found(
        tmp_path,
        "data-quality-sla-missing",
        dataset(
            "{x: {critical: true, quality: {freshness: 1h}}, y: {critical: true, quality: {completeness: 1%}}}", own
        ),
    )
    assert [one.message for one in told] == ["d sets no `freshness` for the quality of d.y (marked critical)"]


def test_fields_that_lack_different_things_are_told_apart(tmp_path: Path) -> None:
    text = (
        "datasets:\n  d: {steward: b, fields: {x: {critical: true, quality: {freshness: 1h}}, y: {critical: true}}, "
        "quality: {method: rules, every: 1 day}}\n"
    )
    told = findings(tmp_path, {"raci/all.yaml": text + ROLES}, "data-quality-sla-missing")
    assert [one.message for one in told] == [
        "d sets no `completeness` and no `uniqueness` for the quality of d.x (marked critical)",
        "d sets no `completeness`, `freshness` and no `uniqueness` for the quality of d.y (marked critical)",
    ]


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("quality: {completeness: «101%»}", "quality.completeness"),
        ("quality: {uniqueness: «-1%»}", "quality.uniqueness"),
        ("quality: {validity: «120%»}", "quality.validity"),
        ("fields: {x: {quality: {accuracy: «101%»}}}", "quality.accuracy"),
        ("fields: {x: {quality: {consistency: «101%»}}}", "quality.consistency"),
    ],
)
def test_a_share_lies_between_nothing_and_all(tmp_path: Path, where: str, field: str) -> None:
    (one,) = found(tmp_path, "data-quality-sla-missing", f"datasets:\n  d: {{{where}}}\n")
    assert one.field == field
    assert "between 0% and 100%" in one.message


def test_the_ends_of_a_share_and_words_are_targets(tmp_path: Path) -> None:
    text = "datasets: {d: {quality: {completeness: 0%, uniqueness: 100%, validity: 0 to 100}}}\n"
    assert found(tmp_path, "data-quality-sla-missing", text) == []


@pytest.mark.parametrize(
    ("steward", "field", "said"),
    [
        ("", None, "nobody is steward of d, which holds critical fields"),
        (", steward: «a»", "steward", "a owns d and is its steward; name somebody else"),
        (", steward: «role:a»", "steward", "a owns d and is its steward"),
    ],
)
def test_a_steward_stands_beside_the_owner(tmp_path: Path, steward: str, field: str | None, said: str) -> None:
    name = "d" if steward else "«d»"
    text = (
        f"datasets:\n  {name}: {{owner: a{steward}, quality: {quality()}, fields: {{x: {{critical: true}}}}}}\n{ROLES}"
    )
    (one,) = found(tmp_path, "data-quality-sla-missing", text)
    assert (one.node, one.field) == ("dataset:d", field)
    assert one.message.startswith(said)


def test_with_two_owners_another_check_asks_which_one_it_is(tmp_path: Path) -> None:
    text = f"datasets: {{d: {{owner: [b, a], steward: a, quality: {quality()}, fields: {{x: {{critical: true}}}}}}}}\n"
    assert found(tmp_path, "data-quality-sla-missing", text + ROLES) == []


@pytest.mark.parametrize(
    "rest",
    [
        f"steward: b, quality: {quality()}, fields: {{x: {{critical: true}}}}",
        f"steward: [a, b], quality: {quality()}, fields: {{x: {{critical: true}}}}",
        f"steward: nobody_declared, quality: {quality()}, fields: {{x: {{critical: true}}}}",
        f"steward: {{}}, quality: {quality()}, fields: {{x: {{critical: true}}}}",
        "steward: b, quality: {freshness: soon}, fields: {x: {critical: true}}",
        f"steward: b, quality: {quality('every')}, fields: {{x: {{critical: true, quality: {{every: often}}}}}}",
        "until: 2026-01-01, fields: {x: {critical: true}}",
    ],
)
def test_a_dataset_with_everything_or_with_something_unreadable(tmp_path: Path, rest: str) -> None:
    assert found(tmp_path, "data-quality-sla-missing", f"datasets:\n  d: {{owner: a, {rest}}}\n{ROLES}") == []
