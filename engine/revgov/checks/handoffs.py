"""Where a customer changes hands, is it agreed who gives, who takes, what comes along, by when, and what if not?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.checks.owners import owner_ids
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Handoff, Role, Stage

# What makes a handoff, by the name people write.
PARTS = ("from", "to", "gives", "takes", "requires", "accepted_when", "sla", "rejects_to")


@check("process-handoff-incomplete", severity=ERROR, startup=WARNING)
def handoff_that_is_not_agreed(governance: Governance) -> Findings:
    """Wherever the next stage has another owner there is a handoff, and each one says who gives and who takes, which
    fields come along, when it is accepted, by when, and where to send back what is not.

    Revenue leaks where one team thinks it has handed over and the other never took.

    Remedy: declare a handoff `from` one stage `to` the other with `gives`, `takes`, `requires`, `accepted_when`, `sla`
    and `rejects_to`.
    """
    unread_fields = unread(governance)
    for handoff in governance.every(Handoff):
        absent = [
            part
            for part in PARTS
            if not getattr(handoff, "from_" if part == "from" else part) and (handoff.ref, part) not in unread_fields
        ]
        if absent:
            said = f"the handoff '{cut(handoff.title)}' lacks {listed(f'`{part}`' for part in absent)}"
            yield lacks(handoff, ",".join(absent)), said
    yield from changes_of_owner(governance)


def changes_of_owner(governance: Governance) -> Iterator[Found]:
    """The steps to a stage of another owner that no handoff covers."""
    handoffs = governance.every(Handoff)
    required = governance.profile.assets.get("playbook", {})
    # Where none is declared that must be, `x-asset-missing` says so once.
    if not handoffs and "handoffs" in required:
        return
    if not all_read(governance) or anything_unread(governance, "handoff", "from", "to"):
        return
    covered = {(handoff.from_, handoff.to) for handoff in handoffs}
    names = misspelt(governance, "handoff", "from", "to")
    for stage in governance.every(Stage):
        giver = owner_of(governance, stage)
        for index, step in enumerate(stage.next if giver else ()):
            following = governance.find(Stage, step.stage)
            taker = owner_of(governance, following) if following and governance.in_force(following) else None
            if following is None or taker is None or taker == giver or (stage.id, following.id) in covered:
                continue
            if not names.may_mean(stage.id) and not names.may_mean(following.id):
                who = f"from {cut(governance.title(f'role:{giver}'))} to {cut(governance.title(f'role:{taker}'))}"
                said = f"'{cut(stage.title)}' → '{cut(following.title)}' passes {who}, and no handoff says how"
                yield stage.at("next", index), said, (following.at(), "this stage has another owner")


def owner_of(governance: Governance, stage: Stage) -> str | None:
    """The one declared role that owns a stage; of several or none, other checks speak."""
    owners = owner_ids(governance, stage)
    return owners[0] if len(owners) == 1 and governance.find(Role, owners[0]) else None
