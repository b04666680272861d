"""`revgov waive`: a waiver as it must be, for a finding that is there, or the reason why nobody may have it."""

from __future__ import annotations

import datetime
import re
from itertools import count, islice
from typing import NamedTuple

from revgov.checks.run import findings_of
from revgov.edit.finding_meant import meant
from revgov.edit.outcome import Outcome, after, counted
from revgov.edit.page import Refused
from revgov.edit.section import added
from revgov.finding import Finding, Severity
from revgov.governance.governance import Governance

FILE = "policies/waivers.yaml"
MOST = 1000


class Terms(NamedTuple):
    """Why, who asks, who approves, and until when."""

    reason: str
    requested_by: str
    approved_by: str
    expires: datetime.date


def waive(governance: Governance, check: str, ref: str | None, terms: Terms, file: str = FILE) -> Outcome:
    """Writes a waiver for the findings of a check on a declaration, or of the one finding with a fingerprint.

    `check` is the id of a check, or without `ref` a fingerprint or its first digits; `ref` is a declaration, or the
    place of a finding. Raises Refused for what cannot be waived, and for a waiver that `x-waiver-invalid` would reject.
    """
    found = findings_of(governance)
    finding = meant(governance, found, check, ref)
    if finding.node is None:
        raise Refused(f"{finding.check} is about the text and no declaration, so nobody can waive it: mend it")
    id_ = new_id(governance, f"{finding.check}_{finding.node.partition(':')[2]}")
    waiver = {"check": finding.check, "for": [finding.node], **terms._asdict()}
    waiver["reason"] = " ".join(terms.reason.split())
    draft = added(governance, file, "waivers", id_, waiver)
    now = after(governance, [draft])
    notes = tuple(objections(now, id_, finding))
    covered = sum((one.check, one.node) == (finding.check, finding.node) for one in found)
    covers = f", which covers {counted(covered, 'finding')}" if covered > 1 else ""
    return Outcome((draft,), (f"waiver '{id_}' in {file}: {finding.check} on {finding.node}{covers}",), notes)


def new_id(governance: Governance, words: str, kind: str = "waiver") -> str:
    """An id made of words, with a number where something else bears it already."""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    numbered = (f"{plain}_{number}" for number in count(2))
    return next(one for one in (plain, *islice(numbered, MOST)) if f"{kind}:{one}" not in governance.nodes)


def objections(now: Governance, id_: str, finding: Finding) -> list[str]:
    """What the checks remark on a new waiver. Raises Refused where it would not hold."""
    found = findings_of(now)
    remarks = [one for one in found if one.node == f"waiver:{id_}"]
    for one in remarks:
        if one.severity in (Severity.ERROR, Severity.WARNING):
            raise Refused(f"{one.message} ({one.check})")
    left = [one for one in found if (one.check, one.node) == (finding.check, finding.node) and one.waiver != id_]
    if left:
        raise Refused(f"the waiver would not cover it: {left[0].message}")
    return [one.message for one in remarks]
