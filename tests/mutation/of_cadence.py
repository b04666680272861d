"""Operators on what meetings are for, when they take place, what they need and what is written down."""

from __future__ import annotations

import datetime
from typing import Any

from revgov.checks.timetable import timetable_of
from revgov.schedule.series import keys
from tests.mutation.changes import Change, Operator, drop, has, lacks, listed, replace, when
from tests.mutation.company import TODAY, Mutant, NothingToChange


def slots(mutant: Mutant) -> list[Any]:
    """What of a meeting takes place in the next 90 days."""
    return timetable_of(mutant.whole).by_meeting(90).get(mutant.id, [])


def repeated(mutant: Mutant) -> bool:
    """Whether a meeting is repeated at one hour, and comes up soon."""
    return bool(slots(mutant)) and has("schedule.repeat")(mutant) and lacks("schedule.rotation")(mutant)


def weekly(mutant: Mutant) -> bool:
    return repeated(mutant) and len(slots(mutant)) >= 8


def double_booked(mutant: Mutant) -> str:
    """Declares a meeting of the same people five minutes after a date of this one."""
    slot = slots(mutant)[0]
    schedule = mutant.was()["schedule"]
    begins = timetable_of(mutant.whole).almanac.wall(slot.first + 5, schedule["timezone"])
    raw = {
        "name": "Extra round",
        "purpose": "Speak about it once more.",
        "owner": mutant.was()["owner"],
        "inputs": [{"what": "notes", "due": "24h before"}],
        "agenda": [{"item": "Talk", "minutes": 10}],
        "outputs": ["actions"],
        "schedule": {
            "starts": begins.date().isoformat(),
            "time": f"{begins:%H:%M}",
            "duration": "10m",
            "timezone": schedule["timezone"],
            "on_holiday": "keep",
            "on_freeze": "keep",
        },
    }
    return mutant.add("meeting", "extra_round", raw)


def moved_onto_another(mutant: Mutant) -> None:
    """Moves a date to five minutes after a later date of the same meeting."""
    own = [slot for slot in slots(mutant) if slot.turn.because == ""]
    if len(own) < 2:
        raise NothingToChange
    first, second = own[0].turn, own[1]
    begins = timetable_of(mutant.whole).almanac.wall(second.first + 5, mutant.was()["schedule"]["timezone"])
    mutant.raw()["schedule"].setdefault("moved", {})[first.key.isoformat()] = f"{begins:%Y-%m-%d %H:%M}"


def without_rule(field: str) -> Change:
    """Takes out the rule for days off of a meeting that would have one of them."""

    def apply(mutant: Mutant) -> None:
        series = timetable_of(mutant.whole).series.get(mutant.id)
        if series is None or getattr(mutant.node.schedule, field) in (None, "keep"):
            raise NothingToChange
        own = [key for key, _ in keys(series, TODAY, TODAY + datetime.timedelta(days=89))]
        own = [key for key in own if key not in series.moved and key not in series.cancelled]
        # What is a holiday in a freeze is left out by either rule.
        off, other = series.days.holiday, series.days.freeze
        if field == "on_freeze":
            off, other = series.days.freeze, series.days.holiday
        if not any(off(key) and not other(key) for key in own):
            raise NothingToChange
        drop(f"schedule.{field}")(mutant)

    return apply


def onto_thanksgiving(mutant: Mutant) -> None:
    own = [slot.turn for slot in slots(mutant) if slot.turn.because == ""]
    if not own or "calendar" in mutant.was() or mutant.node.schedule.on_holiday == "keep":
        raise NothingToChange
    mutant.raw()["schedule"].setdefault("moved", {})[own[0].key.isoformat()] = "2026-11-26"


def crowded(mutant: Mutant) -> str:
    """Lets an all-day meeting of a role take place every week."""
    raw = {
        "name": "Working day",
        "purpose": "Work together.",
        "owner": mutant.id,
        "inputs": [{"what": "work", "due": "24h before"}],
        "agenda": [{"item": "Work", "minutes": 660}],
        "outputs": ["work"],
        "schedule": {
            "starts": "2026-02-07", "time": "08:00", "duration": "11h", "timezone": "UTC", "repeat": "every saturday",
            "on_holiday": "keep", "on_freeze": "keep",
        },
    }  # fmt: skip
    mutant.add("meeting", "working_day", raw)
    return mutant.ref


def crowded_person(mutant: Mutant) -> str:
    """Somebody in two roles, each of them in meetings that are long, but not too long."""
    for at, day in ((1, "saturday"), (2, "sunday")):
        role = mutant.add("role", f"extra_role_{at}", {"held_by": [mutant.id], "reports_to": "ceo"})
        raw = {
            "name": f"Round {at}",
            "purpose": "Work together.",
            "owner": role.partition(":")[2],
            "inputs": [{"what": "work", "due": "24h before"}],
            "agenda": [{"item": "Work", "minutes": 345}],
            "outputs": ["work"],
            "schedule": {
                "starts": f"2026-02-0{6 + at}", "time": "08:00", "duration": "345m", "timezone": "UTC",
                "repeat": f"every {day}", "on_holiday": "keep", "on_freeze": "keep",
            },
        }  # fmt: skip
        mutant.add("meeting", f"extra_round_{at}", raw)
    return mutant.ref


