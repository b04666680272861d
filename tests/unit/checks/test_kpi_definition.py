"""What a KPI has to say of itself, and where its number comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

WHOLE = {
    "definition": "Won deals of the month",
    "unit": "count",
    "direction": "up",
    "grain": "month",
    "timing": "lagging",
    "includes": "All regions",
    "excludes": "Renewals",
    "when_missing": "reported as 0",
    "source": "{dataset: deal, field: amount}",
    "refresh": "{every: 1 day}",
    "review": "{every: 3 months}",
}


def kpi(*without: str, **other: str) -> str:
    fields = {name: text for name, text in {**WHOLE, **other}.items() if name not in without}
    return "".join(f"    {name}: {text}\n" for name, text in fields.items())


def test_a_whole_definition(tmp_path: Path) -> None:
    assert found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  won_deals:\n{kpi()}") == []


@pytest.mark.parametrize("field", [name for name in WHOLE if name not in ("source", "review")])
def test_each_part_is_asked_for(tmp_path: Path, field: str) -> None:
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «won_deals»:\n{kpi(field)}")
    assert (one.node, one.field) == ("kpi:won_deals", None)
    assert one.message == f"won_deals is not fully defined: `{field}` is missing"


def test_a_kpi_is_made_of_something(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «won_deals»:\n{kpi('source')}")
    assert one.message.endswith("`formula` or `source` is missing")


def test_a_kpi_is_reviewed(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «won_deals»:\n{kpi('review')}")
    assert one.message.endswith("`review.every` is missing")


def test_what_is_on_an_agenda_is_reviewed(tmp_path: Path) -> None:
    assert found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  k:\n{kpi('review', on_agenda='1 week')}") == []


def test_everything_missing_is_one_finding(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "kpi-definition-incomplete", "kpis:\n  «won_deals»: {}\n", profile="startup")
    assert one.severity is Severity.WARNING
    assert all(f"`{name}" in one.message for name in (*WHOLE, "formula"))


@pytest.mark.parametrize(
    ("field", "word", "said"),
    [
        ("direction", "higher", "'higher' is no `direction`, write up, down or within"),
        ("timing", "early", "'early' is no `timing`, write leading or lagging"),
    ],
)
def test_a_word_that_is_none(tmp_path: Path, field: str, word: str, said: str) -> None:
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «k»:\n{kpi(**{field: word})}")
    assert one.message.endswith(said)


@pytest.mark.parametrize(
    "formula",
    [
        "a / b",
        "a / (a - b)",
        "a / max(a, b)",
        "a / (b * 2)",
        "a / (b / a)",
        "a / coalesce(b, 0)",
        "a / nullif(b, 1)",
        "a / -b",
        "a / previous(b)",
    ],
)
def test_a_divisor_that_may_be_zero(tmp_path: Path, formula: str) -> None:
    text = kpi("source", "when_missing", formula=formula)
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «k»:\n{text}")
    divisor = {"a / b": "`b`", "a / (b / a)": "`a`"}.get(formula, "its divisor")
    assert one.message.endswith(f"`when_missing` is missing; nothing says what it is when {divisor} is 0")


@pytest.mark.parametrize("formula", ["a / nullif(b, 0)", "a / 365", "a / max(b, 1)", "a / (2 * nullif(b, 0))", "a * b"])
def test_a_divisor_that_is_never_zero(tmp_path: Path, formula: str) -> None:
    text = kpi("source", "when_missing", formula=formula)
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «k»:\n{text}")
    assert one.message.endswith("defined: `when_missing` is missing")


def test_when_missing_speaks_for_divisors_too(tmp_path: Path) -> None:
    text = kpi("source", formula="a / (a - b)")
    assert found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  k:\n{text}") == []


def test_nobody_divides_by_a_written_zero(tmp_path: Path) -> None:
    text = kpi("source", formula="a / 0")
    (one,) = found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  «k»:\n{text}")
    assert one.message.endswith("the formula divides by 0")


@pytest.mark.parametrize("field", ["formula", "unit", "refresh", "review"])
def test_what_cannot_be_read_is_not_missing(tmp_path: Path, field: str) -> None:
    broken = {"formula": "a / / b", "unit": "furlongs", "refresh": "daily", "review": "[monthly]"}[field]
    without = ("source",) if field == "formula" else ()
    assert found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  k:\n{kpi(*without, **{field: broken})}") == []


def test_a_kpi_out_of_force_need_not_be_whole(tmp_path: Path) -> None:
    assert found(tmp_path, "kpi-definition-incomplete", "kpis:\n  k: {until: 2026-01-31}\n") == []


DATA = "datasets:\n  deal: {system: crm, fields: {amount: {}}}\nsystems:\n  crm: {}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            "kpis:\n  k: {formula: a + b, source: «{dataset: deal, field: amount}»}\n",
            "kpi:k",
            "source",
            "a formula and a source",
        ),
        (
            "kpis:\n  k: {formula: a / / b, source: «{dataset: deal, field: amount}»}\n",
            "kpi:k",
            "source",
            "a formula and a source",
        ),
        ("kpis:\n  k: {source: «{dataset: deal}»}\n", "kpi:k", "source", "from 'deal', but from no field of it"),
    ],
)
def test_a_number_comes_from_one_place(tmp_path: Path, text: str, node: str, field: str, said: str) -> None:
    told = found(tmp_path, "kpi-source-not-single", text + DATA)
    assert named(told) == [(node, field)]
    assert said in told[0].message


def test_a_dataset_without_system_is_one_finding(tmp_path: Path) -> None:
    kpis = "kpis:\n  a: {source: {dataset: deal, field: x}}\n  b: {source: {dataset: deal, field: y}}\n"
    told = found(tmp_path, "kpi-source-not-single", kpis + "datasets:\n  «deal»: {fields: {x: {}, y: {}}}\n")
    assert named(told) == [("dataset:deal", None)]
    assert "so that a and b cannot be traced" in told[0].message


@pytest.mark.parametrize(
    "source", ["{dataset: deal, field: amount}", "{dataset: deals, field: amount}", "{dataset: deal, field: [a]}"]
)
def test_a_single_source_or_one_that_others_speak_of(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, "kpi-source-not-single", f"kpis:\n  k: {{source: {source}}}\n{DATA}") == []


def test_a_field_whose_name_is_misspelt_is_not_missing_too(tmp_path: Path) -> None:
    text = kpi("definition", defintion="Won deals of the month")
    assert found(tmp_path, "kpi-definition-incomplete", f"kpis:\n  k:\n{text}") == []
