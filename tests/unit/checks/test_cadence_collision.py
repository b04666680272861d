"""Two meetings at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "cadence-collision"
AROUND = """people: {ada: {}, bob: {leaves: [2026-11-28..2027-03-31]}}
roles: {a: {held_by: [ada]}, b: {held_by: [bob]}, both: {held_by: [ada, bob]}, empty: {}}
councils: {board: {chair: a, members: [b]}}
meetings:
"""


def meeting(id_: str, who: str, time: str, zone: str = "UTC", more: str = "repeat: every monday") -> str:
    schedule = f"starts: 2026-02-02, time: {time}, duration: 45m, timezone: {zone}, {more}"
    return f"  {id_}: {{{who}, schedule: {{{schedule}}}}}\n"


@pytest.mark.parametrize(
    ("meetings", "said"),
    [
        (
            meeting("m", "owner: a", "09:00") + meeting("n", "required: [both]", "«09:30»"),
            "ada has to be in m and n at once on 2026-11-30 at 09:30 (UTC), and 11 times more",
        ),
        (
            meeting("m", "owner: a", "«09:30»") + meeting("n", "owner: a", "09:00"),
            "ada has to be in m and n at once on 2026-11-30 at 09:30",
        ),
        (
            meeting("m", "council: board", "09:00") + meeting("n", "agenda: [{item: A, lead: a}]", "«09:44»"),
            "ada has to be in m and n at once",
        ),
        (
            meeting("m", "owner: empty", "09:00") + meeting("n", "owner: empty", "«09:00»"),
            "empty has to be in m and n at once on 2026-11-30",
        ),
        # 10:00 in New York is 15:00 UTC in winter.
        (
            meeting("m", "owner: a", "10:00", "America/New_York") + meeting("n", "owner: a", "«15:30»"),
            "at once on 2026-11-30 at 15:30 (UTC), and 11 times more",
        ),
        (
            meeting("m", "owner: a", "09:00")
            + meeting("n", "owner: a", "«09:30»", more="repeat: every month on day 7"),
            "at once on 2026-12-07 at 09:30 (UTC)",
        ),
        (
            meeting("m", "owner: a", "09:00")
            + meeting("n", "owner: a", "11:00", more="repeat: every monday, moved: {2026-12-07: «2026-12-14 09:10»}"),
            "at once on 2026-12-14 at 09:10 (UTC)",
        ),
        (
            meeting("m", "owner: a", "11:00", more="repeat: every monday, moved: {2026-12-07: «2026-12-14 11:10»}"),
            "ada has to be in m twice at once on 2026-12-14 at 11:10 (UTC)",
        ),
        (
            meeting("m", "owner: a", "09:00")
            + meeting("n", "owner: b", "«09:30»", more="repeat: every monday, rotation: [{}, {required: [a]}]"),
            "ada has to be in m and n at once on 2026-11-30 at 09:30 (UTC), and 5 times more",
        ),
    ],
)
def test_somebody_has_to_be_in_two_meetings(tmp_path: Path, meetings: str, said: str) -> None:
    (one,) = found(tmp_path, CHECK, AROUND + meetings)
    assert said in one.message
    assert (one.severity, len(one.related)) == (Severity.ERROR, 1)


@pytest.mark.parametrize(
    "meetings",
    [
        # Whoever comes out of one meeting is in time for the next.
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: a", "09:45"),
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: b", "09:00"),
        meeting("m", "owner: a", "09:00") + meeting("n", "optional: [a]", "09:00"),
        meeting("m", "council: board", "09:00") + meeting("n", "owner: empty", "09:00"),
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: nobody", "09:00"),
        meeting("m", "owner: nobody", "09:00") + meeting("n", "owner: nobody", "09:00"),
        # Bob is on leave from the first of these Mondays on.
        meeting("m", "owner: b", "09:00") + meeting("n", "owner: b", "09:00"),
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: a", "09:00", "America/New_York"),
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: a", "09:00", more="repeat: every month on day 9"),
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: a", "09:00", more="repeat: monthly"),
        meeting("m", "owner: a", "09:00")
        + meeting("n", "owner: a", "09:00", more="repeat: every year on 12-07, cancelled: [2026-12-07]"),
        # Beyond the window of 90 days.
        meeting("m", "owner: a", "09:00") + meeting("n", "owner: a", "09:00", more="repeat: every year on 02-22"),
        meeting("m", "until: 2026-11-29, owner: a", "09:00") + meeting("n", "owner: a", "09:00"),
    ],
)
def test_everybody_can_be_where_they_have_to_be(tmp_path: Path, meetings: str) -> None:
    assert found(tmp_path, CHECK, AROUND + meetings) == []


def test_clocks_that_change_on_different_days_let_meetings_meet(tmp_path: Path) -> None:
    """New York changes its clocks on 14 March 2027 and Berlin on the 28th: for two weeks they are five hours apart."""
    meetings = meeting("m", "owner: a", "10:00", "America/New_York") + meeting(
        "n", "owner: a", "15:00", "Europe/Berlin"
    )
    files = {"raci/all.yaml": AROUND + meetings}
    assert findings(tmp_path, files, CHECK) == []
    files["revgov.yaml"] = f"checks: {{{CHECK}: {{days: 130}}}}\n"
    (one,) = findings(tmp_path, files, CHECK)
    assert "at once on 2027-03-15 at 15:00 (Europe/Berlin), and 1 time more" in one.message


def test_each_pair_of_three_is_told(tmp_path: Path) -> None:
    meetings = (
        meeting("long", "owner: a", "09:00").replace("45m", "3h")
        + meeting("n", "owner: a", "«09:30»")
        + meeting("o", "owner: a", "«10:20»")
        + meeting("p", "owner: a", "«11:10»")
    )
    told = found(tmp_path, CHECK, AROUND + meetings)
    assert [one.message.partition(" to be in ")[2].partition(" at once")[0] for one in told] == [
        "long and n",
        "long and o",
        "long and p",
    ]


def test_whoever_was_in_two_meetings_is_still_watched(tmp_path: Path) -> None:
    """After an overlap and a free hour comes another overlap, of other meetings."""
    meetings = (
        meeting("m", "owner: a", "09:00")
        + meeting("n", "owner: a", "«09:30»")
        + meeting("o", "owner: a", "14:00")
        + meeting("p", "owner: a", "«14:30»")
    )
    told = found(tmp_path, CHECK, AROUND + meetings)
    assert named(told) == [("meeting:n", "schedule.time"), ("meeting:p", "schedule.time")]


def test_several_people_are_named_together(tmp_path: Path) -> None:
    text = AROUND.replace("bob: {leaves: [2026-11-28..2027-03-31]}", "bob: {name: Bob}")
    meetings = meeting("m", "owner: both", "09:00") + meeting("n", "owner: both", "«09:30»")
    (one,) = found(tmp_path, CHECK, text + meetings)
    assert one.message.startswith("ada and Bob have to be in m and n at once")
