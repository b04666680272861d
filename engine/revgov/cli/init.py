"""`revgov init`: a new repository with everything a company of its stage has to write down."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from revgov.cli.options import Mistake, complain, output

if TYPE_CHECKING:
    from revgov.founding import Answers

T = TypeVar("T")
PROFILES = ("startup", "scale_up")
SHOWN = 15
# The word that leaves the source of revgov open.
LATER = "TODO"
# What a shell and YAML take as it is, between double quotes.
SAFE = re.compile(r"[A-Za-z0-9._~:/?#@&+,;=%\[\]<>!-]+")
EXTRAS = r"revgov(?:\[[a-z,]*\])?"
REQUIREMENT = re.compile(rf"(?:{EXTRAS}@)?((?:git\+(?:https|ssh)|https)://.+)|{EXTRAS}((?:[=~<>!]=|[<>]).+)?")
SECRET = re.compile(r"https://[^/]*@|://[^/@]*:[^/@]*@")
# A plan that began last week has nothing overdue that could not be caught up with.
SOON = 7
WHOLE = 90


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
@click.option(
    "--revgov", "kept_at", metavar="SPEC",
    help="Where CI installs revgov from: a git URL, or a requirement such as revgov==1.0. Default: a TODO.",
)  # fmt: skip
@click.option("--keep", is_flag=True, help="Leave files alone that are there, and write the others.")
@click.option("--yes", is_flag=True, help="Ask nothing, and take the defaults.")
def init(
    directory: str, profile: str | None, organization: str | None, timezone: str | None, currency: str | None,
    start: str | None, ci: tuple[str, ...], kept_at: str | None, keep: bool, yes: bool,
) -> None:  # fmt: skip
    """Begin a governance repository in DIR: the ten assets, a plan of ninety days, and what runs the checks.

    What only the company can say is left as `TODO: …`, and each of them is a finding until it is replaced. On a
    terminal, what no option says is asked for. A file that is there is never overwritten.

    Exit status: 0 written, 2 something is in the way or an answer cannot be used.
    """
    from revgov.founding import UNKNOWN, Answers, InTheWay, new_files, next_monday, room_for, write

    ask = sys.stdin is not None and sys.stdin.isatty() and not yes
    today = datetime.datetime.now(datetime.UTC).date()
    monday = next_monday(today)
    answers = Answers(
        organization=answered(organization, "What is the company called?", UNKNOWN, name, ask),
        profile=answered(profile, "Up to 5M of recurring revenue, or more? (startup, scale_up)", PROFILES[0],
                         stage, ask),
        timezone=answered(timezone, "In which time zone is it?", "UTC", zone_name, ask),
        currency=answered(currency, "In which currency does it count?", "USD", currency_code, ask),
        start=answered(start, "When do the ninety days begin?", str(monday), day if start else not_over(today), ask),
        ci=tuple(dict.fromkeys(one for one in ci or (asked_ci(ask),) if one != "none")),
        revgov=answered(kept_at, "Where is revgov installed from? (such as git+https://…)", LATER, source, ask),
    )  # fmt: skip
    contents = new_files(answers)
    try:
        contents = room_for(Path(directory), contents) if keep else contents
        write(Path(directory), contents)
    except InTheWay as found:
        raise Occupied(found.paths, keep) from None
    for line in in_the_past(answers.start, today):
        complain(line)
    output(done(directory, contents, answers))


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


def not_over(today: datetime.date) -> Callable[[str], datetime.date]:
    """Reads a day to begin on that somebody was asked for; who writes it as an option means it."""

    def read(text: str) -> datetime.date:
        on = day(text)
        if (today - on).days >= WHOLE:
            raise Mistake(f"the ninety days from {on} are over; name a later day, or begin anew with --start {on}")
        return on

    return read


def in_the_past(start: datetime.date, today: datetime.date) -> Iterator[str]:
    """What a plan that began long ago leads to, so that nobody takes it for faults of the starter."""
    ago = (today - start).days
    if ago > SOON:
        yield f"the ninety days began on {start}, {ago} days ago: `revgov check` will call overdue what was due since"
    if ago >= WHOLE:
        yield "they are over by now; for a plan to come, delete what was written and begin with a later --start"


def source(text: str) -> str | None:
    """The requirement by which pip installs revgov; None while nobody says."""
    spec = "".join(text.split())
    if spec == LATER:
        return None
    match = REQUIREMENT.fullmatch(spec)
    if not match or not SAFE.fullmatch(spec):
        raise Mistake(
            f"'{text}' is nothing to install revgov from; write git+https://… or git+ssh://…, an https:// archive, or "
            "revgov==1.0 where your package index has it"
        )
    if SECRET.search(spec):
        raise Mistake("the address of revgov holds a password or token, and would stand in files of the repository")
    url, version = match.groups()
    return f"revgov[holidays] @ {url}" if url else f"revgov[holidays]{version or ''}"


class Occupied(Mistake):
    """Something is in the way, and nothing was written."""

    def __init__(self, paths: list[str], keep: bool) -> None:
        super().__init__("nothing was written, for this is in the way:")
        more = [f"and {len(paths) - SHOWN} more"] if len(paths) > SHOWN else []
        self.paths = [*paths[:SHOWN], *more]
        wrong = "these are no files of that name, or no folders: move them away"
        self.advice = wrong if keep else "--keep leaves files alone that are there, and writes the rest"

    def show(self, file: Any = None) -> None:
        for line in (self.message, *(f"  {path}" for path in self.paths), self.advice):
            complain(line)


def done(directory: str, contents: Mapping[str, str], answers: Answers) -> str:
    """What was written, and what to do next."""
    from revgov.render.terminal import plain

    todos = sum(text.count('"TODO: ') for path, text in contents.items() if path.endswith(".yaml"))
    where = "this folder" if directory == "." else plain(directory)
    steps = [
        *([f"cd {plain(directory)}"] if directory != "." else ()),
        f"revgov check     {todos} placeholders are waiting; begin with charter.yaml",
        f"revgov plan      the first ninety days begin on {answers.start}",
        'git init -b main && git add -A && git commit -m "Begin our revenue governance"',
        *left_open(contents, answers),
    ]
    lines = (f"  {step}" for step in steps)
    return "\n".join([f"Wrote {len(contents)} files into {where}, profile {answers.profile}.", "", *lines, ""])


def left_open(contents: Mapping[str, str], answers: Answers) -> Iterator[str]:
    """What the starter only proposes, and what it could not know."""
    from revgov.founding import NOWHERE, TELL

    if "policies/waivers.yaml" in contents:
        yield "policies/waivers.yaml     its waiver holds already: let who is named there agree to it, or remove it"
    unknown = [path for path, text in contents.items() if NOWHERE in text or TELL in text]
    if unknown:
        yield f"TODO: write into {', '.join(unknown)} where your company keeps revgov"
