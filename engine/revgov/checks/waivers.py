"""Waivers: findings that are tolerated for a while, on somebody's word. Applied once, here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.kinds import Waiver
from revgov.kinds.node import Spot

# What nobody may tolerate: text that cannot be read, a defect of the engine, and waivers themselves.
NEVER = ("yaml-", "engine-fault", "x-waiver-invalid")


class Waivers(NamedTuple):
    """The waivers in force by check and declaration; each names the waiver's id and its spot."""

    by_target: Mapping[tuple[str, str], tuple[str, Spot]]

    def covering(self, finding: Finding) -> str | None:
        """The id of the waiver that covers a finding."""
        if finding.node is None or finding.check.startswith(NEVER):
            return None
        whole = self.by_target.get((finding.check, finding.node))
        return whole[0] if whole else None

    def without(self, findings: Iterable[Finding]) -> Iterator[tuple[str, Spot]]:
        """The waivers that cover none of the findings, each once."""
        used = {(finding.check, finding.node) for finding in findings if finding.waiver}
        yield from dict.fromkeys(waiver for target, waiver in self.by_target.items() if target not in used)


def waivers_of(governance: Governance) -> Waivers:
    """The waivers that hold on the as-of date. One that is not valid covers nothing: `x-waiver-invalid` says why."""
    found: dict[tuple[str, str], tuple[str, Spot]] = {}
    for waiver in governance.every(Waiver):
        if valid(governance, waiver):
            for edge in governance.out.get(waiver.ref, ()):
                if edge.field == "for" and waiver.check:
                    found.setdefault((waiver.check, edge.ref), (waiver.id, waiver.at()))
    return Waivers(found)


def valid(governance: Governance, waiver: Waiver) -> bool:
    """Whether a waiver says everything it must and has not expired; the day it expires on is its last."""
    complete = waiver.check and waiver.reason and waiver.approved_by and waiver.expires
    return bool(complete) and waiver.expires is not None and waiver.expires >= governance.as_of
