"""What several commands share: the folder they look at, the day they speak of, and how they print."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from revgov.governance.governance import Governance
    from revgov.kinds import Node

F = TypeVar("F", bound=Callable[..., Any])


class Folder(click.Path):
    """A folder that is there. Whoever names a file in it is told what to write."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if os.path.isfile(value):
            folder = os.path.dirname(value) or "."
            self.fail(f"'{value}' is a file; name the folder that it lies in: {folder}", param, ctx)
        return super().convert(value, param, ctx)


directory = click.argument("directory", default=".", type=Folder())
root_option = click.option(
    "-C", "--root", default=".", metavar="DIR", type=Folder(),
    help="The governance repository, or a folder in it. Default: the current folder.",
)  # fmt: skip
as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="The day to speak of, such as 2026-03-31. Default: today in the charter's time zone.",
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    help="The least severity that makes the command fail.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the answer."
)


class Mistake(click.ClickException):
    """What was asked cannot be answered as it was asked: one line, and exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        complain(self.message)


def complain(message: str) -> None:
    """One line on standard error, safe for a terminal whatever somebody wrote into it."""
    from revgov.render.terminal import plain

    if sys.stderr is None:  # closed by whoever called
        return
    sys.stderr.buffer.write(f"revgov: {plain(message)}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def question(command: F) -> F:
    """The options of every question about a governance."""
    for option in (format_option, as_of_option, root_option):
        command = option(command)
    return command


def opened(root: str, as_of: str | None) -> Governance:
    """The governance that a question is about."""
    from revgov.api import load

    return load(root, as_of=as_of)


def meant(governance: Governance, word: str, *kinds: str) -> Node:
    """The declaration that a word of the command line means."""
    from revgov.governance.questions.named import UnknownName, named

    try:
        return named(governance, word, kinds)
    except UnknownName as error:
        raise Mistake(str(error)) from None


def answer(
    form: str, governance: Governance, asked: str, found: dict[str, Any], text: Callable[[Any], str] = str
) -> None:
    """Prints what was found, as JSON that says what it is the answer to, or as text."""
    if form == "json":
        from revgov.render import json

        about = {"version": 1, "question": asked, "as_of": governance.as_of.isoformat()}
        output(json.written(about | found))
    else:
        output(text(found))


def output(text: str) -> None:
    """Prints as UTF-8 whatever the locale says: the same input gives the same bytes everywhere. Raises OSError."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
