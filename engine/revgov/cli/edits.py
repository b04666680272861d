"""`revgov fix`, `rename` and `fmt`: edits that keep comments and touch only what they must."""

from __future__ import annotations

import sys

import click

from revgov.cli.options import as_of_option, directory, meant, opened, output, root_option
from revgov.cli.writing import carry_out, diff_option, refusing, say, unmended


@click.command()
@directory
@click.option("--select", multiple=True, metavar="CHECK", help="Mend only what this check, or family of checks, finds.")
@as_of_option
@diff_option
def fix(directory: str, select: tuple[str, ...], as_of: str | None, preview: bool) -> None:
    """Apply the mends that findings carry to the files in DIRECTORY, and say what is left.

    Waived findings are left alone. Sign-offs that lapse, because what was signed has changed, are told. Exit status: 0
    no error is left, 1 errors are left, 2 the command or the settings are wrong, 3 revgov failed.
    """
    from revgov.checks.reporting import report_of
    from revgov.checks.run import findings_of
    from revgov.cli.selection import verify
    from revgov.edit.fixes import fix
    from revgov.finding import Severity
    from revgov.render.text import summary

    governance = opened(directory, as_of)
    found = findings_of(governance, select=select)
    verify(select, report_of(governance, found))
    mended = fix(governance, select)
    carry_out(governance, mended.outcome, preview=preview)
    left = report_of(mended.governance, findings_of(mended.governance, select=select))
    if not preview:
        output(f"{'left' if mended.outcome.done else 'nothing mends itself'}: {summary(left)}\n")
        output("".join(f"  {line}\n" for line in unmended(left, select)))
    failed = any(finding.check == "engine-fault" for finding in left.findings)
    sys.exit(3 if failed else int(left.fails(Severity.ERROR)))


@click.command()
@click.argument("ref")
@click.argument("new")
@click.option(
    "--keep-was/--no-keep-was", default=True, help="Keep the old id under `was`, or do not. Default: keep it."
)
@root_option
@diff_option
def rename(ref: str, new: str, keep_was: bool, root: str, preview: bool) -> None:
    """Give the declaration REF the id NEW, and change every mention of it.

    REF is kind:id, or the id alone where only one declaration bears it. Changed are: its key, references, names in
    formulas, conditions and `covers`, fields of a renamed dataset, quoted ids in the SQL of house rules, and files of
    measured values. What a person should look at is told: SQL that was touched, comments that still say the old id, and
    sign-offs that lapse. The `name` stays. Going back to an id in `was` takes it out again.
    """
    from revgov.edit.rename import rename

    governance = opened(root, None)
    node = meant(governance, ref)
    carry_out(governance, refusing(lambda: rename(governance, node, new, keep_was=keep_was)), preview=preview)


@click.command()
@directory
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where something would change.")
@diff_option
def fmt(directory: str, only_check: bool, preview: bool) -> None:
    """Write the files in DIRECTORY in canonical form: fields in their order, quotes only where they are needed.

    Comments stay with the fields they stand above; what cannot be moved safely stays as it is, and is told. What the
    files say never changes.
    """
    from revgov.edit.format import format

    governance = opened(directory, None)
    outcome = format(governance)
    if preview or not only_check:
        carry_out(governance, outcome, preview=preview or only_check)
    else:
        say([*(f"{path} would change" for path in outcome.done), *outcome.look])
    sys.exit(int(only_check and bool(outcome.drafts)))
