"""Operators on what measured values are compared with: the company's values stay, and its promises change."""

from __future__ import annotations

from tests.mutation.changes import Operator, listed
from tests.mutation.company import Mutant, NothingToChange

# What an open action or recommendation is about may break its promise for a while.
WORKED_ON = ("sla:sql_acceptance", "dataset:account")


def promised_more(mutant: Mutant) -> None:
    found = mutant.whole.observations.latest(mutant.ref)
    if mutant.ref in WORKED_ON or found is None or found.value.number >= 1:
        raise NothingToChange
    mutant.raw()["target"] = "100%"


def incomplete(mutant: Mutant, ref: str) -> bool:
    """Whether a dataset was not complete when it was measured last, and nobody works on that."""
    found = mutant.whole.observations.latest(ref, "completeness")
    return ref not in WORKED_ON and found is not None and found.value.number < 1


def promised_whole(mutant: Mutant) -> None:
    if not incomplete(mutant, mutant.ref):
        raise NothingToChange
    mutant.raw()["quality"]["completeness"] = "100%"


def nobody_works_on_it(mutant: Mutant) -> str:
    """What answers a breach is about something else."""
    for ref in WORKED_ON:
        raw = mutant.raw()
        for answer in (raw, *listed(raw.get("actions"))):
            if ref in listed(answer.get("about")):
                answer["about"] = ["charter:charter"]
                return ref
    raise NothingToChange


def red(mutant: Mutant) -> None:
    """What the KPI was lately becomes red."""
    last = mutant.whole.observations.last(mutant.ref, 2)
    kpi = mutant.node
    about = {edge.ref for node in mutant.company.in_force("recommendation") for edge in mutant.whole.out[node.ref]}
    if len(last) < 2 or not kpi.bands or kpi.direction not in ("up", "down") or mutant.ref in about:
        raise NothingToChange
    ordered = sorted(last, key=lambda one: one.value.number)
    worst = ordered[-1] if kpi.direction == "up" else ordered[0]
    sign = "<=" if kpi.direction == "up" else ">="
    mutant.raw()["bands"] = {"red": f"{sign} {worst.value}".replace(",", "")}


def fed_by(mutant: Mutant) -> list[str]:
    """The datasets that a live model works on."""
    if mutant.was().get("status") != "live":
        raise NothingToChange
    return sorted({f"dataset:{one.partition('.')[0]}" for one in mutant.was()["inputs"]})


def fed_on_anything(mutant: Mutant) -> None:
    for ref in fed_by(mutant):
        mutant.raw(ref).pop("quality", None)


def fed_on_bad_data(mutant: Mutant) -> None:
    bad = [ref for ref in fed_by(mutant) if incomplete(mutant, ref)]
    if not bad:
        raise NothingToChange
    for ref in bad:
        mutant.raw(ref)["quality"]["completeness"] = "100%"


def seldom_measured(mutant: Mutant) -> None:
    found = mutant.whole.observations.of(mutant.ref)
    if not found or max(one.on for one in found).isoformat() > "2026-11-20":
        raise NothingToChange
    mutant.raw()["grain"] = "day"


def rang(mutant: Mutant) -> None:
    if mutant.was().get("active"):
        raise NothingToChange
    mutant.raw()["trigger"] = ["kpi:win_rate < 90% for 2 periods"]


def larger_quarter(mutant: Mutant) -> str:
    if mutant.id != "quarterly_target":
        raise NothingToChange
    mutant.raw()["targets"]["FY2027-Q4"] = "2.4 million USD"
    return "forecast:new_business_forecast"


# fmt: off
MEASUREMENTS = (
    Operator("promise more than is kept", ("sla",), "x-sla-breached", promised_more),
    Operator("promise more of data than there is", ("dataset",), "x-sla-breached", promised_whole, ("ai-data-gate",)),
    Operator("let nobody work on a breach", ("minutes", "recommendation"), "x-sla-breached", nobody_works_on_it),
    Operator("call red what it has been for weeks", ("kpi",), "kpi-off-target-no-action", red,
             ("kpi-threshold-contradiction",)),
    Operator("measure too seldom", ("kpi",), "x-evidence-stale", seldom_measured),
    Operator("feed a model on anything", ("ai_use",), "ai-data-gate", fed_on_anything,
             ("data-quality-sla-missing",)),
    Operator("feed a model on bad data", ("ai_use",), "ai-data-gate", fed_on_bad_data, ("x-sla-breached",)),
    Operator("do nothing when the alarm rings", ("contingency",), "risk-trigger-fired", rang),
    Operator("plan a larger quarter and no more pipeline", ("kpi",), "forecast-pipeline-shortfall", larger_quarter),
)
# fmt: on
