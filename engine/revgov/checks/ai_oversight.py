"""Does a person look at what models put out, and are people told and protected as the risk tier asks?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse
from revgov.kinds.values import Duration

PARTS = ("role", "criteria", "override", "log")
Unread = Collection[tuple[str, str]]


def at_work(governance: Governance) -> list[AiUse]:
    """The uses whose outputs reach somebody."""
    return [use for use in governance.every(AiUse) if use.acts]


def affecting(use: AiUse, harmless: Collection[str]) -> bool:
    """Whether an output changes more than what is harmless; a use that does not say what it affects may change all."""
    return not use.affects or not {word.strip().casefold() for word in use.affects} <= set(harmless)


@check("ai-oversight-missing", severity=ERROR, startup=ERROR)
def use_without_oversight(governance: Governance, *, harmless: tuple[str, ...] = ("internal",)) -> Findings:
    """Where the output of an AI use changes a customer, somebody's pay or rating, a forecast or a route, a person
    validates it: a role, the criteria, the way to overrule it, and a log. What `affects` lists says what it changes;
    only what is `internal` needs no validation, and a use that lists nothing may change anything.

    A wrong output that nobody looks at is acted on, again and again, until a customer complains.

    Remedy: write `oversight: {role: …, criteria: …, override: …, log: {kept: 6 months}}`; say under `affects` whom the
    output reaches.
    """
    unread_fields = unread(governance)
    for use in at_work(governance):
        if not affecting(use, harmless) or {(use.ref, "oversight"), (use.ref, "affects")} & unread_fields:
            continue
        changes = f"changes {listed(use.affects)}" if use.affects else "does not say what it changes (`affects`)"
        if use.oversight is None:
            said = f"{cut(use.title)} {changes}, and nobody validates what it puts out; write `oversight`"
            yield lacks(use, "oversight"), said
        elif gaps := [f"`{part}`" for part in PARTS if getattr(use.oversight, part) is None]:
            said = f"{cut(use.title)} {changes}, and its oversight has no {listed(gaps, 'or')}"
            yield use.at("oversight"), said


@check("ai-overreliance", severity=WARNING, startup=OFF)
def use_that_is_relied_on_alone(
    governance: Governance,
    *,
    compared: tuple[str, ...] = ("forecasting", "deal_risk_scoring", "lead_scoring", "predictive_analytics"),
) -> Findings:
    """An AI forecast or score is compared with a person's or a rule's, and the share that runs without anybody stays
    within its cap.

    Without something to hold it against nobody notices that the model has become worse than the rule it replaced.

    Remedy: name under `comparator` what a person or a rule would have said, such as the points table of last year;
    lower `automated.share`, or have its `cap` raised.
    """
    unread_fields = unread(governance)
    for use in at_work(governance):
        predicts = {use.id, use.is_, use.type} & set(compared) or "forecast" in use.affects
        if predicts and not use.comparator and (use.ref, "comparator") not in unread_fields:
            said = f"{cut(use.title)} has no `comparator`"
            yield lacks(use, "comparator"), f"{said}: nobody can tell whether a person or a rule would predict better"
        if (use.ref, "automated") not in unread_fields:
            yield from automated_too_much(use)


def automated_too_much(use: AiUse) -> Iterator[Found]:
    share = use.automated.share if use.automated else None
    cap = use.automated.cap if use.automated else None
    if share is None or share.number <= 0:
        return
    if cap is None:
        yield use.at("automated"), f"{share} of {cut(use.title)} runs without anybody, and no `cap` limits it"
    elif share.number > cap.number:
        said = f"{share} of {cut(use.title)} runs without anybody, more than its cap of {cap}"
        yield use.at("automated", "share"), said, (use.at("automated", "cap"), "the cap is here")


@check("ai-obligation-missing", severity=WARNING, startup=OFF)
def duty_of_the_tier_not_declared(
    governance: Governance, *, least_months: int = 6, facing: tuple[str, ...] = ("customer", "customers")
) -> Findings:
    """What the tier of an AI use obliges to is declared: disclosure where the tier is limited or customers meet it; a
    named overseer, and a log kept for six months at least, where the tier is high.

    These are duties of whoever deploys a model in the EU (AI Act, articles 26 and 50), not of its vendor alone.

    Remedy: write under `disclosure` how people learn that a model is at work; name `oversight.role`, and keep the log
    longer.
    """
    unread_fields = unread(governance)
    for use in at_work(governance):
        faced = set(facing) & {word.strip().casefold() for word in use.affects}
        if (use.tier == "limited" or faced) and not use.disclosure and (use.ref, "disclosure") not in unread_fields:
            why = "has the risk tier limited" if use.tier == "limited" else "reaches customers"
            said = f"{cut(use.title)} {why}, and nothing says how people learn of it; write `disclosure`"
            yield lacks(use, "disclosure"), said
        if use.tier == "high" and (use.ref, "oversight") not in unread_fields:
            yield from high_risk_duties(use, least_months)


def high_risk_duties(use: AiUse, least_months: int) -> Iterator[Found]:
    """What a high risk asks for. Of an oversight that is missing where people are affected, another check tells."""
    least = Duration(least_months, "months")
    log = use.oversight.log if use.oversight else None
    role = use.oversight.role if use.oversight else None
    gaps = [f"`oversight.{part}`" for part, written in (("role", role), ("log", log)) if written is None]
    if log is not None and log.kept.days < least.days:
        said = (
            f"the log of {cut(use.title)} is kept for {log.kept}; a use of the tier high keeps it for at least {least}"
        )
        yield use.at("oversight", "log"), said
    if gaps and not affecting(use, ("internal",)):
        said = f"{cut(use.title)} has the risk tier high and no {listed(gaps, 'or')}"
        yield use.at("oversight") if use.oversight else lacks(use, "oversight"), said
