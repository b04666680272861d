"""Operators on territories, quotas and comp plans."""

from __future__ import annotations

from tests.mutation.changes import Operator, drop, has, listed, put, replace, when
from tests.mutation.company import Mutant, NothingToChange


def handed_out(mutant: Mutant) -> bool:
    """Whether a quota has others below it."""
    return any(node.parent == mutant.id for node in mutant.company.in_force("quota"))


def another_child(mutant: Mutant) -> str:
    """Declares one more quota below one that hands out all it has."""
    if not handed_out(mutant) or "seats" in mutant.was():
        raise NothingToChange
    raw = {"parent": mutant.id, "of": "person:ruby_tanaka", "period": "FY2027", "amount": "300k USD"}
    mutant.add("quota", "extra_quota", raw)
    return mutant.ref


def larger_child(mutant: Mutant) -> str:
    """Raises an amount that is part of another one. Its own seats and parts no longer come to it."""
    parent = mutant.was().get("parent")
    if not parent or handed_out(mutant) or "seats" in mutant.was():
        raise NothingToChange
    mutant.raw()["amount"] = "1.15 million USD"
    return f"quota:{parent}"


def late_seat(mutant: Mutant) -> None:
    mutant.raw()["seats"][0]["starts"] = "2026-12-01"


def own_full_quota(mutant: Mutant) -> str:
    """Lets whoever has a quota of their own start only in the middle of the year; others bring what is missing."""
    parent = mutant.whole.nodes.get(f"quota:{mutant.node.parent}")
    person = (mutant.node.of or "").removeprefix("person:")
    if parent is None or not any(seat.person == person for seat in parent.seats):
        raise NothingToChange
    for seat in mutant.raw(parent.ref)["seats"]:
        if seat["person"] == person:
            seat["starts"] = "2026-08-01"
        else:
            seat["full"] = "9 million USD"
    return mutant.ref


def taken_in_twice(mutant: Mutant) -> str:
    """Declares a territory that takes in what this one does."""
    was = mutant.was()
    if "includes" not in was:
        raise NothingToChange
    fields = ("motion", "parent", "includes", "owner")
    return mutant.add("territory", "zz_second", {field: was[field] for field in fields if field in was})


def account_twice(mutant: Mutant) -> str:
    named = [ref for ref in mutant.company.in_force("territory") if ref.includes and ref.includes.accounts]
    if not named or named[0].id == mutant.id or mutant.was().get("motion") != named[0].motion:
        raise NothingToChange
    mutant.raw()["includes"].setdefault("accounts", []).append(named[0].includes.accounts[0].upper())
    # Of two territories the one that stands later is told of.
    order = [node.id for node in mutant.company.in_force("territory")]
    return max(mutant.ref, named[0].ref, key=lambda ref: order.index(ref.partition(":")[2]))


def unequal(mutant: Mutant) -> None:
    cohort = [node for node in mutant.company.in_force("territory") if node.cohort == mutant.was().get("cohort")]
    if "cohort" not in mutant.was() or len(cohort) < 2 or "imbalance_why" in mutant.was():
        raise NothingToChange
    mutant.raw()["workload"] = 2000


def inexperienced(mutant: Mutant) -> None:
    mutant.raw()["held_by"] = [*listed(mutant.was()["held_by"]), "derek_osei"]


def risky(mutant: Mutant) -> bool:
    return {"high_risk", "high_reward"} <= set(listed(mutant.was().get("tags")))


def without_tier(mutant: Mutant) -> str:
    """Takes out how experienced somebody is who holds a risky territory."""
    drop("tier")(mutant)
    for node in mutant.company.in_force("territory"):
        if mutant.id in node.held_by and {"high_risk", "high_reward"} <= set(node.tags):
            return str(node.ref)
    raise NothingToChange


def expanding(mutant: Mutant) -> bool:
    return "expansion" in listed(mutant.was().get("tags"))


def falling_curve(mutant: Mutant) -> None:
    mutant.raw()["measures"][0]["curve"][1]["pays"] = "0.5%"
    mutant.raw()["measures"][0]["curve"][0]["pays"] = "1%"


