"""Is the forecast a model that can be checked, with a measure of its own error and a plan for missing?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Contingency, Forecast, Kpi, Stage
from revgov.kinds.node import Spot

QUARTER = 365.25 / 4
CATEGORIES = ("commit", "best", "pipeline", "omitted")
SCENARIOS = ("commit", "best", "worst")


@check("forecast-model-incomplete", severity=ERROR, startup=WARNING)
def model_with_gaps(governance: Governance, *, categories: tuple[str, ...] = CATEGORIES) -> Findings:
    """A forecast says how far it looks, through which stages deals go, what share gets from each to the next (above 0%,
    at most 100%) and how long that takes, by which categories deals are counted, when its snapshot is taken, and who
    owns it.

    What is not written down is forecast by opinion.

    Remedy: add the fields that the message names; conversion and time stand at the stage: `next: [{stage: opportunity,
    converts: 50%, takes: 4d}]`.
    """
    not_read = unread(governance)
    for forecast in governance.every(Forecast):
        gaps = [name for name in ("horizon", "stages", "categories", "snapshot", "owner") if not said(forecast, name)]
        gaps = [f"`{name}`" for name in gaps if (forecast.ref, name) not in not_read]
        if gaps:
            yield lacks(forecast, ",".join(gaps)), f"the forecast '{cut(forecast.title)}' lacks {listed(gaps)}"
        absent = without(forecast.categories, categories)
        if forecast.categories and absent and (forecast.ref, "categories") not in not_read:
            shown = listed(absent)
            yield (
                forecast.at("categories"),
                f"no category of '{cut(forecast.title)}' is called {shown}; deals need them",
            )
        yield from transitions(governance, forecast)


def said(forecast: Forecast, name: str) -> object:
    if name == "snapshot":
        return forecast.snapshot or (forecast.accuracy and forecast.accuracy.snapshot)
    return getattr(forecast, name)


def without(words: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    """The needed words that none of the words begins with: `best_case` is `best`."""
    plain = [word.casefold() for word in words]
    return [one for one in needed if not any(word.startswith(one.casefold()) for word in plain)]


def transitions(governance: Governance, forecast: Forecast) -> Findings:
    """Each step between two stages of a forecast has a conversion and a time. A stage that names nothing is left to
    whoever looks after names."""
    not_read = unread(governance)
    stages = [governance.find(Stage, one) for one in forecast.stages]
    for first, second in pairwise(stages):
        if first is None or second is None or (first.ref, "next") in not_read:
            continue
        ways = [(index, way) for index, way in enumerate(first.next) if way.stage == second.id]
        if not ways:
            said = f"'{cut(forecast.title)}' goes from {cut(first.title)} to {cut(second.title)}"
            spot = first.at("next") if first.next else lacks(first, "next")
            yield spot, f"{said}, and the stage does not lead there", (forecast.at("stages"), "the forecast")
            continue
        index, way = ways[0]
        gaps = [f"`{name}`" for name in ("converts", "takes") if getattr(way, name) is None]
        step = f"the step from {cut(first.title)} to {cut(second.title)}"
        if gaps:
            yield first.at("next", index), f"{step} lacks {listed(gaps)}, which '{cut(forecast.title)}' is made of"
        elif way.converts is not None and not 0 < way.converts.number <= 1:
            yield (
                first.at("next", index, "converts"),
                f"{step} converts {way.converts}; it must be above 0% and at most 100%",
            )


@check("forecast-tolerance-undefined", severity=ERROR, startup=ERROR)
def accuracy_without_measure(governance: Governance, *, most_percent: float = 10) -> Findings:
    """A forecast has one formula for its accuracy, one snapshot that counts and one tolerance (at most plus or minus
    10 %), and a KPI reports it. Two forecasts that are reported by one KPI have the same.

    Without them nobody can tell whether RevOps works: any miss can be explained away afterwards.

    Remedy: write `accuracy: {formula: …, tolerance: 10%, kpi: forecast_accuracy, snapshot: …}` in the forecast.
    """
    not_read = unread(governance)
    forecasts = governance.every(Forecast)
    first: dict[str, Forecast] = {}
    for forecast in forecasts:
        if (forecast.ref, "accuracy") in not_read:
            continue
        yield from accuracy_gaps(forecast, most_percent)
        accuracy = forecast.accuracy
        if accuracy is not None and accuracy.kpi:
            other = first.setdefault(accuracy.kpi, forecast)
            if other is not forecast and rules_of(other) != rules_of(forecast):
                message = f"'{cut(other.title)}' measures {cut(accuracy.kpi)} in another way; keep one of the two"
                yield forecast.at("accuracy"), message, (other.at("accuracy"), "the other way")
    if not forecasts and all_read(governance):
        yield from accuracy_of_no_forecast(governance)


def accuracy_gaps(forecast: Forecast, most_percent: float) -> Findings:
    accuracy, title = forecast.accuracy, cut(forecast.title)
    if accuracy is None:
        yield lacks(forecast, "accuracy"), f"nothing says how accurate '{title}' has to be; add `accuracy`"
        return
    gaps = [f"`{name}`" for name in ("formula", "tolerance", "kpi") if getattr(accuracy, name) is None]
    gaps += [] if said(forecast, "snapshot") else ["`snapshot`"]
    if gaps:
        yield forecast.at("accuracy"), f"the accuracy of '{title}' lacks {listed(gaps)}"
    tolerance = accuracy.tolerance
    if tolerance is not None and tolerance.number * 100 > most_percent + 1e-9:
        shown = f"a tolerance of {tolerance} is wider than {most_percent:g}%"
        yield (
            forecast.at("accuracy", "tolerance"),
            f"{shown}: '{title}' could miss by that much and be called right",
            WARNING,
        )
    elif tolerance is not None and tolerance.number <= 0:
        yield (
            forecast.at("accuracy", "tolerance"),
            f"a tolerance of {tolerance} is none: no forecast is ever right by it",
        )


def rules_of(forecast: Forecast) -> tuple[object, ...]:
    accuracy = forecast.accuracy
    return (accuracy.formula, accuracy.tolerance, said(forecast, "snapshot")) if accuracy else ()


def accuracy_of_no_forecast(governance: Governance) -> Findings:
    """Where no forecast has to be declared, the KPI that reports its accuracy still needs one."""
    asked = any("forecasts" in sections for sections in governance.profile.assets.values())
    kpi = governance.known(Kpi, "forecast_accuracy")
    if kpi is not None and not asked:
        yield (
            lacks(kpi, "forecast"),
            f"no forecast says by which formula, snapshot and tolerance {cut(kpi.title)} is measured",
        )


@check("forecast-scenario-missing", severity=WARNING, startup=OFF)
def forecast_without_plan_b(governance: Governance, *, least_quarters: int = 2) -> Findings:
    """A forecast rolls at least two quarters ahead, has the scenarios commit, best and worst, and a contingency with a
    trigger for a miss.

    Without a plan B the answer to a bad quarter is invented in it.

    Remedy: write `rolling: 4 quarters`, `scenarios: [commit, best_case, worst_case]`, and `contingency:` with the id of
    a contingency that has a `trigger`.
    """
    not_read = unread(governance)
    for forecast in governance.every(Forecast):
        title = cut(forecast.title)
        for field, spot, message in scenario_gaps(governance, forecast, least_quarters):
            if (forecast.ref, field) not in not_read:
                yield spot, f"'{title}' {message}"


def scenario_gaps(governance: Governance, forecast: Forecast, least: int) -> Iterator[tuple[str, Spot, str]]:
    rolling = forecast.rolling
    if rolling is None:
        yield "rolling", lacks(forecast, "rolling"), f"does not roll; it must look {least} quarters ahead (`rolling`)"
    elif rolling.days < least * QUARTER - 3:
        yield "rolling", forecast.at("rolling"), f"rolls only {rolling} ahead; {least} quarters are needed"
    absent = without(forecast.scenarios, SCENARIOS)
    if absent:
        spot = forecast.at("scenarios") if forecast.scenarios else lacks(forecast, "scenarios")
        yield "scenarios", spot, f"has no scenario {listed(absent, 'or')}"
    plans = plans_for(governance, forecast)
    if not plans and not lost(governance, forecast):
        yield "contingency", lacks(forecast, "contingency"), "has no contingency for a miss"
    elif plans and not any(plan.trigger for plan in plans) and not unread_trigger(governance, plans):
        yield "contingency", plans[0].at(), f"will miss unnoticed: '{cut(plans[0].title)}' has no trigger"


def plans_for(governance: Governance, forecast: Forecast) -> list[Contingency]:
    """The contingencies that the forecast names, or that are for it."""
    named = [edge.ref for edge in governance.out.get(forecast.ref, ()) if edge.field == "contingency"]
    named += [plan.ref for plan in governance.all(Contingency) if leads_to(governance, plan, forecast)]
    found = (governance.nodes[ref] for ref in dict.fromkeys(named))
    return [one for one in found if isinstance(one, Contingency)]


def leads_to(governance: Governance, plan: Contingency, forecast: Forecast) -> bool:
    return any(edge.field == "for" and edge.ref == forecast.ref for edge in governance.out.get(plan.ref, ()))


def lost(governance: Governance, forecast: Forecast) -> bool:
    """Whether the forecast names a contingency that is not declared, or what is declared could not all be read."""
    return forecast.contingency is not None or not all_read(governance)


def unread_trigger(governance: Governance, plans: list[Contingency]) -> bool:
    return any((plan.ref, "trigger") in unread(governance) for plan in plans)
