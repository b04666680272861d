"""Operators on names: misspelt, meant twice, of something that is gone or not in force."""

from __future__ import annotations

from revgov.checks.references import RECORDS
from revgov.kinds import KINDS
from revgov.kinds.mentions import mentions
from revgov.kinds.node import Ref
from tests.mutation.changes import IS_KEY, Operator, append, has, misspell, misspell_key, misspelt, when
from tests.mutation.company import Mutant, NothingToChange

OWNED = tuple(kind.name for kind in KINDS if kind.must_be_owned and kind.owned_by == "owner")


def any_name(mutant: Mutant) -> None:
    """Misspells one of the names that a declaration writes, wherever it stands in a field of its own."""
    found = [one for one in mentions(mutant.node) if isinstance(one.mark, Ref) and one.word is None]
    names = [one for one in found if not one.written.startswith("check:") and "owner" not in one.path]
    if not names:
        raise NothingToChange
    way = mutant.random.choice(names).path
    holder = mutant.raw()
    for part in way[:-1]:
        holder = holder[part]
    last = way[-1]
    # One name may stand without its list.
    if isinstance(last, int) and isinstance(holder, str):
        raise NothingToChange
    holder[last] = misspelt(holder[last])


def referrer(mutant: Mutant) -> str:
    """A declaration in force that names this one. What is on record may name what is gone."""
    for edge in mutant.whole.into.get(mutant.ref, ()):
        node = mutant.whole.nodes[edge.ref]
        if mutant.whole.in_force(node) and node.kind not in RECORDS:
            return edge.ref
    raise NothingToChange


def deleted(mutant: Mutant) -> str:
    """Takes the declaration out; a name of it must be missed."""
    where = referrer(mutant)
    del mutant.section()[mutant.id]
    return where


def over(mutant: Mutant) -> str:
    where = referrer(mutant)
    mutant.raw()["until"] = "2026-11-23"
    return where


def not_yet(mutant: Mutant) -> str:
    where = referrer(mutant)
    mutant.raw()["since"] = "2026-11-25"
    return where


def elsewhere_again(mutant: Mutant) -> None:
    mutant.add(mutant.kind, mutant.id, dict(mutant.was()))


def look_alike(mutant: Mutant) -> str:
    if "_" not in mutant.id:
        raise NothingToChange
    return mutant.add(mutant.kind, mutant.id.replace("_", "__"), dict(mutant.was()))


def other_id(mutant: Mutant) -> str:
    others = [node.id for node in mutant.whole.by_kind[mutant.kind] if node.id != mutant.id]
    if not others:
        raise NothingToChange
    return mutant.random.choice(others)


def role_of_the_same_id(mutant: Mutant) -> str:
    """Declares a council of the id of a role that somebody names where both may stand."""
    for edge in mutant.whole.into.get(mutant.ref, ()):
        if edge.field in ("decides", "recommends", "agrees"):
            mutant.add("council", mutant.id, {"until": "2020-01-01"})
            return edge.ref
    raise NothingToChange


def formula_name(mutant: Mutant) -> None:
    formula = mutant.node.formula
    if formula is None:
        raise NothingToChange
    name = mutant.random.choice(formula.names)
    mutant.raw()["formula"] = str(mutant.was()["formula"]).replace(name.id, misspelt(name.id), 1)


def seldom_seen(mutant: Mutant) -> bool:
    """Whether no other activity has the area."""
    return sum(mutant.node.area == node.area for node in mutant.company.in_force("activity")) == 1


# fmt: off
REFERENCES = (
    Operator("misspell the owner", ("meeting", "policy", "stage"), "x-ref-unresolved", misspell("owner")),
    Operator("misspell any name", ("handoff", "sla", "contingency"), "x-ref-unresolved", any_name),
    Operator("misspell a name in a formula", ("kpi",), "x-ref-unresolved", formula_name),
    Operator("misspell what a KPI drives", ("kpi",), "x-ref-unresolved", misspell("drives")),
    Operator("misspell a guardrail", ("kpi",), "x-ref-unresolved", when(IS_KEY, misspell("guardrails"))),
    Operator("misspell the field of a source", ("kpi",), "x-ref-unresolved", when(IS_KEY, misspell("source.field"))),
    Operator("misspell what a meeting reviews", ("meeting",), "x-ref-unresolved", misspell("reviews")),
    Operator("misspell the council of a meeting", ("meeting",), "x-ref-unresolved", misspell("council")),
    Operator("misspell who has to come", ("meeting",), "x-ref-unresolved", misspell("required")),
    Operator("misspell a role in the matrix", ("activity",), "x-ref-unresolved",
             when(has("serves"), misspell_key("raci"))),
    Operator("misspell what an activity serves", ("activity",), "x-ref-unresolved", misspell("serves"),
             ("ai-process-undefined",)),
    Operator("misspell what an activity maintains", ("activity",), "x-ref-unresolved", misspell("maintains")),
    Operator("misspell the only area", ("activity",), "x-ref-unresolved", when(seldom_seen, misspell("area"))),
    Operator("misspell the manager of a role", ("role",), "x-ref-unresolved", misspell("reports_to")),
    Operator("misspell the holder of a role", ("role",), "x-ref-unresolved", misspell("held_by")),
    Operator("misspell a function", ("role",), "x-ref-unresolved", misspell("function")),
    Operator("misspell who decides", ("decision",), "x-ref-unresolved", misspell("decides")),
    Operator("misspell a seat", ("council",), "x-ref-unresolved", misspell("members")),
    Operator("misspell a known word", ("kpi", "meeting", "role", "system", "stage"), "x-ref-unresolved",
             misspell("is")),
    Operator("name a check that is none", ("risk",), "x-ref-unresolved", append("controls", "check:x-owner-misssing")),
    Operator("cover a kind that is none", ("decision",), "x-ref-unresolved", append("covers", "kpis")),
    Operator("show another kind", ("dashboard",), "x-ref-unresolved", append("shows", "system:crm")),
    Operator("declare two things of one id", ("role",), "x-ref-unresolved", role_of_the_same_id),
    Operator("delete something that is named", ("sla", "dataset"), "x-ref-unresolved", deleted),
    # Meetings without a calendar of their own follow `company`.
    Operator("delete a calendar", ("calendar",), "x-ref-unresolved", deleted, ("cadence-schedule-invalid",)),
    Operator("let something named be over", ("sla", "dataset"), "x-ref-out-of-force", over),
    # Whoever looks for the role or the number does not find it any more.
    Operator("let a role be over", ("role",), "x-ref-out-of-force", over, ("charter-capital-decision-missing",)),
    Operator("let a KPI be over", ("kpi",), "x-ref-out-of-force", when(IS_KEY, over),
             ("kpi-no-leading", "kpi-tree-disconnected", "kpi-vanity", "kpi-required-missing")),
    Operator("let something named begin later", ("stage", "council"), "x-ref-out-of-force", not_yet),
    Operator("declare an id again elsewhere", ("stage", "council", "dashboard"), "x-id-duplicate", elsewhere_again),
    Operator("declare an id that sounds alike", ("dashboard", "system"), "x-id-duplicate", look_alike,
             ("tech-capability-overlap", "tech-stack-too-large", "ai-shadow-system", "risk-contingency-missing")),
    Operator("take another's id as an alias", ("council", "stage"), "x-id-duplicate", append("aliases", other_id),
             ("x-term-conflict",)),
)
# fmt: on
