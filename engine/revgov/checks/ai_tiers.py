"""Has somebody judged how much harm each use of AI could do, and is nothing at work that must not be?"""

from __future__ import annotations

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse
from revgov.kinds.ai_use import TIERS


@check("ai-risk-tier-missing", severity=ERROR, startup=WARNING)
def use_without_tier(governance: Governance) -> Findings:
    """Each AI use has a risk tier (prohibited, high, limited or minimal), with the reason and the day it was given.

    A use that nobody has sorted by its harm is looked after as if it could do none.

    Remedy: write `risk_tier: {tier: limited, why: Decides who is called but not who may buy, on: 2026-04-28}`.
    """
    unread_fields = unread(governance)
    for use in governance.every(AiUse):
        if use.over or (use.ref, "risk_tier") in unread_fields:
            continue
        tier = use.risk_tier
        if tier is None:
            said = f"nobody has said how much harm {cut(use.title)} could do; write a `risk_tier`"
            yield lacks(use, "risk_tier"), f"{said}: {listed(TIERS, 'or')}"
        elif use.tier not in TIERS:
            said = f"'{cut(tier.tier)}' is no risk tier of an AI use; write {listed(TIERS, 'or')}"
            yield use.at("risk_tier", "tier"), said
        elif gaps := [
            part for part, written in (("reason (`why`)", tier.why), ("date (`on`)", tier.on)) if not written
        ]:
            yield use.at("risk_tier"), f"the risk tier of {cut(use.title)} has no {listed(gaps, 'or')}"


@check("ai-prohibited-use", severity=ERROR, startup=ERROR)
def prohibited_use_at_work(use: AiUse) -> Findings:
    """No AI use of the tier prohibited is at work, be it live, in a pilot, or without a status that says otherwise.

    Emotion recognition of employees on calls, for example, is unlawful in the EU (AI Act, article 5), in a trial as
    well.

    Remedy: switch it off and set `status: retired`; or correct the tier, with the reason, if it was wrong.
    """
    if use.tier == "prohibited" and use.acts:
        related = ((use.at("status"), "its status is here"),) if use.status else ()
        state = f"has the status '{cut(use.status)}'" if use.status else "has no status, so it counts as live"
        said = f"{cut(use.title)} is prohibited and {state}; switch it off"
        yield use.at("risk_tier", "tier"), said, *related
