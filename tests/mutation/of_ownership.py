"""Operators on who owns what, and on who holds a role."""

from __future__ import annotations

from revgov.checks.owners import owned_by_role
from tests.mutation.changes import Operator, append, both, drop, lacks, listed, put, replace, when
from tests.mutation.company import Mutant, NothingToChange
from tests.mutation.of_references import OWNED


def another_role(mutant: Mutant) -> str:
    taken = set(map(str, listed(mutant.was().get("owner"))))
    return mutant.random.choice([node.id for node in mutant.company.in_force("role") if node.id not in taken])


def joint(mutant: Mutant) -> str:
    return f"{mutant.was()['owner']} / {another_role(mutant)}"


def holder(mutant: Mutant) -> str:
    """A person who holds the role that owns the declaration."""
    found = mutant.whole.holders(str(mutant.was().get("owner")))
    if not found:
        raise NothingToChange
    return found[0]


def owning(mutant: Mutant) -> None:
    """Only roles that own something and are held today."""
    if mutant.id not in owned_by_role(mutant.whole) or not mutant.whole.holders(mutant.id):
        raise NothingToChange


def ended(mutant: Mutant) -> None:
    owning(mutant)
    mutant.raw()["held_by"] = [
        {**(one if isinstance(one, dict) else {"person": one}), "until": "2026-11-23"}
        for one in listed(mutant.was().get("held_by"))
    ]


def one_more_ended(mutant: Mutant) -> None:
    persons = {one if isinstance(one, str) else one["person"] for one in listed(mutant.was().get("held_by"))}
    person = next(node.id for node in mutant.company.in_force("person") if node.id not in persons)
    mutant.raw()["held_by"] = [*listed(mutant.was()["held_by"]), {"person": person, "until": "2026-11-23"}]


def alone(mutant: Mutant) -> str:
    """The role that only this person holds, and that owns something; deputies would stand in."""
    owned = owned_by_role(mutant.whole)
    for role in mutant.company.in_force("role"):
        if [one.person for one in role.held_by] == [mutant.id] and owned.get(role.id):
            return role.ref
    raise NothingToChange


def left(mutant: Mutant) -> str:
    where = alone(mutant)
    mutant.raw()["until"] = "2026-11-23"
    return where


def away(mutant: Mutant) -> str:
    where = alone(mutant)
    mutant.raw()["leaves"] = ["2026-11-20..2026-11-27"]
    return where


def territory_left(mutant: Mutant) -> str:
    for territory in mutant.company.in_force("territory"):
        if mutant.id in territory.held_by:
            mutant.raw()["until"] = "2026-11-23"
            return territory.ref
    raise NothingToChange


# fmt: off
OWNERSHIP = (
    Operator("drop the owner", OWNED, "x-owner-missing", when(lacks("dismissed"), drop("owner"))),
    Operator("drop the party", ("sla",), "x-owner-missing", drop("party")),
    # Who only sat there as chair sits no longer in the council that decides.
    Operator("drop the chair", ("council",), "x-owner-missing", drop("chair"), ("raci-accountable-without-authority",)),
    Operator("declare that nobody has the chair", ("council",), "x-owner-missing",
             when(lacks("why"), put("chair", "none"))),
    Operator("add a second owner", ("dataset",), "x-owner-not-single", append("owner", another_role)),
    Operator("write two owners in one text", ("territory",), "x-owner-not-single", replace("owner", joint)),
    Operator("name a person as owner", ("risk",), "x-owner-not-single", replace("owner", holder)),
    Operator("name a department as owner", ("initiative",), "x-owner-not-single", replace("owner", "Marketing team")),
    Operator("name an address as owner", ("policy",), "x-owner-not-single",
             replace("owner", "revops@northwind-metrics.example")),
    Operator("give an action two owners", ("risk",), "x-owner-not-single",
             replace("treatment.actions.*.owner", ["cro", "cfo"])),
    Operator("vacate a role", ("role",), "x-role-vacant", both(owning, drop("held_by"))),
    Operator("let all terms end", ("role",), "x-role-vacant", ended),
    # They may hold another role together with others.
    Operator("let somebody leave", ("person",), "x-role-vacant", left, ("x-term-expired",)),
    Operator("send somebody on leave without a deputy", ("person",), "x-role-vacant", away),
    Operator("list a term that is over", ("role",), "x-term-expired", one_more_ended),
    Operator("let somebody leave a territory", ("person",), "x-term-expired", territory_left, ("x-role-vacant",)),
)
# fmt: on
