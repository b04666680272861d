"""Operators on the data dictionary: classes, retention, quality, masters, gates and picklists."""

from __future__ import annotations

from tests.mutation.changes import Change, Operator, append, at, drop, misspelt, put, when
from tests.mutation.company import Mutant, NothingToChange

DATASET, FIELD, INTEGRATION = ("dataset",), ("field",), ("integration",)
CONFIDENTIAL = ("confidential", "restricted")


def sensitive(mutant: Mutant) -> bool:
    return bool(mutant.was().get("personal")) or mutant.was().get("classification") in CONFIDENTIAL


def held_sensitively(mutant: Mutant) -> bool:
    """Whether a dataset or one of its fields is confidential, or personal."""
    raw = mutant.was()
    fields = raw.get("fields", {}).values()
    return raw["classification"] in CONFIDENTIAL or any(field.get("classification") in CONFIDENTIAL for field in fields)


def plainly(mutant: Mutant) -> bool:
    return not held_sensitively(mutant)


def first_field(mutant: Mutant) -> str:
    return str(next(iter(mutant.was()["fields"])))


def another_writer(mutant: Mutant) -> dict[str, str]:
    return {"system": "bi_platform", "fields": first_field(mutant)}


def counted(mutant: Mutant) -> bool:
    """Whether a KPI is counted from a dataset: then another check asks for its system."""
    return any(edge.field == "source" for edge in mutant.whole.into.get(mutant.ref, ()))


def no_rule(mutant: Mutant) -> str:
    """Lets neither the integration that writes somebody else's field nor the dataset say who wins."""
    raw = mutant.was()
    for edge in mutant.whole.into.get(f"system:{raw['from']}", ()):
        if edge.field == "writes" and mutant.was(edge.ref)["system"] == raw["to"]:
            mutant.raw().pop("wins")
            for writer in mutant.raw(edge.ref)["writes"]:
                writer.pop("wins")
            return edge.ref
    raise NothingToChange


def other_winner(mutant: Mutant) -> None:
    writers = mutant.raw().get("writes", ())
    if not writers:
        raise NothingToChange
    for writer in writers:
        writer["wins"] = "newest" if writer["wins"] != "newest" else mutant.was()["system"]


def sent_back(mutant: Mutant) -> str:
    """Another integration that carries the same fields the other way."""
    raw = mutant.was()
    if raw["wins"] != "from":
        raise NothingToChange
    turned = {"from": raw["to"], "to": raw["from"], "from_owner": raw["to_owner"], "to_owner": raw["from_owner"]}
    return mutant.add("integration", "back", {**raw, **turned, "name": "The way back"})


def critical(mutant: Mutant) -> bool:
    """Whether a dataset has a field that is marked critical."""
    return any(field.get("critical") for field in mutant.was()["fields"].values())


def unmeasured(part: str) -> Change:
    """Takes a target away from a dataset that has a critical field without targets of its own."""

    def change(mutant: Mutant) -> None:
        fields = mutant.was()["fields"].values()
        if not any(field.get("critical") and "quality" not in field for field in fields):
            raise NothingToChange
        del mutant.raw()["quality"][part]

    return change


def not_carried(mutant: Mutant) -> str:
    """Drops from a feed a field that a KPI is counted from, of which it is the only way to the page."""
    raw, whole = mutant.raw(), mutant.whole
    for field in raw["fields"] if raw["to"] == "bi_platform" else ():
        for edge in whole.into.get(f"field:{field}", ()):
            if edge.field == "source":
                raw["fields"] = [one for one in raw["fields"] if one != field]
                return edge.ref
    raise NothingToChange


def unfed_input(mutant: Mutant) -> None:
    """Lets a model read a field that no integration carries anywhere."""
    if mutant.was()["status"] == "proposed" or mutant.was()["system"] == "general_ledger":
        raise NothingToChange
    mutant.raw()["inputs"].append("expense.category")


def asked_in_the_first_stage(mutant: Mutant) -> None:
    if mutant.was().get("known_from") in (None, "lead"):
        raise NothingToChange
    mutant.raw()["required_from"] = "lead"


def asked_too_early(mutant: Mutant) -> None:
    mutant.raw()["entry"].append("subscription.renewed_on is set")


def listed_in(mutant: Mutant) -> str:
    """Takes a value off a list that a KPI's `where` names."""
    for edge in mutant.whole.into.get(f"dataset:{mutant.id.partition('.')[0]}", ()):
        where = mutant.was(edge.ref).get("source", {}).get("where", "") if edge.field == "source" else ""
        name = mutant.id.partition(".")[2]
        for value in mutant.was().get("values", ()):
            if f"{name} = '{value}'" in where:
                mutant.raw()["values"].remove(value)
                return edge.ref
    raise NothingToChange


def misspelt_value(mutant: Mutant) -> None:
    """Misspells the value in a condition that compares a field with one."""
    for index, condition in enumerate(mutant.was().get("entry", ())):
        field, _, value = condition.partition(" = ")
        if value and "values" in mutant.was(f"field:{field}"):
            mutant.raw()["entry"][index] = f"{field} = {misspelt(value)}"
            return
    raise NothingToChange


