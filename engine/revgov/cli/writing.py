"""How commands that edit write files or show what they would change, refuse, and say what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from revgov.cli.options import Mistake, complain, output

if TYPE_CHECKING:
    import datetime

    from revgov.edit.outcome import Outcome
    from revgov.governance.governance import Governance
    from revgov.report import Report

T = TypeVar("T")
diff_option = click.option("--diff", "preview", is_flag=True, help="Show what would change, and write nothing.")


def carry_out(governance: Governance, outcome: Outcome, *, preview: bool) -> None:
    """Writes what came of an edit and says so, or shows it. Whatever is written was read again before."""
    from pathlib import Path

    from revgov.edit.files import replace

    if preview:
        show(outcome)
        return
    refusing(lambda: replace(Path(governance.source.root), outcome.drafts))
    say([*outcome.done, *(f"look: {sentence}" for sentence in outcome.look)])


def show(outcome: Outcome) -> None:
    """The difference on standard output, as plain as any terminal needs it, and the rest beside it."""
    from revgov.edit.diff import diff
    from revgov.render.terminal import plain

    output("".join(f"{plain(line)}\n" for line in diff(outcome.drafts)))
    for sentence in outcome.look:
        complain(sentence)


def say(sentences: list[str]) -> None:
    from revgov.render.terminal import plain

    output("".join(f"{plain(sentence)}\n" for sentence in sentences))


def unmended(left: Report, select: tuple[str, ...]) -> Iterator[str]:
    """Which checks still find something, worst first, and how to see what."""
    from revgov.edit.outcome import MOST
    from revgov.governance.questions.named import listed
    from revgov.render.terminal import plain, wrapped

    standing = sorted((one for one in left.findings if not one.waiver), key=lambda one: one.severity.rank)
    counts: dict[str, int] = {}
    for one in standing:
        counts[one.check] = counts.get(one.check, 0) + 1
    told = [f"{check} ({count})" for check, count in list(counts.items())[:MOST]]
    told += [f"{len(counts) - MOST} more checks"] if len(counts) > MOST else []
    if told:
        options = "".join(f" --select {word}" for word in select)
        yield from wrapped(listed(told), 78)
        yield plain(f"`revgov check{options}` shows them")


def refusing(edit: Callable[[], T]) -> T:
    """What an edit comes to; where it is refused, the sentence that says why ends the command with 2."""
    from revgov.edit.page import Refused

    try:
        return edit()
    except Refused as reason:
        raise Mistake(str(reason)) from None


def day(written: str) -> datetime.date:
    import datetime

    try:
        on = datetime.date.fromisoformat(written)
    except ValueError:
        raise Mistake(f"'{written}' is no date; write year-month-day, such as 2026-03-31") from None
    if on.isoformat() != written:
        raise Mistake(f"'{written}' is not written as the language writes dates: year-month-day, such as 2026-03-31")
    return on
