"""Hours that people have to spend in meetings."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "cadence-load-exceeded"


def meeting(id_: str, who: str, repeat: str = "every monday", duration: str = "2h", more: str = "") -> str:
    schedule = f"starts: 2026-02-02, time: 09:00, duration: {duration}, timezone: UTC, repeat: {repeat}"
    return f"  {id_}: {{{who}, schedule: {{{schedule}{more}}}}}\n"


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        (
            "roles:\n  «r»: {title: Steward}\nmeetings:\n" + meeting("m", "owner: r", "every business day", "75m"),
            "role:r",
            "Steward has to spend 6.2 hours a week in meetings over the next 12 weeks; 6 are the most",
        ),
        (
            "roles:\n  «r»: {held_by: [ada]}\npeople: {ada: {}}\nmeetings:\n"
            + meeting("m", "required: [r]", duration="361m"),
            "role:r",
            "r has to spend 6.0 hours",
        ),
        (
            "roles: {r: {held_by: [ada]}, s: {held_by: [ada]}}\npeople:\n  «ada»: {name: Ada}\nmeetings:\n"
            + meeting("m", "owner: r", duration="4h")
            + meeting("n", "owner: s", "every tuesday", "3h"),
            "person:ada",
            "Ada has to spend 7.0 hours a week",
        ),
        (
            "roles:\n  «r»: {}\n  seller: {reports_to: r}\nmeetings:\n"
            + meeting("m", "owner: r", "every monday and friday", "306m"),
            "role:r",
            "r has to spend 10.2 hours a week in meetings over the next 12 weeks; 10 are the most",
        ),
        (
            "roles: {r: {held_by: [ada]}, s: {held_by: [ada]}, t: {reports_to: s}}\npeople:\n  «ada»: {}\nmeetings:\n"
            + meeting("m", "owner: r", duration="6h")
            + meeting("n", "owner: s", "every tuesday", "5h"),
            "person:ada",
            "ada has to spend 11.0 hours a week in meetings over the next 12 weeks; 10 are the most",
        ),
    ],
)
def test_a_role_or_a_person_in_too_many_meetings(tmp_path: Path, text: str, node: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert named(told) == [(node, None)]
    assert said in told[0].message


AROUND = "roles: {r: {held_by: [ada]}, boss: {}, s: {reports_to: boss}}\npeople: {ada: {}}\nmeetings:\n"


@pytest.mark.parametrize(
    "meetings",
    [
        meeting("m", "owner: r", duration="6h"),
        # Six hours on twelve Mondays; a thirteenth lies in the window.
        meeting("m", "owner: r", "every business day", "72m"),
        meeting("m", "owner: boss", duration="10h"),
        meeting("m", "optional: [r]", "every business day", "4h"),
        meeting("m", "owner: r", "every 2 weeks on monday", "12h"),
        # Both roles are there in one person, once.
        (
            "  m: {owner: r, required: [r], agenda: [{item: A, lead: r}], schedule: {starts: 2026-02-02, time: 09:00, "
            "duration: 4h, timezone: UTC, repeat: every monday}}\n"
        ),
        "  m: {owner: r, schedule: {starts: 2026-12-02, time: 01:00, duration: 100h, timezone: UTC}}\n",
        "  m: {owner: r, schedule: {starts: 2026-02-02, time: 09:00, duration: 9h, timezone: UTC, repeat: monthly}}\n",
    ],
)
def test_no_more_than_people_can_bear(tmp_path: Path, meetings: str) -> None:
    assert found(tmp_path, CHECK, AROUND + meetings) == []


def test_whose_role_is_too_crowded_is_told_of_once(tmp_path: Path) -> None:
    text = "roles:\n  «r»: {held_by: [ada]}\npeople: {ada: {}}\nmeetings:\n" + meeting("m", "owner: r", duration="7h")
    assert named(found(tmp_path, CHECK, text)) == [("role:r", None)]


def test_the_meetings_that_take_most_are_named(tmp_path: Path) -> None:
    text = (
        "roles:\n  «r»: {}\nmeetings:\n"
        + meeting("small", "owner: r", duration="1h")
        + meeting("large", "owner: r", "every tuesday", "6h")
    )
    (one,) = found(tmp_path, CHECK, text)
    assert [(also.place.line, also.message) for also in one.related] == [
        (5, "this one takes 6.0 hours a week"),
        (4, "this one takes 1.0 hours a week"),
    ]


def test_cancelled_dates_take_no_time(tmp_path: Path) -> None:
    mondays = [datetime.date(2026, 11, 30) + datetime.timedelta(weeks=week) for week in range(12)]
    gone = f", cancelled: [{', '.join(map(str, mondays[:2]))}]"
    text = "roles: {r: {}}\nmeetings:\n" + meeting("m", "owner: r", duration="7h", more=gone)
    assert found(tmp_path, CHECK, text) == []


@pytest.mark.parametrize(
    ("setting", "nodes"),
    [
        ("hours: 5.5", {"role:r"}),
        ("leader_hours: 5", {"role:boss"}),
        ("hours: 6", set()),
        ("hours: 5, days: 3", {"role:r"}),
    ],
)
def test_how_much_is_too_much_is_a_setting(tmp_path: Path, setting: str, nodes: set[str]) -> None:
    text = AROUND.replace("held_by: [ada]", "") + meeting("m", "owner: r", duration="6h")
    text += meeting("n", "owner: boss", duration="6h")
    files = {"raci/all.yaml": text, "revgov.yaml": f"checks: {{{CHECK}: {{{setting}}}}}\n"}
    assert {one.node for one in findings(tmp_path, files, CHECK)} == nodes
