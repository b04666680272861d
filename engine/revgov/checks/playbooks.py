"""Does somebody find a page that says what to do, in every stage, at every handoff and when a number turns red?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import all_read, lacks, missing, unread
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.checks.registry import INFO, WARNING, Findings, Found, check
from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance
from revgov.kinds import Handoff, Kpi, Node, Playbook, Stage


@check("process-playbook-missing", severity=WARNING, startup=INFO)
def work_without_playbook(governance: Governance) -> Findings:
    """Each stage, each handoff, and each KPI that can turn red or whose bands are an alert on health has a playbook,
    which says what triggers it, which steps follow, who owns it, and within which time.

    What only the veterans know leaves with them, and a red number is only a colour until it says who does what.

    Remedy: name it under `for` of the playbook that fits, or write one with `trigger`, `steps`, `owner`, and `within`
    in at least one step.
    """
    unread_fields = unread(governance)
    for playbook in governance.every(Playbook):
        absent = [part for part in lacking(governance, playbook) if (playbook.ref, part) not in unread_fields]
        for part in absent:
            yield lacks(playbook, part), f"the playbook '{cut(playbook.title)}' {SAID[part]}"
    if all_read(governance) and not anything_unread(governance, "playbook", "for"):
        yield from without_page(governance)


SAID = {
    "trigger": "does not say when it applies: add `trigger`",
    "steps": "has no steps: write who does what",
    "owner": "has no owner: name the role that keeps it right",
    "within": "sets no time for any step: add `within`, or name the service level under `for`",
}


def lacking(governance: Governance, playbook: Playbook) -> Iterator[str]:
    if not playbook.trigger:
        yield "trigger"
    if not playbook.owner:
        yield "owner"
    if not playbook.steps:
        yield "steps"
    elif not any(step.within for step in playbook.steps) and not promised(governance, playbook):
        yield "within"


def promised(governance: Governance, playbook: Playbook) -> bool:
    """Whether a service level sets the time: the playbook's own, or the one of a handoff it is for."""
    refs = [edge.ref for edge in governance.out.get(playbook.ref, ()) if edge.field == "for"]
    handoffs = (node for node in map(governance.get, refs) if isinstance(node, Handoff))
    return any(ref.startswith("sla:") for ref in refs) or any(handoff.sla for handoff in handoffs)


def without_page(governance: Governance) -> Iterator[Found]:
    """What no playbook is for. Where there is none at all it is said once, unless `x-asset-missing` has said it."""
    playbooks = governance.every(Playbook)
    covered = {edge.ref for one in playbooks for edge in governance.out.get(one.ref, ()) if edge.field == "for"}
    names = misspelt(governance, "playbook", "for")
    bare = [node for node in needing(governance) if node.ref not in covered and not names.may_mean(node.id)]
    if not playbooks and "playbooks" in governance.profile.assets.get("playbook", {}):
        return
    if not playbooks and bare:
        said = f"no playbook is declared; {len(bare)} stages, handoffs and KPIs need one, first '{cut(bare[0].title)}'"
        yield missing("playbooks"), said
        return
    for node in bare:
        when = "when it turns red" if isinstance(node, Kpi) else "there"
        yield node.at(), f"no playbook says what to do {when}: the {kind_name(node.kind)} '{cut(node.title)}'"


def needing(governance: Governance) -> Iterator[Node]:
    yield from governance.every(Stage)
    yield from governance.every(Handoff)
    for kpi in governance.every(Kpi):
        if kpi.bands and ("red" in kpi.bands or kpi.outside_tree == "health"):
            yield kpi
