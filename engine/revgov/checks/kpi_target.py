"""What should a number be, and what keeps people from reaching it at the cost of another?"""

from __future__ import annotations

from collections.abc import Mapping

from revgov.checks.absence import lacks, unread
from revgov.checks.exemption import exempt
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, CompPlan, Kpi

OPPOSITE = {"up": "down", "down": "up"}


@check("kpi-target-missing", severity=ERROR, startup=WARNING)
def key_kpi_without_target(governance: Governance) -> Findings:
    """A key KPI has a target with a value, a date or period, and a basis, or is exempt while its benchmark is measured.

    Without a target nobody answers for the number, and whatever happens was the plan.

    Remedy: write `target: {value: 110%, by: 2026-12-31, basis: board plan}`, or while you still measure what is normal
    `benchmarking: {until: 2027-03-31, why: …}`.
    """
    unread_fields = unread(governance)
    for kpi in governance.every(Kpi):
        if not kpi.key or {(kpi.ref, "target"), (kpi.ref, "targets"), (kpi.ref, "benchmarking")} & unread_fields:
            continue
        gaps = target_gaps(kpi)
        if not gaps or exempt(kpi, governance.as_of):
            continue
        if kpi.benchmarking:
            said = f"{cut(kpi.title)} was exempt from a target until {kpi.benchmarking.until}, and now needs one"
            yield kpi.at("benchmarking", "until"), said
        elif kpi.target and kpi.target.words and not kpi.target.value:
            said = f"the target of {cut(kpi.title)} is in words, which nobody can measure against; write a value"
            yield kpi.at("target", "words"), said
        elif kpi.target:
            yield kpi.at("target"), f"the target of {cut(kpi.title)} lacks {listed(gaps)}"
        elif kpi.targets:
            yield (
                kpi.at("targets"),
                f"the targets of {cut(kpi.title)} have no basis; write `target: {{basis: …}}` beside them",
            )
        else:
            yield lacks(kpi, "target"), f"{cut(kpi.title)} is a key KPI and has no target"


def target_gaps(kpi: Kpi) -> list[str]:
    target = kpi.target
    if target is None:
        return ["`basis`"] if kpi.targets else ["`target`"]
    gaps = [] if target.value is not None or kpi.targets else ["`value`"]
    gaps += [] if target.by or target.period or kpi.targets else ["`by` (or `period`)"]
    return gaps + ([] if target.basis else ["`basis`"])


@check("kpi-no-guardrail", severity=WARNING, startup=OFF)
def target_without_guardrail(governance: Governance) -> Findings:
    """A KPI that people are paid for, that has a target, or that an AI use is measured by has a guardrail: another KPI
    in the opposite direction.

    What is rewarded alone is reached at the cost of something else: volume at the cost of quality, speed at the cost of
    churn.

    Remedy: name under `guardrails` a KPI that gets worse when this one is gamed.
    """
    unread_fields, lost = (
        unread(governance),
        {one.node.ref for one in governance.unresolved("kpi") if one.mention.field == "guardrails"},
    )
    rewards = rewards_of(governance)
    for kpi in governance.every(Kpi):
        targeted = kpi.targets or (kpi.target and kpi.target.value is not None)
        why = rewards.get(kpi.ref) or ("has a target" if targeted else None)
        if why is None or kpi.ref in lost or (kpi.ref, "guardrails") in unread_fields:
            continue
        guards = [guard for guard in map(governance.get, guards_of(governance, kpi)) if isinstance(guard, Kpi)]
        if not guards:
            yield lacks(kpi, "guardrails"), f"{cut(kpi.title)} {why}, and no guardrail watches what that costs"
        elif not any(opposed(kpi, guard) for guard in guards):
            names = listed(guard.title for guard in guards)
            yield (
                kpi.at("guardrails"),
                f"{cut(kpi.title)} {why}, but {names} goes in the same direction ({kpi.direction})",
            )


def rewards_of(governance: Governance) -> Mapping[str, str]:
    """Why people or models are drawn to a KPI, by its reference."""
    found: dict[str, str] = {}
    for model, field, why in (
        (AiUse, "performance", "is what {} is measured by"),
        (CompPlan, "measures", "is paid for by {}"),
    ):
        for node in governance.every(model):
            for edge in governance.out.get(node.ref, ()):
                if edge.field == field and edge.ref.startswith("kpi:"):
                    found[edge.ref] = why.format(cut(node.title))
    return found


def guards_of(governance: Governance, kpi: Kpi) -> list[str]:
    return [edge.ref for edge in governance.out.get(kpi.ref, ()) if edge.field == "guardrails" and edge.ref != kpi.ref]


def opposed(kpi: Kpi, guard: Kpi) -> bool:
    """Whether a guardrail pulls the other way; one that is to stay within limits, or has no direction yet, may."""
    return OPPOSITE.get(kpi.direction or "") in (None, guard.direction) or guard.direction not in OPPOSITE
