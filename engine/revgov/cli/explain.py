"""`revgov explain`: what a check is about, why it is one, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from revgov.cli.options import Mistake, format_option, output

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@click.argument("check", required=False)
@format_option
def explain(check: str | None, form: str) -> None:
    """Explain CHECK, such as raci-no-accountable: what it says, why, what to do, how bad it is, and its parameters.

    An example shows what fails, what is printed for it, and what passes. Faults of the text (yaml-…, schema-…) are
    explained too. No repository is needed. Without CHECK all of them are listed, by family.
    """
    from revgov.render import explanation

    if check is None:
        told(form, everything(), explanation.index_text)
    else:
        told(form, explained(check), explanation.text_of)


def told(form: str, found: dict[str, Any], text: Callable[[dict[str, Any]], str]) -> None:
    if form == "json":
        from revgov.render import json

        output(json.written({"version": 1, "question": "explain"} | found))
    else:
        output(text(found))


def everything() -> dict[str, Any]:
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.faults import FAULTS
    from revgov.emit.catalogue_docs import FAMILIES
    from revgov.render import explanation

    return explanation.index_json(CATALOGUE.values(), FAULTS.values(), FAMILIES)


def explained(check: str) -> dict[str, Any]:
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.examples import examples
    from revgov.checks.faults import FAULTS
    from revgov.render import explanation

    check = check.removeprefix("check:")
    about = CATALOGUE.get(check) or FAULTS.get(check)
    if about is None:
        raise Mistake(f"'{check}' is no check{nearest(check, [*CATALOGUE, *FAULTS])}")
    return explanation.json_of(about, examples().get(check))


def nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    from revgov.kinds import BY_NAME

    kind, colon, _ = word.partition(":")
    if colon and kind == "policy":
        return f"; it is a rule of your own: `revgov show {word}`"
    if colon and kind in BY_NAME:
        return f", but a declaration: `revgov show {word}` tells about it"
    family = [one for one in known if one.startswith(f"{word}-")]
    close = family or get_close_matches(word, known, n=3)
    return f"; did you mean {' or '.join(close)}?" if close else "; `revgov explain` lists them"
