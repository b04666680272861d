"""The charter's risk scale: where a score lies on it, what it comes to, and how much risk is carried without asking."""

from __future__ import annotations

from collections.abc import Callable
from operator import add, mul

from revgov.kinds import Charter, Risk
from revgov.kinds.charter import Appetite, RiskScale
from revgov.kinds.risk import Score

# What a scale may make of likelihood and impact.
FORMULAS: dict[str, Callable[[int, int], int]] = {"product": mul, "sum": add, "max": max}


def scale_of(charter: Charter) -> RiskScale:
    """The charter's scale; five steps each way and no levels where it declares none, for published bands disagree."""
    return charter.risk_scale or RiskScale()


def steps_of(axis: int | tuple[str, ...]) -> tuple[str, ...]:
    """The names of an axis's steps from low to high; figures where it has no words."""
    return tuple(str(step) for step in range(1, axis + 1)) if isinstance(axis, int) else axis


def step_of(axis: int | tuple[str, ...], written: int | str | None) -> int | None:
    """The step of an axis that is meant, counted from 1, by its figure or its word; None where there is none."""
    steps = steps_of(axis)
    if isinstance(written, int):
        return written if 1 <= written <= len(steps) else None
    words = [step.casefold() for step in steps]
    word = (written or "").strip().casefold()
    return words.index(word) + 1 if word in words else None


def position(scale: RiskScale, score: Score | None) -> tuple[int, int] | None:
    """Likelihood and impact as steps from 1; None where either is missing or not on the scale."""
    if score is None:
        return None
    likelihood, impact = step_of(scale.likelihood, score.likelihood), step_of(scale.impact, score.impact)
    return None if likelihood is None or impact is None else (likelihood, impact)


def score_of(scale: RiskScale, score: Score | None) -> int | None:
    """What likelihood and impact come to; the figure that was written where they are not both on the scale."""
    steps = position(scale, score)
    formula = FORMULAS.get(scale.score)
    if steps is None or formula is None:
        return score.score if score else None
    return formula(*steps)


def level_of(scale: RiskScale, score: Score | None) -> str | None:
    """The level in whose range a score lies; the word that was written where no range holds it."""
    number = score_of(scale, score)
    levels = (scale.levels or {}).items()
    found = next((level for level, span in levels if number is not None and span.holds(number)), None)
    return found or (score.level if score else None)


def levels_of(scale: RiskScale) -> tuple[str, ...]:
    """The levels from low to high."""
    levels = scale.levels or {}
    return tuple(sorted(levels, key=lambda level: (levels[level].low.number, level)))


def appetite_of(charter: Charter, risk: Risk) -> Appetite | None:
    """What is carried without asking in the risk's category, else by default."""
    appetites = charter.appetite or {}
    return appetites.get(risk.category or "") or appetites.get("default")


def latest(risk: Risk) -> Score | None:
    """The score that counts for appetite: what is left after treatment, else what is so now, else what was at first."""
    return risk.residual or risk.current or risk.inherent


def above_appetite(charter: Charter, risk: Risk) -> bool | None:
    """Whether a risk is higher than what is carried without asking; None where the levels cannot be compared."""
    appetite, levels = appetite_of(charter, risk), levels_of(scale_of(charter))
    level = level_of(scale_of(charter), latest(risk))
    if appetite is None or appetite.level not in levels or level not in levels:
        return None
    return levels.index(level) > levels.index(appetite.level)
