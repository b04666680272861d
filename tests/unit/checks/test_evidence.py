"""Proof that is missing, undated or too old."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found as marked_found
from tests.unit.checks.measured import found, notes, places

from revgov.finding import Severity

CHECK = "x-evidence-stale"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "terms: {t: {evidence: [{what: Log, on: «2026-08-23», valid: 3 months}]}}",
            "counted for 3 months, until 2026-11-23",
        ),
        ("terms: {t: {evidence: [{what: Log, on: «2025-11-23»}]}}", "counted for 12 months, until 2025-11-23"),
        ("terms: {t: {evidence: [«{what: Log}»]}}", "'Log', which proves 't', has no date"),
        ("terms: {t: {evidence: [{what: Log, on: «2026-11-25»}]}}", "which is still to come"),
        ("minutes: {m: {actions: [{what: Call, done: «2026-11-20»}]}}", "'Call' is done, and nothing proves it"),
        ("risks: {r: {treatment: {actions: [{what: Call, done: «2026-11-20», evidence: ' '}]}}}", "nothing proves it"),
    ],
)
def test_proof_that_proves_nothing(tmp_path: Path, text: str, said: str) -> None:
    told = marked_found(tmp_path, CHECK, text)
    assert said.replace("until 2025-11-23", "until 2026-11-23") in told[0].message
    assert told[0].severity is Severity.WARNING
    assert marked_found(tmp_path, CHECK, text, profile="startup")[0].severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "terms: {t: {evidence: [{what: Log, on: 2026-08-24, valid: 3 months}]}}",
        "terms: {t: {evidence: [{what: Log, on: 2025-11-24}]}}",
        "terms: {t: {until: 2026-01-01, evidence: [{what: Log}]}}",
        "minutes: {m: {actions: [{what: Call, done: 2026-11-20, evidence: seen}]}}",
        "minutes: {m: {actions: [{what: Call, done: 2026-11-25}]}}",
        "minutes: {m: {actions: [{what: Call}]}}",
    ],
)
def test_proof_that_holds(tmp_path: Path, text: str) -> None:
    assert marked_found(tmp_path, CHECK, text) == []


@pytest.mark.parametrize(
    ("text", "on", "stale"),
    [
        ("kpis: {k: {grain: week}}", "2026-11-14", False),
        ("kpis: {k: {grain: week}}", "2026-11-13", True),
        ("kpis: {k: {grain: month}}", "2026-10-09", False),
        ("kpis: {k: {grain: month}}", "2026-10-08", True),
        ("kpis: {k: {grain: Quarter}}", "2026-07-10", False),
        ("kpis: {k: {grain: quarter}}", "2026-07-09", True),
        ("kpis: {k: {}}", "2020-01-01", False),
        ("kpis: {k: {grain: whenever}}", "2020-01-01", False),
        ("slas: {k: {}}", "2026-10-09", False),
        ("slas: {k: {}}", "2026-10-08", True),
    ],
)
def test_a_value_counts_for_its_grain_and_half_as_long_again(tmp_path: Path, text: str, on: str, stale: bool) -> None:
    told = found(tmp_path, CHECK, text, f"k,,,{on},96%\n")
    assert [one.node for one in told] == [f"{text[:3]}:k"] * stale


def test_the_last_day_of_measuring_counts_whatever_the_period(tmp_path: Path) -> None:
    rows = "k,,2026-05,2026-11-20,96%\nk,,2026-06,2026-07-01,96%\n"
    assert found(tmp_path, CHECK, "kpis: {k: {grain: month}}", rows) == []


def test_key_kpis_without_any_value_are_named(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, "kpis: {k: {key: true, grain: month}, l: {grain: month}}", "")
    assert notes(told) == ["not measured: of the key KPIs k; so nobody can tell how they do"]


def test_where_nothing_is_measured_one_note_says_so(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, "slas: {s: {target: 95%}}", None)
    assert [(one.severity, one.message.startswith("nothing is measured")) for one in told] == [(Severity.INFO, True)]
    assert found(tmp_path, CHECK, "slas: {s: {}}\nkpis: {k: {key: true}}", None) == []


def test_the_times_are_parameters(tmp_path: Path) -> None:
    settings = f"checks: {{{CHECK}: {{grace: 0, sla_months: 3}}}}\n"
    text = "kpis: {k: {grain: month}}\nslas: {s: {}}\n"
    rows = "k,,,2026-10-20,96%\ns,,,2026-09-01,96%\n"
    assert places(found(tmp_path, CHECK, text, rows, settings=settings)) == [("kpi:k", None)]
