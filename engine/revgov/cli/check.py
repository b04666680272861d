"""`revgov check`: find what is wrong with the governance."""

from __future__ import annotations

import sys

import click

from revgov.cli.options import Mistake, as_of_option, complain, directory, fail_on_option, opened, output
from revgov.finding import Severity
from revgov.opening import settings_of
from revgov.report import Report
from revgov.runs import checked


@click.command()
@directory
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the findings."
)
@as_of_option
@click.option("--select", multiple=True, metavar="CHECK", help="Show only this check, or this family of checks.")
@fail_on_option
@click.option("--no-waivers", is_flag=True, help="Take no notice of waivers.")
@click.option("--show-waived", is_flag=True, help="List waived findings too.")
@click.option("--no-cache", is_flag=True, help="Read and check everything anew.")
def check(
    directory: str, form: str, as_of: str | None, select: tuple[str, ...], fail_on: str, no_waivers: bool,
    show_waived: bool, no_cache: bool,
) -> None:  # fmt: skip
    """Find what is wrong with the governance in DIRECTORY, or in the repository it lies in.

    Each finding comes with its place and the line; `revgov explain CHECK` says why, and what to do. What was checked
    before is kept in .revgov_cache/ at the root, which anyone may delete.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the command or the settings are wrong, 3 revgov failed.
    """
    report, workspace = checked(directory, as_of=as_of, select=select, waive=not no_waivers, cached=not no_cache)
    verify(select, report)
    verify_policies([word for word in select if word.startswith("policy:")], directory, as_of)
    if form == "json":
        from revgov.render import json
        from revgov.workspace import commit_of

        info = commit_of(workspace.root, settings_of(workspace).folders)
        output(json.render(report._replace(commit=info.commit if info else None)))
    else:
        from revgov.render import text

        files = {file.path: file.data for file in workspace.files}
        output(text.render(report, files, colour=wants_colour(), waived=show_waived, advise=True))
    failed = any(finding.check == "engine-fault" for finding in report.findings)
    sys.exit(3 if failed else int(report.fails(Severity(fail_on))))


def verify(select: tuple[str, ...], report: Report) -> None:
    """A check that does not exist finds nothing, which must not look like a clean repository."""
    found = {finding.check for finding in report.findings}
    unseen = [word for word in select if word not in found and not word.startswith("policy:")]
    if not unseen:
        return
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.faults import FAULTS

    ids = {*CATALOGUE, *FAULTS}
    families = {id_.partition("-")[0] for id_ in ids}
    for word in unseen:
        if word not in ids and word.removesuffix("-*") not in families:
            from difflib import get_close_matches

            close = get_close_matches(word, sorted(ids | families), n=1)
            raise Mistake(
                f"--select: '{word}' is no check and no family{f'; did you mean {close[0]}?' if close else ''}"
            )


def verify_policies(words: list[str], directory: str, as_of: str | None) -> None:
    """The same of house rules, which this version reads but does not run."""
    if not words:
        return
    from revgov.governance.questions.named import UnknownName, named

    governance = opened(directory, as_of)
    for word in words:
        try:
            named(governance, word, ("policy",))
        except UnknownName as error:
            raise Mistake(f"--select: {error}") from None
    complain(f"house rules are not run in this version, so nothing is found by {', '.join(words)}")


def wants_colour() -> bool:
    import os

    if sys.stdout is None:  # closed by whoever called
        return False
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
