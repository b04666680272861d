"""`revgov plan`: how far the first ninety days are."""

from __future__ import annotations

import click

from revgov.cli.options import Mistake, answer, as_of_option, directory, format_option, opened


@click.command()
@directory
@as_of_option
@format_option
def plan(directory: str, as_of: str | None, form: str) -> None:
    """Show how far the plan of the first ninety days is: each milestone with its owner, its dates, and what is next.

    The plan starts on the day under `plan` in the charter. A milestone is the initiative of that id, or of that `is`;
    it is done with `status: done`, and late once its own end or that of its phase has passed.
    """
    from revgov.governance.questions.plan import plan as progress
    from revgov.render import plan as shown

    governance = opened(directory, as_of)
    found = progress(governance)
    if found is None:
        raise Mistake("the charter has no plan: write `plan: {starts: 2027-01-11}` into it, with the day it begins")
    answer(form, governance, "plan", shown.json_of(found), shown.text_of)
