"""What several commands share: the folder they look at, the day they speak of, and how they print."""

from __future__ import annotations

import sys

import click

directory = click.argument("directory", default=".", type=click.Path(exists=True, file_okay=False))
as_of_option = click.option(
    "--as-of", metavar="DATE", help="The day to speak of, such as 2026-03-31. Default: today in the charter's time zone."
)


def output(text: str) -> None:
    """Prints as UTF-8 whatever the locale says: the same input gives the same bytes everywhere."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
