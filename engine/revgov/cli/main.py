"""The command `revgov`: the table of its commands, each imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from revgov.version import __version__

# The name of each command, the module that holds it, and what it does in a line.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("revgov.cli.init", "Begin a repository with everything a company of its stage writes down."),
    "check": ("revgov.cli.check", "Find what is wrong with the governance."),
    "plan": ("revgov.cli.plan", "Show how far the plan of the first ninety days is."),
    "build": ("revgov.cli.build", "Publish calendars, registers, the compliance report and more."),
    "show": ("revgov.cli.questions", "Show one declaration and everything around it."),
    "impact": ("revgov.cli.questions", "List everything that a change of a declaration affects."),
    "path": ("revgov.cli.questions", "Show how two declarations are connected."),
    "owns": ("revgov.cli.questions", "List what a role, a council or a person answers for."),
    "leaver": ("revgov.cli.questions", "List what would be nobody's if a person left."),
    "explain": ("revgov.cli.explain", "Say what a check is about, why, and what to do."),
    "fix": ("revgov.cli.edits", "Apply the mends that findings carry."),
    "rename": ("revgov.cli.edits", "Give a declaration another id, everywhere it is named."),
    "fmt": ("revgov.cli.edits", "Write the files in canonical form; comments stay where they belong."),
    "waive": ("revgov.cli.records", "Write a waiver for a finding: who tolerates it, why, until when."),
    "signoff": ("revgov.cli.records", "Sign a declaration as it stands."),
    "graph": ("revgov.cli.graph", "Draw the graph, whole or around one declaration."),
    "schema": ("revgov.cli.schema", "Write JSON Schemas, so that editors complete and check while one types."),
    "doctor": ("revgov.cli.doctor", "Say what is installed, what is missing and what that costs."),
}


class Lazy(click.Group):
    """A group that knows its commands by name and loads the one that is called: `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(COMMANDS[name][0])
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else "; `revgov --help` lists them"
            ctx.fail(f"there is no command '{name}'{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="revgov")
def revgov() -> None:
    """Governance as code for revenue operations: charter, roles, KPIs, meetings and risks, kept in git, kept true."""


def main() -> None:
    """Runs the command. What a user wrote never gives a traceback; exit status 3 means that revgov itself failed."""
    # Nothing here makes cycles worth collecting, and a run ends soon.
    gc.disable()
    try:
        status = status_of_run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        status = 0
    except Exception as error:
        status = told(error)
    # At once: taking a large governance apart, object by object, is a twentieth of a run.
    os._exit(status)


def status_of_run() -> int:
    """Runs the command to the end that click gives it."""
    try:
        revgov(prog_name="revgov")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def told(error: Exception) -> int:
    """Says what went wrong, and how to exit for it. Imported here, because most runs end well."""
    from revgov.cli.options import complain
    from revgov.settings import SettingsError
    from revgov.workspace import WorkspaceError

    if isinstance(error, (SettingsError, WorkspaceError)):
        complain(str(error))
        return 2
    if isinstance(error, OSError):
        complain(f"the system refused: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}")
        return 2
    complain(f"{type(error).__name__}: {error}; this is a defect of revgov, please report it")
    return 3