def unused(mutant: Mutant) -> bool:
    """Whether nothing but its dataset names a field, and no KPI is counted where it has some value."""
    name = mutant.id.partition(".")[2]
    wheres = [at(mutant.was(kpi.ref), "source.where", "") for kpi in mutant.company.in_force("kpi")]
    named = [edge for edge in mutant.whole.into.get(mutant.ref, ()) if edge.field != "writes"]
    return not named and not any(name in where for where in wheres)


def eager(mutant: Mutant) -> str:
    """Wants a dataset fresher than any feed of it runs; the first feed is told."""
    fields = {f"field:{mutant.id}.{name}" for name, raw in mutant.was()["fields"].items() if "quality" not in raw}
    for feed in mutant.company.in_force("integration"):
        if any(edge.field == "fields" and edge.ref in fields for edge in mutant.whole.out[feed.ref]):
            mutant.raw()["quality"]["freshness"] = "1m"
            return str(feed.ref)
    raise NothingToChange


# fmt: off
DATA: tuple[Operator, ...] = (
    Operator("class no data", DATASET, "data-classification-missing", drop("classification")),
    Operator("class no field", FIELD, "data-classification-missing", drop("classification"),
             ("ai-input-not-permitted",)),
    Operator("list no classes", ("charter",), "data-classification-missing", drop("classifications")),
    Operator("state no lawful basis", FIELD, "data-pii-uncontrolled", when(sensitive, drop("lawful_basis"))),
    Operator("mask nothing", FIELD, "data-pii-uncontrolled", when(sensitive, drop("masking")),
             ("ai-input-not-permitted",)),
    Operator("say not who has access", DATASET, "data-pii-uncontrolled", when(held_sensitively, drop("access"))),
    Operator("keep people for no stated time", DATASET, "data-pii-uncontrolled",
             when(held_sensitively, drop("retention"))),
    Operator("keep data for no stated time", DATASET, "data-retention-invalid", when(plainly, drop("retention"))),
    Operator("delete in no stated way", DATASET, "data-retention-invalid", drop("dispose")),
    Operator("keep data for ever", DATASET, "data-retention-invalid", put("retention", "90 years")),
    Operator("delete data too soon", DATASET, "data-retention-invalid", put("retention", "1 month")),
    Operator("keep copies for ever", INTEGRATION, "data-retention-invalid", put("kept", "60 years")),
    Operator("let another system write", DATASET, "data-multiple-masters", append("writes", another_writer)),
    Operator("let nobody win", INTEGRATION, "data-multiple-masters", no_rule),
    Operator("let two say who wins", DATASET, "data-multiple-masters", other_winner),
    Operator("name no system of record", DATASET, "data-multiple-masters",
             when(lambda mutant: not counted(mutant), drop("system"))),
    Operator("carry fields round in a circle", INTEGRATION, "tech-sync-loop", sent_back),
    *(Operator(f"set no {part} of data", DATASET, "data-quality-sla-missing", unmeasured(part))
      for part in ("completeness", "freshness", "uniqueness", "method", "every")),
    Operator("set no quality of data", DATASET, "data-quality-sla-missing", when(critical, drop("quality")),
             ("ai-data-gate",)),
    Operator("want less than none of the data", DATASET, "data-quality-sla-missing",
             put("quality.uniqueness", "-5%")),
    Operator("leave data without a steward", DATASET, "data-quality-sla-missing", when(critical, drop("steward"))),
    Operator("let the owner be the steward", DATASET, "data-quality-sla-missing",
             when(critical, put("steward", lambda mutant: mutant.was()["owner"]))),
    Operator("carry a number no further", INTEGRATION, "data-lineage-gap", not_carried),
    Operator("let a model read what never arrives", ("ai_use",), "data-lineage-gap", unfed_input,
             ("x-signoff-missing",)),
    Operator("require a field in the first stage", FIELD, "data-gate-too-early", asked_in_the_first_stage,
             ("data-field-unused",)),
    Operator("ask at the gate for the renewal", ("stage",), "data-gate-too-early",
             when(lambda mutant: mutant.id in ("lead", "mql", "sal", "sql", "opportunity"), asked_too_early)),
    Operator("list no values", FIELD, "data-picklist-drift", drop("values")),
    Operator("take a value off the list", FIELD, "data-picklist-drift", listed_in),
    Operator("wait for a value that nobody can choose", ("stage",), "data-picklist-drift", misspelt_value),
    Operator("require a field that nobody uses", FIELD, "data-field-unused",
             when(unused, put("mandatory", True))),
    Operator("run a feed once a year", INTEGRATION, "tech-freshness-mismatch", put("every", "1 year")),
    Operator("want data every minute", DATASET, "tech-freshness-mismatch", eager,
             ("ai-data-gate", "x-sla-breached")),
)
# fmt: on
