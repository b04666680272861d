"""Operators on what is left of risks, on plans for the worst day, and on what the register leaves out."""

from __future__ import annotations

from tests.mutation.changes import CHARTER, Change, Operator, all_of, append, at, both, drop, lacks, put, replace, when
from tests.mutation.company import Mutant, NothingToChange

RISK, PLAN = ("risk",), ("contingency",)
MODES = (
    "handoff_leakage", "governance_theatre", "data_debt", "change_resistance", "tool_sprawl", "execution_gap",
    "ai_over_reliance", "misalignment",
)  # fmt: skip
WORST = {"likelihood": 5, "impact": "severe"}


def open_risk(mutant: Mutant) -> bool:
    return mutant.was().get("status") == "open"


def planned_for(mutant: Mutant, ref: str) -> bool:
    return any(ref in mutant.was(plan.ref)["for"] for plan in mutant.company.in_force("contingency"))


def unplanned(mutant: Mutant) -> bool:
    return not planned_for(mutant, mutant.ref)


def lowered_by_controls(mutant: Mutant) -> bool:
    was = mutant.was()
    done = any(action.get("done") for action in at(was, "treatment.actions") or [])
    return bool(was.get("controls")) and not done and at(was, "residual.score", 0) < at(was, "inherent.score", 0)


def mode(mutant: Mutant) -> bool:
    return mutant.id in MODES


def at_its_worst(mutant: Mutant) -> None:
    mutant.raw().update({state: dict(WORST) for state in ("inherent", "current", "residual")})


def out_of_every_plan(mutant: Mutant) -> None:
    """Takes a declaration out of the plans that are for it, which must be for something else as well."""
    plans = [plan.ref for plan in mutant.company.in_force("contingency") if mutant.ref in mutant.was(plan.ref)["for"]]
    if not plans or any(not for_another(mutant, plan) for plan in plans):
        raise NothingToChange
    for plan in plans:
        mutant.raw(plan)["for"].remove(mutant.ref)
    mutant.raw().pop("contingency", None)


def for_another(mutant: Mutant, plan: str) -> bool:
    return any(name != mutant.ref and name.startswith("risk:") for name in mutant.was(plan)["for"])


def for_no_risk(mutant: Mutant) -> None:
    mutant.raw()["for"] = ["system:crm"]


def another_mode(mutant: Mutant) -> None:
    mutant.raw()["is"] = MODES[(MODES.index(mutant.id) + 1) % len(MODES)]


def out_of_every_risk(mutant: Mutant) -> None:
    for risk in mutant.company.in_force("risk"):
        if mutant.ref in mutant.was(risk.ref)["affects"]:
            mutant.raw(risk.ref)["affects"] = [
                name for name in mutant.was(risk.ref)["affects"] if name != mutant.ref
            ] or ["kpi:data_quality"]


def risky_at_work(mutant: Mutant) -> bool:
    was = mutant.was()
    return was["status"] in ("live", "pilot") and at(was, "risk_tier.tier") in ("high", "limited")


def alarm(condition: str) -> Change:
    return put("trigger", [condition])


FIRED = ("risk-trigger-fired",)
# fmt: off
RISK_PLANS = (
    Operator("reduce a risk by nothing", RISK, "risk-residual-unexplained",
             when(all_of(open_risk, lowered_by_controls), drop("controls"))),
    Operator("count a proposal as a control", RISK, "risk-residual-unexplained",
             when(open_risk, append("controls", "ai_use:campaign_orchestration"))),
    Operator("carry more than the appetite", RISK, "risk-above-appetite",
             when(all_of(open_risk, lacks("escalated")), at_its_worst),
             ("risk-contingency-missing", "x-review-overdue")),
    Operator("escalate to somebody below", RISK, "risk-above-appetite",
             when(open_risk, both(at_its_worst, put("escalated", {"to": "sales_development_lead"}))),
             ("risk-contingency-missing", "x-review-overdue")),
    Operator("rate a risk by nothing", RISK, "risk-above-appetite",
             when(open_risk, both(drop("inherent"), drop("current"), drop("residual")))),
    Operator("want a level that there is not", ("charter",), "risk-above-appetite",
             replace("appetite.default.level", "modest"), ("x-signoff-missing",)),
    Operator("never rehearse a plan", PLAN, "risk-contingency-missing", drop("tested")),
    Operator("rehearse a plan tomorrow", PLAN, "risk-contingency-missing", put("tested", "2026-11-25")),
    Operator("let nobody put a plan in force", PLAN, "risk-contingency-missing", drop("activated_by")),
    Operator("plan no steps", PLAN, "risk-contingency-missing", drop("steps")),
    Operator("leave a plan to nobody", PLAN, "risk-contingency-missing", drop("owner")),
    Operator("plan for no alarm", PLAN, "risk-contingency-missing", drop("trigger"),
             ("forecast-scenario-missing",)),
    Operator("have no plan for what is vital", ("system", "forecast"), "risk-contingency-missing", out_of_every_plan,
             ("forecast-scenario-missing",)),
    Operator("have no plan for a high risk", RISK, "risk-contingency-missing",
             when(all_of(open_risk, unplanned), at_its_worst), ("risk-above-appetite", "x-review-overdue")),
    Operator("wait for a field", PLAN, "risk-trigger-unmeasurable", alarm("opportunity.amount < 5000 USD"), FIRED),
    Operator("wait without a direction", PLAN, "risk-trigger-unmeasurable", alarm("kpi:win_rate = 18%")),
    Operator("wait for another unit", PLAN, "risk-trigger-unmeasurable", alarm("kpi:win_rate < 18 days"), FIRED),
    Operator("wait for good days", PLAN, "risk-trigger-unmeasurable", alarm("kpi:win_rate > 18%"), FIRED),
    Operator("wait for a check to pass", PLAN, "risk-trigger-unmeasurable", alarm("check:x-role-vacant passes"), FIRED),
    Operator("wait for a threshold in words", RISK, "risk-trigger-unmeasurable",
             when(open_risk, put("indicators", ["kpi:win_rate < low"]))),
    Operator("wait for no risk", PLAN, "risk-trigger-unmeasurable", for_no_risk, ("risk-contingency-missing",)),
    Operator("close a way to fail", RISK, "risk-failure-mode-gap",
             when(mode, put("status", "closed")), ("risk-object-unlinked",)),
    Operator("overlook a way to fail", RISK, "risk-failure-mode-gap", when(mode, another_mode), at=CHARTER),
    Operator("touch nothing by a risk", RISK, "risk-object-unlinked",
             when(all_of(open_risk, lacks("indicators")), drop("affects"))),
    Operator("run a model without a risk", ("ai_use",), "risk-object-unlinked", when(risky_at_work, out_of_every_risk)),
)
# fmt: on
