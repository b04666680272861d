"""Is enough new pipeline planned to reach the target in the weeks that are left?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from revgov.checks.registry import WARNING, Findings, check
from revgov.checks.unmeasured import note
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Forecast, Kpi
from revgov.kinds.values import Amount, Period
from revgov.kinds.values.time import DAYS, add_months
from revgov.schedule.fiscal import Span, span

DAY = datetime.timedelta(days=1)


class Need(NamedTuple):
    """What a period asks for: amounts in one currency, the win rate as a fraction, lengths in weeks."""

    target: Amount
    closed: Amount
    weighted: Amount
    win_rate: float
    left: float
    cycle: float
    ends: datetime.date

    @property
    def gap(self) -> float:
        return self.target.number - self.closed.number - self.weighted.number

    @property
    def usable(self) -> float:
        """The weeks in which a deal can still be created that closes in time."""
        return self.left - self.cycle


@check("forecast-pipeline-shortfall", severity=WARNING, startup=WARNING)
def too_little_pipeline_planned(governance: Governance) -> Findings:
    """The new pipeline planned for each week is at least (target - closed - weighted open) / (win rate x usable weeks);
    usable are the weeks left in the period less the sales cycle. Forecasts whose figures are not measured in the
    running period are named in one note.

    Otherwise the hole is found at the end of the quarter, when no new deal can fill it.

    Remedy: plan more under `new_pipeline.plan`, or lower the target in time.
    """
    silent = []
    for forecast in governance.every(Forecast):
        plan = weekly_plan(forecast)
        if plan is None or forecast.new_pipeline is None:
            continue
        need = need_of(governance, forecast)
        if need is None:
            silent.append(forecast.title)
        elif need.gap > 0 and (said := shortfall(need, plan)):
            yield forecast.at("new_pipeline", "plan"), f"'{cut(forecast.title)}' {said}"
    if governance.observations.asked and not governance.observations.faults:
        yield from note("forecasts with planned pipeline", silent)


def weekly_plan(forecast: Forecast) -> Amount | None:
    new = forecast.new_pipeline
    days = DAYS.get(f"{new.every.strip().removeprefix('every ').casefold()}s") if new else None
    if new is None or new.plan is None or days is None:
        return None
    return Amount(new.plan.number * 7 / days, new.plan.unit)


def shortfall(need: Need, plan: Amount) -> str | None:
    """What is lacking, in words; None where the plan is enough."""
    parts = f"{need.closed} closed, {need.weighted} weighted"
    gap = f"lacks {money(need.gap, plan.unit)} of {need.target} by {need.ends} ({parts})"
    if need.usable <= 0:
        weeks = f"{need.left:.1f} weeks are left and a deal takes {need.cycle:.1f}"
        return f"{gap}, and no new deal can close in time: {weeks}"
    weekly = need.gap / (need.win_rate * need.usable)
    if plan.number >= weekly:
        return None
    rate = f"at a win rate of {need.win_rate:.0%} and {need.usable:.1f} usable weeks"
    return f"{gap}: {rate} it needs {money(weekly, plan.unit)} a week, and {money(plan.number, plan.unit)} is planned"


def money(number: float, unit: str) -> str:
    return str(Amount(round(number), unit))


def need_of(governance: Governance, forecast: Forecast) -> Need | None:
    """What the running period needs; None where something is not declared, not measured, or in another currency."""
    new = forecast.new_pipeline
    kpi = governance.find(Kpi, new.target) if new else None
    period = running(governance, kpi) if kpi else None
    if new is None or new.plan is None or period is None:
        return None
    target, days = period
    closed, open_ = (measured(governance, one, days.first) for one in (new.closed, new.open))
    rate, cycle = (measured(governance, one) or targeted(governance, one) for one in (forecast.win_rate, new.cycle))
    if closed is None or open_ is None or rate is None or cycle is None or rate.number <= 0:
        return None
    if {target.unit, closed.unit, open_.unit} != {new.plan.unit} or cycle.unit not in DAYS:
        return None
    left = (days.last - governance.as_of).days / 7
    weighted = Amount(round(open_.number * rate.number), open_.unit)
    return Need(target, closed, weighted, rate.number, left, cycle.comparable()[0] / 7, days.last)


def measured(governance: Governance, kpi: str | None, since: datetime.date = datetime.date.min) -> Amount | None:
    """The last value of a KPI, where it was measured in the period that runs since a day."""
    found = governance.observations.latest(f"kpi:{kpi}")
    return found.value if found is not None and found.on >= since else None


def targeted(governance: Governance, id_: str | None) -> Amount | None:
    kpi = governance.find(Kpi, id_)
    return kpi.target.value if kpi and kpi.target else None


def running(governance: Governance, kpi: Kpi) -> tuple[Amount, Span] | None:
    """The target of the period that runs on the as-of date, and its days."""
    for period, amount in (kpi.targets or {}).items():
        for days in days_of(governance, period):
            if days.first <= governance.as_of <= days.last:
                return amount, days
    target = kpi.target
    if target and target.value is not None and target.by and target.by >= governance.as_of:
        return target.value, Span(datetime.date.min, target.by)
    return None


def days_of(governance: Governance, period: Period) -> Iterator[Span]:
    """The days of a period; none for a fiscal one where no calendar says how the fiscal year runs."""
    if not period.fiscal:
        months = 1 if period.number else 3
        first = datetime.date(period.year, (period.number or 3 * (period.quarter or 1) - 2), 1)
        yield Span(first, add_months(first, months) - DAY)
        return
    calendars = (governance.find(Calendar, "company"), *governance.every(Calendar))
    rules = next((one.fiscal_year for one in calendars if one and one.fiscal_year), None)
    if rules is None:
        return
    if period.quarter:
        yield span(rules, "fiscal quarter", period.year * 4 + period.quarter - 1)
    elif period.number is None or period.number <= 12:
        unit, index = (
            ("fiscal month", period.year * 12 + period.number - 1) if period.number else ("fiscal year", period.year)
        )
        yield span(rules, unit, index)
