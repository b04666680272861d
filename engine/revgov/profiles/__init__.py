"""Profiles: what a company of a stage has to have, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

NAMES = ("startup", "scale_up")


class Profile(NamedTuple):
    """Required assets, functions, KPIs and meetings, and the known words of `is`.

    `assets` maps each asset to the least number of declarations of its sections; `meetings` maps a known meeting to the
    longest time between two of its dates; `outcomes` lists alternatives of which one must be a charter outcome.
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
