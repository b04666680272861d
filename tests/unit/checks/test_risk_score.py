"""Figures of the risk register on the charter's scale."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

WORDS = "[negligible, minor, moderate, major, severe]"
LEVELS = "{low: 1..4, medium: 5..9, high: 10..16, critical: 17..25}"
CHARTER = f"charter:\n  risk_scale: {{likelihood: 5, impact: {WORDS}, score: product, levels: {LEVELS}}}\n"


def risk(fields: str) -> str:
    return f"{CHARTER}risks:\n  r: {{{fields}}}\n"


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        (
            "inherent: {likelihood: «6», impact: major}",
            "inherent.likelihood",
            "'6' is no likelihood of the charter's risk scale; write 1, 2, 3, 4 or 5",
        ),
        ("inherent: {likelihood: «0», impact: major}", "inherent.likelihood", "'0' is no likelihood"),
        (
            "current: {likelihood: 2, impact: «huge»}",
            "current.impact",
            "'huge' is no impact of the charter's risk scale; write negligible,",
        ),
        ("residual: {likelihood: 2, impact: «6»}", "residual.impact", "'6' is no impact"),
        ("residual: «{likelihood: 2}»", "residual", "r: the residual risk has no impact"),
        ("residual: «{impact: major, score: 8}»", "residual", "r: the residual risk has no likelihood"),
        (
            "inherent: {likelihood: 3, impact: major, score: «15»}",
            "inherent.score",
            "the inherent score is 15, but 3 and major make 12 (product)",
        ),
        (
            "residual: «14»",
            "residual.score",
            "the residual score is 14, but no likelihood and impact have the product 14",
        ),
        ("residual: {score: «26»}", "residual.score", "the product 26"),
        (
            "inherent: {likelihood: 3, impact: major, level: «medium»}",
            "inherent.level",
            "the inherent level is 'medium', but a score of 12 is 'high'",
        ),
        (
            "inherent: {likelihood: 3, impact: major, level: «grave»}",
            "inherent.level",
            "'grave' is no level of the charter's risk scale; write low, medium, high or critical",
        ),
        ("inherent: {score: 12, level: «low»}", "inherent.level", "a score of 12 is 'high'"),
        (
            "inherent: {likelihood: 2, impact: major}, residual: «{likelihood: 3, impact: major}»",
            "residual",
            "r: the residual score (12) is above the inherent one (8)",
        ),
        ("inherent: 20, current: 8, residual: «9»", "residual", "the residual score (9) is above the current one (8)"),
        ("inherent: 8, current: «9», residual: 4", "current", "the current score (9) is above the inherent one (8)"),
        (
            "inherent: {level: medium}, residual: «{level: high}»",
            "residual",
            "the residual level (high) is above the inherent one (medium)",
        ),
        (
            "inherent: {likelihood: 5, impact: minor}, residual: «{likelihood: 1, impact: major}»",
            "residual",
            "the residual impact (major) is above the inherent one (minor)",
        ),
        (
            "inherent: {likelihood: 1, impact: 5}, residual: «{likelihood: 2, impact: 1}»",
            "residual",
            "the residual likelihood (2) is above",
        ),
        (
            "inherent: {level: low}, residual: «25»",
            "residual",
            "the residual level (critical) is above the inherent one (low)",
        ),
        (
            "inherent: {score: 4}, residual: «{level: critical}»",
            "residual",
            "the residual level (critical) is above the inherent one (low)",
        ),
        (
            "inherent: {level: low}, current: «25», residual: {level: critical}",
            "current",
            "the current level (critical) is above the inherent one (low)",
        ),
        (
            "inherent: 8, current: {level: medium}, residual: «9»",
            "residual",
            "the residual score (9) is above the inherent one (8)",
        ),
    ],
)
def test_a_score_off_the_scale(tmp_path: Path, fields: str, field: str, said: str) -> None:
    told = found(tmp_path, "risk-score-invalid", risk(fields))
    assert named(told) == [("risk:r", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "fields",
    [
        "inherent: {likelihood: 4, impact: major, score: 16, level: high}, current: {likelihood: 3, impact: Major}",
        "inherent: {likelihood: 4, impact: major}, residual: 6",
        "inherent: {likelihood: '4', impact: 2}",
        "inherent: {level: high}, residual: {level: low}",
        "inherent: 12, residual: 12",
        "inherent: {level: medium}, current: 9, residual: {level: medium}",
        "residual: {likelihood: [a], impact: huge}",
        "name: No figures yet",
    ],
)
def test_a_score_on_the_scale(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, "risk-score-invalid", risk(fields)) == []


@pytest.mark.parametrize(
    ("scale", "field", "said"),
    [
        ("{score: «matrix»}", "risk_scale.score", "'matrix' makes no score; write product, sum or max"),
        ("{levels: «{low: 1..4, high: 6..25}»}", "risk_scale.levels", "the score 5 lies in no level"),
        ("{levels: «{low: 1..9, high: 9..25}»}", "risk_scale.levels", "the score 9 lies in low and high"),
        (f"{{impact: «[{', '.join(f's{step}' for step in range(21))}]»}}", "risk_scale.impact", "write at most 20"),
    ],
)
def test_a_scale_that_measures_nothing(tmp_path: Path, scale: str, field: str, said: str) -> None:
    text = f"charter:\n  risk_scale: {scale}\nrisks:\n  r: {{inherent: {{likelihood: 9, impact: 9}}}}\n"
    told = found(tmp_path, "risk-score-invalid", text)
    assert named(told) == [("charter:charter", field)]
    assert said in told[0].message


@pytest.mark.parametrize(("score", "made"), [("sum", 7), ("max", 4), ("product", 12)])
def test_each_way_to_make_a_score(tmp_path: Path, score: str, made: int) -> None:
    risks = f"risks:\n  r: {{inherent: {{likelihood: 3, impact: 4, score: {made}}}}}\n"
    text = f"charter:\n  risk_scale: {{score: {score}}}\n{risks}"
    assert found(tmp_path, "risk-score-invalid", text) == []


def test_without_a_scale_there_are_five_steps_and_no_levels(tmp_path: Path) -> None:
    text = "risks:\n  r: {inherent: {likelihood: 5, impact: «6»}}\n  s: {inherent: {score: 25, level: dire}}\n"
    assert named(found(tmp_path, "risk-score-invalid", text)) == [("risk:r", "inherent.impact")]
