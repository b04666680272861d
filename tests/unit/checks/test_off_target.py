"""KPIs that stay red, and whether anybody asks why."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.measured import found, notes, places

CHECK = "kpi-off-target-no-action"
KPI = "kpis: {k: {name: Rate, key: true, unit: percent, bands: {red: '< 18%'}}}\n"
RED = "k,,2026-09,2026-10-02,17%\nk,,2026-10,2026-11-02,16%\n"
FIELDS = "about: kpi:k, hypotheses: [x], proposal: y, owner: o, due: 2027-01-01, expected: {kpi: k}"
ADVICE = f"recommendations: {{a: {{{FIELDS}}}}}\n"


def test_red_twice_and_nobody_asks(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, KPI, RED)
    assert places(told) == [("kpi:k", "bands.red")]
    assert told[0].message == (
        "Rate was red (`< 18%`): 17% in 2026-09 and 16% in 2026-10; no recommendation about it is open"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "k,,2026-09,2026-10-02,17%\nk,,2026-10,2026-11-02,18%\n",
        "k,,2026-09,2026-10-02,18%\nk,,2026-10,2026-11-02,17%\n",
        "k,,2026-10,2026-11-02,17%\n",
        "k,,2026-08,2026-09-02,17%\nk,,2026-10,2026-11-02,16%\n",
        "k,,2026-10,2026-11-02,17%\nk,,2026-11,2026-11-25,16%\n",
        "k,,2026-09,2026-10-02,17%\nk,,2026-09,2026-10-20,17%\n",
        "",
    ],
)
def test_not_red_twice_in_a_row(tmp_path: Path, rows: str) -> None:
    assert places(found(tmp_path, CHECK, KPI, rows)) == []


@pytest.mark.parametrize(
    "text",
    [
        KPI + ADVICE,
        KPI.replace("'< 18%'", "'< 10%'"),
        KPI + ADVICE.replace("about:", "abuot:"),
        "kpis: {k: {unit: percent, target: 90%}}\n",
        "kpis: {k: {unit: percent, bands: {amber: '< 50%'}}}\n",
        KPI.replace("'< 18%'", "'> 10%'").replace("key: true", "direction: up"),
        KPI.replace("key: true", "direction: down"),
        KPI.replace("key: true", "until: 2026-10-01"),
        KPI + ADVICE.replace("proposal: y", "decision: accepted"),
    ],
)
def test_red_is_answered_or_nothing_says_what_red_is(tmp_path: Path, text: str) -> None:
    assert places(found(tmp_path, CHECK, text, RED)) == []


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("hypotheses: [x], ", "lacks hypotheses"),
        ("proposal: y, ", "lacks a decision or proposal"),
        ("owner: o, ", "lacks an owner"),
        ("due: 2027-01-01, ", "lacks a due date"),
        (", expected: {kpi: k}", "lacks the effect by which it will be measured (`expected`)"),
    ],
)
def test_advice_that_is_half_an_answer(tmp_path: Path, without: str, said: str) -> None:
    told = found(tmp_path, CHECK, KPI + ADVICE.replace(without, ""), RED)
    assert places(told) == [("recommendation:a", None)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "ending", ["decision: rejected", "done: 2026-11-01", "cancelled: no", "measured: {change: +1%, on: 2026-11-01}"]
)
def test_advice_that_is_over_answers_nothing(tmp_path: Path, ending: str) -> None:
    text = KPI + ADVICE.replace("proposal: y", f"proposal: y, {ending}")
    assert places(found(tmp_path, CHECK, text, RED)) == [("kpi:k", "bands.red")]


def test_lengths_of_time_are_compared_as_such(tmp_path: Path) -> None:
    kpi = "kpis: {k: {unit: days, bands: {red: '> 2 weeks'}}}\n"
    assert places(found(tmp_path, CHECK, kpi, "k,,,2026-11-02,15 days\nk,,,2026-11-09,400h\n")) == [
        ("kpi:k", "bands.red")
    ]
    assert places(found(tmp_path, CHECK, kpi, "k,,,2026-11-02,15 days\nk,,,2026-11-09,300h\n")) == []


def test_how_long_is_a_parameter(tmp_path: Path) -> None:
    settings = f"checks: {{{CHECK}: {{periods: 3}}}}\n"
    assert places(found(tmp_path, CHECK, KPI, RED, settings=settings)) == []
    rows = RED + "k,,2026-08,2026-09-02,17%\n"
    assert places(found(tmp_path, CHECK, KPI, rows, settings=settings)) == [("kpi:k", "bands.red")]


def test_key_kpis_without_a_value_are_named(tmp_path: Path) -> None:
    text = "kpis: {k: {name: Rate, key: true, bands: {red: '< 1'}}, l: {bands: {red: '< 1'}}}\n"
    assert notes(found(tmp_path, CHECK, text, "")) == [
        "not measured: of the KPIs with a red band Rate; so nobody can tell how they do"
    ]
    assert found(tmp_path, CHECK, text, None) == []
