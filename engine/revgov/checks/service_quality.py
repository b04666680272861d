"""How measured values compare with what is promised of service levels and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.observations import DIMENSIONS, Observation
from revgov.kinds import Dataset, Field, Sla
from revgov.kinds.dataset import Quality
from revgov.kinds.values import Amount, Duration
from revgov.kinds.values.time import DAYS


class Promise(NamedTuple):
    """What is promised of a measure, and where: the path of the target in the declaration."""

    measure: str
    target: Amount | Duration
    path: tuple[str, ...]


class Breach(NamedTuple):
    """A promise, and the last measured value, which breaks it."""

    promise: Promise
    value: Observation


def promises(node: Sla | Dataset | Field) -> Iterator[Promise]:
    """What a declaration promises that can be measured. A validity in words cannot."""
    if isinstance(node, Sla):
        if node.target is not None:
            yield Promise("", node.target, ("target",))
        return
    quality = node.quality or Quality()
    for measure in DIMENSIONS:
        target = getattr(quality, measure)
        if isinstance(target, Amount | Duration):
            yield Promise(measure, target, ("quality", measure))


def breaches(governance: Governance, node: Sla | Dataset | Field) -> Iterator[Breach]:
    """The promises of a declaration that the last measured value breaks."""
    for promise in promises(node):
        value = governance.observations.latest(node.ref, promise.measure)
        if value is not None and broken(node, promise, value.value):
            yield Breach(promise, value)


def broken(node: Sla | Dataset | Field, promise: Promise, value: Amount) -> bool:
    """Whether a value breaks a promise: a share is too small, or a time too long. A service level that was measured as
    a time is compared with its `within`."""
    if value.unit not in DAYS:
        return isinstance(promise.target, Amount) and value.number < promise.target.number
    limit = node.within if isinstance(node, Sla) else promise.target
    return isinstance(limit, Duration) and value.comparable()[0] > limit.days


def quality_of(governance: Governance, field: Field) -> Field | Dataset | None:
    """Where the quality of a field is promised: at the field, else at its dataset."""
    if field.quality is not None:
        return field
    dataset = governance.find(Dataset, field.id.partition(".")[0])
    return dataset if dataset is not None and dataset.quality is not None else None
