"""`revgov build`: publish calendars, registers, reports and diagrams."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revgov.api import load
from revgov.checks.reporting import report_of
from revgov.cli.options import Mistake, as_of_option, complain, directory, fail_on_option, output
from revgov.finding import Severity

if TYPE_CHECKING:
    from revgov.emit.build import Made


@click.command()
@directory
@click.option(
    "--out",
    type=click.Path(),
    help="The folder to write. Default: build, or what revgov.yaml says, beside the charter.",
)
@as_of_option
@click.option("--only", multiple=True, metavar="NAME", help="Write only this artefact; the others stay as they are.")
@fail_on_option
@click.option("--no-waivers", is_flag=True, help="Take no notice of waivers.")
def build(
    directory: str, out: str | None, as_of: str | None, only: tuple[str, ...], fail_on: str, no_waivers: bool
) -> None:  # fmt: skip
    """Publish the governance in DIRECTORY: calendars, registers, the compliance report and diagrams.

    Nothing is written while the text itself is at fault. Exit status: 0 nothing at or above --fail-on, 1 findings,
    2 the command or the settings are wrong or the folder cannot be written, 3 revgov failed.
    """
    from revgov.checks.run import blocks_publishing
    from revgov.emit.build import BuildError, edition_of, publish
    from revgov.emit.folder import settled
    from revgov.render import text

    governance = load(directory, as_of=as_of)
    edition = edition_of(governance, waive=not no_waivers)
    report = report_of(governance, edition.findings)
    faults = tuple(finding for finding in report.findings if blocks_publishing(finding))
    if faults:
        output(text.render(report._replace(findings=faults), governance.source.files))
        complain("nothing was written, for what cannot be read must not be published as absent")
        sys.exit(1)
    try:
        settings = governance.settings
        folder = Path(out) if out else settled(Path(governance.source.root), settings.out, settings.folders)
        made = publish(edition, folder, only)
    except BuildError as error:
        raise Mistake(str(error)) from None
    more = pointer(directory, as_of, no_waivers) if edition.open else []
    output("\n".join([*table(made), *more, text.summary(report), ""]))
    failed = any(finding.check == "engine-fault" for finding in report.findings)
    sys.exit(3 if failed else int(report.fails(Severity(fail_on))))


def table(made: Made) -> list[str]:
    """What was written: each artefact with how many files, and the folder they are in."""
    from revgov.render.terminal import plain

    widest = max(map(len, made.artefacts))
    lines = [f"  {name:<{widest}}  {listed(paths)}" for name, paths in made.artefacts.items()]
    return [f"wrote {plain(shown(made.out))}", *lines]


def pointer(directory: str, as_of: str | None, no_waivers: bool) -> list[str]:
    """Where to see what was found: the command that looks at the same day in the same way."""
    from revgov.render.terminal import plain

    words = [] if directory == "." else [directory]
    words += ["--as-of", as_of] if as_of else []
    words += ["--no-waivers"] if no_waivers else []
    return [f"What was found: {plain(shlex.join(['revgov', 'check', *words]))}"]


def shown(out: Path) -> str:
    """The folder as somebody standing here would write it."""
    return str(out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out)


def listed(paths: tuple[str, ...]) -> str:
    """A few paths, or how many there are in which folder."""
    if len(paths) <= 3:
        return ", ".join(paths)
    return f"{len(paths)} files in {paths[0].partition('/')[0]}/"
