"""Profiles: what a company of a stage has to have, as data."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

NAMES = ("startup", "scale_up")


class Phase(NamedTuple):
    """A part of the 90-day plan: its first and its last day, counted from the day the plan starts, which is day 1.

    `milestones` maps the known word of each (an initiative's `is`, or its id) to what it is called.
    """

    name: str
    title: str
    first_day: int
    last_day: int
    milestones: Mapping[str, str]

    def window(self, starts: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The first and the last date of the phase, both included, of a plan that starts on a date."""
        return day_of(starts, self.first_day), day_of(starts, self.last_day)


def day_of(starts: datetime.date, number: int) -> datetime.date:
    """The date of a day of a plan: day 1 is the one it starts on. Where time ends, so do plans."""
    return datetime.date.fromordinal(min(starts.toordinal() + number - 1, datetime.date.max.toordinal()))


class Profile(NamedTuple):
    """Required assets, functions, KPIs and meetings, and the known words of `is`.

    `assets` maps each asset to the least number of declarations of its sections; `meetings` maps a known meeting to the
    longest time between two of its dates; `outcomes` lists alternatives of which one must be a charter outcome;
    `failure_modes` maps a known risk to the checks that would show it; `horizon` is how far ahead the roadmap has to
    reach; `plan` holds the phases of the 90-day plan in their order; `slas` maps a known service level to the longest
    time that it may promise.
    """

    name: str
    title: str
    assets: Mapping[str, Mapping[str, int]]
    functions: tuple[str, ...]
    charter: tuple[str, ...]
    kpis: tuple[str, ...]
    outcomes: tuple[tuple[str, ...], ...]
    meetings: Mapping[str, str]
    known: Mapping[str, tuple[str, ...]]
    failure_modes: Mapping[str, tuple[str, ...]]
    horizon: str
    plan: tuple[Phase, ...]
    slas: Mapping[str, str]


@cache
def profile(name: str) -> Profile:
    """The profile of that name. Raises KeyError for a name that is none of NAMES."""
    if name not in NAMES:
        raise KeyError(name)
    table = merged(name)
    return Profile(
        name=name,
        title=table["title"],
        assets=table["assets"],
        functions=tuple(table["functions"]["required"]),
        charter=tuple(table["charter"]["required"]),
        kpis=tuple(table["kpis"]["required"]),
        outcomes=tuple(map(tuple, table["kpis"]["outcomes"])),
        meetings=table["meetings"],
        known={kind: tuple(words) for kind, words in table["known"].items()},
        failure_modes={mode: tuple(checks) for mode, checks in table["failure_modes"].items()},
        horizon=table["roadmap"]["horizon"],
        plan=tuple(
            Phase(phase, row["title"], row["days"]["first"], row["days"]["last"], row["milestones"])
            for phase, row in table["plan"].items()
        ),
        slas=table["slas"],
    )


def merged(name: str) -> dict[str, Any]:
    """A profile's table on top of the one it extends."""
    table = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return extended(merged(table["extends"]), table) if "extends" in table else table


def extended(base: Any, more: Any) -> Any:
    """Tables merge key by key, lists add up, and anything else replaces what was there."""
    if isinstance(base, dict) and isinstance(more, dict):
        return base | {key: extended(base.get(key), value) for key, value in more.items()}
    if isinstance(base, list) and isinstance(more, list):
        return base + more
    return more
