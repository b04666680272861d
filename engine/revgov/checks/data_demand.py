"""Is each field asked for when it can be known, and because somebody uses it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.checks.absence import all_read, unread
from revgov.checks.data_flow import reached
from revgov.checks.data_use import USERS, dictionary, names_in, uses_of
from revgov.checks.misspelt import Misspelt
from revgov.checks.registry import INFO, OFF, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Field, Handoff, Integration, Kpi, Node, Stage
from revgov.kinds.node import Spot
from revgov.kinds.values import Condition

# A condition with one of these operators holds only where the field is filled in.
FILLED = ("set", "=", "in", "<", "<=", ">", ">=")


@check("data-gate-too-early", severity=WARNING, startup=INFO)
def field_asked_for_too_early(governance: Governance) -> Findings:
    """No stage, handoff or `required_from` asks for a field before the stage from which it can be known.

    People who must fill in what they cannot know yet make something up, and the number is wrong from then on.

    Remedy: ask for the field at a later stage, or correct its `known_from`.
    """
    stages = {stage.id: stage for stage in governance.every(Stage)}
    ways = [(stage.id, following.stage) for stage in stages.values() for following in stage.next]
    after: dict[str, Mapping[str, str]] = {}
    told: set[tuple[str | None, str]] = set()
    for field, stage, spot in asked_for(governance):
        known = field.known_from or ""
        if known not in stages or stage not in stages or known == stage or (spot.node, field.id) in told:
            continue
        for one in (known, stage):
            if one not in after:
                after[one] = reached(ways, one)
        # In a lifecycle that goes round a stage may come both before and after another one.
        if known in after[stage] and stage not in after[known]:
            told.add((spot.node, field.id))
            when, from_ = (cut(stages[one].title) for one in (stage, known))
            said = f"{cut(field.id)} is asked for in '{when}', but can only be known from '{from_}' on"
            yield spot, said, (field.at("known_from"), "it says so")


def asked_for(governance: Governance) -> Iterator[tuple[Field, str, Spot]]:
    """Every field that must be filled in by some stage, the stage's id, and where that is said."""
    for field in (field for _, fields in dictionary(governance) for field in fields):
        if field.required_from:
            yield field, field.required_from, field.at("required_from")
    for stage in governance.every(Stage):
        yield from in_conditions(governance, stage, "entry", stage.entry, stage.id)
        yield from in_conditions(governance, stage, "exit", stage.exit, stage.id)
    for handoff in governance.every(Handoff):
        if handoff.to:
            for item, id_ in enumerate(handoff.requires):
                if field_ := governance.find(Field, id_):
                    yield field_, handoff.to, handoff.at("requires", item)
            yield from in_conditions(governance, handoff, "accepted_when", handoff.accepted_when, handoff.to)


def in_conditions(
    governance: Governance, node: Node, name: str, conditions: tuple[Condition, ...], stage: str
) -> Iterator[tuple[Field, str, Spot]]:
    for item, condition in enumerate(conditions):
        for mention in condition.mentions if condition.operator in FILLED else ():
            field = governance.get(mention.ref)
            if isinstance(field, Field):
                yield field, stage, node.at(name, item, word=(mention.at, mention.word))


@check("data-field-unused", severity=INFO, startup=OFF)
def field_nobody_uses(governance: Governance) -> Findings:
    """A field that people must fill in is used by a KPI, a stage or handoff, an SLA, an AI use or an integration.

    Every field that must be filled in costs minutes a day and goodwill, and what nobody reads is filled in badly.

    Remedy: drop `mandatory` or `required_from`, or name the field where it is used.
    """
    kinds = {model.kind: fields for model, fields, _ in USERS}
    blind = any(field in kinds.get(ref.partition(":")[0], ()) for ref, field in unread(governance))
    # An integration that does not say what it carries may carry anything.
    silent = any(not integration.fields for integration in governance.every(Integration))
    if blind or silent or not all_read(governance):
        return
    lost = (one for one in governance.unresolved(*kinds) if one.mention.field in kinds.get(one.node.kind, ()))
    written = {name for one in lost for name in ways_to_write(one.mention.written)}
    names = Misspelt(frozenset(written | names_without_dataset(governance)))
    uses = uses_of(governance, coming=True)
    for field in (field for _, fields in dictionary(governance) for field in fields):
        if not (field.mandatory or field.required_from) or field.ref in uses:
            continue
        if not names.may_mean(field.id) and not names.may_mean(field.id.rpartition(".")[2]):
            spot = field.at("mandatory") if field.mandatory else field.at("required_from")
            yield spot, f"{cut(field.id)} must be filled in, but no KPI, gate, SLA, AI use or integration uses it"


def names_without_dataset(governance: Governance) -> set[str]:
    """The names by which KPIs are counted from datasets that are not declared: whose fields are meant nobody knows."""
    sources = (kpi.source for kpi in governance.every(Kpi))
    lost = [one for one in sources if one and f"dataset:{one.dataset}" not in governance.nodes]
    return {name for one in lost for name in (*names_in(one.where or ""), one.field, one.time) if name}


def ways_to_write(name: str) -> tuple[str, str]:
    """The id of a field and its name within the dataset, of which a reference may write either."""
    id_ = name.rpartition(":")[2]
    return id_, id_.rpartition(".")[2]
