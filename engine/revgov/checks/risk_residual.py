"""Is what is left of each risk explained by what is done about it, and no more than the company carries?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.checks.absence import lacks, unread
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.named import named
from revgov.checks.registry import ERROR, WARNING, Check, Findings, Found, check
from revgov.checks.switches import off_by_name
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import above_appetite, appetite_of, latest, level_of, levels_of, scale_of, score_of
from revgov.kinds import Risk
from revgov.kinds.charter import RiskScale

# What a status says that cannot hold anything back.
IDLE = ("planned", "proposed", "draft", "paused", "retired", "rejected", "cancelled")
FIGURES = ("inherent", "residual", "controls", "treatment")


@check("risk-residual-unexplained", severity=ERROR, startup=WARNING)
def residual_that_nothing_explains(governance: Governance, checks: Mapping[str, Check]) -> Findings:
    """A residual risk below the inherent one is explained by at least one control that is active, or an action that is
    done; and each control that is counted is active: in force, not planned, paused or retired, and a check that is
    switched on. Whether that check finds something is not asked here: it says so itself, in the same report.

    Otherwise the risk has been reduced on paper.

    Remedy: name a control that works, finish an action, or raise the residual risk to what it really is.
    """
    scale, unread_fields = scale_of(governance.charter), unread(governance)
    lost = {(one.node.ref, one.mention.field) for one in governance.unresolved("risk")}
    for risk in governance.every(Risk):
        if not risk.open or any((risk.ref, field) in unread_fields for field in FIGURES):
            continue
        controls = dict(controls_of(governance, checks, risk))
        for index, why in controls.items():
            if why:
                yield risk.at("controls", index), f"the risk '{cut(risk.title)}' counts {why}"
        explained = None in controls.values() or done(governance, risk)
        # A name that leads nowhere may be meant for a control that works.
        if not explained and (risk.ref, "controls") not in lost and lowered(scale, risk):
            said = f"the residual risk of '{cut(risk.title)}' is below the inherent one"
            yield risk.at("residual"), f"{said}, but no active control and no completed action explains it"


def controls_of(governance: Governance, checks: Mapping[str, Check], risk: Risk) -> Iterator[tuple[int, str | None]]:
    """The controls of a risk, by index: None for one that is active, else why it holds nothing back.

    Left out are those that lead nowhere or are not in force, of which other checks tell.
    """
    for index, name, node in named(governance, risk, "controls"):
        status = getattr(node, "status", None) or ""
        if name.startswith("check:"):
            if name[6:] in checks:
                off = off_by_name(governance, checks, name)
                yield index, f"the check '{cut(name[6:])}' as a control, but it is switched off" if off else None
        elif node is not None and status.strip().casefold() in IDLE:
            yield index, f"'{cut(node.title)}' as a control, but its status is '{cut(status)}'"
        elif node is not None and governance.in_force(node):
            yield index, None


def done(governance: Governance, risk: Risk) -> bool:
    """Whether an action against a risk has been completed by today."""
    actions = risk.treatment.actions if risk.treatment else ()
    return any(action.done and action.done <= governance.as_of and not action.cancelled for action in actions)


def lowered(scale: RiskScale, risk: Risk) -> bool:
    """Whether the residual risk is lower than the inherent one: by score, or by level where one has no score."""
    before, after = score_of(scale, risk.inherent), score_of(scale, risk.residual)
    if before is not None and after is not None:
        return after < before
    levels = levels_of(scale)
    high, low = level_of(scale, risk.inherent), level_of(scale, risk.residual)
    return high in levels and low in levels and levels.index(low) < levels.index(high)


@check("risk-above-appetite", severity=ERROR, startup=WARNING)
def risk_above_appetite(governance: Governance) -> Findings:
    """What is left of an open risk is within the appetite that the charter has for its category, or the named
    authority knows: it has been escalated to them (or to somebody above them), or accepted until a day to come.

    An appetite that nothing is held against is a decoration.

    Remedy: do more about the risk, or write `escalated: {to: …, on: …}` with the authority that the appetite names.
    """
    charter, unread_fields = governance.charter, unread(governance)
    if ("charter:charter", "appetite") in unread_fields or ("charter:charter", "risk_scale") in unread_fields:
        return
    faults = [*appetite_faults(governance)]
    yield from faults
    scale, hierarchy = scale_of(charter), Hierarchy(governance)
    for risk in governance.every(Risk) if not faults else ():
        appetite = appetite_of(charter, risk)
        if (
            not risk.open
            or appetite is None
            or any(
                (risk.ref, field) in unread_fields
                for field in ("inherent", "current", "residual", "escalated", "treatment")
            )
        ):
            continue
        rated = latest(risk)
        if rated is None:
            said = f"the risk '{cut(risk.title)}' is not rated, so nobody can say whether it is within the appetite"
            yield lacks(risk, "residual"), f"{said}; write `residual: {{likelihood: …, impact: …}}`"
        elif above_appetite(charter, risk) and not accepted(governance, risk):
            level = f"{cut(level_of(scale, rated) or '')}, above the appetite of {cut(appetite.level or '')}"
            yield from not_escalated(hierarchy, risk, level, plain(appetite.authority))


def appetite_faults(governance: Governance) -> Iterator[Found]:
    """Appetites that name no level of the scale, against which nothing can be held."""
    charter = governance.charter
    levels = levels_of(scale_of(charter))
    if charter.appetite and not levels:
        said = "the appetite names levels, and the risk scale has none; declare `risk_scale.levels` in the charter"
        yield charter.at("appetite", key=True), said
        return
    for category, appetite in (charter.appetite or {}).items():
        if appetite.level is not None and appetite.level not in levels:
            said = f"'{cut(appetite.level)}', the appetite for {cut(category)}, is no level of the risk scale"
            yield charter.at("appetite", category, "level"), f"{said}; write {listed(levels, 'or')}"


def accepted(governance: Governance, risk: Risk) -> bool:
    """Whether somebody has accepted the risk for the time being; whether they may, another check asks."""
    acceptance = risk.treatment.acceptance if risk.treatment else None
    if acceptance is None or not acceptance.approved_by:
        return False
    return acceptance.expires is None or acceptance.expires >= governance.as_of


def not_escalated(hierarchy: Hierarchy, risk: Risk, level: str, authority: str | None) -> Iterator[Found]:
    role = hierarchy.roles.get(authority or "")
    who = cut(role.title) if role else "the authority"
    if risk.escalated is None:
        spot = risk.at("residual") if risk.residual else risk.at()
        yield spot, f"the risk '{cut(risk.title)}' is {level}, and has not been escalated to {who}; write `escalated`"
        return
    listener = hierarchy.speaker(risk.escalated.to)
    if role and listener and listener.id not in (role.id, *hierarchy.above(role.id)):
        said = f"the risk '{cut(risk.title)}' is {level}, and was escalated to {cut(listener.title)}"
        yield risk.at("escalated", "to"), f"{said}; only {who} or whoever stands above may carry it"
