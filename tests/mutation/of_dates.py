"""Operators on dates and signatures: reviews, promises, proof, sign-offs, and meanings that change."""

from __future__ import annotations

from typing import Any

from tests.mutation.changes import Operator, all_of, at, drop, has, lacks, put, replace, says, when
from tests.mutation.company import AUTHOR, Mutant, NothingToChange

REVIEWED = ("charter", "kpi", "risk", "ai_use", "forecast", "contingency")
PROMISING = ("minutes", "initiative", "risk")
LIVE = says("status", "live")


def actions_of(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The actions of a declaration, wherever its kind keeps them."""
    found: list[dict[str, Any]] = at(raw, "treatment.actions") or raw.get("actions") or []
    return found


def one_action(mutant: Mutant, wanted: str, unwanted: str = "") -> dict[str, Any]:
    """An action of the mutant's own that has a field, and lacks another."""
    if mutant.was().get("dismissed") or mutant.was().get("status") in ("closed", "dismissed", "accepted"):
        raise NothingToChange
    was = actions_of(mutant.was())
    fits = [index for index, one in enumerate(was) if wanted in one and (not unwanted or unwanted not in one)]
    if not fits:
        raise NothingToChange
    return actions_of(mutant.raw())[mutant.random.choice(fits)]


def never_done(mutant: Mutant) -> None:
    action = one_action(mutant, "done")
    for field in ("done", "evidence"):
        action.pop(field, None)


def long_due(mutant: Mutant) -> None:
    action = one_action(mutant, "due", "done")
    if "cancelled" in action:
        raise NothingToChange
    action.pop("moved", None)
    action["due"] = "2026-11-23"


def moved_for_no_reason(mutant: Mutant) -> None:
    action = one_action(mutant, "due", "done")
    if "cancelled" in action:
        raise NothingToChange
    action["moved"] = {"to": "2027-01-29"}


def unproven(mutant: Mutant) -> None:
    del one_action(mutant, "evidence")["evidence"]


def unfinished(mutant: Mutant) -> None:
    if mutant.was().get("status") != "done" or str(mutant.was()["ends"]) > "2026-11-23":
        raise NothingToChange
    mutant.raw().update(status="active", progress="90%")


def forgotten(mutant: Mutant) -> None:
    """A recommendation whose day is over, and nothing came of it."""
    if "declined" in mutant.was().get("decision", ""):
        raise NothingToChange
    mutant.raw().pop("measured", None)
    mutant.raw()["due"] = "2026-11-20"


def seldom(mutant: Mutant) -> None:
    if mutant.was().get("dismissed") or (mutant.was().get("current") or {}).get("level") not in ("high", "medium"):
        raise NothingToChange
    mutant.raw()["review"] = {"every": "12 months", "last": "2026-11-20"}


def signs_alone(mutant: Mutant) -> bool:
    return mutant.was()["of"] != "charter:charter"


def unsigned(mutant: Mutant) -> str:
    if not signs_alone(mutant):
        raise NothingToChange
    of = str(mutant.was()["of"])
    del mutant.section()[mutant.id]
    return of


def wrote_it(mutant: Mutant) -> None:
    """Whoever signs is the one who wrote it: the author's address is theirs."""
    if not signs_alone(mutant):
        raise NothingToChange
    for node in mutant.company.in_force("person"):
        if node.email == AUTHOR:
            mutant.raw(node.ref)["email"] = "another@northwind-metrics.example"
    mutant.raw(f"person:{mutant.was()['person']}")["email"] = AUTHOR


# fmt: off
DATES = (
    Operator("leave a text unread for years", REVIEWED, "x-review-overdue",
             when(all_of(has("review.every"), lacks("dismissed")), put("review.last", "2020-01-06"))),
    Operator("let a review be due", REVIEWED, "x-review-overdue",
             when(all_of(has("review.every"), lacks("dismissed")), put("review.next", "2026-11-23"))),
    Operator("review a risk once a year", ("risk",), "x-review-overdue", seldom),
    Operator("review no risk", ("risk",), "x-review-overdue",
             when(all_of(lacks("dismissed"), has("review")), drop("review"))),
    Operator("leave what was promised undone", PROMISING, "x-commitment-overdue", never_done),
    Operator("let a day pass", PROMISING, "x-commitment-overdue", long_due),
    Operator("put off for no reason", PROMISING, "x-commitment-overdue", moved_for_no_reason),
    Operator("not finish an initiative", ("initiative",), "x-commitment-overdue", unfinished),
    Operator("forget a recommendation", ("recommendation",), "x-commitment-overdue", forgotten),
    Operator("prove by what is old", ("kpi",), "x-evidence-stale", replace("evidence.*.on", "2026-02-02")),
    Operator("prove by what has no date", ("kpi",), "x-evidence-stale", drop("evidence.*.on")),
    Operator("call done what nothing proves", PROMISING, "x-evidence-stale", unproven),
    Operator("change what was signed", ("charter", "comp_plan", "policy"), "x-signoff-missing",
             put("aliases", ["another_name_of_it"])),
    Operator("change a model that was signed", ("ai_use",), "x-signoff-missing",
             when(LIVE, put("aliases", ["another_name_of_it"]))),
    Operator("take a signature away", ("signoff",), "x-signoff-missing", unsigned),
    Operator("sign without a day", ("signoff",), "x-signoff-missing", when(signs_alone, drop("on"))),
    Operator("sign for somebody else", ("signoff",), "x-signoff-missing",
             when(signs_alone, put("by", "systems_administrator"))),
    Operator("sign what one wrote alone", ("signoff",), "x-self-approval", wrote_it),
    Operator("raise a version in silence", ("kpi",), "kpi-silent-redefinition",
             when(lacks("changed"), put("version", 3))),
    Operator("change a meaning on nobody's word", ("kpi",), "kpi-silent-redefinition", drop("changed.approved_by")),
)
# fmt: on
