"""Measures revgov against its peers on generated repositories: `python benchmarks/run.py --help`."""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import Failed, Series, Task, interleaved
from benchmarks.peers import check_jsonschema, environment, schema, yamllint

GENERATE = Path(__file__).with_name("generate.py")
AS_OF = "2026-11-24"
WHEN = COLD, WARM, CHANGED, TARGET, ADDED = (
    "cold",
    "nothing changed",
    "one file changed",
    "one target changed",
    "one declaration more",
)
PURE = """
import sys
from revgov.api import load
from revgov.text import read
files = load(sys.argv[1], as_of=sys.argv[2]).source.files
print(sum(read(data).pure for data in files.values()) / len(files))
"""


class Goal(NamedTuple):
    """A bar: what is measured, how much of which unit, at most how much of it, and whether that is kept."""

    name: str
    value: float | None
    most: float
    unit: str

    @property
    def verdict(self) -> str:
        return "not measured" if self.value is None else "pass" if self.value <= self.most else "FAIL"


class Place(NamedTuple):
    """A generated repository: its size in words, its folder, and that of its cache."""

    size: str
    folder: Path
    cache: Path

    def number(self) -> int:
        return int(self.size.replace("k", "000"))


def main() -> int:
    options = arguments()
    python = environment(options.peers)
    with tempfile.TemporaryDirectory(prefix="revgov-benchmark-") as temporary:
        places = [generated(size, Path(temporary)) for size in options.sizes.split(",")]
        wrong = [said for place in places for said in faults(python, place)]
        series = measured(places, python, Path(temporary), options)
    goals = goals_of(series, options.sizes.split(","))
    print(table(series))
    print(verdicts(goals))
    print("\n".join(wrong) or "Findings are those planted, and no more than 2 % of files took the slower reader.")
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(series, goals, wrong), indent=1) + "\n", encoding="utf-8")
    return int(bool(wrong) or any(goal.verdict == "FAIL" for goal in goals))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What is fast, measured against peers in one run.")
    add = parser.add_argument
    add("--sizes", default="100,1k,10k,100k", help="declarations of each repository, such as 100,1k,10k")
    add("--no-peers", dest="peers", action="store_false", help="leave yamllint and check-jsonschema out")
    add("--rounds", type=int, default=5, help="how often each command is run (peers at 10k: at most 3 times)")
    add("--json", metavar="OUT", help="write every run as JSON")
    return parser.parse_args()


def generated(size: str, temporary: Path) -> Place:
    """A repository of that size. Another process writes it: this one has to stay small."""
    place = Place(size, temporary / f"of-{size}", temporary / f"cache-{size}")
    place.folder.mkdir()
    subprocess.run([sys.executable, str(GENERATE), size, str(place.folder)], check=True, stdout=subprocess.DEVNULL)
    return place


# --- are the answers right ---


def faults(python: Path, place: Place) -> list[str]:
    """What is wrong with the findings in a repository: cold, from the cache, and after a file changed."""
    truth = [tuple(one.values()) for one in json.loads((place.folder / "truth.json").read_text(encoding="utf-8"))]
    said = []
    for when in WHEN:
        if when in CHANGES:
            changer(place, when)()
        found = findings(python, place)
        missing, more = Counter(truth) - Counter(found), Counter(found) - Counter(truth)
        said += [f"{place.size}, {when}: not found: {one}" for one in sorted(map(str, missing))[:20]]
        said += [f"{place.size}, {when}: found, not planted: {one}" for one in sorted(map(str, more))[:20]]
    shutil.rmtree(place.cache, ignore_errors=True)
    command = [str(python), "-c", PURE, str(place.folder), AS_OF]
    share = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return said + ([f"{place.size}: {share:.1%} of files took the slower reader"] if share > 0.02 else [])


