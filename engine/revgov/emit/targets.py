"""What a KPI should be, in words: its target, its targets by period, its bands."""

from __future__ import annotations

from revgov.emit.document import Cell, State
from revgov.kinds import Kpi
from revgov.kinds.values import Band

ORDER = ("red", "amber")


def aim(kpi: Kpi) -> str | None:
    """The target as a number, or the words that stand for one."""
    if kpi.target is None:
        return None
    return str(kpi.target.value) if kpi.target.value is not None else kpi.target.words


def targets(kpi: Kpi) -> tuple[str, ...]:
    return tuple(f"{period}: {amount}" for period, amount in (kpi.targets or {}).items())


def bands(kpi: Kpi) -> tuple[str, ...]:
    return tuple(f"{name} {band}" for name, band in colours(kpi))


def colours(kpi: Kpi) -> tuple[tuple[str, Band], ...]:
    """The bands in the order in which they are tried; whatever fits none of them is green."""
    declared = kpi.bands or {}
    order = [name for name in ORDER if name in declared] + sorted(set(declared) - set(ORDER))
    return tuple((name, declared[name]) for name in order)


def target(kpi: Kpi) -> Cell:
    """The target; one in words cannot be missed and counts as none."""
    if kpi.target is None or (kpi.target.value is None and not kpi.target.words):
        return f"benchmarking until {kpi.benchmarking.until}" if kpi.benchmarking else State("none", "fair")
    if kpi.target.value is None:
        return State(f"in words only: {kpi.target.words}", "fair")
    by = f" by {kpi.target.by or kpi.target.period}" if kpi.target.by or kpi.target.period else ""
    return f"{kpi.target.value}{by}{f' ({kpi.target.basis})' if kpi.target.basis else ''}"
