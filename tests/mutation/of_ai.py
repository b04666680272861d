"""Operators on AI uses: their tier, their oversight, what they read, and who can stop them."""

from __future__ import annotations

from tests.mutation.changes import (
    Change,
    Condition,
    Operator,
    all_of,
    append,
    at,
    both,
    drop,
    put,
    says,
    when,
)
from tests.mutation.company import Mutant, NothingToChange

USE = ("ai_use",)
ACTS = says("status", "live", "pilot")
HIGH = says("risk_tier.tier", "high")
PREDICTS = says("type", "forecasting", "deal_risk_scoring", "lead_scoring", "predictive_analytics")


def affecting(mutant: Mutant) -> bool:
    return mutant.was().get("affects") != ["internal"]


def told_to_people(mutant: Mutant) -> bool:
    return at(mutant.was(), "risk_tier.tier") == "limited" or "customer" in mutant.was()["affects"]


def automates(kind: str) -> Condition:
    return lambda mutant: str(mutant.was().get("automates", [""])[0]).startswith(f"{kind}:")


def of_an_input(key: str, value: object) -> Change:
    """Changes a field that the use reads, or takes something out of it."""

    def change(mutant: Mutant) -> None:
        field = mutant.raw(f"field:{mutant.random.choice(mutant.was()['inputs'])}")
        if value is None:
            del field[key]
        else:
            field[key] = value

    return change


def in_its_system(key: str, value: object) -> Change:
    """Changes the system that the use runs in."""

    def change(mutant: Mutant) -> None:
        mutant.raw(f"system:{mutant.was()['system']}")[key] = value

    return change


def silent_system(mutant: Mutant) -> str:
    ref = f"system:{mutant.was()['system']}"
    del mutant.raw(ref)["ai_data"]
    return ref


def handoff_without_sla(mutant: Mutant) -> None:
    del mutant.raw(mutant.was()["automates"][0])["sla"]


def unknown_ai(mutant: Mutant) -> None:
    """Switches on the AI of a system that the catalogue does not know."""
    if mutant.was().get("ai") or mutant.was().get("status") != "active":
        raise NothingToChange
    mutant.raw().update({"ai": True, "ai_data": "internal"})


def risky(mutant: Mutant) -> str:
    """Makes nobody outside be affected by a use of the tier high, so that only the duty is left."""
    mutant.raw()["affects"] = ["internal"]
    del mutant.raw()["oversight"]["role"]
    return mutant.ref


SIGNED = ("x-signoff-missing",)
# fmt: off
AI = (
    Operator("sort a model by no harm", USE, "ai-risk-tier-missing", drop("risk_tier"), SIGNED),
    Operator("sort a model by a word nobody knows", USE, "ai-risk-tier-missing",
             put("risk_tier.tier", "medium"), SIGNED),
    Operator("give no reason for a tier", USE, "ai-risk-tier-missing", drop("risk_tier.why"), SIGNED),
    Operator("give no date for a tier", USE, "ai-risk-tier-missing", drop("risk_tier.on"), SIGNED),
    Operator("let a prohibited model go on", USE, "ai-prohibited-use",
             when(ACTS, put("risk_tier.tier", "prohibited")), SIGNED),
    Operator("let a prohibited model go on without a status", USE, "ai-prohibited-use",
             both(put("risk_tier.tier", "prohibited"), drop("status"))),
    Operator("let nobody look at outputs", USE, "ai-oversight-missing",
             when(all_of(ACTS, affecting), drop("oversight")), SIGNED),
    Operator("let nobody overrule a model", USE, "ai-oversight-missing",
             when(all_of(ACTS, affecting), drop("oversight.override")), SIGNED),
    Operator("keep no log of outputs", USE, "ai-oversight-missing",
             when(all_of(ACTS, affecting), drop("oversight.log")), SIGNED),
    Operator("compare a prediction with nothing", USE, "ai-overreliance",
             when(all_of(ACTS, PREDICTS), drop("comparator")), SIGNED),
    Operator("let more run alone than allowed", USE, "ai-overreliance",
             when(ACTS, put("automated", {"share": "90%", "cap": "50%"})), SIGNED),
    Operator("let a share run alone without a cap", USE, "ai-overreliance",
             when(ACTS, put("automated", {"share": "30%"})), SIGNED),
    Operator("feed a model what it may not see", USE, "ai-input-not-permitted",
             append("inputs", "contact.email"), ("data-lineage-gap", *SIGNED)),
    Operator("keep from models what one reads", USE, "ai-input-not-permitted", of_an_input("ai", "never")),
    Operator("do not say whether models may read it", USE, "ai-input-not-permitted", of_an_input("ai", None)),
    Operator("let a system show less", USE, "ai-input-not-permitted", in_its_system("ai_data", "public")),
    Operator("do not say what a system may show", USE, "ai-input-not-permitted", silent_system),
    Operator("do not say what a model reads", USE, "ai-input-not-permitted", drop("inputs"),
             ("data-field-unused", *SIGNED)),
    Operator("do not say what a model works in", USE, "ai-process-undefined", when(ACTS, drop("automates")), SIGNED),
    Operator("automate what nobody described", USE, "ai-process-undefined",
             when(ACTS, append("automates", "activity:deduplicate_records")), SIGNED),
    Operator("automate a handoff without a promise", USE, "ai-process-undefined",
             when(all_of(ACTS, automates("handoff")), handoff_without_sla), ("process-handoff-incomplete",)),
    Operator("watch a model by nothing", USE, "ai-monitoring-missing", when(ACTS, drop("performance")), SIGNED),
    Operator("do not test for drift", USE, "ai-monitoring-missing", when(ACTS, drop("performance.drift_test")), SIGNED),
    Operator("do not test for bias", USE, "ai-monitoring-missing", when(ACTS, drop("performance.bias_test")), SIGNED),
    Operator("let nobody stop a model", USE, "ai-rollback-missing", when(ACTS, drop("stopped_by")), SIGNED),
    Operator("have no way back", USE, "ai-rollback-missing", when(ACTS, drop("fallback")), SIGNED),
    Operator("have no switch", USE, "ai-rollback-missing", when(ACTS, drop("switch_off")), SIGNED),
    Operator("tell nobody of a model", USE, "ai-obligation-missing",
             when(all_of(ACTS, told_to_people), drop("disclosure")), SIGNED),
    Operator("forget a risky model's log too soon", USE, "ai-obligation-missing",
             when(all_of(ACTS, HIGH), put("oversight.log.kept", "1 month")), SIGNED),
    Operator("let nobody oversee a risky model", USE, "ai-obligation-missing", when(all_of(ACTS, HIGH), risky), SIGNED),
    Operator("run a model nowhere", USE, "ai-shadow-system", drop("system"), SIGNED),
    Operator("give a model a status nobody knows", USE, "ai-shadow-system",
             when(ACTS, put("status", "deployed"))),
    Operator("switch on what is in no catalogue", ("system",), "ai-shadow-system", unknown_ai),
    Operator("say nothing of AI in a pillar", ("charter",), "ai-pillar-gap", drop("pillars.people"), SIGNED),
    Operator("say no to AI without a reason", ("charter",), "ai-pillar-gap",
             drop("pillars.performance_governance.why"), SIGNED),
)
# fmt: on
