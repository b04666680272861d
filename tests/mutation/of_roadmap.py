"""Operators on the roadmap: initiatives, their order, and the 90-day plan."""

from __future__ import annotations

import datetime

from tests.mutation.changes import CHARTER, Change, Operator, all_of, drop, has, lacks, listed, put, when
from tests.mutation.company import TODAY, Mutant, NothingToChange, Raw

INITIATIVE = ("initiative",)
# So many days later the 90-day plan of the company would still run.
LATER = datetime.timedelta(weeks=30)


def still_to_do(mutant: Mutant) -> bool:
    return mutant.was().get("status") != "done"


def is_done(mutant: Mutant) -> bool:
    return not still_to_do(mutant)


def ends(mutant: Mutant, ref: str) -> str:
    return str(mutant.was(ref)["ends"])


def short_roadmap(mutant: Mutant) -> str:
    """Lets every initiative that runs long enough end half a year from now."""
    if ends(mutant, mutant.ref) < "2027-11-24":
        raise NothingToChange
    for node in mutant.company.in_force("initiative"):
        if ends(mutant, node.ref) > "2027-11-20":
            mutant.raw(node.ref)["ends"] = "2027-11-20"
    return CHARTER


def gap(mutant: Mutant) -> str:
    """Puts off the last initiative until two months after the one before it."""
    if ends(mutant, mutant.ref) < "2027-11-24":
        raise NothingToChange
    others = [ends(mutant, node.ref) for node in mutant.company.in_force("initiative") if node.ref != mutant.ref]
    start = datetime.date.fromisoformat(max(others)) + datetime.timedelta(days=40)
    mutant.raw()["starts"] = start.isoformat()
    return CHARTER


def waited_for(mutant: Mutant) -> list[str]:
    return [edge.ref for edge in mutant.whole.out[mutant.ref] if edge.field == "after"]


def circle(mutant: Mutant) -> None:
    """Lets what an initiative comes after come after it; told at whichever is declared first."""
    before = waited_for(mutant)
    if not before or list(mutant.whole.nodes).index(mutant.ref) > list(mutant.whole.nodes).index(before[0]):
        raise NothingToChange
    mutant.raw(before[0])["after"] = [*listed(mutant.was(before[0]).get("after")), mutant.id]


def too_early(mutant: Mutant) -> None:
    """Starts an initiative on the day before something ends that it comes after."""
    before = waited_for(mutant)
    if not before:
        raise NothingToChange
    day = datetime.date.fromisoformat(max(ends(mutant, ref) for ref in before)) - datetime.timedelta(days=1)
    mutant.raw()["starts"] = day.isoformat()


def ends_first(mutant: Mutant) -> None:
    """Lets an initiative that nothing waits for end before it starts."""
    day = datetime.date.fromisoformat(str(mutant.was()["starts"])) - datetime.timedelta(days=1)
    if day < TODAY or any(edge.field == "after" for edge in mutant.whole.into.get(mutant.ref, ())):
        raise NothingToChange
    mutant.raw()["ends"] = day.isoformat()


def without_ground(mutant: Mutant) -> None:
    """Lets an initiative that needs ground to stand on come after nothing."""
    if mutant.was()["type"] not in ("ai", "tool", "automation"):
        raise NothingToChange
    del mutant.raw()["after"]


def becomes(type_: str) -> Change:
    """Makes something an initiative of a type, of which nothing before it lays the ground."""
    return when(lacks("after"), put("type", type_))


def overworked(mutant: Mutant) -> None:
    """Plans somebody for more than there is of them, on what is last to begin."""
    role = mutant.random.choice([*mutant.was()["effort"]])
    later = [
        node
        for node in mutant.company.in_force("initiative")
        if role in (node.effort or {}) and (node.starts, node.id) > (mutant.node.starts, mutant.id)
    ]
    if later:
        raise NothingToChange
    mutant.raw()["effort"][role] = "250%"


