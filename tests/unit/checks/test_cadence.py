"""Meetings that can be placed, are frequent enough, and have whoever decides in the room."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

TIMES = "starts: 2026-02-02, time: 09:00, duration: 45m, timezone: UTC"
FISCAL = "calendars: {c: {fiscal_year: {starts: 02-01}}}\n"
RARE = f"  a: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: every 2 weeks on monday}}}}\n"


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("meetings:\n  «m»: {}\n", None, "m: no schedule says when it takes place"),
        (
            "meetings:\n  m: {schedule: «{time: 09:00, duration: 45m, timezone: UTC, repeat: every monday}»}\n",
            "schedule",
            "`starts` is missing",
        ),
        (
            f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every monday, until: «2026-01-01»}}}}\n",
            "schedule.until",
            "before it starts",
        ),
        (
            f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every monday, until: «2026-11-23»}}}}\n",
            "schedule.until",
            "ended on 2026-11-23",
        ),
        (
            f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every monday, cancelled: [«2026-12-01»]}}}}\n",
            "schedule.cancelled",
            "nothing takes place on 2026-12-01",
        ),
        (
            f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: «every fiscal year on the first monday»}}}}\n",
            "schedule.repeat",
            "no `fiscal_year`",
        ),
        (f"meetings:\n  m: {{schedule: {{{TIMES}, rrule: «FREQ=NEVER»}}}}\n", "schedule.rrule", "m: "),
    ],
)
def test_a_meeting_that_cannot_be_placed(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "cadence-schedule-invalid", text)
    assert named(told) == [("meeting:m", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every monday}}}}\n",
        "meetings:\n  m: {schedule: {starts: 2026-12-02, time: 09:00, duration: 45m, timezone: UTC}}\n",
        f"meetings:\n  m: {{until: 2026-02-02, schedule: {{{TIMES}}}}}\n",
        f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: monthly}}}}\n",
        "meetings:\n  m: {schedule: {starts: soon, time: 09:00, duration: 45m, timezone: UTC, repeat: every monday}}\n",
        "meetings:\n  m: {schedule: every monday}\n",
        "meetings:\n  m: {until: 2026-01-31}\n",
        f"meetings:\n  m: {{calendar: gone, schedule: {{{TIMES}, repeat: every fiscal year on the last day}}}}\n",
        FISCAL + f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every fiscal year on the last day}}}}\n",
    ],
)
def test_a_meeting_that_can_be_placed_or_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "cadence-schedule-invalid", text) == []


def test_a_series_lives_until_its_last_day(tmp_path: Path) -> None:
    text = f"meetings:\n  m: {{schedule: {{{TIMES}, repeat: every monday, until: 2026-11-23}}}}\n"
    assert found(tmp_path, "cadence-schedule-invalid", text, as_of=datetime.date(2026, 11, 23)) == []


STARTUP = "charter: {stage: startup}\nmeetings:\n"
FORECAST = f"  weekly_forecast_review: {{schedule: {{{TIMES}, repeat: every monday}}}}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            "«»" + STARTUP + FORECAST,
            "charter:charter",
            None,
            "asks for `weekly_pipeline_review` at least every week, and no meeting is it",
        ),
        (
            STARTUP
            + FORECAST
            + f"  p: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: «every 2 weeks on monday»}}}}\n",
            "meeting:p",
            "schedule.repeat",
            "p takes place every 14 days, but the profile",
        ),
        (
            STARTUP
            + FORECAST
            + f"  p: {{is: weekly_pipeline_review, schedule: {{{TIMES}, rrule: «FREQ=MONTHLY;BYDAY=1MO»}}}}\n",
            "meeting:p",
            "schedule.rrule",
            "p takes place every 30 days",
        ),
        (
            STARTUP + FORECAST + f"  p: {{is: weekly_pipeline_review, schedule: «{{{TIMES}}}»}}\n",
            "meeting:p",
            "schedule",
            "p takes place once, but",
        ),
        (
            STARTUP
            + FORECAST
            + f"  weekly_pipeline_review: {{schedule: {{{TIMES}, repeat: every day, count: «1»}}}}\n",
            "meeting:weekly_pipeline_review",
            "schedule.count",
            "nothing of weekly_pipeline_review takes place after 2026-12-01, but",
        ),
        (
            STARTUP
            + FORECAST
            + f"  weekly_pipeline_review: {{schedule: {{{TIMES}, repeat: every monday, until: «2026-11-30»}}}}\n",
            "meeting:weekly_pipeline_review",
            "schedule.until",
            "takes place after 2026-12-01, but",
        ),
        (
            STARTUP
            + FORECAST
            + f"  a: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: every monday, until: 2026-11-30}}}}\n"
            + RARE.replace("  a:", "  b:").replace("every 2 weeks on monday", "«every 2 weeks on monday»"),
            "meeting:b",
            "schedule.repeat",
            "b takes place every 14 days",
        ),
        (
            "«»"
            + STARTUP
            + FORECAST
            + f"  weekly_pipeline_review: {{until: 2026-01-31, schedule: {{{TIMES}, repeat: every monday}}}}\n",
            "charter:charter",
            None,
            "no meeting is it",
        ),
    ],
)
def test_a_required_meeting(tmp_path: Path, text: str, node: str, field: str | None, said: str) -> None:
    told = found(tmp_path, "cadence-required-missing", text, profile="startup")
    assert (named(told), told[0].severity) == ([(node, field)], Severity.ERROR)
    assert said in told[0].message


@pytest.mark.parametrize(
    "pipeline",
    [
        f"  weekly_pipeline_review: {{schedule: {{{TIMES}, repeat: every business day}}}}\n",
        f"  p: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: every monday and thursday}}}}\n",
        f"  p: {{is: weekly_pipeline_review, schedule: {{{TIMES}, rrule: FREQ=WEEKLY;BYDAY=MO}}}}\n",
        f"  p: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: weekly}}}}\n",
        f"  p: {{is: weekly_pipeline_reviews, schedule: {{{TIMES}, repeat: every monday}}}}\n",
        "  weekly_pipeline_review: {}\n",
        f"  weekly_pipeline_review: {{schedule: {{{TIMES}, repeat: every monday, until: 2026-12-07}}}}\n",
        f"  weekly_pipeline_review: {{calendar: gone, schedule: {{{TIMES}, repeat: every day, count: 1}}}}\n",
        RARE + f"  b: {{is: weekly_pipeline_review, schedule: {{{TIMES}, repeat: every monday}}}}\n",
    ],
)
def test_a_meeting_that_is_frequent_enough_or_may_be(tmp_path: Path, pipeline: str) -> None:
    assert found(tmp_path, "cadence-required-missing", STARTUP + FORECAST + pipeline, profile="startup") == []


def test_a_council_that_never_meets(tmp_path: Path) -> None:
    text = "councils:\n  «a»: {name: Council A}\n  b: {}\n  c: {until: 2026-01-31}\nmeetings:\n  m: {council: b}\n"
    (one,) = found(tmp_path, "cadence-council-never-meets", text)
    assert (one.node, one.message) == ("council:a", "Council A never meets: no meeting names it as its `council`")


def test_a_council_whose_meetings_are_over(tmp_path: Path) -> None:
    over = f"m: {{name: Session, council: a, schedule: {{{TIMES}, repeat: every monday, until: 2026-11-23}}}}"
    text = f"councils:\n  «a»: {{name: Council A}}\nmeetings:\n  {over}\n"
    (one,) = found(tmp_path, "cadence-council-never-meets", text)
    assert one.message == "Council A never meets again: Session takes place no more"
    text = text.replace("«a»", "a") + f"  n: {{council: a, schedule: {{{TIMES}, repeat: every monday}}}}\n"
    assert found(tmp_path, "cadence-council-never-meets", text) == []


@pytest.mark.parametrize("council", ["revenue_counci", "[revenue_council]", "council:revenue_council"])
def test_a_council_that_may_meet(tmp_path: Path, council: str) -> None:
    text = f"councils:\n  revenue_council: {{}}\nmeetings:\n  m: {{council: {council}}}\n"
    assert found(tmp_path, "cadence-council-never-meets", text) == []


def test_a_startup_has_no_councils_to_hold(tmp_path: Path) -> None:
    assert found(tmp_path, "cadence-council-never-meets", "councils:\n  a: {}\n", profile="startup") == []


def test_a_broken_file_may_hold_the_meeting(tmp_path: Path) -> None:
    files = {"raci/councils.yaml": "councils: {a: {}}\n", "cadence/broken.yaml": "meetings: {m: [\n"}
    assert findings(tmp_path, files, "cadence-council-never-meets", "cadence-required-missing") == []


AROUND = """roles:
  cro: {title: CRO}
  vp: {title: VP, held_by: [ada]}
  head: {title: Head, held_by: [ada]}
  analyst: {title: Analyst, held_by: [bob]}
