"""`revgov check`: find what is wrong with the governance."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from revgov.checked import checked
from revgov.cli.baseline import Wish, baseline_options, granted, verify_wish
from revgov.cli.options import as_of_option, directory, fail_on_option, output
from revgov.cli.selection import verify, verify_policies
from revgov.finding import Severity
from revgov.opening import settings_of
from revgov.report import Report

if TYPE_CHECKING:
    from revgov.workspace import Workspace

HANDFUL = 5
"""More findings than one takes in without a summary."""


@click.command()
@directory
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the findings."
)
@as_of_option
@click.option("--base", metavar="REV", help="Show only what was added since this git revision, such as origin/main.")
@click.option("--select", multiple=True, metavar="CHECK", help="Show only this check, or this family of checks.")
@fail_on_option
@baseline_options
@click.option("--no-waivers", is_flag=True, help="Take no notice of waivers.")
@click.option("--show-waived", is_flag=True, help="List waived findings too.")
@click.option(
    "--summary/--no-summary",
    default=None,
    help="End with who has how much to do, and what first. Default: only when there is a lot.",
)
@click.option("--no-cache", is_flag=True, help="Read and check everything anew.")
def check(
    directory: str, form: str, as_of: str | None, base: str | None, select: tuple[str, ...], fail_on: str,
    baseline: str | None, write_baseline: str | None, force: bool, no_waivers: bool, show_waived: bool,
    summary: bool | None, no_cache: bool,
) -> None:  # fmt: skip
    """Find what is wrong with the governance in DIRECTORY, or in the repository it lies in.

    Each finding comes with its place and the line; `revgov explain CHECK` says why, and what to do. What was checked
    before is kept in .revgov_cache/ at the root, which anyone may delete.

    With --base, a finding that stood at REV already is not shown, and waivers, severities and parameters that the
    change itself brings do not count for it. For a branch, REV is best "$(git merge-base main HEAD)".

    With --baseline, findings that FILE knows are neither shown nor counted, until they become worse. The first
    --write-baseline takes up all that stand; later ones only drop what is mended, and --force adds what is new. Faults
    of the text (yaml-, schema-, x-id-duplicate) never go in. FILE is .revgov-baseline.json beside the charter unless
    named: keep it in git.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the command or the settings are wrong, 3 revgov failed.
    """
    wish = Wish(baseline, write_baseline, force)
    verify_wish(wish, base, partial=bool(select or no_waivers))
    options = {"as_of": as_of, "select": select, "waive": not no_waivers, "cached": not no_cache}
    if base is None:
        report, workspace = checked(directory, **options)  # type: ignore[arg-type]
    else:
        from revgov.comparison import compared

        report, workspace = compared(directory, base, **options)  # type: ignore[arg-type]
    verify(select, report)
    verify_policies([word for word in select if word.startswith("policy:")], directory, as_of)
    report = granted(wish, report, workspace.root, select)
    if form == "json":
        output(as_json(report, workspace))
    else:
        output(in_words(report, workspace, show_waived, summary))
    failed = any(finding.check == "engine-fault" for finding in report.findings)
    sys.exit(3 if failed else int(report.fails(Severity(fail_on))))


def as_json(report: Report, workspace: Workspace) -> str:
    """The report for programs, with the commit, which people do not ask for and which takes git a while."""
    from revgov.render import json
    from revgov.workspace import commit_of

    settings = settings_of(workspace)
    info = commit_of(workspace.root, settings.folders, settings.observations)
    return json.render(report._replace(commit=info.commit if info else None))


def in_words(report: Report, workspace: Workspace, waived: bool, summary: bool | None) -> str:
    """The report for people, at its end the summary where there is more to do than one sees at a glance."""
    from revgov.render import text

    files = {file.path: file.data for file in (*workspace.files, *workspace.observations)}
    standing = sum(not finding.waiver for finding in report.findings)
    closing = ""
    if standing and (standing > HANDFUL if summary is None else summary):
        from revgov.render.summary import summary_of

        closing = summary_of(report)
    return text.render(report, files, colour=wants_colour(), waived=waived, advise=True, closing=closing)


def wants_colour() -> bool:
    import os

    if sys.stdout is None:  # closed by whoever called
        return False
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
