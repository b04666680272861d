"""Operators on policies that nothing enforces, and on words with two meanings."""

from __future__ import annotations

from tests.mutation.changes import Change, Operator, put, when
from tests.mutation.company import Mutant, NothingToChange

POLICY = ("policy",)
SIGNED = ("x-signoff-missing",)
SQL = ("fails_when", "query")


def enforced_by(*names: str) -> Change:
    """Leaves a policy without SQL, and lets something else enforce it."""

    def change(mutant: Mutant) -> None:
        raw = mutant.raw()
        for field in (*SQL, "enforced_by"):
            raw.pop(field, None)
        if names:
            raw["enforced_by"] = list(names)

    return change


def in_the_glossary(mutant: Mutant) -> bool:
    return "term:" + mutant.id in mutant.whole.nodes and bool(mutant.was().get("description"))


def name_of_another(mutant: Mutant) -> None:
    first = mutant.company.in_force("kpi")[0]
    if first.ref == mutant.ref:
        raise NothingToChange
    mutant.raw()["name"] = first.name


def without_meaning(mutant: Mutant) -> None:
    raw = mutant.raw()
    raw.clear()
    raw["tags"] = ["glossary"]


# fmt: off
POLICIES = (
    Operator("enforce a policy by nothing", POLICY, "x-policy-unenforced", enforced_by(), SIGNED),
    Operator("enforce a policy by SQL that is not there", POLICY, "x-policy-unenforced",
             enforced_by("this_rule"), SIGNED),
    Operator("enforce a policy by a chair", POLICY, "x-policy-unenforced", enforced_by("role:cro"), SIGNED),
    Operator("enforce a policy by another without SQL", POLICY, "x-policy-unenforced",
             enforced_by("policy:calls_need_consent"), SIGNED),
    Operator("mean something else by a stage", ("stage",), "x-term-conflict",
             when(in_the_glossary, put("description", "Whoever opened a letter of ours."))),
    Operator("call two numbers the same", ("kpi",), "x-term-conflict", name_of_another),
    Operator("use a short form nobody knows", ("kpi",), "x-term-conflict",
             put("excludes", "Deals of the QWX programme")),
    Operator("leave a word of the glossary empty", ("term",), "x-term-conflict", without_meaning),
)
# fmt: on
