"""`revgov waive` and `signoff`: what somebody answers for by name goes on record."""

from __future__ import annotations

import click

from revgov.cli.options import as_of_option, meant, opened, root_option
from revgov.cli.writing import carry_out, day, diff_option, refusing


@click.command()
@click.argument("check", metavar="FINGERPRINT|CHECK")
@click.argument("ref", metavar="[REF|PATH:LINE]", required=False)
@click.option("--reason", required=True, metavar="TEXT", help="Why this is tolerated.")
@click.option("--approved-by", required=True, metavar="ROLE", help="Who approves: neither the owner nor who asks.")
@click.option("--requested-by", required=True, metavar="ROLE", help="Who asks.")
@click.option("--expires", required=True, metavar="DATE", help="The last day, within twelve months.")
@click.option("--file", default=None, metavar="FILE", help="Where to write it. Default: policies/waivers.yaml.")
@as_of_option
@root_option
@diff_option
def waive(
    check: str, ref: str | None, reason: str, approved_by: str, requested_by: str, expires: str, file: str | None,
    as_of: str | None, root: str, preview: bool,
) -> None:  # fmt: skip
    """Write a waiver for what CHECK finds about the declaration REF, or at the place PATH:LINE that `check` prints.

    A FINGERPRINT alone, or its first digits, names one finding too; `check --format json` has it.

    Refused is a waiver that would not hold, and any of what nobody can waive: yaml-…, engine-fault, x-waiver-invalid.
    """
    from revgov.edit.waive import FILE, Terms, waive

    governance = opened(root, as_of)
    terms = Terms(reason, requested_by, approved_by, day(expires))
    carry_out(governance, refusing(lambda: waive(governance, check, ref, terms, file or FILE)), preview=preview)


@click.command()
@click.argument("ref")
@click.option("--by", required=True, metavar="ROLE", help="The role that signs.")
@click.option("--person", metavar="PERSON", help="Who signs for it. Default: the one person who holds the role.")
@click.option("--on", metavar="DATE", help="The day of the signature. Default: the as-of date.")
@click.option("--file", default=None, metavar="FILE", help="Where to write it. Default: cadence/records/signoffs.yaml.")
@as_of_option
@root_option
@diff_option
def signoff(
    ref: str, by: str, person: str | None, on: str | None, file: str | None, as_of: str | None, root: str,
    preview: bool,
) -> None:  # fmt: skip
    """Sign the declaration REF as it stands: its digest goes on record with the role, the person and the day.

    Refused is a role out of force, a person who does not hold it on the day, and a declaration that cannot be read
    whole.
    """
    from revgov.edit.signoff import FILE, signoff

    governance = opened(root, as_of)
    node = meant(governance, ref)
    signed_on = day(on) if on else None
    outcome = refusing(lambda: signoff(governance, node, by, person, signed_on, file or FILE))
    carry_out(governance, outcome, preview=preview)