def opposite(mutant: Mutant) -> str:
    """Declares a plan that pays for the opposite of what this one pays for, where the KPI itself does not say."""
    kpi = mutant.was()["measures"][0]["kpi"]
    mutant.raw(f"kpi:{kpi}").pop("direction", None)
    measure = {**mutant.was()["measures"][0], "weight": "100%", "direction": "down"}
    return mutant.add("comp_plan", "zz_opposite", {**mutant.was(), "name": "Opposite", "measures": [measure]})


def paid_for_nothing(mutant: Mutant) -> None:
    """Pays for a KPI that leads to no outcome."""
    goals = {outcome.kpi for outcome in mutant.whole.charter.outcomes}
    tree = mutant.whole.kpi_tree
    aside = sorted(id_ for id_ in tree.kpis if not goals & tree.above([id_]) and tree.kpis[id_].guardrails)
    if not aside:
        aside = sorted(id_ for id_ in tree.kpis if not goals & tree.above([id_]))
    mutant.raw()["measures"][0]["kpi"] = mutant.random.choice(aside)


# fmt: off
COVERAGE = (
    Operator("hand out one quota more", ("quota",), "quota-sum-mismatch", another_child),
    Operator("raise a part of a quota", ("quota",), "quota-sum-mismatch", larger_child, ("quota-exceeds-capacity",)),
    Operator("plan another number", ("quota",), "quota-sum-mismatch",
             when(has("plan"), put("amount", "5 million USD"))),
    Operator("drop the plan of a quota", ("quota",), "quota-sum-mismatch", drop("plan")),
    Operator("drop the amount of a quota", ("quota",), "quota-sum-mismatch", drop("amount")),
    Operator("let a seat start late", ("quota",), "quota-exceeds-capacity", when(has("seats"), late_seat)),
    Operator("drop the seats of a quota", ("quota",), "quota-exceeds-capacity",
             when(lambda mutant: not handed_out(mutant), drop("seats"))),
    Operator("carry a full quota before the ramp ends", ("quota",), "quota-exceeds-capacity", own_full_quota),
    Operator("take in a market twice", ("territory",), "territory-coverage", taken_in_twice),
    Operator("name an account twice", ("territory",), "territory-coverage", when(has("includes"), account_twice)),
    Operator("leave a region to nobody", ("territory",), "territory-coverage", drop("includes"), at="charter:charter"),
    Operator("end a territory next month", ("territory",), "territory-coverage",
             when(has("includes"), put("until", "2026-12-31")), at="charter:charter"),
    Operator("overload a territory", ("territory",), "territory-imbalance", unequal),
    Operator("drop why a territory is large", ("territory",), "territory-imbalance", drop("imbalance_why")),
    Operator("give a risky territory to a beginner", ("territory",), "territory-high-value-uncovered",
             when(risky, inexperienced)),
    Operator("forget the tier of somebody", ("person",), "territory-high-value-uncovered",
             without_tier),
    Operator("dedicate nobody to growth", ("territory",), "territory-high-value-uncovered",
             when(expanding, drop("dedicated"))),
    Operator("drop when a plan was agreed", ("comp_plan",), "comp-plan-invalid", drop("agreed_on")),
    Operator("agree a plan after it began", ("comp_plan",), "comp-plan-invalid",
             replace("agreed_on", "2026-03-01")),
    Operator("drop where disputes go", ("comp_plan",), "comp-plan-invalid", drop("disputes")),
    Operator("drop a cap", ("comp_plan",), "comp-plan-invalid", drop("measures.*.cap")),
    Operator("weigh one measure less", ("comp_plan",), "comp-plan-invalid", replace("measures.*.weight", "10%")),
    Operator("let a curve fall", ("comp_plan",), "comp-plan-invalid", falling_curve),
    Operator("approve a plan of one own", ("comp_plan",), "comp-plan-invalid",
             replace("approved_by", lambda mutant: mutant.was()["designed_by"])),
    Operator("pay for the opposite", ("comp_plan",), "comp-misaligned",
             replace("measures.*.direction", "down")),
    Operator("pay another role for the opposite", ("comp_plan",), "comp-misaligned", opposite,
             ("kpi-definition-incomplete", "x-signoff-missing")),
    Operator("pay for what leads nowhere", ("comp_plan",), "comp-misaligned", paid_for_nothing),
)
# fmt: on
