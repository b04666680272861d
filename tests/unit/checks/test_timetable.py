"""What takes place in the coming weeks, and who has to be there."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import governance

from revgov.checks.timetable import Timetable, timetable_of
from revgov.schedule import LATEST, away

TIMES = "starts: 2026-02-02, time: 09:00, duration: 45m, timezone: UTC"


def timetable(folder: Path, text: str) -> Timetable:
    return Timetable(governance(folder, {"raci/all.yaml": text}))


def days(found: Timetable, window: int = 14) -> list[str]:
    return [str(slot.turn.day) for slot in found.slots(window)]


def test_what_begins_first_stands_first(tmp_path: Path) -> None:
    found = timetable(
        tmp_path,
        f"""meetings:
  late: {{schedule: {{{TIMES}, repeat: every monday}}}}
  early: {{schedule: {{starts: 2026-02-02, time: 09:30, duration: 1h, timezone: Asia/Tokyo, repeat: every monday}}}}
""",
    )
    told = [(slot.meeting, slot.last - slot.first) for slot in found.slots(14)]
    assert told == [("early", 60), ("late", 45)] * 2
    assert days(found) == ["2026-11-30", "2026-11-30", "2026-12-07", "2026-12-07"]
    # 14 days are today and the 13 that follow.
    assert days(found, 13) == ["2026-11-30", "2026-11-30"]
    assert days(found, 0) == []


@pytest.mark.parametrize(
    "meeting",
    [
        "{}",
        "{schedule: every monday}",
        f"{{schedule: {{{TIMES}, repeat: monthly}}}}",
        f"{{schedule: {{{TIMES}, repeat: every monday, on_holiday: sleep}}}}",
        f"{{calendar: gone, schedule: {{{TIMES}, repeat: every monday}}}}",
        f"{{until: 2026-11-01, schedule: {{{TIMES}, repeat: every monday}}}}",
    ],
)
def test_what_cannot_be_placed_or_is_over_takes_no_time(tmp_path: Path, meeting: str) -> None:
    assert days(timetable(tmp_path, f"meetings: {{m: {meeting}}}\n")) == []


def test_nothing_takes_place_after_the_meeting_is_out_of_force(tmp_path: Path) -> None:
    text = f"meetings: {{m: {{until: 2026-12-06, schedule: {{{TIMES}, repeat: every monday}}}}}}\n"
    assert days(timetable(tmp_path, text)) == ["2026-11-30"]


ROLES = """people: {ada: {leaves: [2026-12-05..2026-12-12]}, bob: {}, cyd: {until: 2026-12-04}}
roles:
  lead: {held_by: [ada, {person: bob, deputy: true}]}
  seller: {held_by: [cyd, bob]}
  empty: {}
  gone: {held_by: [{person: bob, until: 2026-01-01}]}
"""


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        ("owner: lead", [["person:ada"], ["person:bob"]]),
        ("owner: seller", [["person:cyd", "person:bob"], ["person:bob"]]),
        ("owner: lead, required: [seller]", [["person:ada", "person:cyd", "person:bob"], ["person:bob"]]),
        ("owner: empty", [["role:empty"], ["role:empty"]]),
        ("owner: gone", [[], []]),
        ("owner: nobody, optional: [lead]", [[], []]),
        ("agenda: [{item: Talk, lead: empty}]", [["role:empty"], ["role:empty"]]),
        ("council: board", [["role:empty", "person:ada"], ["role:empty", "person:bob"]]),
        ("council: board, optional: [lead]", [["role:empty"], ["role:empty"]]),
    ],
)
def test_who_has_to_be_there(tmp_path: Path, fields: str, people: list[list[str]]) -> None:
    text = (
        f"councils: {{board: {{chair: lead, members: [empty]}}}}\n{ROLES}"
        f"meetings: {{m: {{{fields}, schedule: {{{TIMES}, repeat: every monday}}}}}}\n"
    )
    found = timetable(tmp_path, text)
    assert [list(found.people(slot)) for slot in found.slots(14)] == people


def test_a_turn_of_a_rotation_asks_for_its_own(tmp_path: Path) -> None:
    text = (
        f"{ROLES}meetings: {{m: {{owner: empty, required: [seller], schedule: {{{TIMES}, repeat: every monday, "
        "rotation: [{}, {required: [lead]}]}}}\n"
    )
    found = timetable(tmp_path, text)
    assert [found.roles(slot.meeting, found.entry(slot)) for slot in found.slots(14)] == [
        ("empty", "lead"),
        ("empty", "seller"),
    ]
    assert found.everybody("m") is None


def test_checks_of_one_governance_share_one_timetable(tmp_path: Path) -> None:
    whole = governance(tmp_path, {})
    assert timetable_of(whole) is timetable_of(whole)
    assert timetable_of(governance(tmp_path, {})) is not timetable_of(whole)


def test_dates_stay_within_the_years_in_which_anything_takes_place() -> None:
    assert away(datetime.date(2026, 11, 24), -1.5) == datetime.date(2026, 11, 23)
    assert away(datetime.date(2026, 11, 24), 1_000_000) == LATEST
    assert away(datetime.date(1, 1, 1), -1_000_000) == datetime.date(1970, 1, 1)
