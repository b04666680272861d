"""Operators on forecasts: what the model is made of, how its error is measured, and plan B."""

from __future__ import annotations

from tests.mutation.changes import Change, Operator, both, drop, put, replace
from tests.mutation.company import Mutant, NothingToChange

FORECAST = ("forecast",)


def in_forecast(mutant: Mutant) -> bool:
    return any(mutant.id in node.stages[:-1] for node in mutant.company.in_force("forecast"))


def step(change: Change) -> Change:
    """A change of a stage that a forecast is made of."""

    def apply(mutant: Mutant) -> str | None:
        if not in_forecast(mutant):
            raise NothingToChange
        return change(mutant)

    return apply


def without_plan(mutant: Mutant) -> str:
    forecast = mutant.company.in_force("forecast")[0]
    if forecast.contingency != mutant.id:
        raise NothingToChange
    del mutant.raw(forecast.ref)["contingency"]
    mutant.raw()["for"] = [ref for ref in mutant.was()["for"] if ref != forecast.ref]
    return str(forecast.ref)


def silent_alarm(mutant: Mutant) -> None:
    forecast = mutant.company.in_force("forecast")[0]
    if forecast.contingency != mutant.id:
        raise NothingToChange
    del mutant.raw()["trigger"]


# fmt: off
FORECASTS = (
    Operator("forecast no time", FORECAST, "forecast-model-incomplete", drop("horizon")),
    Operator("forecast through no stages", FORECAST, "forecast-model-incomplete", drop("stages")),
    Operator("forecast without categories", FORECAST, "forecast-model-incomplete", drop("categories")),
    Operator("forecast without the word omitted", FORECAST, "forecast-model-incomplete",
             replace("categories", ["commit", "best_case", "pipeline"])),
    Operator("take no snapshot", FORECAST, "forecast-model-incomplete",
             both(drop("snapshot"), drop("accuracy.snapshot")), ("forecast-tolerance-undefined",)),
    Operator("let nobody own a forecast", FORECAST, "forecast-model-incomplete", drop("owner")),
    Operator("convert by an unknown share", ("stage",), "forecast-model-incomplete", step(drop("next.*.converts"))),
    Operator("convert more than there is", ("stage",), "forecast-model-incomplete",
             step(replace("next.*.converts", "120%"))),
    Operator("take an unknown time", ("stage",), "forecast-model-incomplete", step(drop("next.*.takes"))),
    Operator("define no accuracy", FORECAST, "forecast-tolerance-undefined", drop("accuracy")),
    Operator("tolerate anything", FORECAST, "forecast-tolerance-undefined", drop("accuracy.tolerance")),
    Operator("tolerate too much", FORECAST, "forecast-tolerance-undefined", put("accuracy.tolerance", "25%")),
    Operator("report no accuracy", FORECAST, "forecast-tolerance-undefined", drop("accuracy.kpi")),
    Operator("do not roll", FORECAST, "forecast-scenario-missing", drop("rolling")),
    Operator("forecast one case", FORECAST, "forecast-scenario-missing", replace("scenarios", ["commit"])),
    Operator("have no plan for a miss", ("contingency",), "forecast-scenario-missing", without_plan,
             ("risk-contingency-missing",)),
    Operator("plan for a miss that nothing announces", ("contingency",), "forecast-scenario-missing", silent_alarm,
             ("risk-contingency-missing",)),
)
# fmt: on
