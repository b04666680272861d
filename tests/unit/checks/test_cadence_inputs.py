"""Inputs that are there in time, and numbers that are new."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

CHECK = "cadence-input-late"


def meeting(id_: str, fields: str, time: str = "09:00", repeat: str = "every monday", zone: str = "UTC") -> str:
    schedule = f"starts: 2026-02-02, time: {time}, duration: 45m, timezone: {zone}, repeat: {repeat}"
    return f"  {id_}: {{{fields}, schedule: {{{schedule}}}}}\n"


def due(written: str) -> str:
    return "meetings:\n" + meeting("m", f"inputs: [{written}]")


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (due("«{what: page, from: r}»"), "inputs", "'page' for m has no `due`; write `24h before` or earlier"),
        (due("«page»"), "inputs", "has no `due`"),
        (
            due("{what: page, due: «23h before»}"),
            "inputs.due",
            "'page' for m is due 23 hours before; it should",
        ),
        (
            due("{what: page, due: «24h after»}"),
            "inputs.due",
            "is due 24 hours after; it should be there 24",
        ),
        (
            due("{what: a, due: 24h before}, {what: b, due: «5 business hours before»}"),
            "inputs.due",
            "'b' for m is due 5",
        ),
    ],
)
def test_an_input_that_nobody_can_read_before(tmp_path: Path, text: str, field: str, said: str) -> None:
    (one,) = found(tmp_path, CHECK, text, profile="startup")
    assert (one.node, one.field, one.severity) == ("meeting:m", field, Severity.INFO)
    assert said in one.message


@pytest.mark.parametrize(
    "text",
    [
        due("{what: page, due: 24h before}"),
        due("{what: page, due: 1 days before}"),
        due("{what: page, due: 1 business days before}"),
        due("{what: page, due: soon}"),
        due("{due: 1h before}"),
        due("{what: page}").replace("m: {", "m: {until: 2026-11-01, "),
        "meetings: {m: {}}\n",
    ],
)
def test_an_input_that_is_there_in_time_or_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_how_early_is_a_setting(tmp_path: Path) -> None:
    settings = f"checks: {{{CHECK}: {{hours: 4}}}}\n"
    text = due("{what: a, due: 4h before}, {what: b, due: 3h before}")
    (one,) = findings(tmp_path, {"raci/all.yaml": text, "revgov.yaml": settings}, CHECK)
    assert one.message == "'b' for m is due 3 hours before; it should be there 4 hours before, to be read"


def looking(refresh: str, reviews: str = "reviews: [«kpi:k»]", **schedule: str) -> str:
    return f"kpis: {{k: {{name: Wins, refresh: {refresh}}}}}\nmeetings:\n" + meeting("m", reviews, **schedule)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (looking("{every: 8 days}"), "Wins is new only every 8 days, but m looks at it every 7 days"),
        (looking("{every: 1 month}", "reviews: [«k»]"), "every 1 month"),
        (looking("{every: 2 days}", repeat="every day"), "every 2 days, but m looks at it every 1 day"),
        (looking("{every: 1 day, by: 09:01}"), "Wins is new by 09:01, when m has already begun"),
        (
            looking("{every: 1 day, by: 23:00}", time="22:00", zone="America/New_York").replace("kpis", "kpis"),
            "by 23:00",
        ),
        (
            looking("{every: 1 month}", "inputs: [{what: page, due: 1 days before, about: [«kpi:k»]}]"),
            "every 1 month, but m looks at it every 7 days",
        ),
    ],
)
def test_a_number_that_is_not_new_yet(tmp_path: Path, text: str, said: str) -> None:
    text = text if "New_York" not in text else "charter: {timezone: America/New_York}\n" + text
    (one,) = found(tmp_path, CHECK, text)
    assert said in one.message
    assert next(also.message for also in one.related).startswith("this is ")


@pytest.mark.parametrize(
    "text",
    [
        looking("{every: 7 days, by: 23:00}", "reviews: [kpi:k]"),
        looking("{every: 1 day, by: 09:00}", "reviews: [kpi:k]"),
        looking("{every: 1 business days}", "reviews: [kpi:k]", repeat="every day"),
        looking("{every: 1 day}", "reviews: [kpi:k]"),
        looking("{every: 1 month}", "reviews: [kpi:other]"),
        # Later than the meeting by its own clock only: nobody says by which clock.
        looking("{every: 1 day, by: 10:00}", "reviews: [kpi:k]", zone="America/New_York"),
        # By the company's clock this is midnight, and 09:00.
        looking("{every: 1 day, by: 06:00}", "reviews: [kpi:k]", time="11:00", zone="Australia/Sydney"),
        looking("{every: 1 day, by: 09:00}", "reviews: [kpi:k]", time="04:00", zone="America/New_York"),
        looking("{every: 1 year}", "reviews: [kpi:k]", repeat="monthly"),
        (
            "kpis: {k: {refresh: {every: 1 year}}}\nmeetings: {m: {reviews: [kpi:k], schedule: {starts: 2026-12-01, "
            "time: 09:00, duration: 1h, timezone: UTC}}}\n"
        ),
        looking("{every: 1 month}, until: 2026-11-01", "reviews: [kpi:k]"),
        "kpis: {k: {}}\nmeetings:\n" + meeting("m", "reviews: [kpi:k]"),
    ],
)
def test_a_number_that_is_new_or_of_which_nobody_says(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def fed(source: str, **feeding: str) -> str:
    fields = f"inputs: [{{what: commit, from: {source}, due: 24h before}}]"
    return "meetings:\n" + meeting("call", "owner: r", **feeding) + meeting("m", fields, "09:00", "every tuesday")


@pytest.mark.parametrize(
    "text",
    [
        # The meeting is over at 09:15, and what comes out of it is due at 09:00.
        fed("«call»", time="08:30"),
        fed("«meeting:call»", time="08:30"),
        fed("«call»", repeat="every tuesday", time="10:00").replace(", due: 24h before", ", due: 2 days before"),
        fed("«call»", repeat="every tuesday", time="08:00"),
        # Twenty hours later is the next day, and still meant to come first.
        fed("«call»", repeat="every wednesday", time="05:00"),
        fed("«call»", repeat="every month on the first monday", time="08:30"),
        fed("«call»", time="08:30", repeat="every monday, cancelled: [2026-11-30, 2026-12-07, 2026-12-14]"),
    ],
)
def test_a_meeting_that_comes_too_late_for_another(tmp_path: Path, text: str) -> None:
    (one,) = found(tmp_path, CHECK, text)
    assert (one.node, one.field) == ("meeting:m", "inputs.from")
    assert "'commit' for m comes from call, which is not over" in one.message
    assert [also.message for also in one.related] == ["this is when that one takes place"]


@pytest.mark.parametrize(
    "text",
    [
        fed("call", time="08:00"),
        fed("call", time="08:15"),
        fed("call", repeat="every wednesday"),
        fed("call", repeat="every monday and thursday, until: 2026-11-20"),
        fed("call", repeat="every day", time="10:00"),
        fed("call", repeat="every month on the first monday", time="08:00"),
        fed("r", time="08:30") + "roles: {r: {}}\n",
        fed("call", time="08:30") + "roles: {call: {}}\n",
        fed("role:call", time="08:30"),
        fed("gone", time="08:30"),
        fed("m", time="08:30"),
        fed("call", time="08:30", repeat="monthly"),
    ],
)
def test_a_meeting_that_comes_before_another(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


@pytest.mark.parametrize("once", ["cancelled: [2026-11-30, 2026-12-28]", "moved: {2026-11-30: 2026-11-30 22:00}"])
def test_a_single_week_in_which_one_is_missing_is_no_rhythm(tmp_path: Path, once: str) -> None:
    assert found(tmp_path, CHECK, fed("call", time="08:00", repeat=f"every monday, {once}")) == []


def test_all_that_is_late_is_told(tmp_path: Path) -> None:
    text = (
        "kpis: {k: {refresh: {every: 1 month}}}\nmeetings:\n"
        + meeting("call", "owner: r", "10:00", "every tuesday")
        + meeting(
            "m", "inputs: [{what: a, from: «call», due: 2 days before}], reviews: [«kpi:k»]", "09:00", "every tuesday"
        )
    )
    told = found(tmp_path, CHECK, text)
    assert named(told) == [("meeting:m", "inputs.from"), ("meeting:m", "reviews")]
