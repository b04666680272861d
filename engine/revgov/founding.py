"""A new repository: the starter's files with a company's answers in them. Nothing that is there is overwritten."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revgov.version import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# The folders of `starter/` that make up each profile; what comes later takes the place of the same path.
LAYERS = {"startup": ("startup",), "scale_up": ("startup", "scale_up")}
CHIEF = {"startup": "ceo", "scale_up": "cro"}
# What surrounds the governance: the starter's file, and where it goes.
SURROUNDINGS = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "revgov.yaml": "revgov.yaml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
}
CI = {
    "github": ("github.yml", ".github/workflows/governance.yml"),
    "gitlab": ("gitlab-ci.yml", ".gitlab-ci.yml"),
}
UNKNOWN = "TODO: name of the company"
PLACEHOLDER = re.compile(r"\{\{([a-z_]+)([+-]\d+)?\}\}")
PLAIN = re.compile(r"[A-Za-z][\w.&' -]*[\w.]")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


class Answers(NamedTuple):
    """What a company says of itself. `start` is the first of the ninety days."""

    profile: str
    organization: str
    timezone: str
    currency: str
    start: datetime.date
    ci: tuple[str, ...]


class InTheWay(Exception):
    """Files that are there already; nothing was written."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def new_files(answers: Answers) -> Mapping[str, str]:
    """Every file of a new repository by its path, with `/`, sorted."""
    starter = files("revgov") / "starter"
    found: dict[str, Traversable] = {}
    for layer in LAYERS[answers.profile]:
        found.update(files_below(starter / layer, ""))
    wanted = [*SURROUNDINGS.items(), *(CI[one] for one in answers.ci)]
    found.update({path: starter / "repository" / name for name, path in wanted})
    return {path: filled(found[path].read_text(encoding="utf-8"), answers) for path in sorted(found)}


def files_below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from files_below(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            yield f"{path}{entry.name}", entry


def filled(text: str, answers: Answers) -> str:
    """A template with the answers in it: `{{word}}` is an answer, `{{start+11}}` a day of the plan."""
    words = {
        "organization": scalar(answers.organization),
        "organization_markdown": markdown(answers.organization),
        "profile": answers.profile,
        "timezone": answers.timezone,
        "currency": answers.currency,
        "version": __version__,
        # Who leads revenue, and so owns the one number.
        "chief": CHIEF[answers.profile],
    }
    # The first of each weekday in the plan, for meetings.
    first = {day: answers.start + datetime.timedelta(number) for number, day in weekdays(answers.start)}
    days = {"start": answers.start, **first}

    def answer(match: re.Match[str]) -> str:
        word, offset = match.groups()
        if word in days:
            return str(days[word] + datetime.timedelta(int(offset or 0)))
        return words[word]

    return PLACEHOLDER.sub(answer, text)


def weekdays(start: datetime.date) -> Iterator[tuple[int, str]]:
    for number in range(7):
        weekday = (start.weekday() + number) % 7
        if weekday < len(DAYS):
            yield number, DAYS[weekday]


def scalar(text: str) -> str:
    """A text as YAML: plain where nobody could read it as something else."""
    plain = PLAIN.fullmatch(text) and text.casefold() not in ("null", "true", "false")
    return text if plain else json.dumps(text, ensure_ascii=False)


def markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#!~])", r"\\\1", text)


def next_monday(today: datetime.date) -> datetime.date:
    """The Monday after a day: a plan does not begin on the day somebody thinks of it."""
    return today + datetime.timedelta(7 - today.weekday())


def found_in(folder: Path, paths: Mapping[str, str]) -> list[str]:
    """What is in the way of new files: files that are there, and what is no folder where one is needed."""
    there = []
    for path in paths:
        file = folder / path
        above = [one for one in file.parents if one.is_relative_to(folder)]
        blocked = [one for one in above if one.is_symlink() or (one.exists() and not one.is_dir())]
        if blocked:
            there.append(str(blocked[-1]))
        elif file.is_symlink() or file.exists():
            there.append(str(file))
    return list(dict.fromkeys(there))


def write(folder: Path, contents: Mapping[str, str]) -> None:
    """Writes new files. Raises InTheWay where something is there already, and OSError; then nothing is left behind."""
    there = found_in(folder, contents)
    if there:
        raise InTheWay(there)
    written: list[Path] = []
    try:
        for path, text in contents.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with open(file, "xb") as out:
                written.append(file)
                out.write(text.encode("utf-8"))
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        raise
