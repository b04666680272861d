"""What is told of a governance: defects become findings, with a place, a fingerprint and perhaps a fix."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revgov.checks.absence import out_of_sight
from revgov.finding import Edit, Finding, Fix, Place, Related, Severity
from revgov.governance.defect import Defect, Suggestion
from revgov.governance.governance import Governance
from revgov.text import Fault


class Told(NamedTuple):
    """A finding, not yet numbered and waived, and the defect it was made from; a fault of the text has none."""

    finding: Finding
    defect: Defect | None


def told_by_reading(governance: Governance) -> Iterator[Told]:
    """What reading met: faults of the text and of single fields. They are always errors."""
    for file, fault in (*governance.faults.texts, *observed_faults(governance)):
        related = tuple(Related(said, Place.of(file, span)) for said, span in fault.related)
        place = Place.of(file, fault.span)
        print_ = fingerprint(fault.check, None, None, f"{file}:{governance.written(place)}")
        said = Finding(fault.check, Severity.ERROR, None, None, fault.message, place, related, fingerprint=print_)
        yield Told(said, None)
    for defect in governance.faults.defects:
        yield Told(finding_of(governance, defect, Severity.ERROR), defect)


def observed_faults(governance: Governance) -> Iterator[tuple[str, Fault]]:
    """What is wrong with files of measured values. Of a name that may stand in a file which could not be read to its
    end nobody can say that it is not declared."""
    lost = [one for one in governance.observations.faults if one[1].check == "x-ref-unresolved"]
    hidden = out_of_sight(governance) if lost else ()
    for file, fault in governance.observations.faults:
        name = governance.written(Place.of(file, fault.span)).strip('" ')
        if fault.check != "x-ref-unresolved" or re.split("[:.]", name)[-1] not in hidden:
            yield file, fault


def finding_of(governance: Governance, defect: Defect, severity: Severity) -> Finding:
    place = governance.place(defect.spot)
    related = tuple(Related(said, governance.place(spot)) for spot, said in defect.related)
    fix = None
    if defect.suggestion is not None:
        fix = fix_of(governance, defect.suggestion)
    node, field = defect.spot.node, defect.spot.field
    # A word names what is not there, or the part in question of what is.
    value = defect.spot.word[1] if defect.spot.word else governance.written(place)
    print_ = fingerprint(defect.check, node, field, value)
    return Finding(defect.check, severity, node, field, defect.message, place, related, fix, print_)


def fix_of(governance: Governance, suggestion: Suggestion) -> Fix | None:
    """The mend of a suggestion. None where its word cannot be told apart in the text, as when it is written with
    escapes: half a formula must not go with it."""
    place, word = governance.place(suggestion.spot), suggestion.spot.word
    if word is not None and governance.written(place) != word[1]:
        return None
    return Fix(suggestion.title, (Edit(place, suggestion.text),))


def fingerprint(check: str, node: str | None, field: str | None, value: str) -> str:
    """A digest that survives moved lines: of check, declaration, field and what is written there."""
    return hashlib.sha256("\0".join((check, node or "", field or "", value)).encode("utf-8", "replace")).hexdigest()[
        :32
    ]


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Equal fingerprints get a number, so that two findings are never taken for one."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        result.append(finding if count == 1 else finding._replace(fingerprint=f"{finding.fingerprint}-{count}"))
    return result
