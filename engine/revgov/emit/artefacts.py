"""What is published: one row per artefact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from revgov.emit.edition import Edition, File


class Artefact(NamedTuple):
    """A name for `--only`, what it is in a sentence, and the module that holds the function of that name."""

    name: str
    says: str
    module: str

    def files(self, edition: Edition) -> Iterator[File]:
        """Its files, below the output folder. A module is imported only when its artefact is asked for."""
        emit: Callable[[Edition], Iterator[File]] = getattr(import_module(self.module), self.name)
        return emit(edition)


ARTEFACTS: tuple[Artefact, ...] = (
    Artefact("calendars", "Feeds to subscribe to: of everything, of councils, roles and people.", "revgov.emit.feeds"),
    Artefact("risks", "The risk register with heat maps, as CSV, Markdown and JSON.", "revgov.emit.risks"),
    Artefact("raci", "The RACI matrix, activities by roles, as CSV and Markdown.", "revgov.emit.raci"),
    Artefact("metrics", "The metrics dictionary and the glossary, as CSV and Markdown.", "revgov.emit.metrics"),
    Artefact("compliance", "The compliance report as a page to print, as Markdown and JSON.", "revgov.emit.compliance"),
    Artefact("kpi_tree", "The KPI tree as a picture (SVG) and as a Mermaid diagram.", "revgov.emit.kpi_tree"),
    Artefact("graph", "Every declaration and reference, as JSON, GraphML and a Mermaid diagram.", "revgov.emit.graph"),
)  # fmt: skip
NAMES: tuple[str, ...] = tuple(artefact.name for artefact in ARTEFACTS)
