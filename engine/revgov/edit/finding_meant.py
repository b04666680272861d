"""Which finding somebody wants waived: of a check on a declaration or at a place, or the one with a fingerprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS, UNWAIVABLE
from revgov.edit.page import Refused
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.governance.questions.named import UnknownName, listed, named

SHORTEST = 6
FINGERPRINT = re.compile("[0-9a-f]+")
PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?:?")
PRINTED = "the place as `revgov check` prints it, such as raci/roles.yaml:12"


def meant(governance: Governance, findings: Sequence[Finding], check: str, ref: str | None) -> Finding:
    """The finding that is to be waived. Raises Refused where there is none, or none that may be waived."""
    if check.startswith(UNWAIVABLE):
        raise Refused(f"nobody can waive {check}: mend what it says")
    known = check in CATALOGUE or check in FAULTS or (check.startswith("policy:") and check in governance.nodes)
    if not known and ref in (*CATALOGUE, *FAULTS):
        raise Refused(f"the check comes first: revgov waive {ref} {check}")
    if not known and (ref or not FINGERPRINT.fullmatch(check)):
        close = get_close_matches(check, (*CATALOGUE, *FAULTS), n=1)
        hint = f"did you mean {close[0]}?" if close else "`revgov explain` lists them"
        raise Refused(f"there is no check '{check}'; {hint}")
    if known and ref is None:
        raise Refused(f"{check} alone may be about much: name a declaration, or {PRINTED}")
    found = at_ref(governance, findings, check, ref) if ref else of_fingerprint(findings, check)
    finding = next((one for one in found if not one.waiver), found[0])
    if finding.check.startswith(UNWAIVABLE):
        raise Refused(f"nobody can waive {finding.check}: mend what it says")
    if finding.waiver:
        raise Refused(f"the waiver '{finding.waiver}' covers this already")
    return finding


def of_fingerprint(findings: Sequence[Finding], digits: str) -> list[Finding]:
    found = [one for one in findings if len(digits) >= SHORTEST and one.fingerprint.startswith(digits)]
    if not found:
        least = "" if len(digits) >= SHORTEST else f"; write {SHORTEST} digits of it at least"
        raise Refused(f"no finding has the fingerprint {digits}, so there is nothing to waive{least}")
    if len({(one.check, one.node) for one in found}) > 1:
        raise Refused(f"several findings have a fingerprint that begins with {digits}; write more of it")
    return found


def at_ref(governance: Governance, findings: Sequence[Finding], check: str, ref: str) -> list[Finding]:
    """What a check finds on a declaration, or at a place. Raises Refused where that is nothing, or of several."""
    place = PLACE.fullmatch(ref)
    if place is not None:
        return at_place(governance, findings, check, place)
    try:
        node = named(governance, ref).ref
    except UnknownName as reason:
        raise Refused(f"{reason}; name a declaration, or {PRINTED}") from None
    found = [one for one in findings if (one.check, one.node) == (check, node)]
    if not found:
        raise nothing(findings, check, f"about {node}", [one for one in findings if one.node == node])
    return found


def at_place(governance: Governance, findings: Sequence[Finding], check: str, place: re.Match[str]) -> list[Finding]:
    path, line, column = place["path"].removeprefix("./"), int(place["line"]), int(place["column"] or 0)
    if path not in governance.source.files:
        raise Refused(
            f"there is no file {path}; write the place as `revgov check` prints it, from the charter's folder"
        )
    there = [one for one in findings if one.place[:2] == (path, line) and column in (0, one.place.column)]
    found = [one for one in there if one.check == check]
    if not found:
        raise nothing(findings, check, f"at {place[0].rstrip(':')}", there)
    nodes = dict.fromkeys(one.node for one in found if one.node)
    if len(nodes) > 1:
        raise Refused(f"{check} finds something about {listed(nodes)} there; name the one that is meant")
    return found


def nothing(findings: Sequence[Finding], check: str, where: str, others: Sequence[Finding]) -> Refused:
    """Says so, and what is found there instead, or else where the check does find something."""
    said = f"{check} finds nothing {where}, so there is nothing to waive"
    checks = list(dict.fromkeys(one.check for one in others if not one.waiver))
    if checks:
        return Refused(f"{said}; what is found there is {listed(checks)}")
    places = [f"{one.place.path}:{one.place.line}" for one in findings if one.check == check and not one.waiver]
    first = next(iter(places), None)
    return Refused(f"{said}; it does at {first}" if first else f"{said}, nor anywhere else")
