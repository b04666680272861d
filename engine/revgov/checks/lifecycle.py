"""Does each stage say who is in it, who leaves it and why, and does the lifecycle go on after the sale?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revgov.checks.absence import all_read, lacks, missing, unread
from revgov.checks.misspelt import Misspelt, anything_unread
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.stages import half_known, spoken_for, ways_of
from revgov.checks.wording import cut, listed
from revgov.governance.circles import reached
from revgov.governance.governance import Governance
from revgov.kinds import Stage

AFTER_THE_SALE = ("onboarding", "adoption", "renewal", "expansion", "churn")
CRITERIA = ("entry", "exit")


@check("process-criteria-missing", severity=ERROR, startup=WARNING)
def stage_without_criteria(governance: Governance) -> Findings:
    """Each stage has entry and exit criteria on fields of the data dictionary, and reason codes for whoever leaves it
    by loss or goes back. A terminal stage is entered, and never left.

    Without criteria a stage is a feeling, and without reasons nobody learns where the losses come from.

    Remedy: write `entry: [opportunity.amount > 0]` and `exit: […]`, and `exits: [{to: closed_lost, why: [price,
    no_decision]}]` with a code for each reason.
    """
    unread_fields = unread(governance)
    for stage in governance.every(Stage):
        unclear = (stage.ref, "terminal") in unread_fields
        absent = [one for one in lacking(stage) if not unclear and (stage.ref, one) not in unread_fields]
        if absent:
            fields = listed(f"`{field}`{' with reason codes' * (field == 'exits')}" for field in absent)
            yield lacks(stage, ",".join(absent)), f"the stage '{cut(stage.title)}' lacks {fields}"
        yield from criteria_off_the_record(governance, stage)
        yield from ways_without_reason(stage, unread_fields)


def lacking(stage: Stage) -> Iterator[str]:
    if not stage.entry:
        yield "entry"
    if not stage.exit and not stage.terminal:
        yield "exit"
    # What leads nowhere at all is a dead end, which `process-graph-broken` tells.
    if stage.next and not (stage.exits or stage.recycles_to or stage.terminal):
        yield "exits"


def criteria_off_the_record(governance: Governance, stage: Stage) -> Iterator[Found]:
    """The criteria that no field of a record decides: a KPI or a check says nothing about one customer."""
    for field in CRITERIA:
        for index, condition in enumerate(getattr(stage, field)):
            refs = [mention.ref for mention in condition.mentions]
            if any(ref.startswith("field:") for ref in refs):
                continue
            if any(ref in governance.nodes or ref.startswith("check:") for ref in refs):
                said = f"'{cut(str(condition))}' is about no field of a record; write one, such as lead.score >= 60"
                yield stage.at(field, index), f"the stage '{cut(stage.title)}': {said}"


def ways_without_reason(stage: Stage, unread_fields: Collection[tuple[str, str]]) -> Iterator[Found]:
    if (stage.ref, "exits") in unread_fields:
        return
    for index, way in enumerate(stage.exits):
        if not way.why:
            said = f"who leaves '{cut(stage.title)}' for {cut(way.to)} needs a reason code: add `why`"
            yield stage.at("exits", index), said
    # Where the next stage is an earlier one, going round is the regular way and needs no reason.
    explained = {way.to for way in stage.exits} | {way.stage for way in stage.next}
    for index, to in enumerate(stage.recycles_to):
        if to not in explained and (stage.ref, "next") not in unread_fields:
            said = f"who goes back from '{cut(stage.title)}' to {cut(to)} needs a reason code"
            yield stage.at("recycles_to", index), f"{said}: add `exits: [{{to: {cut(to)}, why: […]}}]`"


@check("process-post-sale-missing", severity=ERROR, startup=WARNING)
def lifecycle_that_ends_at_the_sale(
    governance: Governance, *, stages: tuple[str, ...] = AFTER_THE_SALE, won: str = "closed_won"
) -> Findings:
    """The lifecycle goes on after the sale, with stages for onboarding, adoption, renewal, expansion and churn, and the
    won deal leads to them.

    Revenue does not stop at the signature: a customer lost in month six was a cost.

    Remedy: declare the stages that the message names, under these ids or with `is:` on the ones they are.
    """
    declared = governance.every(Stage)
    if not declared or not all_read(governance) or anything_unread(governance, "stage", "is"):
        return
    known, there = governance.profile.known.get("stage", ()), {one.is_ or one.id for one in spoken_for(governance)}
    odd = Misspelt(frozenset(stage.is_ for stage in declared if stage.is_ and stage.is_ not in known))
    absent = [word for word in stages if word not in there and not odd.may_mean(word)]
    if absent:
        said = f"the lifecycle does not go on after the sale: it has no stage for {listed(absent)}"
        yield missing("after the sale"), said
    yield from stages_before_the_sale(governance, governance.known(Stage, won), stages)


def stages_before_the_sale(governance: Governance, won: Stage | None, stages: tuple[str, ...]) -> Iterator[Found]:
    """The stages after the sale that a customer gets to, but not by way of the won deal."""
    if won is None or half_known(governance):
        return
    ways = ways_of(governance)
    after = reached(ways, [won.ref])
    anywhere = reached(ways, (stage.ref for stage in governance.every(Stage) if stage.start))
    after_the_sale = filter(None, (governance.known(Stage, word) for word in stages))
    # What nobody gets to at all is a fault of the ways themselves, and told by `process-graph-broken`.
    left = [stage for stage in after_the_sale if stage.ref in anywhere and stage.ref not in after]
    if left and won.ref in anywhere:
        said = f"'{cut(won.title)}' does not lead to {listed(stage.title for stage in left)}"
        related = [(stage.at(), "it should lead to this stage") for stage in left]
        yield won.at(), f"{said}, as if the sale were the end", *related
