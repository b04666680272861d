"""What is reported: a finding, the places it points to and the fix it carries. Imports nothing of ours."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is; `off` is only ever a setting, never a finding's severity."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return RANKS[self]


RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Span(NamedTuple):
    """A stretch of one file. Lines and columns count from 1, columns in code points; the end is the first after."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """A span of a named file; `path` is relative to the root, with `/`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, path: str, span: Span) -> Place:
        return cls(path, *span)


class Related(NamedTuple):
    """Another place that belongs to a finding, with a sentence that says why."""

    message: str
    place: Place


class Edit(NamedTuple):
    """Replace what stands at `place` by `text`."""

    place: Place
    text: str


class Fix(NamedTuple):
    """A mend that needs no further thought."""

    title: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One defect at one place.

    `node` is `kind:id`, or None for a fault of the text; `field` is the dotted path of the field, without list
    indices. `fingerprint` survives moved lines. `waiver` is the id of the waiver that covers the finding.
    """

    check: str
    severity: Severity
    node: str | None
    field: str | None
    message: str
    place: Place
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    waiver: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings are listed by path, line, column and check."""
        return (self.place.path, self.place.line, self.place.column, self.check, self.message)

    @property
    def docs(self) -> str:
        return f"docs/checks/{self.check}.md"
