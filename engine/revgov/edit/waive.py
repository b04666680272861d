"""`revgov waive`: a waiver as it must be, for a finding that is there, or the reason why nobody may have it."""

from __future__ import annotations

import datetime
import re
from itertools import count, islice
from typing import NamedTuple

from revgov.checks.run import findings_of
from revgov.checks.waivers import NEVER
from revgov.edit.outcome import Outcome, after
from revgov.edit.page import Refused
from revgov.edit.section import added
from revgov.finding import Finding, Severity
from revgov.governance.governance import Governance
from revgov.governance.questions.named import UnknownName, named

FILE = "policies/waivers.yaml"
SHORTEST = 6
MOST = 1000


class Terms(NamedTuple):
    """Why, who asks, who approves, and until when."""

    reason: str
    requested_by: str
    approved_by: str
    expires: datetime.date


def waive(governance: Governance, check: str, ref: str | None, terms: Terms, file: str = FILE) -> Outcome:
    """Writes a waiver for the findings of a check on a declaration, or of the one finding with a fingerprint.

    `check` is the id of a check, or without `ref` a fingerprint or its first digits. Raises Refused for what cannot be
    waived, and for a waiver that `x-waiver-invalid` would reject.
    """
    finding = meant(governance, check, ref)
    if finding.node is None:
        raise Refused(f"{finding.check} is about the text and no declaration, so nobody can waive it: mend it")
    id_ = new_id(governance, f"{finding.check}_{finding.node.partition(':')[2]}")
    waiver = {"check": finding.check, "for": [finding.node], **terms._asdict()}
    waiver["reason"] = " ".join(terms.reason.split())
    draft = added(governance, file, "waivers", id_, waiver)
    now = after(governance, [draft])
    notes = tuple(objections(now, id_, finding))
    return Outcome((draft,), (f"waiver '{id_}' in {file}: {finding.check} on {finding.node}",), notes)


def meant(governance: Governance, check: str, ref: str | None) -> Finding:
    """The finding that is to be waived. Raises Refused where there is none, or none that may be waived."""
    if check.startswith(NEVER):
        raise Refused(f"nobody can waive {check}: mend what it says")
    try:
        node = named(governance, ref).ref if ref else None
    except UnknownName as reason:
        raise Refused(str(reason)) from None
    found = [one for one in findings_of(governance) if fits(one, check, node)]
    if not found:
        about = f"{check} finds nothing about {node}" if node else f"no finding has the fingerprint {check}"
        raise Refused(f"{about}, so there is nothing to waive; `revgov check --format json` lists what there is")
    if len({(one.check, one.node) for one in found}) > 1:
        raise Refused(f"several findings have a fingerprint that begins with {check}; write more of it")
    finding = next((one for one in found if not one.waiver), found[0])
    if finding.check.startswith(NEVER):
        raise Refused(f"nobody can waive {finding.check}: mend what it says")
    if finding.waiver:
        raise Refused(f"the waiver '{finding.waiver}' covers this already")
    return finding


def fits(finding: Finding, check: str, node: str | None) -> bool:
    if node is not None:
        return finding.check == check and finding.node == node
    return len(check) >= SHORTEST and finding.fingerprint.startswith(check)


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
