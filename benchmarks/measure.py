"""Whole processes, measured: CPU of the process and its children, time on the wall, and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

FEW = 3


class Run(NamedTuple):
    """One process: user and system CPU seconds, wall seconds, peak resident megabytes, exit status."""

    cpu: float
    wall: float
    megabytes: float
    status: int


class Task(NamedTuple):
    """A command to be measured several times, in a folder; `before` is done before each time and not measured.

    `statuses` are the exit statuses that mean it did its work; anything else ends the benchmark.
    """

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    statuses: tuple[int, ...] = (0, 1)
    rounds: int = 5


class Series(NamedTuple):
    """What a task took, time by time."""

    name: str
    runs: tuple[Run, ...]

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def megabytes(self) -> float:
        return max(run.megabytes for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most CPU."""
        return min(run.cpu for run in self.runs), max(run.cpu for run in self.runs)


class Failed(Exception):
    """A command did not do its work; what it said is in the text."""


def measured(task: Task, environment: Mapping[str, str]) -> Run:
    """Runs a task once. Its memory can be told only while this process holds little: a child begins as its copy."""
    task.before()
    start = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(task.command, cwd=task.folder, env=environment, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in task.statuses:
        raise Failed(f"{task.name}: exit status {process.returncode} from {' '.join(task.command)}")
    # Linux counts ru_maxrss in kibibytes.
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode)


def interleaved(tasks: Sequence[Task], environment: Mapping[str, str], tell: Callable[[str], None]) -> list[Series]:
    """Every task in turn, round by round, so that a busy minute of the machine falls on all of them.

    Each runs once before that and is not counted, which fills the caches of the disk, unless it is run but a few times:
    then it takes so long that the disk matters little.
    """
    runs: dict[str, list[Run]] = {task.name: [] for task in tasks}
    for number in range(max(task.rounds for task in tasks) + 1):
        tell(f"round {number}")
        for task in tasks:
            if number <= task.rounds and (number > 0 or task.rounds > FEW):
                runs[task.name] += [measured(task, environment)][: min(number, 1)]
    return [Series(name, tuple(found)) for name, found in runs.items()]
