"""Waivers: findings that are tolerated for a while, on somebody's word. Applied once, here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from revgov.checks.faults import UNWAIVABLE
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.kinds import Waiver
from revgov.kinds.node import Spot


class Waivers(NamedTuple):
    """The waivers in force by check and declaration; each names the waiver's id and its spot."""

    by_target: Mapping[tuple[str, str], tuple[str, Spot]]

    def covering(self, finding: Finding) -> str | None:
        """The id of the waiver that covers a finding."""
        if finding.node is None or finding.check.startswith(UNWAIVABLE):
            return None
        whole = self.by_target.get((finding.check, finding.node))
        return whole[0] if whole else None

    def without(self, findings: Iterable[Finding]) -> Iterator[tuple[str, Spot]]:
        """The waivers that cover none of the findings, each once."""
        used = {(finding.check, finding.node) for finding in findings if finding.waiver}
        yield from dict.fromkeys(waiver for target, waiver in self.by_target.items() if target not in used)


def waivers_of(governance: Governance, rejected: Collection[str | None]) -> Waivers:
    """The waivers in force that name a check and something, but for those that `x-waiver-invalid` rejects."""
    found: dict[tuple[str, str], tuple[str, Spot]] = {}
    for waiver in governance.every(Waiver):
        if waiver.check and waiver.ref not in rejected:
            for edge in governance.out.get(waiver.ref, ()):
                if edge.field == "for":
                    found.setdefault((waiver.check, edge.ref), (waiver.id, waiver.at()))
    return Waivers(found)
