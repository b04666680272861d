"""A standing and the outline of its governance as JSON, and back: what is kept of one run for the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revgov.checks.again import Standing
from revgov.checks.run import Told
from revgov.finding import Finding, Span
from revgov.governance.observations import FAULT
from revgov.governance.outline import Outline
from revgov.governance.report import Report, Suggestion
from revgov.governance.texts import Duplicate, Faults, TextFault
from revgov.kinds.node import Spot
from revgov.report import finding_from, finding_json
from revgov.text import Fault


def standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "told": [[finding_json(one.finding), one.report] for one in standing.told],
        "reads": {check: sorted(reads) for check, reads in standing.reads.items()},
    }


def standing_from(kept: Mapping[str, Any]) -> Standing:
    """A standing from its JSON. Raises KeyError, TypeError or ValueError for anything else."""
    told = (Told(finding_from(finding), report and report_from(*report)) for finding, report in kept["told"])
    reads = {check: frozenset((kind, field) for kind, field in those) for check, those in kept["reads"].items()}
    return Standing(tuple(told), reads)


def outline_json(outline: Outline) -> dict[str, Any]:
    """The references and the duplicates: what else belongs to an outline is told."""
    return {"refs": outline.refs, "duplicates": outline.faults.duplicates, "pure_files": outline.pure_files}


def outline_from(kept: Mapping[str, Any], standing: Standing) -> Outline:
    """An outline from its JSON. Raises KeyError, TypeError or ValueError for anything else."""
    # Faults of measured values are told as well, but belong to no file that declares something.
    faults = (one.finding for one in standing.told if one.report is None and one.finding.check != FAULT)
    texts = map(fault_from, faults)
    schema = (one.report for one in standing.told if one.report and one.report.check.startswith("schema-"))
    twice = (Duplicate(ref, spot_from(*spot), spot_from(*first)) for ref, spot, first in kept["duplicates"])
    return Outline(
        refs={file: tuple(those) for file, those in kept["refs"].items()},
        faults=Faults(tuple(texts), tuple(schema), tuple(twice)),
        pure_files=tuple(kept["pure_files"]),
    )


def report_from(check: str, spot: Any, message: str, related: Any, suggestion: Any) -> Report:
    others = tuple((spot_from(*other), said) for other, said in related)
    mend = suggestion and Suggestion(suggestion[0], spot_from(*suggestion[1]), suggestion[2])
    return Report(check, spot_from(*spot), message, others, mend)


def spot_from(node: str | None, path: Any, key: bool, word: Any, file: str | None, base: int) -> Spot:
    return Spot(node, tuple(path), key, word and (word[0], word[1]), file, base)


def fault_from(finding: Finding) -> TextFault:
    related = tuple((one.message, Span(*one.place[1:])) for one in finding.related)
    return TextFault(finding.place.path, Fault(finding.check, finding.message, Span(*finding.place[1:]), related))
