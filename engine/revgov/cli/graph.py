"""`revgov graph`: the graph in the formats that other programs draw."""

from __future__ import annotations

import click

from revgov.cli.options import Mistake, answer, as_of_option, meant, opened, output, root_option


@click.command()
@click.argument("ref", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "graphml", "json"]),
    default="mermaid",
    help="What to write.",
)
@click.option("--depth", type=click.IntRange(min=0), help="How many references away from REF. Default: 1.")
@as_of_option
@root_option
def graph(ref: str | None, form: str, depth: int | None, as_of: str | None, root: str) -> None:
    """Print the graph of declarations and references: whole, or around REF.

    An arrow points from the declaration that names to the one that is named, and carries the field in which it does.
    What is not in force is dashed. Mermaid draws at most 500 arrows; for a whole company take dot or graphml.
    """
    from revgov.governance.questions.neighbourhood import neighbourhood
    from revgov.render import graph as drawing

    if ref is None and depth is not None:
        raise Mistake(
            "--depth counts from a declaration: write which one, such as `revgov graph kpi:win_rate --depth 2`"
        )
    governance = opened(root, as_of)
    around = meant(governance, ref).ref if ref is not None else None
    found = neighbourhood(governance, around, 1 if depth is None else depth)
    if form == "json":
        answer(form, governance, "graph", drawing.json_of(governance, found))
    else:
        output(drawing.FORMATS[form](governance, found))