def planned_anew(mutant: Mutant) -> None:
    """Lets the 90-day plan start so late that it is not over."""
    shift(mutant.raw(CHARTER)["plan"], "starts")
    for node in mutant.company.in_force("initiative"):
        if node.phase:
            raw = mutant.raw(node.ref)
            for field in ("starts", "ends", "release"):
                shift(raw, field)
            shift(raw["outcome"], "measured_on")


def shift(raw: Raw, field: str) -> None:
    if field in raw:
        raw[field] = (datetime.date.fromisoformat(str(raw[field])) + LATER).isoformat()


def milestone(change: Change) -> Change:
    """A change of a milestone of the 90-day plan, while that runs."""

    def apply(mutant: Mutant) -> str | None:
        if not mutant.was().get("phase"):
            raise NothingToChange
        planned_anew(mutant)
        return change(mutant)

    return apply


def not_in_plan(mutant: Mutant) -> str:
    """Makes a milestone another initiative, by a known word that another one is already."""
    mutant.raw()["is"] = "charter_draft" if mutant.id != "charter_draft" else "lifecycle_map"
    return CHARTER


def too_late(mutant: Mutant) -> None:
    mutant.raw()["ends"] = "2026-12-31"


def part_of_change(mutant: Mutant) -> None:
    part = mutant.random.choice(("sponsor", "communications", "training", "adoption"))
    del mutant.raw()["change_plan"][part]


# Whatever waits for a milestone starts too early once that ends so late, and the charter was signed with its old date.
BEHIND = ("roadmap-dependency-invalid", "x-signoff-missing")

# fmt: off
ROADMAP = (
    Operator("let the roadmap end early", INITIATIVE, "roadmap-horizon-short", short_roadmap),
    Operator("plan nothing for a while", INITIATIVE, "roadmap-horizon-short", gap),
    Operator("move no number", INITIATIVE, "roadmap-outcome-missing", drop("outcome")),
    Operator("move a number by nothing", INITIATIVE, "roadmap-outcome-missing", drop("outcome.change")),
    Operator("measure an outcome some day", INITIATIVE, "roadmap-outcome-missing", drop("outcome.measured_on")),
    Operator("finish without result", INITIATIVE, "roadmap-outcome-missing", when(is_done, drop("outcome.result"))),
    Operator("wait for each other", INITIATIVE, "roadmap-dependency-invalid", circle),
    Operator("start before what comes first", INITIATIVE, "roadmap-dependency-invalid", too_early),
    Operator("end before the start", INITIATIVE, "roadmap-dependency-invalid", ends_first,
             ("roadmap-horizon-short",)),
    Operator("come after nothing", INITIATIVE, "roadmap-sequence-inverted", without_ground),
    Operator("put a model first", INITIATIVE, "roadmap-sequence-inverted", becomes("ai")),
    Operator("put an automation first", INITIATIVE, "roadmap-sequence-inverted", becomes("automation")),
    Operator("miss a milestone", INITIATIVE, "roadmap-ninety-day-gap", milestone(not_in_plan), BEHIND),
    Operator("reach a milestone late", INITIATIVE, "roadmap-ninety-day-gap", milestone(too_late), BEHIND),
    Operator("put a milestone into another phase", INITIATIVE, "roadmap-ninety-day-gap",
             milestone(put("phase", "some_day")), BEHIND),
    Operator("plan more than there is of somebody", INITIATIVE, "roadmap-capacity-exceeded",
             when(all_of(has("effort"), still_to_do), overworked)),
    Operator("change people's work without a plan", INITIATIVE, "roadmap-change-plan-missing", drop("change_plan")),
    Operator("leave a part out of a change", INITIATIVE, "roadmap-change-plan-missing",
             when(has("change_plan"), part_of_change)),
    Operator("release in the freeze", INITIATIVE, "roadmap-change-plan-missing",
             when(has("change_plan"), put("release", "2026-12-28"))),
    Operator("change people's work on no day", INITIATIVE, "roadmap-change-plan-missing",
             when(has("change_plan"), drop("release"))),
)
# fmt: on
