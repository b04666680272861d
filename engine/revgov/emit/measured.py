"""What was measured last, beside what was promised, and whether it is met; what nobody measured is never met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revgov.checks.service_quality import Promise, broken, promises
from revgov.emit.document import Cell, Lines, Row, State
from revgov.emit.edition import Edition
from revgov.emit.targets import colours
from revgov.governance.governance import Governance
from revgov.governance.observations import Observation
from revgov.kinds import Dataset, Field, Kpi, Sla
from revgov.kinds.values import Amount, Band, Duration, Period
from revgov.kinds.values.quantity import same_unit
from revgov.kinds.values.time import DAYS

NOT_MEASURED = State("not measured", "fair")
NOT_TOLD = State("cannot be told", "fair")
MET, NOT_MET = State("met", "good"), State("not met", "bad")
NO_TARGET = State("no target", "quiet")
REACHED = {"up": ">=", "down": "<="}


class Measured(NamedTuple):
    """The last value of something, the target that it is held against, and how it stands.

    `met` is None where nobody can tell: nothing was measured, or nothing that compares was promised.
    """

    target: str | None
    value: Observation | None
    met: bool | None
    state: State

    @property
    def shown(self) -> Cell:
        """The value with its period and source, and how it stands; one line where there is no value."""
        if self.value is None:
            return self.state
        source = f"({self.value.source})" if self.value.source else ""
        return Lines((Row((dated(self.value.said), source), " ") if source else dated(self.value.said), self.state))

    @property
    def said(self) -> Cell:
        return dated(self.value.said) if self.value else "–"


def dated(said: str) -> Cell:
    """`18% in 2026-10` with the date as a part of its own, which no line break divides."""
    words, _, when = said.rpartition(" ")
    return Row((words, when), " ") if words else said


class Goal(NamedTuple):
    """What a KPI should be, by when or in which period, and whether that is over."""

    amount: Amount
    when: str = ""
    over: bool = True

    @property
    def said(self) -> str:
        return f"{self.amount}{self.when}"


def of_kpi(governance: Governance, kpi: Kpi) -> Measured:
    """A KPI held against the target of the period that was measured, or else against its target."""
    value = governance.observations.latest(kpi.ref)
    if value is None:
        return Measured(aimed(kpi), None, None, NOT_MEASURED)
    goal = goal_of(governance, kpi, value.period)
    if not isinstance(goal, Goal):
        return Measured(aimed(kpi), value, None, goal)
    met = reached(kpi, goal.amount, value.value)
    state = NOT_TOLD if met is None else MET if met else NOT_MET if goal.over else State("not met yet", "fair")
    return Measured(goal.said, value, met, state)


def aimed(kpi: Kpi) -> str | None:
    """The target with its day or period."""
    target = kpi.target
    if target is None or target.value is None:
        return None
    when = f" by {target.by}" if target.by else f" in {target.period}" if target.period else ""
    return f"{target.value}{when}"


def goal_of(governance: Governance, kpi: Kpi, period: Period | None) -> Goal | State:
    """What the value of a period is held against. A target of another kind of period says nothing of it."""
    amount = (kpi.targets or {}).get(period) if period else None
    if amount is not None:
        return Goal(amount, f" in {period}")
    target = kpi.target
    if target is None or target.value is None:
        words = target is not None and target.words
        return State("in words only: cannot be told", "fair") if words else no_target(kpi, period)
    if target.by or not target.period:
        over = target.by is None or target.by < governance.as_of
        return Goal(target.value, f" by {target.by}" if target.by else "", over)
    if period == target.period:
        return Goal(target.value, f" in {period}")
    return State(f"cannot be told: the target is for {target.period}", "quiet")


def no_target(kpi: Kpi, period: Period | None) -> State:
    return State(f"no target for {period}", "quiet") if kpi.targets and period else NO_TARGET


def reached(kpi: Kpi, target: Amount, value: Amount) -> bool | None:
    """Whether a value is as good as a target; None without a direction, or where the two do not compare."""
    operator = REACHED.get(kpi.direction or "")
    return holds(Band(operator, target), value) if operator else None


def holds(band: Band, value: Amount) -> bool | None:
    """Whether a value lies in a band, lengths of time compared in days; None where the units do not compare."""
    units = band.amount.unit, value.unit
    if not (same_unit(*units) or same_unit(*reversed(units))):
        return None
    return Band(band.operator, Amount(band.amount.comparable()[0], "")).holds(value.comparable()[0])


def colour(kpi: Kpi, value: Observation | None) -> State | None:
    """The band that the last value lies in; None where there are no bands or no value to lie in them."""
    if value is None or not kpi.bands:
        return None
    for name, band in colours(kpi):
        inside = holds(band, value.value)
        if inside is None:
            return None
        if inside:
            return State(name, {"red": "bad", "amber": "fair"}.get(name, "quiet"))
    return State("green", "good")


def measured_facts(governance: Governance, kpi: Kpi) -> Iterator[tuple[str, Cell]]:
    """The last value of a KPI and how it stands, for a reader who has just read the target."""
    measured = of_kpi(governance, kpi)
    yield "Last measured", measured.shown
    band = colour(kpi, measured.value)
    if band:
        yield "In band", band


def of_promises(governance: Governance, node: Sla | Dataset | Field) -> Iterator[tuple[Promise, Measured]]:
    """Every promise of a service level, or of the quality of data, held against what was measured."""
    for promise in promises(node):
        value = governance.observations.latest(node.ref, promise.measure)
        met = kept(node, promise, value.value) if value else None
        state = NOT_MEASURED if value is None else NOT_TOLD if met is None else MET if met else NOT_MET
        yield promise, Measured(str(promise.target), value, met, state)


def kept(node: Sla | Dataset | Field, promise: Promise, value: Amount) -> bool | None:
    """Whether a value keeps a promise; None where one is a share and the other a time."""
    timed = value.unit in DAYS
    limit = node.within if isinstance(node, Sla) and timed else promise.target
    return None if isinstance(limit, Duration) != timed else not broken(node, promise, value)


def measured_json(one: Measured) -> dict[str, Any]:
    """The same for other programs; `met` is null where nobody can tell."""
    value = one.value
    return {
        "value": str(value.value) if value else None,
        "period": str(value.period) if value and value.period else None,
        "on": value.on.isoformat() if value else None,
        "source": (value.source or None) if value else None,
        "target": one.target, "met": one.met, "state": one.state.word,
    }  # fmt: skip


def read_from(edition: Edition) -> str:
    """Where measured values come from, in words; that there are none is said, too."""
    observations = edition.governance.observations
    if not observations.files:
        return "nothing is measured, for `observations` in revgov.yaml names no file of values"
    count = len(observations.files)
    return f"measured values are the last ones up to {edition.as_of}, of {count} {'file' if count == 1 else 'files'}"