people: {ada: {}, bob: {}}
councils:
  board: {chair: cro, members: [vp]}
  circle: {chair: none, why: Elected, members: [vp, analyst]}
decisions:
  commit: {name: Commit, decides: vp}
  budget: {name: Budget, decides: board}
  rules: {name: Rules, decides: circle}
kpis:
  win_rate: {name: Win rate, owner: vp}
risks:
  miss: {name: Miss, owner: vp}
"""


@pytest.mark.parametrize(
    ("meeting", "field", "said"),
    [
        ("{owner: analyst, decisions: [«commit»]}", "decisions", "VP decides Commit, but is not required in m"),
        ("{owner: analyst, optional: [vp], decisions: [«commit»]}", "decisions", "VP decides Commit"),
        ("{owner: analyst, decisions: [«budget»]}", "decisions", "CRO decides Budget"),
        ("{owner: cro, decisions: [«rules»]}", "decisions", "VP decides Rules"),
        ("{owner: analyst, reviews: [«win_rate»]}", "reviews", "VP owns Win rate, but is not required in m"),
        ("{owner: analyst, reviews: [«'risk:miss'»]}", "reviews", "VP owns Miss"),
        (
            "{owner: analyst, decisions: [«commit»], reviews: [win_rate, miss]}",
            "decisions",
            "VP decides Commit and owns Win rate and Miss",
        ),
        ("{owner: analyst, council: board, optional: [vp], reviews: [«win_rate»]}", "reviews", "VP owns Win rate"),
    ],
)
def test_a_meeting_without_its_decider(tmp_path: Path, meeting: str, field: str, said: str) -> None:
    told = found(tmp_path, "cadence-decider-absent", f"meetings:\n  m: {meeting}\n{AROUND}")
    assert named(told) == [("meeting:m", field)]
    assert said in told[0].message


def test_the_other_items_of_the_absent_are_named(tmp_path: Path) -> None:
    text = f"meetings:\n  m: {{owner: analyst, reviews: [«win_rate», miss]}}\n{AROUND}"
    (one,) = found(tmp_path, "cadence-decider-absent", text, profile="startup")
    assert [(related.message, related.place.column) for related in one.related] == [("VP owns this", 43)]
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize(
    "meeting",
    [
        "{owner: vp, decisions: [commit], reviews: [win_rate, miss]}",
        "{owner: analyst, required: [vp], decisions: [commit]}",
        "{owner: analyst, required: [head], decisions: [commit]}",
        "{owner: analyst, agenda: [{item: a, lead: vp}], reviews: [win_rate]}",
        "{owner: analyst, council: board, decisions: [budget], reviews: [win_rate]}",
        "{owner: cro, decisions: [budget]}",
        "{owner: vp, decisions: [rules]}",
        "{owner: analyst, decisions: [undeclared], reviews: [undeclared]}",
        "{owner: analyst, schedule: {rotation: [{required: [vp]}]}, reviews: [win_rate]}",
    ],
)
def test_a_meeting_with_its_decider(tmp_path: Path, meeting: str) -> None:
    assert found(tmp_path, "cadence-decider-absent", f"meetings:\n  m: {meeting}\n{AROUND}") == []
