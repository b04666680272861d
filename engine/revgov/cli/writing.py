"""How commands that edit write files or show what they would change, and refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from revgov.cli.options import Mistake, complain, output

if TYPE_CHECKING:
    import datetime

    from revgov.edit.outcome import Outcome
    from revgov.governance.governance import Governance

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
