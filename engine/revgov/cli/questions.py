"""`revgov show`, `impact`, `path`, `owns` and `leaver`: questions about the graph."""

from __future__ import annotations

import click

from revgov.cli.options import answer, meant, opened, question


@click.command()
@click.argument("ref")
@question
def show(ref: str, root: str, as_of: str | None, form: str) -> None:
    """Show one declaration: its fields, its owner, what it refers to, what refers to it, and what is wrong with it.

    REF is kind:id, such as kpi:win_rate, or the id alone where only one declaration bears it.
    """
    from revgov.api import check
    from revgov.render import declaration

    governance = opened(root, as_of)
    node = meant(governance, ref)
    findings = [finding for finding in check(governance) if finding.node == node.ref]
    answer(form, governance, "show", declaration.json_of(governance, node, findings), declaration.text_of)


@click.command()
@click.argument("ref")
@click.option("--depth", type=click.IntRange(min=1), help="Go only so many steps.")
@question
def impact(ref: str, depth: int | None, root: str, as_of: str | None, form: str) -> None:
    """List everything that a change of REF affects, directly or through others, and why.

    Whoever names a declaration relies on it, so an effect runs from what is named to what names it. It runs the other
    way along `drives` (a driver moves the number it drives), `advises`, `covers`, the `to` of an integration and
    `part_of` of an SLA; and from a dataset to its fields.
    """
    from revgov.governance.questions.impact import impact as affected
    from revgov.render import ways

    governance = opened(root, as_of)
    node = meant(governance, ref)
    found = ways.impact_json(governance, node.ref, affected(governance, node.ref, depth))
    answer(form, governance, "impact", found, ways.impact_text)


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@question
def path(start: str, end: str, root: str, as_of: str | None, form: str) -> None:
    """Show the shortest chain of references between A and B.

    Each line names the next declaration; the arrow points from the one that names to the one that is named, and carries
    the field in which it does.
    """
    from revgov.governance.questions.paths import path as way
    from revgov.render import ways

    governance = opened(root, as_of)
    first, last = meant(governance, start).ref, meant(governance, end).ref
    found = ways.path_json(governance, first, last, way(governance, first, last))
    answer(form, governance, "path", found, ways.path_text)


@click.command()
@click.argument("who", metavar="ROLE|COUNCIL|PERSON")
@question
def owns(who: str, root: str, as_of: str | None, form: str) -> None:
    """List what a role, a council or a person answers for: owns, chairs, decides, is accountable for.

    A person answers for it through the roles they hold on the day, and for the territories and quotas that name them.
    """
    from revgov.governance.questions.owned import owned
    from revgov.render import posts

    governance = opened(root, as_of)
    node = meant(governance, who, "role", "council", "person")
    answer(form, governance, "owns", posts.owned_json(governance, owned(governance, node.ref)), posts.owned_text)


@click.command()
@click.argument("person")
@question
def leaver(person: str, root: str, as_of: str | None, form: str) -> None:
    """List exactly what would lose its owner, chair, decider or last holder if PERSON left.

    A role falls vacant when nobody else holds it, deputies included. Holding means: a term in `held_by` that runs on
    the day, of somebody who has not left; being on leave changes nothing. What a vacant role owns, chairs, decides or
    is accountable for is lost unless another role named in the same field is filled. Roles that others still hold are
    listed apart, and so are the territories and quotas of the person.
    """
    from revgov.governance.questions.leaver import leaver as leaving
    from revgov.kinds import Person
    from revgov.render import posts

    governance = opened(root, as_of)
    node = meant(governance, person, "person")
    assert isinstance(node, Person)
    answer(form, governance, "leaver", posts.leaving_json(governance, leaving(governance, node)), posts.leaving_text)
