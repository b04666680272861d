"""Promises of service and of data, as measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.measured import found, notes, places

from revgov.finding import Severity

CHECK = "x-sla-breached"
SLA = "slas: {s: {name: Answer, within: 24h, target: 95%}}\n"
QUALITY = "{completeness: 98%, freshness: 24h, validity: in words}"
DATA = f"datasets: {{d: {{name: Leads, quality: {QUALITY}, fields: {{f: {{quality: {{accuracy: 95%}}}}}}}}}}\n"


@pytest.mark.parametrize(
    ("text", "row", "node", "field", "said"),
    [
        (
            SLA,
            "s,,2026-10,2026-11-03,94.9%",
            "sla:s",
            "target",
            "'Answer' was kept to 94.9% in 2026-10, and 95% is promised",
        ),
        (
            SLA,
            "s,,,2026-11-03,25h",
            "sla:s",
            "target",
            "'Answer' took 25 hours on 2026-11-03, and 24 hours is promised",
        ),
        (
            DATA,
            "d,completeness,,2026-11-03,97%",
            "dataset:d",
            "quality.completeness",
            "the completeness of 'Leads' was 97%",
        ),
        (
            DATA,
            "d,freshness,,2026-11-03,2 days",
            "dataset:d",
            "quality.freshness",
            "was 2 days on 2026-11-03, and 24 hours",
        ),
        (DATA, "field:d.f,accuracy,,2026-11-03,1%", "field:d.f", "quality.accuracy", "the accuracy of 'd.f' was 1%"),
    ],
)
def test_a_promise_that_is_broken(tmp_path: Path, text: str, row: str, node: str, field: str, said: str) -> None:
    told = found(tmp_path, CHECK, text, row + "\n")
    assert places(told) == [(node, field)]
    broken = next(one for one in told if one.node == node)
    assert said in broken.message
    assert broken.severity is Severity.ERROR
    assert [(one.place.path, one.place.line) for one in broken.related] == [("policies/o.csv", 2)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (SLA, "s,,2026-10,2026-11-03,95%\n"),
        (SLA, "s,,,2026-11-03,24h\n"),
        (SLA, "s,,,2026-10-03,10%\ns,,,2026-11-03,96%\n"),
        (SLA, "s,,2026-10,2026-11-03,96%\ns,,2026-11,2026-11-25,10%\n"),
        ("slas: {s: {within: 24h}}\n", "s,,,2026-11-03,10%\n"),
        ("slas: {s: {target: 95%}}\n", "s,,,2026-11-03,99h\n"),
        (DATA, "d,validity,,2026-11-03,10%\n"),
        (DATA, "d,freshness,,2026-11-03,24h\n"),
        (SLA.replace("{s: {", "{s: {until: 2026-10-01, "), "s,,,2026-11-03,10%\n"),
    ],
)
def test_a_promise_that_is_kept_or_cannot_be_judged(tmp_path: Path, text: str, rows: str) -> None:
    assert places(found(tmp_path, CHECK, text, rows)) == []


ACTION = "minutes: {m: {actions: [{what: Mend, due: 2027-01-01, about: %s}]}}\n"


@pytest.mark.parametrize(
    ("work", "breached"),
    [
        (ACTION % "sla:s", False),
        (ACTION % "s", False),
        (ACTION % "kpi:k", True),
        (ACTION.replace("due: 2027-01-01", "done: 2026-11-01") % "s", True),
        (ACTION.replace("due: 2027-01-01", "cancelled: no money") % "s", True),
        ("recommendations: {a: {about: s}}\n", False),
        # What cannot be read, or names nothing, may have been the answer: that is told elsewhere.
        ("recommendations: {a: {about: sla:ss}}\n", False),
        ("recommendations: {a: {about: sla:other}}\n", True),
        ("recommendations: {a: {abuot: s}}\n", False),
        ("risks: {r: {treatment: {actions: [{waht: Mend, about: s}]}}}\n", False),
        ("terms: {t: {mean: s}}\n", True),
        ("recommendations: {a: {about: s, decision: declined}}\n", True),
        ("recommendations: {a: {about: s, measured: {change: +1%, on: 2026-11-01}}}\n", True),
        ("risks: {r: {treatment: {actions: [{what: Mend, about: s}]}}}\n", False),
        ("initiatives: {i: {actions: [{what: Mend, about: s}, {what: Other, about: kpi:k}]}}\n", False),
    ],
)
def test_an_open_action_about_it_is_an_answer(tmp_path: Path, work: str, breached: bool) -> None:
    told = found(tmp_path, CHECK, SLA + "kpis: {k: {}}\n" + work, "s,,,2026-11-03,10%\n")
    assert places(told) == [("sla:s", "target")] * breached


def test_what_is_not_measured_is_named_once(tmp_path: Path) -> None:
    told = found(tmp_path, CHECK, SLA + DATA, "d,completeness,,2026-11-03,99%\n")
    assert notes(told) == [
        "not measured: of the service levels and quality targets Answer and d.f; so nobody can tell how they do"
    ]
    assert [one.severity for one in told] == [Severity.INFO]


def test_without_files_of_values_this_check_says_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, SLA, None) == []


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_called_unmeasured(tmp_path: Path) -> None:
    assert found(tmp_path, CHECK, SLA, "s,,,2026-11-03,95\n") == []
