"""The risk scale: where a score lies, what it comes to, and what is above appetite."""

from __future__ import annotations

import pytest

from revgov.governance.risk_scale import above_appetite, level_of, levels_of, position, score_of, step_of
from revgov.kinds import Charter, Risk
from revgov.kinds.charter import RiskScale
from revgov.kinds.risk import Score
from revgov.kinds.validation import build

LEVELS = {"high": "10..25", "low": "1..4", "medium": "5..9"}
WORDS = ["tiny", "small", "middling", "large", "huge"]


def scale(**more: object) -> RiskScale:
    return build(RiskScale, {"likelihood": 5, "impact": WORDS, "levels": LEVELS, **more})


def score(**fields: object) -> Score:
    return build(Score, fields)


def test_a_step_is_a_figure_or_a_word() -> None:
    assert [step_of(5, written) for written in (1, 5, 0, 6, None, "3", "often")] == [1, 5, None, None, None, 3, None]
    assert [step_of(tuple(WORDS), written) for written in ("tiny", " Huge ", 3, "worse")] == [1, 5, 3, None]


@pytest.mark.parametrize(("formula", "comes_to"), [("product", 12), ("sum", 7), ("max", 4), ("guess", None)])
def test_a_score_is_what_the_scale_makes_of_it(formula: str, comes_to: int | None) -> None:
    assert score_of(scale(score=formula), score(likelihood=3, impact="large")) == comes_to


def test_what_is_not_on_the_scale_keeps_the_figure_that_was_written() -> None:
    assert position(scale(), score(likelihood=9, impact="large", score=14)) is None
    assert score_of(scale(), score(likelihood=9, impact="large", score=14)) == 14
    assert level_of(scale(), score(score=14)) == "high"
    assert level_of(scale(), score(score=99, level="off the chart")) == "off the chart"
    assert (score_of(scale(), None), level_of(scale(), None)) == (None, None)


def test_levels_rise() -> None:
    assert levels_of(scale()) == ("low", "medium", "high")


def test_appetite_is_that_of_the_category_else_the_default() -> None:
    appetite = {"default": {"level": "medium"}, "compliance": {"level": "low"}, "odd": {"level": "unheard of"}}
    charter = build(Charter, {"risk_scale": {"likelihood": 5, "impact": 5, "levels": LEVELS}, "appetite": appetite})

    def above(**fields: object) -> bool | None:
        return above_appetite(charter, build(Risk, fields))

    medium, high = {"likelihood": 2, "impact": 4}, {"likelihood": 5, "impact": 5}
    assert above(residual=medium) is False
    assert above(residual=medium, category="compliance") is True
    assert above(inherent=high, residual=medium) is False
    assert above(inherent=high, current=medium) is False
    assert above(inherent=high) is True
    assert above(category="odd", residual=medium) is None
    assert above() is None
