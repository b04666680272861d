"""`revgov doctor`: what is installed, what is missing, and what that costs."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import click

from revgov.cli.options import format_option, output, root_option
from revgov.version import __version__

OK, WARNING, BROKEN = "ok", "warning", "broken"
# Each part, whether revgov works without it, and what it is for.
PARTS = (
    ("click", "click", "every command"),
    ("pydantic", "pydantic", "reading declarations"),
    ("PyYAML", "yaml", "reading YAML fast"),
    ("ruamel.yaml", "ruamel.yaml", "reading difficult YAML, and edits that keep comments"),
    ("networkx", "networkx", "`Governance.graph`"),
)


class Found(NamedTuple):
    """One thing looked at: its state (`ok`, `warning`, `broken`), and what that means."""

    name: str
    state: str
    says: str


@click.command()
@root_option
@format_option
def doctor(root: str, form: str) -> None:
    """Say what is installed, which optional parts are missing, and what that costs.

    Exit status: 0 when everything needed works, warnings included; 1 when something needed is broken.
    """
    found = list(examined(Path(root)))
    if form == "json":
        from revgov.render import json

        output(json.written({"version": 1, "question": "doctor", "found": [one._asdict() for one in found]}))
    else:
        from revgov.render.terminal import columns, plain

        rows = ((one.state, plain(one.name), plain(one.says)) for one in found)
        output("\n".join(columns(rows, indent=0)) + "\n")
    sys.exit(int(any(one.state == BROKEN for one in found)))


def examined(root: Path) -> Iterator[Found]:
    yield Found("revgov", OK, __version__)
    yield python()
    for distribution, module, use in PARTS:
        yield part(distribution, module, use)
    for look in (fast_reader, zones, holidays, git):
        yield guarded(look)
    yield from repository(root)


def guarded(look: Callable[[], Found]) -> Found:
    """A look that fails is a finding too: a broken installation fails in ways nobody foresees."""
    try:
        return look()
    except Exception as error:
        return Found(look.__name__.replace("_", " "), BROKEN, f"{type(error).__name__}: {error}; install revgov anew")


def python() -> Found:
    state = OK if sys.version_info >= (3, 11) else BROKEN
    return Found("Python", state, f"{platform.python_version()}{'' if state == OK else '; revgov needs 3.11 or later'}")


def part(distribution: str, module: str, use: str) -> Found:
    try:
        import_module(module)
        return Found(distribution, OK, version(distribution))
    except PackageNotFoundError:
        return Found(distribution, OK, "present, version unknown")
    except Exception as error:
        return Found(distribution, BROKEN, f"{type(error).__name__}: {error}; needed for {use}: install revgov anew")


def fast_reader() -> Found:
    from revgov.text import fast_reader_available

    if fast_reader_available():
        return Found("fast YAML reader", OK, "PyYAML with libyaml")
    return Found(
        "fast YAML reader",
        WARNING,
        "PyYAML came without libyaml, so reading takes about 20 times as long; install its wheel",
    )


def zones() -> Found:
    from zoneinfo import ZoneInfo

    import tzdata

    ZoneInfo("America/New_York")
    return Found("time zones", OK, f"tzdata {tzdata.IANA_VERSION}")


def holidays() -> Found:
    try:
        return Found("public holidays", OK, f"holidays {import_module('holidays').__version__}")
    except ImportError:
        says = "missing, so holidays of years that are not frozen are unknown; `pip install 'revgov[holidays]'`"
        return Found("public holidays", WARNING, says)


def git() -> Found:
    import shutil
    import subprocess

    if shutil.which("git") is None:
        return Found("git", WARNING, "missing, so there are no revisions, commits and histories; `check` works without")
    said = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    return Found("git", OK, said.removeprefix("git version "))


def repository(root: Path) -> Iterator[Found]:
    """The governance at hand, if there is one, and its cache."""
    import os

    from revgov.run_cache import cache_folder
    from revgov.workspace import find_root

    found = find_root(root)
    if found is None:
        yield Found("governance", WARNING, "there is no charter.yaml here or above")
        return
    yield Found("governance", OK, str(found))
    folder = cache_folder(found)
    if folder is None:
        yield Found(
            "cache", WARNING, "not used in CI unless REVGOV_CACHE_DIR says where, so every run reads everything"
        )
        return
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    if existing.is_dir() and os.access(existing, os.W_OK):
        yield Found("cache", OK, f"{folder}{'' if folder.is_dir() else ' (not written yet)'}")
    else:
        yield Found("cache", WARNING, f"{folder} cannot be written, so every run reads everything")
