"""Operators on meetings and on who is in the room."""

from __future__ import annotations

from revgov.checks.owners import responsible_role
from revgov.governance.attendance import attendance, in_person
from tests.mutation.changes import CHARTER, Operator, append, drop, has, listed, put, when
from tests.mutation.company import Mutant, NothingToChange


def asked_for(mutant: Mutant) -> bool:
    """Whether the profile asks for a meeting of this name."""
    return (mutant.was().get("is") or mutant.id) in mutant.whole.profile.meetings


def cancelled_meeting(mutant: Mutant) -> str:
    if not asked_for(mutant):
        raise NothingToChange
    del mutant.section()[mutant.id]
    return CHARTER


def never_meets(mutant: Mutant) -> None:
    for node in mutant.company.in_force("meeting"):
        if node.council == mutant.id:
            del mutant.raw(node.ref)["council"]
            mutant.raw(node.ref)["required"] = [
                *listed(mutant.was(node.ref).get("required")),
                *listed(mutant.was()["chair"]),
            ]


def without_decider(mutant: Mutant) -> None:
    """Puts a decision on the agenda of a meeting which whoever decides does not attend."""
    there = attendance(mutant.whole, mutant.node).required
    roles = {node.id for node in mutant.company.in_force("role")}
    foreign = [
        node.id
        for node in mutant.company.in_force("decision")
        if (decider := node.decides[0]) in roles and not in_person(mutant.whole, decider, there)
    ]
    if not foreign:
        raise NothingToChange
    mutant.raw()["decisions"] = [*listed(mutant.was().get("decisions")), mutant.random.choice(foreign)]


def without_owner(mutant: Mutant) -> None:
    """Puts a risk on the agenda of a meeting which its owner does not attend."""
    there = attendance(mutant.whole, mutant.node).required
    foreign = [
        node.ref
        for node in mutant.company.in_force("risk")
        if (owner := responsible_role(mutant.whole, node)) and not in_person(mutant.whole, owner.id, there)
    ]
    mutant.raw()["reviews"] = [*listed(mutant.was().get("reviews")), mutant.random.choice(foreign)]


def used(mutant: Mutant) -> bool:
    """Whether a meeting that gives way to holidays goes by this calendar."""
    named = {node.calendar or "company" for node in mutant.company.in_force("meeting") if node.schedule.on_holiday}
    return mutant.id in named


def needed_part(mutant: Mutant) -> None:
    drop(f"schedule.{mutant.random.choice(('starts', 'time', 'duration', 'timezone'))}")(mutant)


# fmt: off
MEETINGS = (
    Operator("drop a part of the schedule", ("meeting",), "cadence-schedule-invalid", needed_part),
    Operator("drop the whole schedule", ("meeting",), "cadence-schedule-invalid", drop("schedule")),
    Operator("let a meeting be over", ("meeting",), "cadence-schedule-invalid",
             when(has("schedule.repeat"), put("schedule.until", "2026-11-20")),
             ("cadence-council-never-meets", "cadence-required-missing", "cadence-decision-unlogged")),
    Operator("cancel a day without a meeting", ("meeting",), "cadence-schedule-invalid",
             when(has("schedule.repeat"), append("schedule.cancelled", "2026-11-28"))),
    # Its numbers are looked at as seldom, and days that were moved or cancelled are no days of it any more.
    Operator("meet too seldom", ("meeting",), "cadence-required-missing",
             when(asked_for, put("schedule.repeat", "every year on 06-15")),
             ("kpi-unreviewed", "cadence-schedule-invalid", "cadence-decision-unlogged")),
    Operator("delete a meeting that must be", ("meeting",), "cadence-required-missing", cancelled_meeting,
             ("kpi-unreviewed", "x-ref-unresolved")),
    Operator("let a council never meet", ("council",), "cadence-council-never-meets", never_meets),
    Operator("keep the holidays of nowhere", ("calendar",), "cadence-holidays-not-frozen",
             when(used, append("regions", "QQ"))),
    Operator("decide without the decider", ("meeting",), "cadence-decider-absent", without_decider,
             ("cadence-decision-unlogged",)),
    Operator("review a risk without its owner", ("meeting",), "cadence-decider-absent", without_owner),
)
# fmt: on
