"""A run as rows of JSON, and back: what is kept of it for the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revgov.checks.last import Last
from revgov.checks.standing import Standing
from revgov.checks.told import Told
from revgov.finding import Finding, Span
from revgov.governance.defect import Defect, Suggestion
from revgov.governance.observations import FAULT
from revgov.governance.outline import Outline
from revgov.governance.texts import Duplicate, Faults, TextFault
from revgov.kinds.node import Spot
from revgov.report import Bearer, finding_from, finding_json
from revgov.text import Fault


def rows_of(last: Last) -> Iterator[tuple[str, Any]]:
    """A run row by row, each with the name of what it is: so a large one is never in one piece."""
    for path, digest in last.files.items():
        yield "file", [path, digest, last.outline.refs.get(path, ())]
    for duplicate in last.outline.faults.duplicates:
        yield "duplicate", duplicate
    for check, reads in last.standing.reads.items():
        yield "reads", [check, sorted(reads)]
    for one in last.standing.told:
        yield "told", [finding_json(one.finding), one.defect]
    for ref, bearer in last.bearers.items():
        yield "bearer", [ref, *bearer]


def last_from(rows: Mapping[str, list[Any]]) -> Last:
    """A run from its rows, by name. Raises KeyError, TypeError or ValueError for anything else."""
    told = tuple(
        Told(finding_from(finding), defect and defect_from(*defect)) for finding, defect in rows.get("told", ())
    )
    reads = {check: frozenset((kind, field) for kind, field in those) for check, those in rows["reads"]}
    twice = (Duplicate(ref, spot_from(*spot), spot_from(*first)) for ref, spot, first in rows.get("duplicate", ()))
    outline = Outline(
        refs={path: tuple(refs) for path, _, refs in rows["file"]},
        faults=faults_from(told)._replace(duplicates=tuple(twice)),
    )
    files = {path: digest for path, digest, _ in rows["file"]}
    bearers = {ref: Bearer(asset, owner) for ref, asset, owner in rows.get("bearer", ())}
    return Last(files, outline, Standing(told, reads), bearers)


def faults_from(told: Iterable[Told]) -> Faults:
    """What reading met, from what was told of it. Faults of measured values belong to no file that declares things."""
    texts = (one.finding for one in told if one.defect is None and one.finding.check != FAULT)
    schema = (one.defect for one in told if one.defect and one.defect.check.startswith("schema-"))
    return Faults(tuple(map(fault_from, texts)), tuple(schema))


def defect_from(check: str, spot: Any, message: str, related: Any, suggestion: Any) -> Defect:
    others = tuple((spot_from(*other), said) for other, said in related)
    mend = suggestion and Suggestion(suggestion[0], spot_from(*suggestion[1]), suggestion[2])
    return Defect(check, spot_from(*spot), message, others, mend)


def spot_from(node: str | None, path: Any, key: bool, word: Any, file: str | None, base: int) -> Spot:
    return Spot(node, tuple(path), key, word and (word[0], word[1]), file, base)


def fault_from(finding: Finding) -> TextFault:
    related = tuple((one.message, Span(*one.place[1:])) for one in finding.related)
    return TextFault(finding.place.path, Fault(finding.check, finding.message, Span(*finding.place[1:]), related))
