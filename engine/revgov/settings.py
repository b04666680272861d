"""Settings: what `revgov.yaml` beside the charter may say."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple


class SettingsError(ValueError):
    """The settings cannot be used; the message says why in one line."""


class FeedSettings(NamedTuple):
    """How calendars are published: the domain event ids are made from, and the address they are served from."""

    domain: str | None = None
    url: str | None = None
    horizon: str | None = None
    tombstones: str | None = None
    attendees: bool = False
    alarms: bool = False


class Settings(NamedTuple):
    """What a company sets for itself; every part has a default."""

    profile: str | None = None
    folders: tuple[str, ...] = ("policies", "raci", "kpi_tree", "cadence")
    checks: Mapping[str, Mapping[str, Any]] = {}
    out: str = "build"
    feeds: FeedSettings = FeedSettings()
    packs: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()


# What each key holds, level by level; None is a value of its own.
KEYS: dict[str, Any] = {
    "profile": str,
    "folders": list,
    "checks": dict,
    "packs": list,
    "observations": list,
    "build": {
        "out": str,
        "feeds": {"domain": str, "url": str, "horizon": str, "tombstones": str, "attendees": bool, "alarms": bool},
    },
}
NAMES = {str: "a text", list: "a list of texts", dict: "a mapping", bool: "true or false"}


def settings_from(values: Any) -> Settings:
    """Settings from the values of `revgov.yaml`. Raises SettingsError for an unknown key or a wrong type."""
    if values is None:
        return Settings()
    verify(values, KEYS, "")
    if values.get("folders") == []:
        raise SettingsError("revgov.yaml: folders must name at least one folder")
    build = values.get("build") or {}
    return Settings(
        profile=values.get("profile"),
        folders=tuple(values.get("folders") or Settings().folders),
        checks=checks_from(values.get("checks") or {}),
        out=build.get("out") or "build",
        feeds=FeedSettings(**(build.get("feeds") or {})),
        packs=tuple(values.get("packs") or ()),
        observations=tuple(values.get("observations") or ()),
    )


def verify(values: Any, keys: Mapping[str, Any], path: str) -> None:
    if not isinstance(values, dict):
        raise SettingsError(f"revgov.yaml: {path.rstrip('.') or 'the file'} must be a mapping of settings")
    for key, value in values.items():
        if key not in keys:
            raise SettingsError(f"revgov.yaml: '{path}{key}' is no setting{nearest(key, keys)}")
        wanted = keys[key]
        if value is None:
            continue
        if isinstance(wanted, dict):
            verify(value, wanted, f"{path}{key}.")
        elif not isinstance(value, wanted) or (wanted is list and not all(isinstance(one, str) for one in value)):
            raise SettingsError(f"revgov.yaml: {path}{key} must be {NAMES[wanted]}")


def checks_from(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """`{raci-no-accountable: off}` is short for `{raci-no-accountable: {severity: off}}`."""
    settings = {}
    for check, setting in values.items():
        one = {"severity": setting} if isinstance(setting, str) else setting
        if not isinstance(one, dict):
            raise SettingsError(f"revgov.yaml: checks.{check} must be a severity or a mapping")
        settings[check] = dict(one)
    return settings


def nearest(word: str, known: Mapping[str, Any]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(known)}"