def findings(python: Path, place: Place) -> list[tuple[Any, ...]]:
    """Errors and warnings. An info, such as that nothing is measured yet, is true of a company of this size."""
    command = [*check(python, place), "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=surroundings(place.cache), check=False)
    if done.returncode not in (0, 1):
        raise Failed(f"{' '.join(command)}: {done.stderr.decode('utf-8', 'replace')}")
    found = json.loads(done.stdout)["findings"]
    return [
        (one["check"], one["node"], one["place"]["path"], one["place"]["line"])
        for one in found
        if one["severity"] != "info"
    ]


# --- how long it takes ---


def measured(places: list[Place], python: Path, temporary: Path, options: argparse.Namespace) -> dict[str, Series]:
    """Every command of every size; the sizes one after the other, the commands of one size in turn."""
    shape = schema(python, temporary) if options.peers else None
    found: dict[str, Series] = {}
    for place in places:
        tasks = tasks_of(place, python, options.rounds)
        if shape and place.number() <= 10_000:
            rounds = min(options.rounds, 3 if place.number() == 10_000 else 5)
            few = partial(Task, folder=place.folder, rounds=rounds)
            tasks.append(few(f"{place.size} yamllint", yamllint(python, place.folder)))
            tasks.append(few(f"{place.size} check-jsonschema", check_jsonschema(python, place.folder, shape)))
        tell = partial(progress, place.size)
        found |= {series.name: series for series in interleaved(tasks, surroundings(place.cache), tell)}
    return found


def tasks_of(place: Place, python: Path, rounds: int) -> list[Task]:
    command = check(python, place)
    new = partial(Task, folder=place.folder, rounds=rounds)
    return [
        new(f"{place.size} python -c pass", [str(python), "-c", "pass"]),
        new(f"{place.size} --help", [str(python), "-m", "revgov", "--help"]),
        new(f"{place.size} {COLD}", command, before=partial(shutil.rmtree, place.cache, ignore_errors=True)),
        new(f"{place.size} {WARM}", command),
        *(new(f"{place.size} {change}", command, before=changer(place, change)) for change in CHANGES),
    ]


def check(python: Path, place: Place) -> list[str]:
    return [str(python), "-m", "revgov", "check", str(place.folder), "--as-of", AS_OF]


# A word in the definition of a KPI, the target of a KPI, a term more: another one each time.
CHANGES = {
    CHANGED: ("kpi_tree/company.yaml", r"over \w+ month", "over {} month"),
    TARGET: ("kpi_tree/company.yaml", r"basis: \w+ plan", "basis: {} plan"),
    ADDED: ("kpi_tree/more.yaml", r"(?s).*", "terms: {{t{}: {{means: A word of the company.}}}}\n"),
}


def changer(place: Place, when: str) -> Callable[[], None]:
    """What changes a file of a repository before each run."""
    file, pattern, text = CHANGES[when]
    path = place.folder / file

    def change() -> None:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = re.sub(pattern, text.format(os.urandom(4).hex()), before, count=1)
        path.write_text(after, encoding="utf-8")

    return change


def surroundings(cache: Path) -> dict[str, str]:
    """The environment of what is measured: in CI revgov keeps a cache only where it is told to."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REVGOV"))}
    return kept | {"REVGOV_CACHE_DIR": str(cache), "NO_COLOR": "1"}


def progress(size: str, said: str) -> None:
    print(f"{size}: {said}", file=sys.stderr)


# --- what came out ---


def goals_of(series: Mapping[str, Series], sizes: list[str]) -> list[Goal]:
    def cpu(name: str) -> float | None:
        return series[name].cpu if name in series else None

    first = sizes[0]
    return [
        Goal("cold check of 10k, by yamllint's CPU", ratio(cpu("10k cold"), cpu("10k yamllint")), 0.10, "x"),
        Goal("nothing changed, 10k, CPU", cpu("10k nothing changed"), 0.20, "s"),
        Goal("one file of 10k changed, CPU", cpu("10k one file changed"), 0.40, "s"),
        Goal("--help, by python -c pass", ratio(cpu(f"{first} --help"), cpu(f"{first} python -c pass")), 7, "x"),
        Goal("growth from 10k to 100k, exponent", growth(cpu("100 cold"), cpu("10k cold"), cpu("100k cold")), 1.10, ""),
        Goal("most memory at 10k", memory(series, "10k"), 100, "MB"),
        Goal("most memory at 100k", memory(series, "100k"), 400, "MB"),
    ]


def ratio(ours: float | None, theirs: float | None) -> float | None:
    return ours / theirs if ours is not None and theirs else None


def growth(start: float | None, small: float | None, large: float | None) -> float | None:
    """The exponent of the growth from ten to a hundred thousand, without what even a hundred declarations take."""
    if start is None or small is None or large is None:
        return None
    return math.log10((large - start) / (small - start))


def memory(series: Mapping[str, Series], size: str) -> float | None:
    ours = (f"{size} {when}" for when in WHEN)
    return max((series[name].megabytes for name in ours if name in series), default=None)


def table(series: Mapping[str, Series]) -> str:
    lines = [f"{'':32}{'CPU s':>9}{'least':>9}{'most':>9}{'wall s':>9}{'MB':>7}{'x cold':>9}{'x pass':>9}"]
    for name, one in series.items():
        size = name.split()[0]
        cold, nothing = series[f"{size} cold"].cpu, series[f"{size} python -c pass"].cpu
        least, most = one.spread
        figures = f"{one.cpu:9.3f}{least:9.3f}{most:9.3f}{one.wall:9.3f}{one.megabytes:7.0f}"
        lines.append(f"{name:32}{figures}{one.cpu / cold:9.2f}{one.cpu / nothing:9.1f}")
    return "\n".join(lines) + "\n"


def verdicts(goals: list[Goal]) -> str:
    lines = [f"{'':42}{'measured':>12}{'at most':>10}"]
    for goal in goals:
        value = "-" if goal.value is None else f"{goal.value:.3g} {goal.unit}"
        lines.append(f"{goal.name:42}{value:>12}{f'{goal.most:g} {goal.unit}':>10}  {goal.verdict}")
    return "\n".join(lines) + "\n"


def as_json(series: Mapping[str, Series], goals: list[Goal], wrong: list[str]) -> dict[str, Any]:
    return {
        "runs": {name: [run._asdict() for run in one.runs] for name, one in series.items()},
        "goals": [goal._asdict() | {"verdict": goal.verdict} for goal in goals],
        "wrong": wrong,
    }


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(f"benchmarks/run.py: {failure}", file=sys.stderr)
        sys.exit(2)
