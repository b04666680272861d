"""`revgov explain`: what a check is about, why it is one, and what to do."""

from __future__ import annotations

from typing import Any

import click

from revgov.cli.options import Mistake, format_option, output


@click.command()
@click.argument("check")
@format_option
def explain(check: str, form: str) -> None:
    """Explain CHECK, such as raci-no-accountable: what it says, why, what to do, how bad it is, and its parameters.

    An example shows what fails, what is printed for it, and what passes. Faults of the text (yaml-…, schema-…) are
    explained too. No repository is needed.
    """
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.examples import examples
    from revgov.checks.faults import FAULTS
    from revgov.render import explanation

    about = CATALOGUE.get(check) or FAULTS.get(check)
    if about is None:
        raise Mistake(f"'{check}' is no check{nearest(check, [*CATALOGUE, *FAULTS])}")
    found: dict[str, Any] = explanation.json_of(about, examples().get(check))
    if form == "json":
        from revgov.render import json

        output(json.written({"version": 1, "question": "explain"} | found))
    else:
        output(explanation.text_of(found))


def nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    if word.startswith("policy:"):
        return f"; it is a rule of your own: `revgov show {word}`"
    family = [id_ for id_ in known if id_.startswith(f"{word}-")]
    close = family or get_close_matches(word, known, n=3)
    return f"; did you mean {' or '.join(close)}?" if close else "; `docs/checks/index.md` lists them"
