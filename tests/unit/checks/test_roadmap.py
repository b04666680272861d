"""A roadmap that reaches far enough, in an order that can be."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Finding, Severity

HORIZON, ORDER, SEQUENCE = "roadmap-horizon-short", "roadmap-dependency-invalid", "roadmap-sequence-inverted"


def horizon(folder: Path, initiatives: str, settings: str = "", as_of: str = "2026-11-24") -> list[Finding]:
    files = {"cadence/roadmap.yaml": f"initiatives:\n{initiatives}", "revgov.yaml": settings or "profile: scale_up\n"}
    return findings(folder, files, HORIZON, as_of=datetime.date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("2027-11-23", "the roadmap reaches 2027-11-23; it should cover the next 12 months, to 2027-11-24"),
        ("2026-11-24", "nothing on the roadmap is still to be done; it should cover the next 12 months, to 2027-11-24"),
        ("2026-11-23", "nothing on the roadmap is still to be done"),
        ("2027-11-24", None),
    ],
)
def test_how_far_the_roadmap_reaches(tmp_path: Path, ends: str, said: str | None) -> None:
    told = horizon(tmp_path, f"  a: {{starts: 2026-01-01, ends: {ends}}}\n")
    assert [one.node for one in told] == ["charter:charter"] * (said is not None)
    assert all((said or "") in one.message and one.severity is Severity.WARNING for one in told)


@pytest.mark.parametrize(("ends", "short"), [("2027-02-21", True), ("2027-02-22", False)])
def test_a_startup_looks_ninety_days_ahead(tmp_path: Path, ends: str, short: bool) -> None:
    told = horizon(tmp_path, f"  a: {{ends: {ends}}}\n", "profile: startup\n")
    assert [(one.severity, "the next 90 days, to 2027-02-22" in one.message) for one in told] == (
        [(Severity.INFO, True)] if short else []
    )


@pytest.mark.parametrize(("starts", "gap"), [("2027-03-05", True), ("2027-03-04", False), ("2027-01-01", False)])
def test_a_gap_of_more_than_a_month(tmp_path: Path, starts: str, gap: bool) -> None:
    text = f"  b: {{starts: {starts}, ends: 2028-01-31}}\n  a: {{starts: 2026-11-02, ends: 2027-01-31}}\n"
    told = horizon(tmp_path, text)
    assert [one.message.partition(",")[0] for one in told] == ["nothing is planned from 2027-02-01 to 2027-03-04"] * gap
    assert horizon(tmp_path, text, "checks: {roadmap-horizon-short: {most_gap_days: 32}}\n") == []


@pytest.mark.parametrize("end", ["status: cancelled", "status: done", "progress: 100%", "until: 2026-11-23"])
def test_what_is_over_covers_nothing(tmp_path: Path, end: str) -> None:
    told = horizon(tmp_path, f"  a: {{ends: 2027-03-31}}\n  b: {{ends: 2028-03-31, {end}}}\n")
    assert ["the roadmap reaches 2027-03-31" in one.message for one in told] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "  a: {ends: soon}\n",
        "  a: {ends: 2027-01-31}\n  b: {starts: x, ends: 2027-02-01}\n",
        "  a: {until: 2026-11-23}\n",
    ],
)
def test_where_nothing_is_said_about_the_horizon(tmp_path: Path, text: str) -> None:
    assert horizon(tmp_path, text) == []


def test_a_file_that_cannot_be_read_may_hold_the_rest(tmp_path: Path) -> None:
    files = {"cadence/roadmap.yaml": "initiatives: {a: {ends: 2027-01-01}}\n", "cadence/more.yaml": "initiatives: [\n"}
    assert findings(tmp_path, files, HORIZON) == []


def test_at_the_end_of_time_nothing_breaks(tmp_path: Path) -> None:
    told = horizon(tmp_path, "  a: {starts: 2026-01-01, ends: 9999-12-31}\n", as_of="9999-12-30")
    assert told == []


@pytest.mark.parametrize(
    ("initiatives", "field", "said"),
    [
        ("a: {after: [«b»]}\n  b: {after: [a]}", "after", "these wait for each other: a → b → a"),
        ("a: {after: [c, «a»]}\n  c: {}", "after", "these wait for each other: a → a"),
        (
            "a: {starts: 2027-01-31, after: [«b»]}\n  b: {name: First, ends: 2027-02-01}",
            "after",
            "'a' starts on 2027-01-31, but comes after 'First', which ends on 2027-02-01",
        ),
        (
            "a: {starts: 2027-02-01, ends: «2027-01-31»}",
            "ends",
            "'a' ends on 2027-01-31, before it starts on 2027-02-01",
        ),
    ],
)
def test_an_order_that_cannot_be(tmp_path: Path, initiatives: str, field: str, said: str) -> None:
    told = found(tmp_path, ORDER, f"initiatives:\n  {initiatives}\n", profile="startup")
    assert named(told) == [("initiative:a", field)]
    assert (told[0].message, told[0].severity) == (said, Severity.ERROR)


def test_in_a_circle_dates_are_not_told_as_well(tmp_path: Path) -> None:
    text = "initiatives:\n  a: {starts: 2027-01-01, ends: 2027-02-01, after: [«b»]}\n  b: {starts: 2027-01-01, "
    (one,) = found(tmp_path, ORDER, f"{text}ends: 2027-02-01, after: [a]}}\n")
    assert one.message == "these wait for each other: a → b → a"


def test_two_circles_do_not_hide_dates_between_them(tmp_path: Path) -> None:
    text = (
        "a: {after: [«b»], ends: 2027-03-01}\n  b: {after: [a]}\n"
        "  c: {after: [«d», «a»], starts: 2027-01-01}\n  d: {after: [c]}"
    )
    told = found(tmp_path, ORDER, f"initiatives:\n  {text}\n")
    assert [one.message.partition(":")[0] for one in told] == [
        "these wait for each other",
        "these wait for each other",
        "'c' starts on 2027-01-01, but comes after 'a', which ends on 2027-03-01",
    ]


@pytest.mark.parametrize(
    "initiatives",
    [
        "a: {starts: 2027-02-01, after: [b]}\n  b: {ends: 2027-02-01}",
        "a: {starts: 2027-02-01, after: [b]}\n  b: {}",
        "a: {after: [b]}\n  b: {ends: 2027-02-01}",
        "a: {starts: 2027-02-01, ends: 2027-02-01}",
        # What was given up is waited for by nobody, and waits for nobody.
        "a: {starts: 2027-01-01, after: [b]}\n  b: {ends: 2027-02-01, status: cancelled}",
        "a: {starts: 2027-01-01, after: [b], status: dropped}\n  b: {ends: 2027-02-01}",
        "a: {after: [b], status: stopped}\n  b: {after: [a]}",
        # What is over, names nothing or cannot be read is told elsewhere.
        "a: {starts: 2027-01-01, after: [b]}\n  b: {ends: 2027-02-01, until: 2026-11-23}",
        "a: {starts: 2027-01-01, after: [bb]}\n  b: {ends: 2027-02-01}",
        "a: {starts: soon, after: [b]}\n  b: {ends: 2027-02-01}",
    ],
)
def test_an_order_that_can_be_or_is_not_known(tmp_path: Path, initiatives: str) -> None:
    assert found(tmp_path, ORDER, f"initiatives:\n  {initiatives}\n") == []


@pytest.mark.parametrize(
    ("type_", "ground", "other"),
    [
        ("ai", "data_governance", "sla"),
        ("tool", "process_design", "data_governance"),
        ("automation", "sla", "process_design"),
    ],
)
def test_what_has_to_come_first(tmp_path: Path, type_: str, ground: str, other: str) -> None:
    text = f"initiatives:\n  a: {{name: Next, type: «{type_}», after: [b]}}\n  b: {{type: {other}, after: [c]}}\n"
    (one,) = found(tmp_path, SEQUENCE, f"{text}  c: {{type: {other}}}\n  d: {{type: {ground}}}\n", profile="startup")
    assert (one.node, one.field, one.severity) == ("initiative:a", "type", Severity.WARNING)
    assert one.message.startswith(f"'Next' comes after no initiative of the type '{ground}': ")
    clean = text.replace("«", "").replace("»", "").replace(f"b: {{type: {other}", "b: {type: reporting")
    assert found(tmp_path, SEQUENCE, f"{clean}  c: {{type: {ground}, status: done}}\n") == []


@pytest.mark.parametrize(
    ("initiatives", "told"),
    [
        ("a: {type: «AI»}", True),
        ("a: {type: ai, after: [b]}\n  b: {type: Data_governance}", False),
        # In a circle each comes after the other.
        ("a: {type: ai, after: [b]}\n  b: {type: data_governance, after: [a]}", False),
        ("a: {type: «ai», after: [b]}\n  b: {type: data_governance, status: cancelled}", True),
        ("a: {type: «ai», after: [b]}\n  b: {type: data_governance, until: 2026-11-23}", True),
        ("a: {type: ai, status: cancelled}", False),
        ("a: {type: ai, since: 2027-01-01}", False),
        ("a: {type: reporting}\n  b: {}", False),
        ("a: {type: ai, after: [nothing]}", False),
        ("a: {type: ai, after: [b]}\n  b: {after: [nothing]}", False),
        ("a: {type: ai, after: [b]}\n  b: {type: [x]}", False),
    ],
)
def test_where_the_ground_is_laid(tmp_path: Path, initiatives: str, told: bool) -> None:
    assert bool(found(tmp_path, SEQUENCE, f"initiatives:\n  {initiatives}\n")) == told
