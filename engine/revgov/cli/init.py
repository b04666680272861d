"""`revgov init`: a new repository with everything a company of its stage has to write down."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from revgov.cli.options import Mistake, output

if TYPE_CHECKING:
    from revgov.founding import Answers

T = TypeVar("T")
PROFILES = ("startup", "scale_up")
SHOWN = 15


@click.command()
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--profile", type=click.Choice(PROFILES), help="startup up to 5M ARR, else scale_up. Default: startup.")
@click.option("--organization", metavar="NAME", help="What the company is called. Default: a placeholder.")
@click.option("--timezone", metavar="ZONE", help="Where the company is, such as Europe/Berlin. Default: UTC.")
@click.option("--currency", metavar="CODE", help="What it counts in, such as EUR. Default: USD.")
@click.option("--start", metavar="DATE", help="The first of the 90 days. Default: next Monday.")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), multiple=True,
    help="Who runs the checks; may be given twice. Default: github.",
)  # fmt: skip
@click.option("--keep", is_flag=True, help="Leave files alone that are there, and write the others.")
@click.option("--yes", is_flag=True, help="Ask nothing, and take the defaults.")
def init(
    directory: str, profile: str | None, organization: str | None, timezone: str | None, currency: str | None,
    start: str | None, ci: tuple[str, ...], keep: bool, yes: bool,
) -> None:  # fmt: skip
    """Begin a governance repository in DIR: the ten assets, a plan of ninety days, and what runs the checks.

    What only the company can say is left as `TODO: …`, and each of them is a finding until it is replaced. On a
    terminal, what no option says is asked for. A file that is there is never overwritten.

    Exit status: 0 written, 2 something is in the way or an answer cannot be used.
    """
    from revgov.founding import UNKNOWN, Answers, InTheWay, found_in, new_files, next_monday, write

    ask = sys.stdin is not None and sys.stdin.isatty() and not yes
    monday = next_monday(datetime.datetime.now(datetime.UTC).date())
    answers = Answers(
        organization=answered(organization, "What is the company called?", UNKNOWN, name, ask),
        profile=answered(profile, "Up to 5M of recurring revenue, or more? (startup, scale_up)", PROFILES[0],
                         stage, ask),
        timezone=answered(timezone, "In which time zone is it?", "UTC", zone_name, ask),
        currency=answered(currency, "In which currency does it count?", "USD", currency_code, ask),
        start=answered(start, "When do the ninety days begin?", str(monday), day, ask),
        ci=tuple(dict.fromkeys(one for one in ci or (asked_ci(ask),) if one != "none")),
    )  # fmt: skip
    folder = Path(directory)
    contents = new_files(answers)
    if keep:
        there = found_in(folder, contents)
        contents = {path: text for path, text in contents.items() if not is_there(folder, path, there)}
    try:
        write(folder, contents)
    except InTheWay as found:
        raise Mistake(in_the_way(found.paths)) from None
    output(done(directory, contents, answers))


def is_there(folder: Path, path: str, there: list[str]) -> bool:
    return any(str(one) in there for one in (folder / path, *(folder / path).parents))


def asked_ci(ask: bool) -> str:
    return answered(None, "Who runs the checks? (github, gitlab, none)", "github", runner, ask)


def answered(given: str | None, question: str, default: str, read: Callable[[str], T], ask: bool) -> T:
    """An answer: as an option gives it, as somebody gives it who is asked until it can be used, or the default."""
    if given is not None or not ask:
        return read(default if given is None else given)
    while True:
        said = click.prompt(question, default=default, err=True)
        try:
            return read(said)
        except Mistake as mistake:
            click.echo(f"  {mistake.message}", err=True)


def name(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > 100 or not text.isprintable():
        raise Mistake("the name of the company is one line of at most 100 letters")
    return text


def stage(text: str) -> str:
    if text not in PROFILES:
        raise Mistake(f"write {' or '.join(PROFILES)}")
    return text


def runner(text: str) -> str:
    if text not in ("github", "gitlab", "none"):
        raise Mistake("write github, gitlab or none")
    return text


def zone_name(text: str) -> str:
    from revgov.kinds.values import Unreadable
    from revgov.kinds.values.time import read_zone

    try:
        return str(read_zone(text))
    except Unreadable as error:
        raise Mistake(str(error)) from None


def currency_code(text: str) -> str:
    code = text.strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Mistake(f"'{text}' is no currency; write its three letters, such as EUR")
    return code


def day(text: str) -> datetime.date:
    try:
        on = datetime.date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"'{text}' is no date; write year-month-day, such as 2027-01-11") from None
    if not 2000 <= on.year < 2100 or on.isoformat() != text:
        raise Mistake(f"'{text}' is no day to begin on; write year-month-day, such as 2027-01-11")
    return on


def in_the_way(paths: list[str]) -> str:
    more = f", and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    listed = ", ".join(paths[:SHOWN])
    return f"nothing was written, for this is in the way: {listed}{more}; --keep leaves it alone and writes the rest"


def done(directory: str, contents: Mapping[str, str], answers: Answers) -> str:
    """What was written, and the three things to do next."""
    from revgov.render.terminal import plain

    todos = sum(text.count('"TODO: ') for path, text in contents.items() if path.endswith(".yaml"))
    where = "this folder" if directory == "." else plain(directory)
    steps = [
        *([f"cd {plain(directory)}"] if directory != "." else ()),
        f"revgov check     {todos} placeholders are waiting; begin with charter.yaml",
        f"revgov plan      the first ninety days begin on {answers.start}",
        'git init -b main && git add -A && git commit -m "Begin our revenue governance"',
    ]
    lines = (f"  {step}" for step in steps)
    return "\n".join([f"Wrote {len(contents)} files into {where}, profile {answers.profile}.", "", *lines, ""])