def fed_by_a_later_one(mutant: Mutant) -> None:
    """Lets an input come out of a meeting that is held an hour later on the same day."""
    own = slots(mutant)[0]
    if len(mutant.node.schedule.repeat.weekdays) > 1:
        raise NothingToChange
    wall = timetable_of(mutant.whole).almanac.wall(own.last + 30, "UTC")
    raw = {
        "name": "Later round",
        "purpose": "Write down what came out.",
        "owner": "revops_consultant",
        "inputs": [{"what": "notes", "due": "24h before"}],
        "agenda": [{"item": "Talk", "minutes": 10}],
        "outputs": ["what comes later"],
        "schedule": {
            "starts": f"{wall:%Y-%m-%d}", "time": f"{wall:%H:%M}", "duration": "15m", "timezone": "UTC",
            "repeat": f"every week on {wall:%A}".lower(), "on_holiday": "keep", "on_freeze": "keep",
        },
    }  # fmt: skip
    mutant.add("meeting", "later_round", raw)
    mutant.raw()["inputs"] = [
        *listed(mutant.was().get("inputs")),
        {"what": "what comes later", "from": "later_round", "due": "24h before"},
    ]


def refreshed_yearly(mutant: Mutant) -> str:
    """Lets a KPI that a meeting looks at be new once a year."""
    kpis = [ref for ref in listed(mutant.was().get("reviews")) if ref.startswith("kpi:")]
    if not kpis:
        raise NothingToChange
    ref = mutant.random.choice(kpis)
    mutant.raw(ref)["refresh"] = {"every": "1 year"}
    return mutant.ref


def unlogged(mutant: Mutant) -> str:
    """Takes out the last minutes of a meeting that decides."""
    meeting = f"meeting:{mutant.was()['meeting']}"
    own = [node for node in mutant.company.in_force("minutes") if node.meeting == mutant.was()["meeting"]]
    if not mutant.whole.nodes[meeting].decisions or max(own, key=lambda node: node.on).id != mutant.id:
        raise NothingToChange
    decided = {node.decided_on for node in mutant.company.in_force("recommendation")}
    if (TODAY - mutant.node.on).days <= 3 or mutant.node.on in decided:
        raise NothingToChange
    del mutant.section()[mutant.id]
    return meeting


def on_another_day(mutant: Mutant) -> str:
    """Dates the minutes to a day a week before the meeting."""
    where = unlogged(mutant)
    day = mutant.node.on - datetime.timedelta(days=6)
    mutant.section()[mutant.id] = {**mutant.was(), "on": day.isoformat()}
    return where


# fmt: off
CADENCE = (
    Operator("drop what a meeting is for", ("meeting",), "cadence-purpose-incomplete",
             when(lacks("decisions"), drop("purpose"))),
    Operator("drop what a meeting needs", ("meeting",), "cadence-purpose-incomplete", drop("inputs")),
    Operator("drop the agenda", ("meeting",), "cadence-purpose-incomplete", drop("agenda")),
    Operator("drop what comes out of a meeting", ("meeting",), "cadence-purpose-incomplete", drop("outputs")),
    Operator("drop the minutes of an item", ("meeting",), "cadence-purpose-incomplete", drop("agenda.*.minutes")),
    Operator("talk for ten hours", ("meeting",), "cadence-purpose-incomplete", replace("agenda.*.minutes", 600)),
    Operator("crowd the week of a role", ("role",), "cadence-load-exceeded", crowded,
             ("cadence-timezone-unfair",)),
    Operator("crowd the week of somebody", ("person",), "cadence-load-exceeded",
             when(lacks("leaves"), crowded_person), ("cadence-timezone-unfair", "raci-role-unused")),
    Operator("book people twice", ("meeting",), "cadence-collision", when(repeated, double_booked)),
    Operator("move a date onto another one", ("meeting",), "cadence-collision", when(weekly, moved_onto_another)),
    Operator("meet at night", ("meeting",), "cadence-timezone-unfair",
             when(repeated, replace("schedule.time", "03:00")), ("cadence-input-late",)),
    Operator("say nothing of holidays", ("meeting",), "cadence-calendar-clash", without_rule("on_holiday")),
    Operator("say nothing of freezes", ("meeting",), "cadence-calendar-clash", without_rule("on_freeze")),
    Operator("move a date to Thanksgiving", ("meeting",), "cadence-calendar-clash",
             when(repeated, onto_thanksgiving)),
    Operator("hand in an hour before", ("meeting",), "cadence-input-late", replace("inputs.*.due", "1h before")),
    Operator("say no due time", ("meeting",), "cadence-input-late", drop("inputs.*.due")),
    Operator("be fed by a later meeting", ("meeting",), "cadence-input-late", when(weekly, fed_by_a_later_one),
             ("cadence-timezone-unfair",)),
    Operator("look at a number of last year", ("meeting",), "cadence-input-late", refreshed_yearly),
    Operator("lose the last minutes", ("minutes",), "cadence-decision-unlogged", unlogged),
    Operator("date minutes to another week", ("minutes",), "cadence-decision-unlogged", on_another_day),
)
# fmt: on
