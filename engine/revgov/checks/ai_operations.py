"""Does each model work in a process that is defined, is it watched, and can somebody stop it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt
from revgov.checks.named import named
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, kind_name, listed
from revgov.governance.governance import Governance
from revgov.kinds import Activity, AiUse, Handoff, Kpi, Node, Playbook

PERFORMANCE = ("kpi", "baseline", "threshold", "drift_test", "bias_test")
BRAKES = {"switch_off": "way to switch it off", "fallback": "fallback by hand", "stopped_by": "role that may stop it"}


class Named(NamedTuple):
    """What some declarations name in some fields; `blind` where a part of that could not be read."""

    refs: frozenset[str]
    misspelt: Misspelt
    blind: bool

    def may_hold(self, node: Node) -> bool:
        return self.blind or node.ref in self.refs or self.misspelt.may_mean(node.id)


def named_by(governance: Governance, model: type[Node], *fields: str) -> Named:
    edges = (edge for node in governance.every(model) for edge in governance.out.get(node.ref, ()))
    refs = frozenset(edge.ref for edge in edges if edge.field in fields)
    blind = not all_read(governance) or anything_unread(governance, model.kind, *fields)
    return Named(refs, misspelt(governance, model.kind, *fields), blind)


@check("ai-process-undefined", severity=ERROR, startup=WARNING)
def use_in_an_undefined_process(governance: Governance) -> Findings:
    """What an AI use automates is defined: a stage or handoff that an activity with a RACI serves and a playbook
    describes, a handoff with an SLA besides; or an activity of which a playbook describes what it serves or maintains.

    A model makes an undefined process faster, not better: what was unclear once a day is now unclear a thousand times.

    Remedy: name under `automates` what the model does a part of; define that first, and let the use wait
    (`status: paused`) until it is.
    """
    served = named_by(governance, Activity, "serves", "needs")
    described = named_by(governance, Playbook, "for")
    unread_fields = unread(governance)
    for use in governance.every(AiUse):
        if not use.acts or (use.ref, "automates") in unread_fields:
            continue
        if not use.automates:
            said = f"{cut(use.title)} does not say what it works in"
            yield lacks(use, "automates"), f"{said}; name the activity, stage or handoff under `automates`"
        for index, _, target in named(governance, use, "automates"):
            if target is None or not governance.in_force(target):
                continue
            gaps = [*undefined(governance, target, served, described)]
            if isinstance(target, Handoff) and not target.sla and (target.ref, "sla") not in unread_fields:
                gaps.append("no SLA binds it")
            if gaps:
                what = f"the {kind_name(target.kind)} '{cut(target.title)}'"
                said = f"{cut(use.title)} automates {what}, but {listed(gaps)}"
                yield use.at("automates", index), said, (target.at(), "it is declared here")


def undefined(governance: Governance, target: Node, served: Named, described: Named) -> Iterator[str]:
    """What is not defined about the thing itself. An activity is a RACI row; of one without letters others tell."""
    around = [target]
    if isinstance(target, Activity):
        edges = governance.out.get(target.ref, ())
        around += [
            node for edge in edges if edge.field in ("serves", "maintains") and (node := governance.get(edge.ref))
        ]
    elif not served.may_hold(target):
        yield "no activity serves it"
    if not any(map(described.may_hold, around)):
        yield "no playbook describes it"


@check("ai-monitoring-missing", severity=WARNING, startup=OFF)
def use_that_nobody_watches(governance: Governance) -> Findings:
    """Each AI use at work has a KPI that shows how well it does, what that was before and must not fall below, a test
    for drift and one for bias, and a rhythm in which somebody looks: its own `review`, or that of the KPI.

    Models do not break, they fade: without a threshold nobody can say on which day one should have been stopped.

    Remedy: write `performance: {kpi: …, baseline: 18%, threshold: 23%, drift_test: …, bias_test: …}` and
    `review: {every: 3 months}`.
    """
    unread_fields = unread(governance)
    for use in governance.every(AiUse):
        if not use.acts or {(use.ref, "performance"), (use.ref, "review")} & unread_fields:
            continue
        gaps = [f"`{part}`" for part in PERFORMANCE if getattr(use.performance, part, None) is None]
        gaps = ["`performance`"] if use.performance is None else gaps
        gaps += [] if reviewed(governance, use) else ["`review.every`"]
        if gaps:
            spot = use.at("performance") if use.performance else lacks(use, "performance")
            yield spot, f"{cut(use.title)} is at work, and nobody would see it fade: it has no {listed(gaps, 'or')}"


def reviewed(governance: Governance, use: AiUse) -> bool:
    """Whether somebody looks regularly: at the use, or at its KPI. A KPI that is not declared may say so."""
    if use.review and use.review.every:
        return True
    written = use.performance.kpi if use.performance else None
    kpi = governance.find(Kpi, written)
    if kpi is None:
        return written is not None
    return bool(kpi.on_agenda or (kpi.review and kpi.review.every))


@check("ai-rollback-missing", severity=ERROR, startup=WARNING)
def use_that_nobody_can_stop(governance: Governance) -> Findings:
    """Each AI use at work can be switched off, has a fallback without the model, and names the role that may stop it.

    On the day it goes wrong there is no time to find out who may stop it, and what people do instead.

    Remedy: write `switch_off` (where the switch is), `fallback` (how it is done by hand) and `stopped_by` (one role).
    """
    unread_fields = unread(governance)
    for use in governance.every(AiUse):
        gaps = [
            f"{said} (`{field}`)"
            for field, said in BRAKES.items()
            if not getattr(use, field) and (use.ref, field) not in unread_fields
        ]
        if use.acts and gaps:
            yield lacks(use, "stopped_by"), f"{cut(use.title)} is at work, and has no {listed(gaps, 'or')}"
