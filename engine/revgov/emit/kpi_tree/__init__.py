"""The KPI tree as a picture and as a diagram that Markdown pages draw themselves."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit.edition import Edition, File
from revgov.emit.kpi_tree.layers import layered
from revgov.emit.kpi_tree.mermaid import mermaid
from revgov.emit.kpi_tree.svg import svg
from revgov.emit.kpi_tree.tree import tree_of


def kpi_tree(edition: Edition) -> Iterator[File]:
    """`graph/kpi_tree` as SVG and as Mermaid."""
    tree = tree_of(edition.governance)
    yield "graph/kpi_tree.svg", svg(edition, tree, layered(tree))
    yield "graph/kpi_tree.mmd", mermaid(edition, tree)
