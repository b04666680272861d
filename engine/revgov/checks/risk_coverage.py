"""Does the register hold the ways in which governance is known to fail, and does each risk touch something real?"""

from __future__ import annotations

from collections.abc import Mapping

from revgov.checks.absence import all_read, lacks, missing, unread
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt
from revgov.checks.registry import INFO, OFF, WARNING, Check, Findings, check
from revgov.checks.switches import switched_off
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Risk

RISKY = ("high", "limited")


@check("risk-failure-mode-gap", severity=WARNING, startup=INFO)
def failure_mode_without_a_risk(governance: Governance, checks: Mapping[str, Check]) -> Findings:
    """Each way in which revenue governance is known to fail is a risk of the register, or was dismissed on a day, for a
    reason.

    These are not bad luck: most companies meet them, and those that had a name for them met them prepared.

    Remedy: declare the risk, with the word of the message as its id or under `is`; or dismiss it with
    `dismissed: {on: …, by: …, why: …}`.
    """
    if not all_read(governance) or anything_unread(governance, "risk", "is"):
        return
    words = governance.profile.known.get("risk", ())
    odd = Misspelt(frozenset(risk.is_ for risk in governance.every(Risk) if risk.is_ and risk.is_ not in words))
    for mode, exposing in governance.profile.failure_modes.items():
        risk = governance.known(Risk, mode)
        if risk is None and not odd.may_mean(mode):
            found = [name for name in exposing if name not in checks or not switched_off(governance, checks[name])]
            shows = f" ({listed(found, 'or')} would show it)" if found else ""
            yield (
                missing(mode),
                f"no risk is `{mode}`, a known way to fail{shows}; declare it, or dismiss it with a date",
            )
        elif risk is not None and risk.closed and risk.dismissed is None:
            said = f"the risk '{cut(risk.title)}' is over by its status, and nobody has dismissed it"
            yield risk.at("status"), f"{said}; write `dismissed` with a date"


@check("risk-object-unlinked", severity=INFO, startup=OFF)
def risk_that_touches_nothing(governance: Governance) -> Findings:
    """Each open risk names what it affects, or an indicator; and each AI use at work of the tier limited or high is
    affected by an open risk.

    A risk of everything is a risk of nothing: nobody who changes a process or a system will be shown it.

    Remedy: name KPIs, systems, stages or AI uses under `affects` of the risk.
    """
    unread_fields = unread(governance)
    risks = [risk for risk in governance.every(Risk) if risk.open]
    for risk in risks:
        touched = [name for name in (*risk.affects, *risk.indicators) if not str(name).startswith("risk:")]
        if not touched and not {(risk.ref, "affects"), (risk.ref, "indicators")} & unread_fields:
            yield (
                lacks(risk, "affects"),
                f"the risk '{cut(risk.title)}' affects nothing that is declared; name it under `affects`",
            )
    if not all_read(governance) or anything_unread(governance, "risk", "affects"):
        return
    affected = {edge.ref for risk in risks for edge in governance.out.get(risk.ref, ()) if edge.field == "affects"}
    names = misspelt(governance, "risk", "affects")
    for use in governance.every(AiUse):
        if use.acts and use.tier in RISKY and use.ref not in affected and not names.may_mean(use.id):
            yield (
                use.at(),
                f"{cut(use.title)} has the risk tier {use.tier}, and no open risk of the register affects it",
            )
