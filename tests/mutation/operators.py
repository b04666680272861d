"""Ways to break a governance: each names the check that must notice, and the checks that may follow from the same fault.

An operator changes the raw values of one declaration. `applies` says of which; the declaration is a dictionary as it was
read from YAML. `at` says where the named check must point, the changed declaration itself where nothing else is said.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME, KINDS

Raw = dict[str, Any]


class Context(NamedTuple):
    """The declaration in hand, and the governance before the change."""

    ref: str
    governance: Governance
    random: random.Random

    @property
    def kind(self) -> str:
        return self.ref.partition(":")[0]

    @property
    def id(self) -> str:
        return self.ref.partition(":")[2]


class Operator(NamedTuple):
    """One way to break a declaration of some kinds."""

    name: str
    kinds: tuple[str, ...]
    raises: str
    change: Callable[[Raw, Context], None]
    applies: Callable[[Raw, Context], bool] = lambda raw, context: True
    follows: tuple[str, ...] = ()
    at: Callable[[Raw, Context], str] = lambda raw, context: context.ref


OWNED = tuple(kind.name for kind in KINDS if kind.must_be_owned and kind.owned_by == "owner")
# What may follow when something has no owner, or another one than before.
OWNERLESS = ("cadence-decider-absent", "kpi-unreviewed", "raci-owner-mismatch", "raci-role-unused", "x-function-missing")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def misspelt(word: str) -> str:
    return word[:-1] + ("q" if word[-1] != "q" else "z") + "x"


def has(*path: str) -> Callable[[Raw, Context], bool]:
    """Whether the declaration says something at a path."""

    def applies(raw: Raw, context: Context) -> bool:
        value: Any = raw
        for part in path:
            if not isinstance(value, dict) or value.get(part) in (None, [], {}):
                return False
            value = value[part]
        return True

    return applies


def drop(*path: str) -> Callable[[Raw, Context], None]:
    def change(raw: Raw, context: Context) -> None:
        holder = raw
        for part in path[:-1]:
            holder = holder[part]
        del holder[path[-1]]

    return change


def put(value: Any, *path: str) -> Callable[[Raw, Context], None]:
    def change(raw: Raw, context: Context) -> None:
        holder = raw
        for part in path[:-1]:
            holder = holder.setdefault(part, {})
        holder[path[-1]] = value(raw, context) if callable(value) else value

    return change


def misspell(*path: str) -> Callable[[Raw, Context], None]:
    """Misspells the name at a path, or the first name of a list there."""

    def change(raw: Raw, context: Context) -> None:
        holder = raw
        for part in path[:-1]:
            holder = holder[part]
        value = holder[path[-1]]
        if isinstance(value, list):
            value[0] = misspelt(value[0])
        else:
            holder[path[-1]] = misspelt(value)

    return change


def names(*path: str) -> Callable[[Raw, Context], bool]:
    """Whether there is a name, or a list that begins with one, at a path."""

    def applies(raw: Raw, context: Context) -> bool:
        value: Any = raw
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        first = value[0] if isinstance(value, list) and value else value
        return isinstance(first, str) and not first.startswith("check:")

    return applies


def another_role(raw: Raw, context: Context) -> str:
    taken = set(map(str, listed(raw.get("owner"))))
    others = [node.id for node in context.governance.by_kind["role"] if node.id not in taken]
    return context.random.choice(others)


def two_owners(raw: Raw, context: Context) -> list[str]:
    return [*listed(raw["owner"]), another_role(raw, context)]


def letters(raw: Raw) -> Mapping[str, str]:
    """The RACI row of an activity in whatever form, as role -> letters."""
    row: dict[str, str] = dict(raw.get("raci") or {})
    for letter, field in (("R", "responsible"), ("A", "accountable"), ("C", "consulted"), ("I", "informed")):
        for role in listed(raw.get(field) or []):
            row[role] = row.get(role, "") + letter
    return row


def set_row(raw: Raw, row: Mapping[str, str]) -> None:
    for field in ("responsible", "accountable", "consulted", "informed"):
        raw.pop(field, None)
    raw["raci"] = {role: "/".join(cell.replace("/", "")) for role, cell in row.items() if cell}


def without_letter(letter: str) -> Callable[[Raw, Context], None]:
    def change(raw: Raw, context: Context) -> None:
        row = {role: "".join(one for one in cell if one in "RACI" and one != letter) for role, cell in letters(raw).items()}
        set_row(raw, row)

    return change


def second_accountable(raw: Raw, context: Context) -> None:
    row = dict(letters(raw))
    free = sorted(role for role, cell in row.items() if "A" not in cell)
    role = free[0] if free else another_role(raw, context)
    row[role] = "A"
    set_row(raw, row)


def conflicting_letters(raw: Raw, context: Context) -> None:
    row = dict(letters(raw))
    role = next((role for role, cell in row.items() if "A" not in cell and "R" not in cell), None)
    row[role or another_role(raw, context)] = "C/I"
    set_row(raw, row)


def has_bystander(raw: Raw, context: Context) -> bool:
    return any("A" not in cell and "R" not in cell for cell in letters(raw).values())


def consult_everybody(raw: Raw, context: Context) -> None:
    row = dict(letters(raw))
    for node in context.governance.by_kind["role"]:
        row.setdefault(node.id, "C")
    set_row(raw, row)


def owns_something(raw: Raw, context: Context) -> bool:
    """Whether a role owns, chairs, decides or is accountable for something in force, and is held by somebody."""
    from revgov.governance.ownership import owners_of

    held = bool(raw.get("held_by"))
    whole = context.governance
    return held and any(
        context.id in owners_of(whole, node) for nodes in whole.in_force_by_kind.values() for node in nodes
    )


def ended_terms(raw: Raw, context: Context) -> None:
    raw["held_by"] = [
        {**({"person": one} if isinstance(one, str) else one), "until": "2026-11-23"} for one in listed(raw["held_by"])
    ]


def one_more_ended_term(raw: Raw, context: Context) -> None:
    person = context.governance.by_kind["person"][0].id
    raw["held_by"] = [*listed(raw["held_by"]), {"person": person, "until": "2026-11-23"}]


def held_twice(raw: Raw, context: Context) -> bool:
    first = context.governance.by_kind["person"][0].id
    persons = [one if isinstance(one, str) else one.get("person") for one in listed(raw.get("held_by") or [])]
    return bool(context.governance.holders(context.id)) and first not in persons


def key_kpi_with_target(raw: Raw, context: Context) -> bool:
    return raw.get("key") is True and isinstance(raw.get("target"), dict) and "value" in raw["target"]


def drives_its_parent(raw: Raw, context: Context) -> str:
    """A KPI that this one is made of: driving it closes a circle."""
    return sorted(edge.ref for edge in context.governance.out.get(context.ref, ()) if edge.field == "formula")[0].partition(":")[2]


def has_formula_of_kpis(raw: Raw, context: Context) -> bool:
    return any(edge.field == "formula" for edge in context.governance.out.get(context.ref, ()))


def swapped_bands(raw: Raw, context: Context) -> None:
    turned = {"<": ">", ">": "<"}
    raw["bands"] = {colour: turned[band[0]] + band[1:] for colour, band in raw["bands"].items()}


def first_action(raw: Raw) -> Any:
    actions = (raw.get("treatment") or {}).get("actions") if isinstance(raw.get("treatment"), dict) else None
    return actions[0] if actions else None


def open_mitigation(raw: Raw, context: Context) -> bool:
    treatment = raw.get("treatment")
    return (
        isinstance(treatment, dict)
        and treatment.get("decision") == "mitigate"
        and isinstance(first_action(raw), dict)
        and not first_action(raw).get("done")
        and raw.get("status") not in ("closed", "dismissed")
    )


def accepted(raw: Raw, context: Context) -> bool:
    treatment = raw.get("treatment")
    return isinstance(treatment, dict) and isinstance(treatment.get("acceptance"), dict)


def scored(raw: Raw, context: Context) -> bool:
    return all(isinstance(raw.get(name), dict) and "likelihood" in raw[name] for name in ("inherent", "residual"))


def worse_residual(raw: Raw, context: Context) -> None:
    raw["residual"] = {**raw["inherent"]}
    raw["inherent"] = {"likelihood": 1, "impact": raw["residual"]["impact"]}
    raw.pop("current", None)
    for name in ("inherent", "residual"):
        raw[name].pop("score", None)
        raw[name].pop("level", None)


def worse_than_one(raw: Raw, context: Context) -> bool:
    return scored(raw, context) and raw["inherent"]["likelihood"] not in (1, "1") and not raw.get("dismissed")


def on_council(raw: Raw, context: Context) -> int:
    return len(listed(raw["members"])) + 5


def meets(raw: Raw, context: Context) -> bool:
    return any(
        getattr(node, "council", None) == context.id for node in context.governance.in_force_by_kind["meeting"]
    )


DECLARED = tuple(BY_NAME)
LOOSE_ENDS = ("x-ref-unresolved",)
