"""How often feeds run, and how often somebody needs them to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found

from revgov.finding import Severity

AROUND = "systems: {crm: {}, dwh: {}, bi: {}}\n"
WEEKLY = "{starts: 2026-02-02, time: 09:00, duration: 30m, timezone: UTC, repeat: every week on monday}"


def text(every: str, rest: str, field: str = "{}", dataset: str = "", feeds: str = "") -> str:
    return (
        f"integrations: {{i: {{name: Feed, from: crm, to: bi, fields: [d.x], every: {every}}}{feeds}}}\n"
        f"datasets: {{d: {{system: crm{dataset}, fields: {{x: {field}, t: {{}}}}}}}}\n{AROUND}{rest}\n"
    )


KPI = "kpis: {k: {name: Wins, reported_in: bi, source: {dataset: d, field: x}, refresh: {every: 1 day}}}"
REVIEWED = (
    f"{KPI.replace(', refresh: {every: 1 day}', '')}\nmeetings: {{m: {{name: Call, reviews: [k], schedule: {WEEKLY}}}}}"
)


@pytest.mark.parametrize(
    ("repository", "said"),
    [
        (
            text("«25h»", "", "{quality: {freshness: 24h}}"),
            "every 25 hours, too seldom for the freshness of d.x (24 hours)",
        ),
        (text("«25h»", "", dataset=", quality: {freshness: 24h}"), "too seldom for the freshness of d (24 hours)"),
        (text("«5h»", "", "{quality: {freshness: 4h}}", ", quality: {freshness: 24h}"), "freshness of d.x (4 hours)"),
        (text("«25h»", KPI), "'Feed' runs every 25 hours, too seldom for Wins, new every 1 day"),
        (text("«1 month»", REVIEWED), "'Feed' runs every 1 month, too seldom for the meeting 'Call', every 7 days"),
        (
            text("«1 month»", REVIEWED.replace("[k]", "[kpi:k]"), "{quality: {freshness: 2 weeks}}"),
            "too seldom for the meeting 'Call', every 7 days (and 1 more need)",
        ),
    ],
)
def test_a_feed_that_runs_too_seldom(tmp_path: Path, repository: str, said: str) -> None:
    (one,) = found(tmp_path, "tech-freshness-mismatch", repository)
    assert (one.node, one.field, one.severity) == ("integration:i", "every", Severity.ERROR)
    assert said in one.message
    assert [related.message for related in one.related] == ["this asks for more"]


@pytest.mark.parametrize(
    "repository",
    [
        text("24h", KPI, "{quality: {freshness: 1 day}}"),
        text("1 week", REVIEWED),
        text("1 month", "", "{quality: {freshness: 1 month}}", ", quality: {freshness: 24h}"),
        text("often", KPI),
        text("25h", KPI.replace("field: x", "field: t")),
        text("25h", KPI.replace("reported_in: bi", "reported_in: dwh")),
        text("25h", KPI.replace("reported_in: bi", "reported_in: crm")),
        text("25h", KPI.replace("reported_in: bi, ", "")),
        text("25h", KPI.replace("name: Wins", "until: 2026-01-01")),
        text("25h, until: 2026-01-01", KPI),
        text("1 month", REVIEWED.replace("name: Call", "until: 2026-01-01")),
        text("1 month", REVIEWED.replace("every week on monday", "whenever")),
        text("1 month", REVIEWED.replace(", repeat: every week on monday", "")),
        text("1 month", REVIEWED.replace("reviews: [k]", "reviews: [misspelt]")),
        text(
            "1 month",
            KPI,
            feeds=", j: {from: crm, to: dwh, fields: [d.x], every: 1h}, k: {from: dwh, to: bi, fields: [d.x]}",
        ),
    ],
)
def test_a_feed_that_is_quick_enough_or_asked_for_nothing(tmp_path: Path, repository: str) -> None:
    assert found(tmp_path, "tech-freshness-mismatch", repository) == []


def test_each_slow_feed_on_the_way_is_told(tmp_path: Path) -> None:
    rest = KPI.replace("source: {", "source: {time: t, ")
    repository = (
        "integrations:\n"
        "  a: {from: crm, to: dwh, fields: [d.x, d.t], every: «2 days»}\n"
        "  b: {from: dwh, to: bi, fields: [d.x, d.t], every: «3 days»}\n"
        "  c: {from: crm, to: other, fields: [d.x], every: 3 months}\n"
        f"datasets: {{d: {{system: crm, fields: {{x: {{}}, t: {{}}}}}}}}\n{AROUND}{rest}\n"
    )
    told = found(tmp_path, "tech-freshness-mismatch", repository, profile="startup")
    assert [(one.node, one.severity) for one in told] == [
        ("integration:a", Severity.WARNING),
        ("integration:b", Severity.WARNING),
    ]


def test_a_quick_feed_on_the_way_is_not_to_blame(tmp_path: Path) -> None:
    repository = (
        "integrations:\n"
        "  a: {from: crm, to: dwh, fields: [d.x], every: 1h}\n"
        "  b: {from: dwh, to: bi, fields: [d.x], every: «3 days»}\n"
        f"datasets: {{d: {{system: crm, fields: {{x: {{}}}}}}}}\n{AROUND}{KPI}\n"
    )
    assert [one.node for one in found(tmp_path, "tech-freshness-mismatch", repository)] == ["integration:b"]


@pytest.mark.parametrize("order", [("month on day 1", "week"), ("week", "month on day 1")])
def test_the_meeting_that_looks_most_often_counts(tmp_path: Path, order: tuple[str, str]) -> None:
    meetings = "".join(
        f"  m{number}: {{reviews: [k], schedule: {WEEKLY.replace('week on monday', unit)}}}\n"
        for number, unit in enumerate(order)
    )
    rest = f"{REVIEWED.partition('meetings')[0]}meetings:\n{meetings}"
    (one,) = found(tmp_path, "tech-freshness-mismatch", text("«2 months»", rest))
    assert f"the meeting 'm{order.index('week')}', every 7 days" in one.message
