"""Operators on risks, waivers, and texts that say nothing."""

from __future__ import annotations

from collections.abc import Callable

from tests.mutation.changes import Change, Operator, at, drop, put, replace, when
from tests.mutation.company import Mutant, NothingToChange

RISK, WAIVER = ("risk",), ("waiver",)
WORDS = ("low", "medium", "high", "critical")
PLACEHOLDERS = ("TBD", "to be defined", "n/a", "…", "lorem ipsum")


def open_risk(mutant: Mutant) -> bool:
    return "dismissed" not in mutant.was() and mutant.was().get("status") not in ("closed", "retired", "dismissed")


def mitigated(mutant: Mutant) -> bool:
    return open_risk(mutant) and at(mutant.was(), "treatment.decision") == "mitigate"


def state(mutant: Mutant) -> str:
    found = [name for name in ("inherent", "current", "residual") if at(mutant.was(), f"{name}.score")]
    if not found:
        raise NothingToChange
    return mutant.random.choice(found)


def wrong_sum(mutant: Mutant) -> None:
    name = state(mutant)
    mutant.raw()[name]["score"] += 1


def wrong_level(mutant: Mutant) -> None:
    name = state(mutant)
    level = mutant.was()[name]["level"]
    mutant.raw()[name]["level"] = mutant.random.choice([word for word in WORDS if word != level])


def rising(mutant: Mutant) -> None:
    if not isinstance(mutant.was().get("residual"), dict):
        raise NothingToChange
    mutant.raw()["residual"] = {"likelihood": 5, "impact": "severe"}


def without(part: str) -> Change:
    """Takes a part away from an action that is still to be done."""

    def change(mutant: Mutant) -> None:
        actions = at(mutant.was(), "treatment.actions") or []
        todo = [index for index, one in enumerate(actions) if not one.get("done") and part in one]
        if not todo:
            raise NothingToChange
        action = mutant.raw()["treatment"]["actions"][todo[0]]
        # A day that a date was moved to is a date as well.
        for field in {part, "moved"} if part == "due" else {part}:
            action.pop(field, None)

    return change


def accepted_by(role: Callable[[Mutant], str]) -> Change:
    """Lets an open risk be accepted by a role, which `role` finds."""

    def change(mutant: Mutant) -> None:
        if not open_risk(mutant):
            raise NothingToChange
        who = role(mutant)
        mutant.raw()["treatment"] = {
            "decision": "accept",
            "acceptance": {
                "requested_by": "revops_manager",
                "approved_by": who,
                "reason": "It costs more to mend",
                "expires": "2027-06-30",
            },
        }

    return change


def owner(mutant: Mutant) -> str:
    return str(mutant.was()["owner"])


def over(mutant: Mutant) -> None:
    accepted_by(lambda _: "ceo")(mutant)
    mutant.raw()["treatment"]["acceptance"]["expires"] = "2026-11-23"


def nobody(mutant: Mutant) -> None:
    accepted_by(lambda _: "ceo")(mutant)
    del mutant.raw()["treatment"]["acceptance"]


def title_again(mutant: Mutant) -> None:
    field = next(one for one in ("purpose", "statement") if one in mutant.was())
    mutant.raw()[field] = f"{mutant.node.title}."


def unwritten(mutant: Mutant) -> None:
    fields = ("purpose", "statement", "on_breach", "why")
    found = [field for field in fields if isinstance(mutant.was().get(field), str)]
    if not found:
        raise NothingToChange
    mutant.raw()[mutant.random.choice(found)] = mutant.random.choice(PLACEHOLDERS)


def needless_waiver(mutant: Mutant) -> str:
    waiver = {
        "check": "x-owner-missing",
        "for": [mutant.ref],
        "reason": "The owner is on the way",
        "approved_by": "ceo",
    }
    return mutant.add("waiver", "needless", {**waiver, "requested_by": "revops_manager", "expires": "2027-03-31"})


# fmt: off
RISKS = (
    Operator("rate a likelihood off the scale", RISK, "risk-score-invalid", replace("inherent.likelihood", 9)),
    Operator("rate an impact by no known word", RISK, "risk-score-invalid", replace("residual.impact", "catastrophic")),
    Operator("miscalculate a score", RISK, "risk-score-invalid", wrong_sum),
    Operator("name the wrong level", RISK, "risk-score-invalid", wrong_level),
    Operator("leave more risk than there was", RISK, "risk-score-invalid", rising, ("risk-above-appetite",)),
    Operator("leave a gap in the scale", ("charter",), "risk-score-invalid",
             replace("risk_scale.levels.medium", "6..9")),
    Operator("decide nothing about a risk", RISK, "risk-treatment-incomplete", when(open_risk, drop("treatment"))),
    Operator("decide what nobody knows", RISK, "risk-treatment-incomplete",
             when(open_risk, put("treatment", {"decision": "ignore"}))),
    Operator("mitigate by nothing", RISK, "risk-treatment-incomplete", when(mitigated, put("treatment", "mitigate"))),
    Operator("leave an action to nobody", RISK, "risk-treatment-incomplete", when(mitigated, without("owner"))),
    Operator("leave an action without a date", RISK, "risk-treatment-incomplete", when(mitigated, without("due"))),
    Operator("accept a risk without anybody", RISK, "risk-acceptance-invalid", nobody),
    Operator("accept one's own risk", RISK, "risk-acceptance-invalid", accepted_by(owner),
             ("x-signoff-missing",)),
    Operator("accept a risk below the authority", RISK, "risk-acceptance-invalid",
             accepted_by(lambda _: "sales_development_lead"), ("x-signoff-missing",)),
    Operator("let an acceptance be over", RISK, "risk-acceptance-invalid", over),
    Operator("waive for no reason", WAIVER, "x-waiver-invalid", drop("reason")),
    Operator("waive on nobody's word", WAIVER, "x-waiver-invalid", drop("approved_by")),
    Operator("waive for ever", WAIVER, "x-waiver-invalid", drop("expires")),
    Operator("waive for years", WAIVER, "x-waiver-invalid", put("expires", "2029-01-01")),
    Operator("let a waiver be over", WAIVER, "x-waiver-invalid", put("expires", "2026-11-23")),
    Operator("approve one's own waiver", WAIVER, "x-waiver-invalid",
             put("approved_by", lambda mutant: mutant.was()["requested_by"])),
    Operator("waive what nobody found", RISK, "x-waiver-invalid", needless_waiver),
    Operator("write a placeholder", ("policy", "sla", "council"), "x-placeholder-text", unwritten),
    Operator("write the title again", ("policy", "council"), "x-placeholder-text", title_again),
)
# fmt: on
