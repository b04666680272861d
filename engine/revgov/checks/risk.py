"""Do the risks add up: scores on the charter's scale, and for each open risk something that is done or accepted?"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from revgov.checks.absence import lacks, unread
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.owners import owner_ids
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import (
    FORMULAS,
    appetite_of,
    level_of,
    levels_of,
    position,
    scale_of,
    score_of,
    step_of,
    steps_of,
)
from revgov.kinds import Charter, Risk
from revgov.kinds.charter import RiskScale
from revgov.kinds.risk import Acceptance, Score

STATES = ("inherent", "current", "residual")
TREATMENTS = ("mitigate", "accept", "transfer", "avoid")
CLOSED = ("closed", "retired", "dismissed")
MOST_STEPS = 100


@check("risk-score-invalid", severity=ERROR, startup=ERROR)
def score_off_the_scale(governance: Governance) -> Findings:
    """Likelihood and impact lie on the charter's scale, the score is what the scale makes of them, the level is the one
    that the score lies in, and risk falls from inherent over current to residual.

    A register whose sums are wrong is believed by nobody who adds them up once.

    Remedy: correct the part that the finding points at, or leave `score` and `level` out: they are computed.
    """
    charter, unread_fields = governance.charter, unread(governance)
    scale = scale_of(charter)
    faults = [*scale_faults(charter, scale)]
    yield from faults
    if faults or ("charter:charter", "risk_scale") in unread_fields:
        return
    possible = scores_of(scale)
    for risk in governance.every(Risk):
        if unread_fields.isdisjoint((risk.ref, state) for state in STATES):
            wrong = [found for state in STATES for found in score_faults(risk, state, scale, possible)]
            yield from wrong or rising(risk, scale)


def scale_faults(charter: Charter, scale: RiskScale) -> Findings:
    """What is wrong with the scale itself, on which then nothing is measured."""
    for axis in ("likelihood", "impact"):
        steps: int | tuple[str, ...] = getattr(scale, axis)
        if not 2 <= (steps if isinstance(steps, int) else len(steps)) <= MOST_STEPS:
            yield charter.at("risk_scale", axis), f"nobody can rate {axis} on this; write 2 to {MOST_STEPS} steps"
            return
    if scale.score not in FORMULAS:
        yield charter.at("risk_scale", "score"), f"'{cut(scale.score)}' makes no score; write {listed(FORMULAS, 'or')}"
        return
    for score in scores_of(scale) if scale.levels else ():
        holding = [level for level, span in (scale.levels or {}).items() if span.holds(score)]
        if len(holding) != 1:
            where = f"lies in {listed(holding)}" if holding else "lies in no level"
            said = f"the score {score} {where} of the risk scale; each possible score has one level"
            yield charter.at("risk_scale", "levels"), said
            return


def scores_of(scale: RiskScale) -> list[int]:
    """Every score that the scale can come to."""
    formula, axes = FORMULAS[scale.score], (steps_of(scale.likelihood), steps_of(scale.impact))
    return sorted({int(formula(one + 1, other + 1)) for one in range(len(axes[0])) for other in range(len(axes[1]))})


def score_faults(risk: Risk, state: str, scale: RiskScale, possible: list[int]) -> Findings:
    """What is wrong with one score of a risk; the first fault, for the others mostly follow from it."""
    score: Score | None = getattr(risk, state)
    if score is None:
        return
    rated = score.likelihood is not None or score.impact is not None
    for axis, written in (("likelihood", score.likelihood), ("impact", score.impact)):
        steps: int | tuple[str, ...] = getattr(scale, axis)
        if written is None and rated:
            yield risk.at(state), f"{cut(risk.title)}: the {state} risk has no {axis}; a score needs both"
            return
        if written is not None and step_of(steps, written) is None:
            known = f"1 to {steps}" if isinstance(steps, int) else listed(steps, "or")
            yield (
                risk.at(state, axis),
                f"{cut(risk.title)}: '{cut(str(written))}' is no {axis} of the risk scale; there are {known}",
            )
            return
    computed = score_of(scale, score)
    if score.score is not None and rated and score.score != computed:
        made = f"{score.likelihood} and {score.impact} make {computed}"
        yield (
            risk.at(state, "score"),
            f"{cut(risk.title)}: the {state} score is {score.score}, but {made} ({scale.score})",
        )
    elif score.score is not None and not rated and score.score not in possible:
        said = f"no likelihood and impact have the {scale.score} {score.score}"
        yield risk.at(state, "score"), f"{cut(risk.title)}: the {state} score is {score.score}, but {said}"
    elif score.level is not None and scale.levels:
        yield from level_fault(risk, state, score, scale)


def level_fault(risk: Risk, state: str, score: Score, scale: RiskScale) -> Findings:
    computed, number = level_of(scale, score), score_of(scale, score)
    if score.level not in (scale.levels or {}):
        said = f"'{cut(score.level or '')}' is no level of the risk scale; there are {listed(levels_of(scale))}"
        yield risk.at(state, "level"), f"{cut(risk.title)}: {said}"
    elif number is not None and computed != score.level:
        said = f"the {state} level is '{cut(score.level or '')}', but a score of {number} is '{cut(computed or '')}'"
        yield risk.at(state, "level"), f"{cut(risk.title)}: {said}"


def rising(risk: Risk, scale: RiskScale) -> Findings:
    """The first step from inherent to residual at which the risk does not fall or stay."""
    given = [(state, score) for state in STATES if (score := getattr(risk, state)) is not None]
    if len(given) < 2:
        return
    heights = [(state, heights_of(scale, score)) for state, score in given]
    for (before, earlier), (after, later) in pairwise(heights):
        for what, (high, shown_high) in earlier.items():
            low, shown_low = later.get(what, (high, ""))
            if low > high:
                said = f"the {after} {what} ({shown_low}) is above the {before} one ({shown_high})"
                yield risk.at(after), f"{cut(risk.title)}: {said}", (risk.at(before), f"the {before} risk stands here")
                return


def heights_of(scale: RiskScale, score: Score) -> Mapping[str, tuple[int, str]]:
    """By what two scores can be compared: the score, else the level, and likelihood and impact each; as figure and text."""
    number, steps, levels = score_of(scale, score), position(scale, score), levels_of(scale)
    heights = {}
    if number is not None:
        heights["score"] = number, str(number)
    elif score.level in levels:
        heights["level"] = levels.index(score.level), cut(score.level)
    if steps is not None:
        heights["likelihood"] = steps[0], cut(str(score.likelihood))
        heights["impact"] = steps[1], cut(str(score.impact))
    return heights


@check("risk-treatment-incomplete", severity=ERROR, startup=WARNING)
def risk_without_treatment(governance: Governance) -> Findings:
    """Each open risk has a decision, and what mitigates it is an action with an owner and a due date.

    A list of risks without actions is a diary of worries.

    Remedy: write `treatment: {decision: mitigate, actions: [{what: …, owner: …, due: …}]}`, or accept, transfer or avoid.
    """
    unread_fields = unread(governance)
    for risk in open_risks(governance):
        treatment = risk.treatment
        if (risk.ref, "treatment") in unread_fields:
            continue
        if treatment is None or treatment.decision is None:
            spot = risk.at("treatment") if treatment else lacks(risk, "treatment")
            yield spot, f"nothing is decided about {cut(risk.title)}; write a `decision`: {listed(TREATMENTS, 'or')}"
        elif treatment.decision not in TREATMENTS:
            said = f"'{cut(treatment.decision)}' is no decision about a risk; write {listed(TREATMENTS, 'or')}"
            yield risk.at("treatment", "decision"), said
        elif treatment.decision == "mitigate":
            yield from mitigation_gaps(risk)


def open_risks(governance: Governance) -> list[Risk]:
    """The risks that are neither closed nor dismissed."""
    return [risk for risk in governance.every(Risk) if risk.dismissed is None and (risk.status or "") not in CLOSED]


def mitigation_gaps(risk: Risk) -> Findings:
    actions = risk.treatment.actions if risk.treatment else ()
    if all(action.cancelled for action in actions):
        yield risk.at("treatment"), f"{cut(risk.title)} is to be mitigated, but by no action"
    for index, action in enumerate(actions):
        if action.done or action.cancelled:
            continue
        gaps = [] if action.owner else ["owner"]
        gaps += [] if action.due or action.moved else ["due date"]
        if gaps:
            said = f"the action '{cut(action.what)}' against {cut(risk.title)} has no {listed(gaps, 'and no')}"
            yield risk.at("treatment", "actions", index), said


@check("risk-acceptance-invalid", severity=ERROR, startup=WARNING)
def acceptance_that_does_not_hold(governance: Governance, *, warn_days: int = 14) -> Findings:
    """An accepted risk has a reason, an expiry date that has not passed, and an approver at or above the authority of the
    charter's appetite, who is not the one who asked, the owner, or somebody who reports to the owner.

    Otherwise a risk is accepted by whoever was fastest, and for ever. A note comes `warn_days` days before it expires.

    Remedy: have the named authority accept the risk anew, with `requested_by`, `approved_by`, `reason` and `expires`.
    """
    hierarchy, unread_fields = Hierarchy(governance), unread(governance)
    for risk in open_risks(governance):
        treatment = risk.treatment
        if treatment is None or (risk.ref, "treatment") in unread_fields:
            continue
        acceptance = treatment.acceptance
        if acceptance is not None:
            yield from acceptance_gaps(risk, acceptance)
            yield from wrong_approver(governance, hierarchy, risk, acceptance)
            yield from expiry(governance, risk, acceptance, warn_days)
        elif treatment.decision == "accept":
            said = f"{cut(risk.title)} is to be accepted, but nobody has accepted it; add `acceptance`"
            yield risk.at("treatment", "decision"), said


def acceptance_gaps(risk: Risk, acceptance: Acceptance) -> Findings:
    gaps = [f"`{field}`" for field in ("approved_by", "reason", "expires") if not getattr(acceptance, field)]
    if gaps:
        yield risk.at("treatment", "acceptance"), f"the acceptance of {cut(risk.title)} has no {listed(gaps, 'and no')}"


def wrong_approver(governance: Governance, hierarchy: Hierarchy, risk: Risk, acceptance: Acceptance) -> Findings:
    """Why the approver may not accept the risk, if so: the first reason, for another approver settles all."""
    approver = plain(acceptance.approved_by) or ""
    if approver not in hierarchy.roles:
        return
    owners = owner_ids(governance, risk)
    appetite = appetite_of(governance.charter, risk)
    authority = plain(appetite.authority) if appetite else None
    reason, boss = None, next((owner for owner in owners if hierarchy.manages(owner, approver)), None)
    if approver in owners:
        reason = "owns it"
    elif boss:
        reason = f"reports to {cut(governance.title(f'role:{boss}'))}, who owns it"
    elif approver == plain(acceptance.requested_by):
        reason = "asked for it"
    elif (
        authority in hierarchy.roles
        and authority
        and approver != authority
        and not hierarchy.manages(approver, authority)
    ):
        reason = f"stands below {cut(governance.title(f'role:{authority}'))}, who may accept such risks"
    if reason:
        title = cut(governance.title(f"role:{approver}"))
        yield risk.at("treatment", "acceptance", "approved_by"), f"{title} accepts {cut(risk.title)}, but {reason}"


def expiry(governance: Governance, risk: Risk, acceptance: Acceptance, warn_days: int) -> Findings:
    """The day an acceptance expires on is its last."""
    expires, today = acceptance.expires, governance.as_of
    spot = risk.at("treatment", "acceptance", "expires")
    if expires is None:
        return
    if expires < today:
        yield spot, f"the acceptance of {cut(risk.title)} expired on {expires}"
    elif (expires - today).days <= warn_days:
        yield spot, f"the acceptance of {cut(risk.title)} expires on {expires}, within {warn_days} days", INFO
