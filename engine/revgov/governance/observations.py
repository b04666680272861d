"""Measured values: what the CSV files of observations say of KPIs, service levels and data, up to the as-of date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from revgov.finding import Place
from revgov.kinds import Node
from revgov.kinds.node import Spot
from revgov.kinds.values import Amount, Period
from revgov.text import Fault
from revgov.workspace import Workspace

FAULT = "schema-observation"
# What can be measured of data: the dimensions that `quality` sets targets for.
DIMENSIONS = ("completeness", "freshness", "uniqueness", "validity", "accuracy", "consistency")


class Observation(NamedTuple):
    """One measured value: of what (`kpi:win_rate`), which measure of it (`completeness`; '' for a KPI or service
    level), for which period if any, on which day it was measured, and by which source."""

    ref: str
    measure: str
    period: Period | None
    on: datetime.date
    value: Amount
    source: str
    place: Place

    @property
    def spot(self) -> Spot:
        """The place of the value in its file, as checks name it."""
        return Spot(None, self.place[1:], file=self.place.path)

    @property
    def said(self) -> str:
        """The value and when it held, as people say it: `18% in 2026-10`, `26 hours on 2026-11-02`."""
        return f"{self.value} in {self.period}" if self.period else f"{self.value} on {self.on}"


class Observations:
    """All measured values that count on the as-of date; `asked` says whether the settings name any files.

    `files` are the paths of the files read, `faults` what cannot be read there, each with its file. A value measured
    anew for the same period replaces the older one.
    """

    def __init__(
        self,
        found: Iterable[Observation] = (),
        files: Iterable[str] = (),
        faults: Iterable[tuple[str, Fault]] = (),
        asked: bool = False,
    ) -> None:
        self.faults = tuple(faults)
        self.all = tuple(sorted(found, key=lambda one: (one.ref, one.measure, one.on, one.place)))
        self.files = frozenset(files)
        self.asked = asked

    @cached_property
    def series(self) -> Mapping[tuple[str, str], tuple[Observation, ...]]:
        """The values of each thing and measure, one for each period, in the order in which they were first measured."""
        found: dict[tuple[str, str], dict[Period | datetime.date, Observation]] = {}
        for one in self.all:
            found.setdefault((one.ref, one.measure), {})[one.period or one.on] = one
        return {key: tuple(values.values()) for key, values in found.items()}

    def of(self, ref: str, measure: str = "") -> tuple[Observation, ...]:
        """The values of one thing, oldest period first."""
        return self.series.get((ref, measure), ())

    def latest(self, ref: str, measure: str = "") -> Observation | None:
        """The value of the last period that was measured."""
        found = self.of(ref, measure)
        return found[-1] if found else None

    def last(self, ref: str, number: int) -> tuple[Observation, ...]:
        """The values of the last `number` periods, newest last; none where fewer were measured or one is left out."""
        found = self.of(ref)[-number:]
        gaps = any(not follows(one.period, two.period) for one, two in pairwise(found))
        return () if len(found) < number or gaps else found


def follows(first: Period | None, second: Period | None) -> bool:
    """Whether a period comes right after another. Of values without a period nobody can say that one is left out."""
    if first is None or second is None:
        return True
    if (first.fiscal, first.quarter is None, first.number is None) != (
        second.fiscal,
        second.quarter is None,
        second.number is None,
    ):
        return True
    part, next_part = first.quarter or first.number or 1, second.quarter or second.number or 1
    last = 4 if first.quarter else 12 if first.number else 1
    if second.year == first.year:
        return next_part == part + 1
    return second.year == first.year + 1 and next_part == 1 and part >= last


def measured_in(workspace: Workspace, as_of: datetime.date, nodes: Mapping[str, Node]) -> Observations:
    """The measured values of a workspace. Who measures nothing need not wait for the reader of CSV."""
    if not (workspace.observations or workspace.unobserved):
        return Observations()
    from revgov.governance.measured import observations_of

    return observations_of(workspace, as_of, nodes)
