"""Operators on KPIs: what they mean, what they should be, and how they hang together."""

from __future__ import annotations

from revgov.checks.kpi_arithmetic import aims_of, comparable_aims
from revgov.governance.attendance import attendance, in_person
from tests.mutation.changes import (
    CHARTER,
    IS_KEY,
    Operator,
    all_of,
    at,
    both,
    drop,
    has,
    lacks,
    listed,
    put,
    replace,
    when,
)
from tests.mutation.company import Mutant, NothingToChange

KPI = ("kpi",)


def drops_one_part(mutant: Mutant) -> None:
    parts = ("definition", "unit", "direction", "grain", "timing", "includes", "excludes", "refresh")
    drop(mutant.random.choice(parts))(mutant)


def drivers_of(mutant: Mutant) -> list[str]:
    """The KPIs that the formula of this one names."""
    return [name.id for name in mutant.node.formula.names] if mutant.node.formula else []


def in_circle(mutant: Mutant) -> str:
    """Lets one of the numbers that this one is made of be driven by it, and by no other way."""
    tree = mutant.whole.kpi_tree
    names = [
        name
        for name in drivers_of(mutant)
        if all(upper == mutant.id or mutant.id not in tree.above([upper]) for upper in tree.driven[name])
    ]
    if not names:
        raise NothingToChange
    driver = mutant.random.choice(names)
    mutant.raw()["drives"] = [*listed(mutant.was().get("drives")), driver]
    return mutant.ref


def repeated(mutant: Mutant) -> None:
    names = drivers_of(mutant)
    if not names:
        raise NothingToChange
    mutant.raw()["drivers"] = [mutant.random.choice(names)]


def other_unit_added(mutant: Mutant) -> None:
    """Adds a number of another unit to a formula."""
    if not mutant.node.formula or "USD" in mutant.node.unit:
        raise NothingToChange
    mutant.raw()["formula"] = f"{mutant.was()['formula']} + forecast_bookings"


def cut_off(mutant: Mutant) -> None:
    """Drops what a KPI drives, where that is all that it leads to."""
    tree = mutant.whole.kpi_tree
    drives = listed(mutant.was().get("drives"))
    if not drives or set(tree.driven[mutant.id]) - set(drives) or mutant.was().get("outside_tree"):
        raise NothingToChange
    del mutant.raw()["drives"]


def drives_nothing(mutant: Mutant) -> bool:
    return not mutant.whole.kpi_tree.driven[mutant.id]


def amount(text: str, change: float) -> str:
    """An amount with another number."""
    number, space, rest = str(text).partition(" ")
    unit = number.lstrip("0123456789.")
    figure = float(number.removesuffix(unit) or 0) * change
    return f"{figure:g}{unit}{space}{rest}"


def missed(mutant: Mutant) -> None:
    value = at(mutant.was(), "target.value")
    aims = {node.id: dict(aims_of(node)) for node in mutant.company.in_force("kpi")}
    names = list(dict.fromkeys(drivers_of(mutant)))
    if not names or value is None or not list(comparable_aims(aims, mutant.id, names)):
        raise NothingToChange
    mutant.raw()["target"]["value"] = amount(value, 1.04)


def turned(mutant: Mutant) -> None:
    bands = mutant.was().get("bands")
    if not bands:
        raise NothingToChange
    turn = {"<": ">", ">": "<"}
    mutant.raw()["bands"] = {colour: turn[band[0]] + band[1:] for colour, band in bands.items()}


def red_target(mutant: Mutant) -> None:
    """Aims at what is red."""
    bands, direction = mutant.was().get("bands"), mutant.was().get("direction")
    if not bands or mutant.node.formula or at(mutant.was(), "target.value") is None:
        raise NothingToChange
    mutant.raw()["target"]["value"] = amount(bands["red"][2:], 0.9 if direction == "up" else 1.1)


def off_agendas(mutant: Mutant) -> None:
    names = {mutant.id, mutant.ref}
    for node in mutant.company.in_force("meeting"):
        reviews = listed(mutant.was(node.ref).get("reviews"))
        if names & set(reviews):
            mutant.raw(node.ref)["reviews"] = [one for one in reviews if one not in names]


def stranger(mutant: Mutant) -> None:
    """Gives a KPI to somebody who attends none of the meetings that look at it; only one that nobody maintains."""
    into = mutant.whole.into[mutant.ref]
    meetings = [mutant.whole.nodes[edge.ref] for edge in into if edge.field == "reviews"]
    there = [attendance(mutant.whole, meeting).invited for meeting in meetings]
    roles = [node.id for node in mutant.company.in_force("role")]
    strange = [role for role in roles if not any(in_person(mutant.whole, role, one) for one in there)]
    if any(edge.field == "maintains" for edge in into):
        raise NothingToChange
    mutant.raw()["owner"] = mutant.random.choice(strange)


def same_way(mutant: Mutant) -> None:
    """Lets a KPI be guarded by one that goes in the same direction."""
    direction = mutant.was().get("direction")
    same = [node.id for node in mutant.company.in_force("kpi") if node.direction == direction and node.id != mutant.id]
    if direction not in ("up", "down") or "guardrails" not in mutant.was():
        raise NothingToChange
    mutant.raw()["guardrails"] = [mutant.random.choice(same)]


