"""A new repository: the starter's files with a company's answers in them. Nothing that is there is overwritten."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
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
# Who installs revgov must be told from where: no package index is taken for granted. Until then CI says so, and fails.
NOWHERE = "revgov[holidays] @ TODO"
TELL = (
    'echo "TODO - put here where your company keeps revgov, such as '
    "pip install 'revgov[holidays] @ git+https://git.your-company.example/revgov'\" >&2; exit 1"
)
PLACEHOLDER = re.compile(r"\{\{([a-z_]+)([+-]\d+)?\}\}")
PLAIN = re.compile(r"[A-Za-z][\w.&' -]*[\w.]")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


class Answers(NamedTuple):
    """What a company says of itself. `start` is the first of the ninety days, `revgov` the requirement by which pip
    installs revgov, None while nobody has said where it is kept."""

    profile: str
    organization: str
    timezone: str
    currency: str
    start: datetime.date
    ci: tuple[str, ...]
    revgov: str | None = None


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
        "revgov": answers.revgov or NOWHERE,
        "install": f'pip install "{answers.revgov}"' if answers.revgov else TELL,
        "hook": f'python\n        additional_dependencies: ["{answers.revgov}"]' if answers.revgov else "system",
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


def obstacle(folder: Path, path: str) -> Path | None:
    """What is in the way of a new file: the file itself, or what is no folder where one is needed."""
    file = folder / path
    above = [one for one in file.parents if one.is_relative_to(folder)]
    blocked = [one for one in above if one.is_symlink() or (one.exists() and not one.is_dir())]
    return blocked[-1] if blocked else file if file.is_symlink() or file.exists() else None


def found_in(folder: Path, paths: Iterable[str]) -> list[str]:
    """What is in the way of new files, each once."""
    ways = (obstacle(folder, path) for path in paths)
    return list(dict.fromkeys(str(way) for way in ways if way))


def room_for(folder: Path, contents: Mapping[str, str]) -> Mapping[str, str]:
    """The new files without those that are there. Raises InTheWay where something that is no file of that name takes
    the place of one, or of a folder: what would be left out with it, nobody would miss in time."""
    ways = {path: way for path in contents if (way := obstacle(folder, path))}
    wrong = [str(way) for path, way in ways.items() if way != folder / path or (way.is_dir() and not way.is_symlink())]
    if wrong:
        raise InTheWay(list(dict.fromkeys(wrong)))
    return {path: text for path, text in contents.items() if path not in ways}


def write(folder: Path, contents: Mapping[str, str]) -> None:
    """Writes new files. Raises InTheWay where something is there already, and OSError; then nothing is left behind."""
    there = found_in(folder, contents)
    if there:
        raise InTheWay(there)
    made: list[Path] = []
    try:
        for path, text in contents.items():
            file = folder / path
            for above in reversed([one for one in file.parents if not one.exists()]):
                above.mkdir()
                made.append(above)
            with open(file, "xb") as out:
                made.append(file)
                out.write(text.encode("utf-8"))
    except OSError:
        for one in reversed(made):
            take_away(one)
        raise


def take_away(path: Path) -> None:
    """Undoes what was made here, and leaves what somebody else has put into a folder meanwhile."""
    with contextlib.suppress(OSError):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
