"""Governance repositories of any size, the same for the same seed, and a list of the faults planted in them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.faults import Planted, plant
from benchmarks.head_office import company_files, written_files
from benchmarks.house import house_file
from benchmarks.team import people_file, team_of
from benchmarks.work import work_files
from benchmarks.writing import File, rendered

DECLARED = re.compile(r"^  [a-z][a-z0-9_]*:", re.MULTILINE)
SEED = 20261124
TEAM = 100
"""Declarations of one team, and about as many of the head office."""

ALIASES = 100
"""Of so many files one holds an alias, which only the slower reader understands."""

NARROW = 10
"""How many teams' revenue drives that of one other team: the KPI tree is some levels deep at any size."""


class Corpus(NamedTuple):
    """A repository: the text of each file by path, how many declarations it holds (fields of datasets not counted), and
    the findings it must cause, as `check`, `node`, `file` and `line`."""

    files: dict[str, str]
    declarations: int
    truth: list[dict[str, Any]]


def corpus(size: int, seed: int = SEED) -> Corpus:
    """About `size` declarations: the head office and as many teams as fit, each with one fault."""
    files = written_files()
    declared = sum(len(DECLARED.findall(text)) for path, text in files.items() if path != "charter.yaml")
    truth: list[dict[str, Any]] = []
    for number, (file, planted) in enumerate(written(size, seed)):
        text, lines = rendered(file)
        if number % ALIASES == ALIASES // 5:
            text = aliased(text)
        files[file.path] = text
        declared += len(file.declarations)
        if planted:
            truth.append(finding(file.path, lines[planted.section, planted.id], planted))
    return Corpus(files, declared, sorted(truth, key=lambda one: (one["file"], one["line"])))


def written(size: int, seed: int) -> Iterator[tuple[File, Planted | None]]:
    """The generated files and what is planted in some."""
    for number in range(max(size // TEAM, 1)):
        slug, files = unit(number, seed)
        files, path, planted = plant(number, slug, files)
        yield from ((file, planted if file.path == path else None) for file in files)


def unit(number: int, seed: int) -> tuple[str, list[File]]:
    """About a hundred declarations, the head office for number 0, else a team: how its ids begin, and its files."""
    if number == 0:
        return "company", company_files()
    team = team_of(number, seed)
    above = f"{team_of(number // NARROW, seed).slug}_net_revenue" if number >= NARROW else "annual_recurring_revenue"
    return team.slug, [people_file(team), *work_files(team, above), house_file(team)]


def aliased(text: str) -> str:
    """The same text, its first list of words anchored and used once more."""
    lines = text.splitlines(keepends=True)
    fields = [index for index, line in enumerate(lines) if re.fullmatch(r"    [a-z]+: \[[a-z_, ]+\]\n", line)]
    first = next((index for index in fields if lines.count(lines[index]) > 1), None)
    if first is None:
        return text
    field, value = lines[first].rstrip("\n").split(": ", 1)
    again = lines.index(lines[first], first + 1)
    lines[first] = f"{field}: &same {value}\n"
    lines[again] = f"{field}: *same\n"
    return "".join(lines)


def finding(file: str, line: int, one: Planted) -> dict[str, Any]:
    return {"check": one.check, "node": one.node, "file": file, "line": line + one.offset}


def write(folder: Path, size: int, seed: int = SEED) -> Corpus:
    """Writes a repository into a folder, and beside its charter `truth.json`, of which no reader takes notice."""
    made = corpus(size, seed)
    for path, text in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    (folder / "truth.json").write_text(json.dumps(made.truth, indent=1) + "\n", encoding="utf-8")
    return made


if __name__ == "__main__":
    made = write(Path(sys.argv[2]), int(sys.argv[1].replace("k", "000")))
    print(f"{made.declarations} declarations in {len(made.files)} files, {len(made.truth)} planted faults")
