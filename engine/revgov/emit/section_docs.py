"""The manual's page of sections: every field, what it may hold, and a declaration of the example company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revgov.emit.shapes import (
    Either,
    FieldShape,
    Group,
    Many,
    Shape,
    Table,
    Text,
    Value,
    groups_in,
    shapes_of,
    summary,
    words,
)
from revgov.governance.governance import Governance
from revgov.kinds import ASSETS, FIELDS, KINDS, Kind, Node
from revgov.kinds.node import Part

MADE = "<!-- Generated; edit the docstrings and fields in `kinds` instead. -->"
OTHER = {"coverage": "Territories, quotas and pay", "house_rules": "House rules", "records": "What happened"}
LONGEST = 16


def sections_page(governance: Governance) -> tuple[str, bytes]:
    """The page of sections, with an example of each out of a governance."""
    return "docs/sections.md", ("\n".join(lines(governance)) + "\n").encode()


def lines(governance: Governance) -> Iterator[str]:
    yield from (MADE, "# Sections", "")
    yield "A file holds sections, and a section maps ids to declarations. Any section may stand in any file."
    yield "`→ role` is the id of a role; where several of the kinds that may be named declare it, write `kind:id`."
    yield from ("", "## What every declaration may carry", "", *fields_table(shapes_of(Node)))
    for asset, title in (ASSETS | OTHER).items():
        kinds = [kind for kind in KINDS if kind.asset == asset]
        if kinds:
            yield from ("", f"## {title}")
        for kind in kinds:
            yield from section(kind, governance)
    yield from ("", "## Parts", "", "Values that are made of fields themselves.")
    for part in parts():
        yield from ("", f"### {part.__name__}", "", summary(part), "", *fields_table(shapes_of(part)))
    yield from ("", "## Values", "", "| value | written | says |", "|---|---|---|", *values())


def section(kind: Kind, governance: Governance) -> Iterator[str]:
    yield from (
        "",
        f"### {kind.section}",
        "",
        f"{summary(kind.model)} Kind `{kind.name}`; usually in `{kind.home}`.",
        "",
    )
    yield from fields_table(own_fields(kind.model))
    if kind.section == "datasets":
        yield from ("", f"Each of `fields` is a declaration of the kind `{FIELDS.name}`: {summary(FIELDS.model)}", "")
        yield from fields_table(own_fields(FIELDS.model))
    example = example_of(governance, kind)
    if example:
        yield from ("", "```yaml", example, "```")


def own_fields(model: type[Node]) -> Iterator[FieldShape]:
    common = {field.name for field in shapes_of(Node)}
    yield from (field for field in shapes_of(model) if field.name not in common)


def fields_table(fields: Iterable[FieldShape]) -> Iterator[str]:
    yield from ("| field | holds |", "|---|---|")
    for field in fields:
        yield f"| `{field.name}`{' (needed)' if field.required else ''} | {holds(field.shape)} |"


def holds(shape: Shape) -> str:
    """What a field holds, parts by their names."""
    if isinstance(shape, Group):
        return (
            "a declaration of `fields`"
            if issubclass(shape.model, Node)
            else f"[{shape.model.__name__}](#{shape.model.__name__.lower()})"
        )
    if isinstance(shape, Many):
        return f"list of: {holds(shape.item)}"
    if isinstance(shape, Table):
        return f"mapping of {holds(shape.key)} to {holds(shape.value)}"
    if isinstance(shape, Either) and any(True for _ in groups_in(shape)):
        return " or ".join(map(holds, shape.options))
    return words(shape).replace("|", "\\|")


def parts() -> list[type[Part]]:
    """Every part that a section uses, by name."""
    found: dict[str, type[Part]] = {}
    waiting: list[type[Part]] = [*(kind.model for kind in KINDS), FIELDS.model]
    for model in waiting:
        for field in shapes_of(model):
            for part in groups_in(field.shape):
                if not issubclass(part, Node) and part.__name__ not in found:
                    found[part.__name__] = part
                    waiting.append(part)
    return [found[name] for name in sorted(found)]


def values() -> Iterator[str]:
    """Each kind of value with an example and its own words."""
    found: dict[str, Value] = {}
    for model in (*(kind.model for kind in KINDS), FIELDS.model, *parts()):
        for field in shapes_of(model):
            found.update((value.name, value) for value in values_in(field.shape) if value.schema.get("examples"))
    for name, value in sorted(found.items()):
        examples = ", ".join(f"`{one}`" for one in value.schema["examples"])
        yield f"| {name} | {examples} | {value.says} |".replace("  ", " ")


def values_in(shape: Shape) -> Iterator[Value]:
    if isinstance(shape, Value):
        yield shape
    elif isinstance(shape, Many):
        yield from values_in(shape.item)
    elif isinstance(shape, Table):
        yield from (*values_in(shape.key), *values_in(shape.value))
    elif isinstance(shape, Either):
        for option in shape.options:
            yield from values_in(option)
    elif isinstance(shape, Text):
        return


def example_of(governance: Governance, kind: Kind) -> str | None:
    """A declaration as it is written, below its section: the first that fits on a hand, else the shortest."""
    texts = [text for node in governance.all(kind.model) if (text := text_of(governance, node))]
    if not texts:
        return None
    chosen = next((text for text in texts if 4 <= len(text) <= LONGEST), min(texts, key=len))
    above = [] if kind.section == "charter" else [f"{kind.section}:"]
    return "\n".join([*above, *chosen])


def text_of(governance: Governance, node: Node) -> list[str]:
    """The lines of a declaration: from its key to the next line that is not further in."""
    place = governance.place(node.at())
    rest = governance.source.files[place.path].decode("utf-8", "replace").splitlines()[place.line - 1 :]
    inside = [rest[0]]
    for line in rest[1:]:
        if line.strip() and len(line) - len(line.lstrip()) < place.column:
            break
        inside.append(line)
    while not inside[-1].strip() or inside[-1].lstrip().startswith("#"):
        inside.pop()
    return inside
