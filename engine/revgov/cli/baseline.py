"""The options of `revgov check` for a baseline: what stood when a company began, and is mended one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from revgov.cli.options import Mistake, complain
from revgov.report import Report

if TYPE_CHECKING:
    from revgov.baseline import Baseline

F = TypeVar("F", bound=Callable[..., Any])
# What stands for the file that nobody named.
USUAL = ""


class Wish(NamedTuple):
    """What somebody wants of a baseline: the file to use, the file to write, and whether to add to it."""

    use: str | None
    write: str | None
    force: bool

    @property
    def file(self) -> str | None:
        return self.use if self.write is None else self.write


def baseline_options(command: F) -> F:
    optional: Any = {"is_flag": False, "flag_value": USUAL, "metavar": "[FILE]"}
    for option in (
        click.option("--force", is_flag=True, help="With --write-baseline: add what is new as well."),
        click.option("--write-baseline", **optional, help="Write the baseline; one that is there only shrinks."),
        click.option("--baseline", **optional, help="Leave out what the baseline knows."),
    ):
        command = option(command)
    return command


def verify_wish(wish: Wish, base: str | None, *, partial: bool) -> None:
    """Refuses what would make a baseline of half a run, or hide in one what a change has just put into it."""
    if wish.force and wish.write is None:
        raise Mistake("--force adds to a baseline: it goes with --write-baseline")
    if wish.use is not None and wish.write is not None:
        raise Mistake("--write-baseline uses the baseline as well: leave --baseline out")
    if base is not None and wish.file is not None:
        raise Mistake("--base shows only what is new already: leave the baseline out")
    if wish.write is not None and partial:
        raise Mistake("--write-baseline needs the whole run: leave out --select and --no-waivers")
    if wish.file and Path(wish.file).is_dir():
        raise Mistake(f"'{wish.file}' is a folder, no baseline; write the folder to check before --baseline")


def granted(wish: Wish, report: Report, root: Path, select: tuple[str, ...]) -> Report:
    """The report as it is with the baseline, which is written where that was asked for."""
    if wish.file is None:
        return report
    from revgov.baseline import FILE as USUAL_FILE
    from revgov.baseline import BaselineError, recalled, without

    file = root / USUAL_FILE if wish.file == USUAL else Path(wish.file)
    try:
        before = recalled(file)
        if wish.write is not None:
            return shrunk(report, file, before, wish.force)
        if before is None:
            raise Mistake(f"there is no baseline {shown(file)}; write one with --write-baseline")
        return without(report, before, shown(file), select)
    except BaselineError as error:
        raise Mistake(str(error)) from None


def shrunk(report: Report, file: Path, before: Baseline | None, force: bool) -> Report:
    """Writes the baseline anew and says what became of it. Raises BaselineError."""
    from revgov.baseline import remember, rewritten, without
    from revgov.checks.faults import UNBASELINED

    unfit = sorted({finding.check for finding in report.findings if finding.check.startswith(UNBASELINED)})
    if unfit:
        checks = f"{', '.join(unfit)} can be in no baseline and must be mended, not waived"
        complain(f"{shown(file)} was not written: not everything could be read and checked, so mend that first")
        complain(f"{checks}; then write the baseline again")
        return without(report, before, shown(file)) if before else report
    after, did = rewritten(report, before, force=force)
    if before != after or before is None:
        remember(file, after)
    complain(f"{shown(file)} knows {counted(len(after))}: {did.added} added, {did.dropped} dropped as mended")
    if did.refused:
        complain(f"{counted(did.refused)} not in it: mend or waive them; --force would add them")
    return without(report, after, shown(file))


def counted(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"


def shown(file: Path) -> str:
    """The file as somebody standing here would write it."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_absolute() and file.is_relative_to(here) else file)
