"""The graph as Mermaid, DOT, GraphML and JSON: the answer of `revgov graph`. What people wrote is only ever a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from revgov import characters
from revgov.governance.governance import Governance
from revgov.governance.questions.neighbourhood import Neighbourhood
from revgov.kinds import Node
from revgov.render.terminal import plain

MERMAID_SYNTAX = re.compile(r'["#<>&`\\|{}\[\]();%@]')


def mermaid(governance: Governance, graph: Neighbourhood) -> str:
    """A flowchart for Markdown pages. Mermaid draws no more than 500 references unless its page says otherwise."""
    names = {node.ref: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR", "  classDef past stroke-dasharray: 4, opacity: 0.6"]
    for node in graph.nodes:
        past = "" if governance.in_force(node) else ":::past"
        label = "<br/>".join(map(mermaid_text, labels(node)))
        lines.append(f'  {names[node.ref]}["{label}"]{past}')
    lines += [f'  {names[start]} -->|"{mermaid_text(field)}"| {names[end]}' for start, field, end in graph.references]
    return "\n".join(lines) + "\n"


def labels(node: Node) -> list[str]:
    """The reference and, where it says more, the title."""
    return list(dict.fromkeys([node.ref, *([] if node.title == node.id else [node.title])]))


def mermaid_text(text: str) -> str:
    return MERMAID_SYNTAX.sub(lambda match: f"#{ord(match[0])};", plain(text))


def dot(governance: Governance, graph: Neighbourhood) -> str:
    """A digraph for Graphviz."""
    lines = ["digraph governance {", '  rankdir="LR"', '  node [shape="box"]']
    for node in graph.nodes:
        past = "" if governance.in_force(node) else ', style="dashed"'
        label = "\\n".join(map(dot_text, labels(node)))
        lines.append(f'  "{dot_text(node.ref)}" [label="{label}"{past}]')
    for start, field, end in graph.references:
        lines.append(f'  "{dot_text(start)}" -> "{dot_text(end)}" [label="{dot_text(field)}"]')
    return "\n".join([*lines, "}"]) + "\n"


def dot_text(text: str) -> str:
    return plain(text).replace("\\", "\\\\").replace('"', '\\"')


def graphml(governance: Governance, graph: Neighbourhood) -> str:
    """A directed graph for Gephi, yEd and networkx; nodes carry kind, title and whether they are in force."""
    return "\n".join(graphml_lines(governance, graph)) + "\n"


def graphml_lines(governance: Governance, graph: Neighbourhood) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, about, type_ in (
        ("kind", "node", "string"),
        ("title", "node", "string"),
        ("in_force", "node", "boolean"),
        ("field", "edge", "string"),
    ):
        yield f'  <key id="{name}" for="{about}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph edgedefault="directed">'
    for node in graph.nodes:
        yield f"    <node id={xml_attribute(node.ref)}>"
        yield f'      <data key="kind">{node.kind}</data>'
        yield f'      <data key="title">{xml_text(node.title)}</data>'
        yield f'      <data key="in_force">{str(governance.in_force(node)).lower()}</data>'
        yield "    </node>"
    for start, field, end in graph.references:
        yield f"    <edge source={xml_attribute(start)} target={xml_attribute(end)}>"
        yield f'      <data key="field">{xml_text(field)}</data>'
        yield "    </edge>"
    yield "  </graph>\n</graphml>"


def xml_text(text: str) -> str:
    return escape(characters.plain(text))


def xml_attribute(text: str) -> str:
    return quoteattr(characters.plain(text))


def json_of(governance: Governance, graph: Neighbourhood) -> dict[str, Any]:
    """Nodes, and edges from who names to who is named."""
    return {
        "nodes": [
            {
                "ref": node.ref,
                "kind": node.kind,
                "title": node.title,
                "in_force": governance.in_force(node),
                "file": node.file,
            }
            for node in graph.nodes
        ],
        "edges": [{"from": start, "field": field, "to": end} for start, field, end in graph.references],
    }


FORMATS: Mapping[str, Callable[[Governance, Neighbourhood], str]] = {"mermaid": mermaid, "dot": dot, "graphml": graphml}
