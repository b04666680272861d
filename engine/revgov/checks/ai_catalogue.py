"""Is all AI in the catalogue, and has each pillar decided what AI does for it?"""

from __future__ import annotations

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt
from revgov.checks.registry import ERROR, INFO, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import PILLARS, AiUse, Charter, System
from revgov.kinds.ai_use import OVER, WAITING

STATUSES = ("live", "active", "pilot", *WAITING, *OVER)
NOT_IN_USE = ("planned", "retired")
# The part that the framework sees for AI in each pillar.
ROLES = {
    "people": "the automation of operational tasks",
    "process": "lead scoring",
    "data": "predictive analytics",
    "technology": "forecasting and orchestration",
    "performance_governance": "the early detection of anomalies",
}


@check("ai-shadow-system", severity=ERROR, startup=WARNING)
def ai_outside_the_catalogue(governance: Governance) -> Findings:
    """Each system with `ai: true` has an entry in the catalogue of AI uses; each entry names its system, and a status
    that people know.

    What is in no catalogue has no owner, no tier and no switch, and is found when something has gone wrong.

    Remedy: declare what the system's AI is used for under `ai_uses`, with `system`; or set `ai: false` where nobody
    uses it, or the vendor has switched it off.
    """
    unread_fields = unread(governance)
    uses = [use for use in governance.every(AiUse) if not use.over]
    for use in uses:
        if use.system is None and (use.ref, "system") not in unread_fields:
            yield lacks(use, "system"), f"{cut(use.title)} does not say in which system it runs; name it under `system`"
        if use.status and use.status.strip().casefold() not in STATUSES:
            said = (
                f"'{cut(use.status)}' is no status of an AI use, so it counts as live; write {listed(STATUSES, 'or')}"
            )
            yield use.at("status"), said, WARNING
    catalogued = {use.system for use in uses}
    names = misspelt(governance, "ai_use", "system")
    if not all_read(governance) or anything_unread(governance, "ai_use", "system"):
        return
    for system in governance.every(System):
        if (
            system.ai
            and system.status not in NOT_IN_USE
            and system.id not in catalogued
            and not names.may_mean(system.id)
        ):
            yield system.at("ai"), f"{cut(system.title)} has AI, and no entry of the catalogue says what it is used for"


@check("ai-pillar-gap", severity=INFO, startup=OFF)
def pillar_without_a_word_on_ai(governance: Governance) -> Findings:
    """For each of the five pillars the charter says what AI does for it, or `none`, with the reason.

    The part of the work of which nobody has thought is where tools come in by themselves.

    Remedy: write under `pillars` of the charter, for each pillar, `{ai: lead scoring, why: …}` or
    `{ai: none, why: …}`.
    """
    charter = governance.find(Charter, "charter")
    if charter is None or (charter.ref, "pillars") in unread(governance):
        return
    stances = charter.pillars or {}
    odd = Misspelt(frozenset(set(stances) - set(PILLARS)))
    silent = [pillar for pillar in PILLARS if pillar not in stances and not odd.may_mean(pillar)]
    if silent:
        spot = charter.at("pillars", key=True) if charter.pillars else lacks(charter, "pillars")
        parts = listed(f"{pillar.replace('_', ' ')} (such as {ROLES[pillar]})" for pillar in silent)
        yield spot, f"the charter does not say what AI does for {parts}; write it, or `ai: none` with the reason"
    for pillar, stance in stances.items():
        if not stance.ai:
            yield (
                charter.at("pillars", pillar),
                f"nothing says what AI does for {cut(pillar)}; write `ai`, be it `none`",
            )
        elif stance.ai.strip().casefold() in ("none", "no") and not stance.why:
            yield charter.at("pillars", pillar), f"no AI works for {cut(pillar)}, and nothing says why; write `why`"