def only_lagging(mutant: Mutant) -> None:
    if mutant.was().get("timing") != "leading" or mutant.whole.kpi_tree.drivers[mutant.id]:
        raise NothingToChange
    mutant.raw()["timing"] = "lagging"


def required(mutant: Mutant) -> bool:
    return (mutant.was().get("is") or mutant.id) in mutant.whole.profile.kpis


def unknown_now(mutant: Mutant) -> str:
    """A KPI that the profile asks for is declared as something else."""
    if not required(mutant):
        raise NothingToChange
    mutant.raw()["is"] = "unit_economics" if mutant.id != "unit_economics" else "ltv"
    return CHARTER


def vain(mutant: Mutant) -> None:
    """A volume that is shown leads nowhere and is only called healthy."""
    cut_off(mutant)
    mutant.raw()["measures"] = "volume"
    mutant.raw()["outside_tree"] = "health"


def homeless(mutant: Mutant) -> None:
    used = {
        edge.ref
        for node in mutant.company.in_force("kpi")
        for edge in mutant.whole.out.get(node.ref, ())
        if edge.field == "source"
    }
    if mutant.ref not in used:
        raise NothingToChange
    drop("system")(mutant)


# fmt: off
KPIS = (
    Operator("leave a part of the definition out", KPI, "kpi-definition-incomplete", drops_one_part),
    Operator("say nowhere how often it is reviewed", KPI, "kpi-definition-incomplete",
             when(IS_KEY, both(drop("on_agenda"), drop("review")))),
    Operator("write a direction that is none", KPI, "kpi-definition-incomplete",
             when(IS_KEY, put("direction", "upwards"))),
    Operator("divide by 0", KPI, "kpi-definition-incomplete",
             replace("formula", lambda mutant: f"({mutant.was()['formula']}) / 0")),
    Operator("give a formula a source", KPI, "kpi-source-not-single",
             when(has("formula"), put("source", {"dataset": "opportunity", "field": "amount", "aggregate": "sum"}))),
    Operator("count from no field", KPI, "kpi-source-not-single", when(IS_KEY, drop("source.field"))),
    Operator("drop the system of a dataset", ("dataset",), "kpi-source-not-single", homeless),
    Operator("drop the target of a key KPI", KPI, "kpi-target-missing",
             when(all_of(IS_KEY, lacks("targets")), drop("target"))),
    Operator("drop the basis of a target", KPI, "kpi-target-missing", when(IS_KEY, drop("target.basis"))),
    Operator("write a key target in words", KPI, "kpi-target-missing",
             when(all_of(IS_KEY, lacks("targets")), replace("target", {"words": "Better than last year"}))),
    Operator("let an exemption be over", KPI, "kpi-target-missing", replace("benchmarking.until", "2026-11-23")),
    Operator("drop the guardrails", KPI, "kpi-no-guardrail",
             when(all_of(IS_KEY, has("target.value")), drop("guardrails"))),
    Operator("guard by what goes the same way", KPI, "kpi-no-guardrail",
             when(all_of(IS_KEY, has("target.value")), same_way)),
    Operator("turn the bands round", KPI, "kpi-threshold-contradiction", when(IS_KEY, turned)),
    Operator("aim at red", KPI, "kpi-threshold-contradiction", red_target, ("kpi-target-arithmetic",)),
    Operator("aim in another unit", KPI, "kpi-threshold-contradiction", when(IS_KEY, replace("target.value", "7 EUR"))),
    Operator("invent a colour", KPI, "kpi-threshold-contradiction",
             when(all_of(IS_KEY, has("bands")), put("bands.purple", "< 1"))),
    Operator("make a cycle", KPI, "kpi-tree-cycle", in_circle),
    # What hangs below it has lost its way to value with it.
    Operator("orphan a KPI in the tree", KPI, "kpi-tree-disconnected", cut_off,
             ("kpi-no-leading", "kpi-vanity", "comp-misaligned")),
    Operator("stand at no known place outside the tree", KPI, "kpi-tree-disconnected",
             when(drives_nothing, replace("outside_tree", "elsewhere"))),
    Operator("repeat a driver of the formula", KPI, "kpi-formula-mismatch", repeated),
    Operator("add dollars to what is none", KPI, "kpi-formula-mismatch", other_unit_added),
    Operator("miss the targets of the parts", KPI, "kpi-target-arithmetic", missed, ("quota-sum-mismatch",)),
    Operator("take a KPI off all agendas", KPI, "kpi-unreviewed", off_agendas),
    Operator("ask for a look every day", KPI, "kpi-unreviewed", when(IS_KEY, put("on_agenda", "1 day"))),
    Operator("give a KPI to a stranger", KPI, "kpi-unreviewed", when(IS_KEY, stranger), ("cadence-decider-absent",)),
    Operator("call a leading KPI lagging", KPI, "kpi-no-leading", only_lagging),
    Operator("let a required KPI be something else", KPI, "kpi-required-missing", unknown_now),
    Operator("show a volume that leads nowhere", KPI, "kpi-vanity", vain,
             ("kpi-no-leading", "comp-misaligned")),
)
# fmt: on
