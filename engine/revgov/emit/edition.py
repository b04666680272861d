"""What is published: a governance, what was found in it, and by which version. The base of this floor."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from revgov.characters import in_json
from revgov.emit.document import Cell, Code, Row
from revgov.finding import Finding
from revgov.governance.governance import Governance

File = tuple[str, bytes]
"""A file to publish: its path below the output folder, with `/`, and its bytes."""


class Edition(NamedTuple):
    """One state of a governance on one day, ready to be published. Nothing else may go into an artefact."""

    governance: Governance
    findings: tuple[Finding, ...]
    version: str

    @property
    def as_of(self) -> datetime.date:
        return self.governance.as_of

    @property
    def commit(self) -> str | None:
        return self.governance.source.commit

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that no waiver covers."""
        return tuple(finding for finding in self.findings if not finding.waiver)

    @property
    def organization(self) -> str:
        return self.governance.charter.organization or "This company"


def stamp(edition: Edition) -> dict[str, Any]:
    """What every machine-readable artefact says of its origin."""
    return {
        "version": 1,
        "tool": {"name": "revgov", "version": edition.version},
        "organization": edition.governance.charter.organization,
        "profile": edition.governance.profile.name,
        "as_of": edition.as_of.isoformat(),
        "commit": edition.commit,
    }


def origin(edition: Edition) -> Row:
    """The same in a line for people. The commit is code, so that it can be copied as it is."""
    profile = edition.governance.profile.name
    said = f"As of {edition.as_of.isoformat()}, revgov {edition.version}, profile {profile},"
    commit: tuple[Cell, ...] = ("commit", Code(edition.commit)) if edition.commit else ("no commit",)
    return Row((said, *commit), between=" ")


def json_bytes(values: Mapping[str, Any]) -> bytes:
    """JSON that differs only where its content does: keys sorted, UTF-8, a line break at the end."""
    return in_json(values, indent=1, sort_keys=True).encode() + b"\n"
