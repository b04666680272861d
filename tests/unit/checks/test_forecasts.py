"""Forecasts as models: what they are made of, how their error is measured, and what happens when they miss."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

from revgov.finding import Severity

MODEL, TOLERANCE, SCENARIO = "forecast-model-incomplete", "forecast-tolerance-undefined", "forecast-scenario-missing"
CATEGORIES = "categories: [commit, best_case, pipeline, omitted]"
WHOLE = f"owner: r, horizon: 2 quarters, stages: [a, b], {CATEGORIES}, snapshot: Monday"
STAGES = "stages: {a: {next: [{stage: b, converts: 25%, takes: 9d}]}, b: {}}"


def forecast(fields: str, stages: str = STAGES, at: str = "f") -> str:
    return f"forecasts: {{{at}: {{name: New, {fields}}}}}\n{stages}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (forecast(WHOLE.replace("owner: r, ", ""), at="«f»"), "the forecast 'New' lacks `owner`"),
        (forecast(WHOLE.replace("horizon: 2 quarters, ", ""), at="«f»"), "lacks `horizon`"),
        (forecast(WHOLE.replace("stages: [a, b], ", ""), at="«f»"), "lacks `stages`"),
        (forecast("owner: r, horizon: 2 quarters, stages: [a, b], snapshot: x", at="«f»"), "lacks `categories`"),
        (forecast(WHOLE.replace(", snapshot: Monday", ""), at="«f»"), "lacks `snapshot`"),
        (forecast(WHOLE.replace("[commit, best_case, pipeline, omitted]", "«[Commit, upside, pipeline]»")),
         "no category of 'New' is called best and omitted"),
        (forecast(WHOLE, "stages: {a: {next: [«{stage: b, takes: 9d}»]}, b: {}}"), "a to b lacks `converts`"),
        (forecast(WHOLE, "stages: {a: {next: [«b»]}, b: {}}"), "lacks `converts` and `takes`"),
        (forecast(WHOLE, "stages: {a: {next: [{stage: b, converts: «0%», takes: 9d}]}, b: {}}"), "above 0%"),
        (forecast(WHOLE, "stages: {a: {next: [{stage: b, converts: «101%», takes: 9d}]}, b: {}}"), "converts 101%"),
        (forecast(WHOLE, "stages: {«a»: {}, b: {}}"), "goes from a to b, and the stage does not lead there"),
        (forecast(WHOLE, "stages: {a: {next: «[a]»}, b: {}}"), "does not lead there"),
    ],
)  # fmt: skip
def test_a_model_with_gaps(tmp_path: Path, text: str, said: str) -> None:
    assert said in found(tmp_path, MODEL, text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        forecast(WHOLE),
        forecast(WHOLE, STAGES.replace("25%", "100%")),
        forecast(WHOLE.replace("snapshot: Monday", "accuracy: {snapshot: Monday}")),
        forecast(WHOLE.replace("horizon: 2 quarters", "horizon: soon")),
        forecast(WHOLE.replace("[a, b]", "[a, c]")),
        forecast(WHOLE, "stages: {a: {next: [{stage: b, converts: many}]}, b: {}}"),
        "forecasts: {f: {until: 2026-01-01}}",
        "kpis: {k: {}}",
    ],
)
def test_a_model_that_is_whole(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, MODEL, text) == []


def test_the_categories_are_a_parameter(tmp_path: Path) -> None:
    from tests.repository import findings

    files = {
        "revgov.yaml": f"checks: {{{MODEL}: {{categories: [commit, upside]}}}}\n",
        "kpi_tree/f.yaml": forecast(WHOLE.replace("[commit, best_case, pipeline, omitted]", "[commit, upside]")),
    }
    assert findings(tmp_path, files, MODEL) == []


ACCURACY = "accuracy: {formula: x, tolerance: 10%, kpi: k, snapshot: Monday}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (forecast("owner: r", at="«f»"), "nothing says how accurate 'New' has to be"),
        (forecast("accuracy: «{tolerance: 10%, kpi: k, snapshot: x}»"), "lacks `formula`"),
        (forecast("accuracy: «{formula: x, kpi: k, snapshot: x}»"), "lacks `tolerance`"),
        (forecast("accuracy: «{formula: x, tolerance: 10%, snapshot: x}»"), "lacks `kpi`"),
        (forecast("accuracy: «{formula: x, tolerance: 10%, kpi: k}»"), "lacks `snapshot`"),
        (forecast("accuracy: {formula: x, tolerance: «11%», kpi: k, snapshot: x}"), "11% is wider than 10%"),
        (forecast("accuracy: {formula: x, tolerance: «0%», kpi: k, snapshot: x}"), "a tolerance of 0% is none"),
        (
            f"forecasts: {{f: {{{ACCURACY}}}, g: {{accuracy: «{{formula: y, tolerance: 10%, kpi: k, snapshot: x}}»}}}}",
            "'f' measures k in another way",
        ),
    ],
)
def test_an_error_that_nobody_can_measure(tmp_path: Path, text: str, said: str) -> None:
    assert said in found(tmp_path, TOLERANCE, text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        forecast(ACCURACY),
        forecast("snapshot: Monday, accuracy: {formula: x, tolerance: 5%, kpi: k}"),
        f"forecasts: {{f: {{{ACCURACY}}}, g: {{{ACCURACY}}}}}",
        f"forecasts: {{f: {{{ACCURACY}}}, g: {{accuracy: {{formula: y, tolerance: 5%, kpi: l, snapshot: x}}}}}}",
        forecast("accuracy: {formula: x, tolerance: a lot, kpi: k, snapshot: x}"),
        "forecasts: {f: {until: 2026-01-01}}",
    ],
)
def test_an_error_that_is_measured_in_one_way(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, TOLERANCE, text) == []


def test_a_wide_tolerance_is_milder(tmp_path: Path) -> None:
    told = found(tmp_path, TOLERANCE, forecast("accuracy: {formula: x, tolerance: «15%», kpi: k, snapshot: x}"))
    assert [one.severity for one in told] == [Severity.WARNING]


def test_a_startup_without_a_forecast_still_says_how_accuracy_is_measured(tmp_path: Path) -> None:
    told = found(tmp_path, TOLERANCE, "kpis: {«forecast_accuracy»: {}}", profile="startup")
    assert named(told) == [("kpi:forecast_accuracy", None)]
    # A larger company has to have a forecast, and is told so elsewhere.
    assert found(tmp_path, TOLERANCE, "kpis: {forecast_accuracy: {}}") == []
    assert found(tmp_path, TOLERANCE, "kpis: {win_rate: {}}", profile="startup") == []


PLAN_B = "rolling: 2 quarters, scenarios: [commit, best_case, worst], contingency: c"
PLANS = "contingencies: {c: {name: Plan, trigger: 'k < 1'}, d: {name: Other}}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (forecast(PLAN_B.replace("rolling: 2 quarters, ", ""), PLANS, "«f»"), "does not roll"),
        (forecast(PLAN_B.replace("2 quarters", "«5 months»"), PLANS), "rolls only 5 months ahead; 2 quarters"),
        (
            forecast(PLAN_B.replace("scenarios: [commit, best_case, worst], ", ""), PLANS, "«f»"),
            "no scenario commit, best",
        ),
        (forecast(PLAN_B.replace("[commit, best_case, worst]", "«[commit, best]»"), PLANS), "has no scenario worst"),
        (forecast(PLAN_B.replace(", contingency: c", ""), PLANS, "«f»"), "has no contingency for a miss"),
        (
            forecast(PLAN_B.replace("contingency: c", "contingency: d"), PLANS.replace("d:", "«d»:")),
            "'Other' has no trigger",
        ),
    ],
)
def test_a_forecast_without_plan_b(tmp_path: Path, text: str, said: str) -> None:
    assert said in found(tmp_path, SCENARIO, text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        forecast(PLAN_B, PLANS),
        forecast(PLAN_B.replace("2 quarters", "6 months"), PLANS),
        forecast(PLAN_B.replace("2 quarters", "182 days"), PLANS),
        forecast(PLAN_B.replace(", contingency: c", ""), PLANS.replace("name: Plan", "name: Plan, for: forecast:f")),
        forecast(PLAN_B.replace("contingency: c", "contingency: e"), PLANS),
        forecast(PLAN_B.replace("2 quarters", "soon"), PLANS),
        forecast(PLAN_B, "contingencies: {c: {trigger: it hurts}}"),
        "forecasts: {f: {until: 2026-01-01}}",
    ],
)
def test_a_forecast_with_plan_b(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, SCENARIO, text) == []


def test_no_plan_b_is_asked_of_a_startup(tmp_path: Path) -> None:
    assert found(tmp_path, SCENARIO, forecast("owner: r"), profile="startup") == []
