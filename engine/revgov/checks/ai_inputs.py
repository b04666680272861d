"""May each model see what it reads?"""

from __future__ import annotations

from collections.abc import Collection

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.sensitivity import UNKNOWN, Classes, classes_of
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Dataset, Field, System

PERMITS = ("allowed", "masked", "never")
Unread = Collection[tuple[str, str]]


@check("ai-input-not-permitted", severity=ERROR, startup=ERROR)
def input_that_a_model_may_not_see(governance: Governance) -> Findings:
    """Each input of an AI use is a field of the data dictionary that has a class and may be seen by models, at most of
    the class that its system may show to one. What is masked keeps its class: masking can be undone.

    What a model has read cannot be taken back, and often it has left the house.

    Remedy: take the field out of `inputs`; or have its owner write `ai: allowed`, or `ai: masked` with the `masking`,
    and whoever owns the system raise `ai_data`.
    """
    unread_fields = unread(governance)
    classes = classes_of(governance, "confidential")
    silent: dict[str, tuple[System, AiUse]] = {}
    for use in governance.every(AiUse):
        if use.over or (use.ref, "inputs") in unread_fields:
            continue
        if not use.inputs:
            said = f"{cut(use.title)} names no `inputs`, so nobody can say whether it may read what it reads"
            yield lacks(use, "inputs"), said, WARNING
        system = governance.find(System, use.system)
        for index, name in enumerate(use.inputs):
            field = governance.find(Field, name)
            if field is None:
                continue
            why = forbidden(governance, field, unread_fields) or too_high(governance, field, system, classes)
            if why:
                said = f"{cut(use.title)} reads {cut(field.id)}, {why}"
                yield use.at("inputs", index), said, (field.at(), "the field is declared here")
        if use.inputs and system and system.ai_data is None and (system.ref, "ai_data") not in unread_fields:
            silent.setdefault(system.ref, (system, use))
    for system, use in silent.values():
        said = f"{cut(system.title)} does not say which data a model may see there (`ai_data`)"
        yield lacks(system, "ai_data"), f"{said}, and {cut(use.title)} runs in it", (use.at("system"), "named here")


def forbidden(governance: Governance, field: Field, unread_fields: Unread) -> str | None:
    """Why no model may see a field, wherever it runs."""
    dataset = dataset_of(governance, field)
    permit = (field.ai or "").strip().casefold()
    # What cannot be read of a field is told of its dataset, so that a gap there may be none.
    legible = dataset is None or {(dataset.ref, "fields"), (dataset.ref, "classification")}.isdisjoint(unread_fields)
    if permit == "never":
        return "which no model may see (`ai: never`)"
    if permit and permit not in PERMITS:
        return f"where `ai: {cut(field.ai or '')}` is neither allowed, masked nor never"
    if not permit and legible:
        return "and nothing says there that a model may see it; write `ai: allowed`, `masked` or `never`"
    if permit == "masked" and not field.masking and legible:
        return "which a model may see masked only, and nothing says how (`masking`)"
    return "which has no `classification`" if class_of(governance, field) is None and legible else None


def dataset_of(governance: Governance, field: Field) -> Dataset | None:
    return governance.find(Dataset, field.id.partition(".")[0])


def class_of(governance: Governance, field: Field) -> str | None:
    """The class of a field: its own, else its dataset's."""
    dataset = dataset_of(governance, field)
    return field.classification or (dataset.classification if dataset else None)


def too_high(governance: Governance, field: Field, system: System | None, classes: Classes) -> str | None:
    """Why the model's system may not show it the field; classes that nobody listed cannot be compared."""
    class_, highest = class_of(governance, field), system.ai_data if system else None
    if system is None or UNKNOWN in (classes.place(class_), classes.place(highest)):
        return None
    if classes.place(class_) <= classes.place(highest):
        return None
    return f"which is {cut(class_ or '')}; a model in {cut(system.title)} may see {cut(highest or '')} data at most"
