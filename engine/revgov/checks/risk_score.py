"""Do the figures of the risk register add up on the charter's scale?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.checks.absence import all_read, unread
from revgov.checks.registry import ERROR, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import (
    FORMULAS,
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
from revgov.kinds.risk import Score

STATES = ("inherent", "current", "residual")
MOST_STEPS = 20


@check("risk-score-invalid", severity=ERROR, startup=ERROR)
def score_off_the_scale(governance: Governance) -> Findings:
    """Likelihood and impact lie on the charter's scale, the score is what the scale makes of them, the level is the one
    that the score lies in, and risk falls from inherent over current to residual.

    A register whose sums are wrong is believed by nobody who adds them up once.

    Remedy: correct the part that the finding points at, or leave `score` and `level` out: they are computed.
    """
    charter, unread_fields = governance.charter, unread(governance)
    if charter.ref not in governance.nodes and not all_read(governance):
        return  # The scale stands in a charter that could not be read.
    faults = [*scale_faults(charter, scale_of(charter))]
    yield from faults
    if faults or ("charter:charter", "risk_scale") in unread_fields:
        return
    scale = spelt_out(scale_of(charter))
    possible = scores_of(scale)
    for risk in governance.every(Risk):
        if unread_fields.isdisjoint((risk.ref, state) for state in STATES):
            wrong = [found for state in STATES for found in score_faults(risk, state, scale, possible)]
            yield from wrong or rising(risk, scale)


def scale_faults(charter: Charter, scale: RiskScale) -> Findings:
    """What is wrong with the scale itself, on which then nothing is measured."""
    for axis in ("likelihood", "impact"):
        steps: int | tuple[str, ...] = getattr(scale, axis)
        if len(steps_of(steps)) > MOST_STEPS:
            yield (
                charter.at("risk_scale", axis),
                f"nobody tells so many steps of {axis} apart; write at most {MOST_STEPS}",
            )
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


def spelt_out(scale: RiskScale) -> RiskScale:
    """The same scale with a name for each step, so that they are not made anew for each score."""
    axes = steps_of(scale.likelihood), steps_of(scale.impact)
    return RiskScale(likelihood=axes[0], impact=axes[1], score=scale.score, levels=scale.levels)


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
    off = next(off_scale(risk, state, score, scale), None) if rated else None
    if off:
        yield off
    elif score.score is not None and rated and score.score != score_of(scale, score):
        made = f"{score.likelihood} and {score.impact} make {score_of(scale, score)} ({scale.score})"
        yield risk.at(state, "score"), f"{cut(risk.title)}: the {state} score is {score.score}, but {made}"
    elif score.score is not None and not rated and score.score not in possible:
        said = f"no likelihood and impact have the {scale.score} {score.score}"
        yield risk.at(state, "score"), f"{cut(risk.title)}: the {state} score is {score.score}, but {said}"
    elif score.level is not None and scale.levels:
        yield from level_fault(risk, state, score, scale)


def off_scale(risk: Risk, state: str, score: Score, scale: RiskScale) -> Iterator[Found]:
    for axis, steps, written in (
        ("likelihood", scale.likelihood, score.likelihood),
        ("impact", scale.impact, score.impact),
    ):
        if written is None:
            yield risk.at(state), f"{cut(risk.title)}: the {state} risk has no {axis}, without which it has no score"
        elif step_of(steps, written) is None:
            known = listed(steps_of(steps), "or")
            said = f"'{cut(str(written))}' is no {axis} of the charter's risk scale; write {known}"
            yield risk.at(state, axis), f"{cut(risk.title)}: {said}"


def level_fault(risk: Risk, state: str, score: Score, scale: RiskScale) -> Findings:
    computed, number = level_of(scale, score), score_of(scale, score)
    if score.level not in (scale.levels or {}):
        known = listed(levels_of(scale), "or")
        said = f"'{cut(score.level or '')}' is no level of the charter's risk scale; write {known}"
        yield risk.at(state, "level"), f"{cut(risk.title)}: {said}"
    elif number is not None and computed != score.level:
        said = f"the {state} level is '{cut(score.level or '')}', but a score of {number} is '{cut(computed or '')}'"
        yield risk.at(state, "level"), f"{cut(risk.title)}: {said}"


def rising(risk: Risk, scale: RiskScale) -> Findings:
    """The first step from inherent to residual at which the risk does not fall or stay.

    Each measure is held against the last state before that has it: one may be a score, the next a mere level.
    """
    given = [(state, score) for state in STATES if (score := getattr(risk, state)) is not None]
    if len(given) < 2:
        return
    earlier: dict[str, tuple[str, int, str]] = {}
    for after, score in given:
        for what, (now, shown_now) in heights_of(scale, score).items():
            before, high, shown = earlier.get(what, (after, now, ""))
            if now > high:
                said = f"the {after} {what} ({shown_now}) is above the {before} one ({shown})"
                yield risk.at(after), f"{cut(risk.title)}: {said}", (risk.at(before), f"the {before} risk stands here")
                return
            earlier[what] = after, now, shown_now


def heights_of(scale: RiskScale, score: Score) -> Mapping[str, tuple[int, str]]:
    """What two scores can be compared by, as figure and text: the score, the level it lies in, likelihood, impact."""
    steps, number = position(scale, score), score_of(scale, score)
    level, levels = level_of(scale, score), levels_of(scale)
    heights = {}
    if number is not None:
        heights["score"] = number, str(number)
    if level in levels:
        heights["level"] = levels.index(level), cut(level)
    if steps is not None:
        heights["likelihood"] = steps[0], cut(str(score.likelihood))
        heights["impact"] = steps[1], cut(str(score.impact))
    return heights
